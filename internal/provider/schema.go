package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Schema is the provider's schema. Each argument names its environment
// variables, which environment.go reads.
func (*aliyunProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	endpoint := []validator.String{framework.StringCheck("a host, host:port or URL", func(s string) error {
		if _, err := openapi.ParseEndpoint(s); err != nil {
			return fmt.Errorf("must be a host, host:port or URL: %w", err)
		}
		return nil
	})}
	roleARN := []validator.String{stringvalidator.LengthAtLeast(1)}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages VPN gateways on Alibaba Cloud.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				MarkdownDescription: "Region ID, such as `cn-hangzhou`: the default of every resource. " + from(envRegion) +
					" Else the region of the CLI profile in use.",
				Optional:   true,
				Validators: []validator.String{framework.Region()},
			},
			"access_key": schema.StringAttribute{
				MarkdownDescription: "Access key ID. " + from(envAccessKey),
				Optional:            true,
				Sensitive:           true,
			},
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "Secret of the access key. " + from(envSecretKey),
				Optional:            true,
				Sensitive:           true,
			},
			"security_token": schema.StringAttribute{
				MarkdownDescription: "Security token, when `access_key` and `secret_key` are temporary (STS). " + from(
					envSecurityToken,
				),
				Optional:  true,
				Sensitive: true,
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "Profile of the Alibaba Cloud CLI to take credentials from. " + from(envProfile) +
					" Else the CLI's current profile.",
				Optional: true,
			},
			"shared_credentials_file": schema.StringAttribute{
				MarkdownDescription: "The Alibaba Cloud CLI's configuration file. " + from(envSharedCredentialsFile) +
					" Else `~/.aliyun/config.json`.",
				Optional: true,
			},
			"ecs_role_name": schema.StringAttribute{
				MarkdownDescription: "RAM role of the ECS instance that Terraform runs on. " + from(envECSRoleName),
				Optional:            true,
			},
			"credentials_uri": schema.StringAttribute{
				MarkdownDescription: "Address of a local service that hands out temporary credentials. " + from(
					envCredentialsURI,
				),
				Optional: true,
			},
			"allowed_account_ids": schema.SetAttribute{
				MarkdownDescription: "IDs of the accounts that may be changed. With credentials of another account every plan and apply fails " +
					"before anything is read or created. Costs one call of STS, which needs no permission.",
				Optional:    true,
				ElementType: types.StringType,
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ConflictsWith(path.MatchRoot("forbidden_account_ids")),
				},
			},
			"forbidden_account_ids": schema.SetAttribute{
				MarkdownDescription: "IDs of accounts that must not be changed. Conflicts with `allowed_account_ids`.",
				Optional:            true,
				ElementType:         types.StringType,
				Validators:          []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()},
			},
			"max_retries": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf(
					"How often a call is sent again after a server or network fault, 0 to 100. Throttling and busy states "+
						"are retried until the operation's timeout whatever this says. %s Else `%d`.",
					from(envMaxRetries),
					openapi.DefaultMaxRetries,
				),
				CustomType: framework.WholeNumber{},
				Optional:   true,
				Validators: []validator.Int64{int64validator.Between(0, 100)},
			},
		},
		Blocks: map[string]schema.Block{
			"assume_role": schema.SingleNestedBlock{
				MarkdownDescription: "RAM role to assume with the credentials found otherwise.",
				Attributes: map[string]schema.Attribute{
					"role_arn": schema.StringAttribute{
						MarkdownDescription: "ARN of the role, such as `acs:ram::123456789012****:role/terraform`. " + from(
							envRoleARN,
						),
						Optional:   true,
						Validators: roleARN,
					},
					"session_name": schema.StringAttribute{
						MarkdownDescription: "Session name, 2 to 64 characters, which shows in audit logs. " + from(
							envSessionName,
						) + " Else `terraform`.",
						Optional:   true,
						Validators: []validator.String{stringvalidator.LengthBetween(2, 64)},
					},
					"session_expiration": schema.Int64Attribute{
						MarkdownDescription: "Seconds that a session lasts before it is renewed, 900 to 43200. " + from(
							envSessionExpiration,
						) + " Else `3600`.",
						CustomType: framework.WholeNumber{},
						Optional:   true,
						Validators: []validator.Int64{int64validator.Between(900, 43200)},
					},
					"policy": schema.StringAttribute{
						MarkdownDescription: "Policy (JSON) that narrows what the session may do.",
						Optional:            true,
					},
					"external_id": schema.StringAttribute{
						MarkdownDescription: "External ID that the role asks for.",
						Optional:            true,
					},
				},
			},
			"assume_role_with_oidc": schema.SingleNestedBlock{
				MarkdownDescription: "RAM role to assume with an OIDC token, as in CI or in a Kubernetes cluster; no access key is needed.",
				Attributes: map[string]schema.Attribute{
					"role_arn": schema.StringAttribute{
						MarkdownDescription: "ARN of the role. " + from(envOIDCRoleARN),
						Optional:            true,
						Validators:          roleARN,
					},
					"oidc_provider_arn": schema.StringAttribute{
						MarkdownDescription: "ARN of the OIDC provider in RAM. " + from(envOIDCProviderARN),
						Optional:            true,
					},
					"oidc_token_file": schema.StringAttribute{
						MarkdownDescription: "File with the token; it is read again whenever the session is renewed. " + from(
							envOIDCTokenFile,
						),
						Optional: true,
					},
					"session_name": schema.StringAttribute{
						MarkdownDescription: "Session name, 2 to 64 characters. " + from(envSessionName) + " Else `terraform`.",
						Optional:            true,
						Validators:          []validator.String{stringvalidator.LengthBetween(2, 64)},
					},
				},
			},
			"endpoints": schema.SingleNestedBlock{
				MarkdownDescription: "Addresses to use instead of the public ones: host, host:port or URL. " +
					"Plain `http://` is accepted for loopback addresses only.",
				Attributes: map[string]schema.Attribute{
					"vpc": schema.StringAttribute{
						MarkdownDescription: "Address of the VPC API for every region. " + from(envEndpointVPC),
						Optional:            true,
						Validators:          endpoint,
					},
					"sts": schema.StringAttribute{
						MarkdownDescription: "Address of STS. Roles are assumed over https whatever the scheme. " + from(
							envEndpointSTS,
						),
						Optional:   true,
						Validators: endpoint,
					},
				},
			},
			"default_tags": schema.SingleNestedBlock{
				MarkdownDescription: "Tags of every resource that has tags; the resource's own win. They show in `tags_all`, also those that are sensitive.",
				Attributes: map[string]schema.Attribute{
					"tags": schema.MapAttribute{
						MarkdownDescription: "The tags. They count towards the 20 that a resource may have.",
						Optional:            true,
						ElementType:         types.StringType,
						Validators:          []validator.Map{framework.Tags()},
					},
				},
			},
			"ignore_tags": schema.SingleNestedBlock{
				MarkdownDescription: "Tags that something else keeps on the same resources: they are neither shown nor changed.",
				Attributes: map[string]schema.Attribute{
					"keys": schema.SetAttribute{
						MarkdownDescription: "Keys to ignore.",
						Optional:            true,
						ElementType:         types.StringType,
						Validators:          []validator.Set{setvalidator.NoNullValues()},
					},
					"key_prefixes": schema.SetAttribute{
						MarkdownDescription: "Beginnings of keys to ignore.",
						Optional:            true,
						ElementType:         types.StringType,
						Validators:          []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
					},
				},
			},
		},
	}
}
