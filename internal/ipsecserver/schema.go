package ipsecserver

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
)

func schemaOf(context.Context) schema.Schema {
	required := func(a schema.SingleNestedAttribute) schema.SingleNestedAttribute {
		a.Required, a.Optional = true, false
		return a
	}
	attributes := map[string]schema.Attribute{
		"vpn_gateway_id": schema.StringAttribute{
			MarkdownDescription: "ID of the VPN gateway that the server belongs to. It needs SSL (`enable_ssl = true`), and has one IPsec server at most and " +
				"no IPsec connections beside it. Changing it replaces the server.",
			Required:      true,
			PlanModifiers: []planmodifier.String{framework.ReplaceString()},
			Validators:    []validator.String{framework.IDWithPrefix("vpn-")},
		},
		"client_ip_pool": schema.StringAttribute{
			MarkdownDescription: "Network that clients get their addresses of (`ClientIpPool`), such as `10.200.0.0/24`. It cannot overlap `local_subnets`, " +
				"and should not overlap the VPC or networks that clients are in.",
			Required: true, Validators: []validator.String{framework.Subnet()},
		},
		"local_subnets": framework.SubnetsAttribute("Networks that clients can reach (`LocalSubnet`), such as `10.0.0.0/16`."),
		"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
			framework.Text(1, 100)),
		"ike":   required(tunnel.IkeAttribute("of the server. The API's own defaults are weak, so that they are not used.")),
		"ipsec": required(tunnel.IpsecAttribute("of the server.")),
		"local_id": framework.KeptString("How the server names itself in IKE (`LocalId`): an address or a domain name, 1 to 100 characters. "+
			"Defaults to the address of the VPN gateway. If left out later, it stays.", tunnel.PeerID()),
		"remote_id": framework.KeptString("How clients have to name themselves in IKE (`RemoteId`): an address or a domain name, 1 to 100 characters. "+
			"If left out, any name will do; if left out later, it stays.", tunnel.PeerID()),
		"effect_immediately": schema.BoolAttribute{
			MarkdownDescription: "Whether a change is negotiated with clients at once, which interrupts those that are connected, or when there is traffic " +
				"(`EffectImmediately`). Defaults to `false`.",
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"internet_ip": framework.ConstantString("Address of the VPN gateway that clients dial."),
		"max_connections": schema.Int64Attribute{
			MarkdownDescription: "How many clients can be connected at the same time, those of the gateway's SSL server included: its `ssl_connections`.", Computed: true,
			PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
		},
		"id":                framework.IDAttribute(noun, exampleID),
		"resource_group_id": framework.ConstantString("ID of the resource group, which is that of the VPN gateway."),
		"create_time":       framework.CreateTimeAttribute(noun),
		"region":            framework.RegionAttribute(),
	}
	tunnel.KeyAttributes(attributes)
	return schema.Schema{
		MarkdownDescription: "The IPsec server of a VPN gateway: people dial in to it with the IKE client of their phone, all with one pre-shared key. " +
			"A gateway has one at most, and no IPsec connections beside it.\n\n" +
			"API: [CreateIpsecServer](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createipsecserver), " +
			"[UpdateIpsecServer](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-updateipsecserver).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until the gateway is configured. Defaults to `15m`.",
				"How long an update may take. Defaults to `15m`.", "How long deleting may take. Defaults to `15m`."),
		},
	}
}
