package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
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
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages VPN gateways on Alibaba Cloud.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				MarkdownDescription: "Region ID, such as `cn-hangzhou`: the default of every resource. Defaults to the region of the CLI profile " +
					"in use. " + from(envRegion),
				Optional:   true,
				Validators: []validator.String{framework.Region()},
			},
			"access_key": schema.StringAttribute{
				MarkdownDescription: "Access key ID. Needs `secret_key`. " + from(envAccessKey),
				Optional:            true,
				Sensitive:           true,
			},
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "Secret of the access key. Needs `access_key`. " + from(envSecretKey),
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
				MarkdownDescription: "Profile of the Alibaba Cloud CLI to take credentials from. Defaults to the CLI's current profile. " +
					from(envProfile),
				Optional: true,
			},
			"shared_credentials_file": schema.StringAttribute{
				MarkdownDescription: "The Alibaba Cloud CLI's configuration file, which is only read. Defaults to `~/.aliyun/config.json`. " +
					from(envSharedCredentialsFile),
				Optional: true,
			},
			"ecs_role_name": schema.StringAttribute{
				MarkdownDescription: "RAM role of the ECS instance that Terraform runs on. " + from(envECSRoleName),
				Optional:            true,
			},
			"credentials_uri": schema.StringAttribute{
				MarkdownDescription: "Address of a service that hands out temporary credentials. Plain `http://` is accepted for " +
					"loopback addresses only. " + from(envCredentialsURI),
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
						"are retried until the operation's timeout whatever this says. Defaults to `%d`. %s",
					openapi.DefaultMaxRetries,
					from(envMaxRetries),
				),
				CustomType: framework.WholeNumber{},
				Optional:   true,
				Validators: []validator.Int64{int64validator.Between(0, 100)},
			},
		},
		Blocks: blocks(),
	}
}
