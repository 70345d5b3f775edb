package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// blocks are the provider's nested blocks. They are not nested attributes,
// because Terraform drops a misspelt name in one of those without a word.
func blocks() map[string]schema.Block {
	return map[string]schema.Block{
		"assume_role":           assumeRoleBlock(),
		"assume_role_with_oidc": assumeRoleWithOIDCBlock(),
		"endpoints": schema.SingleNestedBlock{
			MarkdownDescription: "Endpoints to use instead of the public ones: a host, host:port or URL. " +
				"Plain `http://` is only accepted for loopback addresses.",
			Attributes: map[string]schema.Attribute{
				"vpc": schema.StringAttribute{
					MarkdownDescription: "Endpoint of the VPC API, for all regions. " + from(envEndpointVPC),
					Optional:            true,
					Validators:          []validator.String{endpointCheck{}},
				},
				"sts": schema.StringAttribute{
					MarkdownDescription: "Endpoint of STS, for assuming roles and for checking the account. " + from(envEndpointSTS),
					Optional:            true,
					Validators:          []validator.String{endpointCheck{}},
				},
			},
		},
		"default_tags": schema.SingleNestedBlock{
			MarkdownDescription: "Tags for every resource that supports tags. A tag with the same key in the resource's own `tags` takes precedence. Do not put secrets into tags: `tags_all` shows them.",
			Attributes: map[string]schema.Attribute{
				"tags": schema.MapAttribute{
					MarkdownDescription: "The default tags. They count towards the limit of 20 tags per resource.",
					Optional:            true,
					ElementType:         types.StringType,
					Validators:          []validator.Map{framework.Tags()},
				},
			},
		},
		"ignore_tags": schema.SingleNestedBlock{
			MarkdownDescription: "Tags that something other than Terraform manages. They are neither shown nor changed.",
			Attributes: map[string]schema.Attribute{
				"keys": schema.SetAttribute{
					MarkdownDescription: "Tag keys to ignore.",
					Optional:            true,
					ElementType:         types.StringType,
					Validators:          []validator.Set{setvalidator.NoNullValues()},
				},
				"key_prefixes": schema.SetAttribute{
					MarkdownDescription: "Prefixes of tag keys to ignore.",
					Optional:            true,
					ElementType:         types.StringType,
					Validators:          []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
				},
			},
		},
	}
}

func assumeRoleBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "RAM role to assume with the provider's credentials.",
		Attributes: map[string]schema.Attribute{
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the role, such as `acs:ram::123456789012****:role/terraform`. If it is null or `\"\"`, no role " +
					"is assumed. " + from(envRoleARN),
				Optional: true,
			},
			"session_name":       sessionName(),
			"session_expiration": sessionExpiration(from(envSessionExpiration)),
			"policy":             sessionPolicy(),
			"external_id": schema.StringAttribute{
				MarkdownDescription: "External ID that the role requires.",
				Optional:            true,
			},
		},
	}
}

func assumeRoleWithOIDCBlock() schema.Block {
	return schema.SingleNestedBlock{
		MarkdownDescription: "RAM role to assume with an OIDC token, for example in CI or in a Kubernetes cluster. Needs no access key.",
		Attributes: map[string]schema.Attribute{
			"role_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the role. If it is `\"\"`, the block is ignored. " + from(envOIDCRoleARN),
				Optional:            true,
			},
			"oidc_provider_arn": schema.StringAttribute{
				MarkdownDescription: "ARN of the OIDC provider in RAM. " + from(envOIDCProviderARN),
				Optional:            true,
			},
			"oidc_token_file": schema.StringAttribute{
				MarkdownDescription: "Path of the file with the token. The file is read again whenever the session is renewed. " + from(envOIDCTokenFile),
				Optional:            true,
			},
			"oidc_token": schema.StringAttribute{
				MarkdownDescription: "The token itself, instead of `oidc_token_file`. The session cannot be renewed with it.",
				Optional:            true,
				Sensitive:           true,
			},
			"role_session_name":  sessionName(),
			"session_expiration": sessionExpiration(""),
			"policy":             sessionPolicy(),
		},
	}
}

func sessionName() schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("Session name shown in audit logs, 2 to 64 characters. Defaults to `%s`. %s",
			credentials.DefaultSessionName, from(envSessionName)),
		Optional:   true,
		Validators: []validator.String{stringvalidator.LengthBetween(2, 64)},
	}
}

func sessionExpiration(environment string) schema.Attribute {
	description := "Duration of a session in seconds, 900 to 43200. Sessions are renewed. Defaults to `3600`."
	if environment != "" {
		description += " " + environment
	}
	return schema.Int64Attribute{
		MarkdownDescription: description,
		CustomType:          framework.WholeNumber{},
		Optional:            true,
		Validators:          []validator.Int64{int64validator.Between(900, 43200)},
	}
}

func sessionPolicy() schema.Attribute {
	return schema.StringAttribute{
		MarkdownDescription: "JSON policy that further restricts the session.",
		Optional:            true,
	}
}

// endpointCheck accepts an address that signed calls may be sent to.
type endpointCheck struct{}

func (endpointCheck) Description(context.Context) string               { return "a host, host:port or URL" }
func (c endpointCheck) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

func (endpointCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if value := req.ConfigValue.ValueString(); value != "" {
		(&settings{diags: &resp.Diagnostics}).endpoint(req.Path, value, req.Path.String())
	}
}
