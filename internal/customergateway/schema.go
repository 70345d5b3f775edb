package customergateway

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	// alibabaAsn is Alibaba Cloud's own.
	alibabaAsn = 45104
	maxAsn     = 1<<32 - 1
)

// refusedAddresses are the ranges that the API takes no address from.
//
// https://www.alibabacloud.com/help/en/vpn/sub-product-ipsec-vpn/user-guide/create-a-customer-gateway
var refusedAddresses = []struct {
	prefix netip.Prefix
	what   string
}{
	{netip.MustParsePrefix("100.64.0.0/10"), "shared address space"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast"},
	{netip.MustParsePrefix("255.0.0.0/8"), "reserved"},
}

func checkAddress(s string) error {
	address, err := netip.ParseAddr(s)
	if err != nil || !address.Is4() {
		return fmt.Errorf("must be an IPv4 address, such as 203.0.113.1, got: %q", s)
	}
	if address.IsUnspecified() {
		return fmt.Errorf("must be the static address of the other end, got: %q", s)
	}
	for _, r := range refusedAddresses {
		if r.prefix.Contains(address) {
			return fmt.Errorf("must not be in %s (%s), got: %q", r.prefix, r.what, s)
		}
	}
	return nil
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

// checkAuthKey does not repeat the key.
func checkAuthKey(s string) error {
	if n := utf8.RuneCountInString(s); n < 1 || n > 64 {
		return fmt.Errorf("must have 1 to 64 characters, got %d", n)
	}
	return nil
}

func checkDescription(s string) error {
	if s == "" {
		return errors.New("must not be empty: the API cannot clear a description, so leave the argument out to keep what is there")
	}
	return framework.CheckText(s, 1, 100)
}

func schemaOf(context.Context) schema.Schema {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	attributes := map[string]schema.Attribute{
		"ip_address": schema.StringAttribute{
			MarkdownDescription: "Static IPv4 address of the other end. With a VPN gateway of network type `private` it is a private one. " +
				"An address can be used by one customer gateway of a region only. Changing it replaces the customer gateway.",
			Required:      true,
			PlanModifiers: []planmodifier.String{framework.ReplaceString()},
			Validators:    []validator.String{framework.StringCheck("an IPv4 address", checkAddress)},
		},
		"asn": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Autonomous system number of the other end, 1 to %d, but not %d, which is Alibaba Cloud's own. "+
				"Needed for BGP only. A number in the form high.low is high × 65536 + low. Changing it replaces the customer gateway.",
				int64(maxAsn), alibabaAsn),
			CustomType:    framework.WholeNumber{},
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown(), int64planmodifier.RequiresReplace()},
			Validators:    []validator.Int64{framework.Int64Check("an autonomous system number", checkAsn)},
		},
		"name": schema.StringAttribute{
			MarkdownDescription: "Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
			Optional:            true,
			Computed:            true,
			PlanModifiers:       keep,
			Validators: []validator.String{framework.StringCheck("1 to 100 characters", func(s string) error {
				return framework.CheckText(s, 1, 100)
			})},
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description, 1 to 100 characters, not beginning with `http://` or `https://`. " +
				"The API cannot clear it: if left out later, it stays.",
			Optional:      true,
			Computed:      true,
			PlanModifiers: keep,
			Validators:    []validator.String{framework.StringCheck("1 to 100 characters", checkDescription)},
		},
		"resource_group_id": schema.StringAttribute{
			MarkdownDescription: "ID of the resource group. Defaults to the account's default group.",
			Optional:            true,
			Computed:            true,
			PlanModifiers:       keep,
			Validators:          []validator.String{framework.IDWithPrefix("rg-")},
		},
		"id": schema.StringAttribute{
			MarkdownDescription: "ID of the customer gateway, such as `" + exampleID + "`.",
			Computed:            true,
			PlanModifiers:       keep,
		},
		"create_time": schema.StringAttribute{
			MarkdownDescription: "When the customer gateway was created (RFC 3339, UTC).",
			Computed:            true,
			PlanModifiers:       keep,
		},
		"tags":     framework.TagsAttribute(),
		"tags_all": framework.TagsAllAttribute(),
		"region":   framework.RegionAttribute(),
	}
	framework.SecretAttributes(attributes, "auth_key", "Secret of the BGP sessions with the other end, 1 to 64 characters",
		framework.StringCheck("1 to 64 characters", checkAuthKey))
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
