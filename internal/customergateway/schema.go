package customergateway

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	// alibabaAsn is Alibaba Cloud's own.
	alibabaAsn = 45104
	maxAsn     = 1<<32 - 1
)

// refused are the ranges that the API takes no address from.
//
// https://www.alibabacloud.com/help/en/vpn/sub-product-ipsec-vpn/user-guide/create-a-customer-gateway
var refused = []framework.Network{
	{CIDR: "100.64.0.0/10", Use: "shared address space"},
	{CIDR: "127.0.0.0/8", Use: "loopback"},
	{CIDR: "169.254.0.0/16", Use: "link-local"},
	{CIDR: "224.0.0.0/4", Use: "multicast"},
	{CIDR: "255.0.0.0/8", Use: "reserved"},
}

func checkAsn(n int64) error {
	switch {
	case n < 1 || n > maxAsn:
		return fmt.Errorf("must be 1 to %d, got: %d", int64(maxAsn), n)
	case n == alibabaAsn:
		return fmt.Errorf("must not be %d, which is Alibaba Cloud's own", alibabaAsn)
	default:
		return nil
	}
}

func schemaOf(context.Context) schema.Schema {
	attributes := map[string]schema.Attribute{
		"ip_address": schema.StringAttribute{
			MarkdownDescription: "Static IPv4 address of the other end. With a VPN gateway of network type `private` it is a private one. " +
				"An address can be used by one customer gateway of a region only. Changing it replaces the customer gateway.",
			Required:      true,
			PlanModifiers: []planmodifier.String{framework.ReplaceString()},
			Validators:    []validator.String{framework.IPv4Address(refused)},
		},
		"asn": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Autonomous system number of the other end, 1 to %d, but not %d, which is Alibaba Cloud's own. "+
				"Needed for BGP only. A number in the form high.low is high × 65536 + low. Changing it replaces the customer gateway.",
				int64(maxAsn), alibabaAsn),
			CustomType:    framework.WholeNumber{},
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown(), framework.ReplaceOptionalInt64(keyAsnUnread)},
			Validators:    []validator.Int64{framework.Int64Check("an autonomous system number", checkAsn)},
		},
		"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
			framework.Text(1, 100)),
		"description": framework.KeptString("Description, 1 to 100 characters, not beginning with `http://` or `https://`. "+
			"The API cannot clear it: if left out later, it stays.", framework.Description()),
		"resource_group_id": framework.ResourceGroupAttribute(""),
		"id":                framework.IDAttribute(noun, exampleID),
		"create_time":       framework.CreateTimeAttribute(noun),
		"tags":              framework.TagsAttribute(),
		"tags_all":          framework.TagsAllAttribute(),
		"region":            framework.RegionAttribute(),
	}
	framework.SecretAttributes(attributes, "auth_key", "Secret of the BGP sessions with the other end, 1 to 64 characters", framework.CheckSecret(64))
	return schema.Schema{
		MarkdownDescription: "A customer gateway: the other end of IPsec connections, by its address. It costs nothing.\n\n" +
			"API: [CreateCustomerGateway](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createcustomergateway).",
		Attributes: attributes,
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take. Defaults to `5m`.", "How long an update may take. Defaults to `15m`.",
				"How long deleting may take, waiting included until the gateways that use it are not being configured. Defaults to `15m`."),
		},
	}
}
