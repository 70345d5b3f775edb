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
		MarkdownDescription: "Manages VPN on Alibaba Cloud: gateways, connections and their routes, and servers that people dial in to.",
		Attributes: map[string]schema.Attribute{
			"region": schema.StringAttribute{
				MarkdownDescription: "Region ID, such as `cn-hangzhou`, for resources without a `region` of their own. Defaults to the region of the CLI profile " +
					"in use. " + from(envRegion),
				Optional:   true,
				Validators: []validator.String{framework.Region()},
			},
			"access_key": schema.StringAttribute{
				MarkdownDescription: "Access key ID. Requires `secret_key`. " + from(envAccessKey),
				Optional:            true,
				Sensitive:           true,
			},
			"secret_key": schema.StringAttribute{
				MarkdownDescription: "Access key secret. Requires `access_key`. " + from(envSecretKey),
				Optional:            true,
				Sensitive:           true,
			},
			"security_token": schema.StringAttribute{
				MarkdownDescription: "Security token of temporary (STS) credentials. Requires `access_key` and `secret_key`. " + from(
					envSecurityToken,
				),
				Optional:  true,
				Sensitive: true,
			},
			"profile": schema.StringAttribute{
				MarkdownDescription: "Alibaba Cloud CLI profile to take credentials from. Defaults to the CLI's current profile. " +
					from(envProfile),
				Optional: true,
			},
			"shared_credentials_file": schema.StringAttribute{
				MarkdownDescription: "Path of the Alibaba Cloud CLI's configuration file. Defaults to `~/.aliyun/config.json`. " +
					from(envSharedCredentialsFile),
				Optional: true,
			},
			"ecs_role_name": schema.StringAttribute{
				MarkdownDescription: "Name of the RAM role of the ECS instance that Terraform runs on. " + from(envECSRoleName),
				Optional:            true,
			},
			"credentials_uri": schema.StringAttribute{
				MarkdownDescription: "URL of a service that returns temporary credentials. Plain `http://` is only accepted for " +
					"loopback addresses. " + from(envCredentialsURI),
				Optional: true,
			},
			"allowed_account_ids": schema.SetAttribute{
				MarkdownDescription: "IDs of the only accounts that the provider may work with. With credentials of any other account, every plan and apply fails " +
					"before anything is read or created. Conflicts with `forbidden_account_ids`.",
				Optional:    true,
				ElementType: types.StringType,
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ConflictsWith(path.MatchRoot("forbidden_account_ids")),
				},
			},
			"forbidden_account_ids": schema.SetAttribute{
				MarkdownDescription: "IDs of accounts that the provider must not work with. Conflicts with `allowed_account_ids`.",
				Optional:            true,
				ElementType:         types.StringType,
				Validators:          []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues()},
			},
			"max_retries": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf(
					"Maximum number of retries after a server or network error, 0 to 100. Throttled calls and calls to a busy gateway "+
						"are always retried until the operation times out. Defaults to `%d`. %s",
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
