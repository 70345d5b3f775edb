package sslvpnclientcert

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

func schemaOf(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An SSL client certificate: with its key, a person or a device dials in to an SSL server. Neither the key nor the " +
			"certificate is in state: the ephemeral resource `aliyun_ssl_vpn_client_config` reads them.\n\n" +
			"API: [CreateSslVpnClientCert](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createsslvpnclientcert).",
		Attributes: map[string]schema.Attribute{
			"ssl_vpn_server_id": schema.StringAttribute{
				MarkdownDescription: "ID of the SSL server to dial in to. Changing it replaces the certificate.",
				Required:            true,
				PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
				Validators:          []validator.String{framework.IDWithPrefix("vss-")},
			},
			"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
				framework.Text(1, 100)),
			"id": framework.IDAttribute(noun, exampleID),
			"status": framework.ConstantString("`normal`, `expiring-soon` or `expired`. With the last two, each plan warns until the certificate " +
				"is replaced."),
			"resource_group_id": framework.ConstantString("ID of the resource group, which is that of the VPN gateway."),
			"create_time":       framework.CreateTimeAttribute(noun),
			"expire_time":       framework.ConstantString("When the certificate expires (RFC 3339, UTC): three years after it was created."),
			"region":            framework.RegionAttribute(),
		},
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until no other change of the VPN gateway is under way. Defaults to `30m`.",
				"How long an update may take. Defaults to `5m`.", "How long deleting may take. Defaults to `30m`."),
		},
	}
}
