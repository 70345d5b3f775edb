package vpnroute

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	defaultWeight   = 100
	defaultPriority = 10
)

// checkNetwork accepts a network as the API stores it. The whole of IPv4 is not one
// for a destination-based route.
func checkNetwork(s string) error {
	prefix, err := netip.ParsePrefix(s)
	switch {
	case err != nil:
		return fmt.Errorf("must be a network in CIDR form, such as 10.0.0.0/16, got: %q", s)
	case prefix.Masked() != prefix:
		return fmt.Errorf("must be a network without host bits, got: %q: write %q", s, prefix.Masked())
	case prefix.String() != s:
		return fmt.Errorf("must be written as the API shows it, got: %q: write %q", s, prefix)
	default:
		return nil
	}
}

func checkDestination(s string) error {
	if s == "0.0.0.0/0" {
		return errors.New("must not be 0.0.0.0/0, which the API takes for policy-based routes only")
	}
	return checkNetwork(s)
}

func checkPriority(n int64) error {
	if n < 1 || n > 100 {
		return fmt.Errorf("must be 1 to 100, got: %d", n)
	}
	return nil
}

func network(description string, check func(string) error) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true, PlanModifiers: []planmodifier.String{framework.ReplaceString()},
		Validators: []validator.String{framework.StringCheck("a network in CIDR form", check)},
	}
}

func id(description, prefix string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true, PlanModifiers: []planmodifier.String{framework.ReplaceString()},
		Validators: []validator.String{framework.IDWithPrefix(prefix)},
	}
}

// attributes are those that both kinds have.
func attributes(publish, example string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"vpn_gateway_id": id("ID of the VPN gateway. Changing it replaces the route.", "vpn-"),
		"next_hop":       id("ID of the IPsec connection of this VPN gateway that the traffic leaves through. Changing it replaces the route.", "vco-"),
		"weight": schema.Int64Attribute{
			MarkdownDescription: "`100` makes the route active, `0` makes it a standby for another one to the same destination. Defaults to `100`. " +
				"On a single-tunnel VPN gateway it changes in place. On a dual-tunnel one the API cannot change it, so the route is replaced.",
			CustomType: framework.WholeNumber{}, Optional: true, Computed: true, Default: int64default.StaticInt64(defaultWeight),
			Validators: []validator.Int64{framework.Int64Check("0 or 100", func(n int64) error {
				if n != 0 && n != 100 {
					return fmt.Errorf("must be 0 or 100, got: %d", n)
				}
				return nil
			})},
		},
		"publish_vpc": schema.BoolAttribute{
			MarkdownDescription: "Whether the route is put into the VPC's route table. Defaults to `true`." + publish,
			Optional:            true, Computed: true, Default: booldefault.StaticBool(true),
		},
		"description": schema.StringAttribute{
			MarkdownDescription: "Description, 1 to 100 characters, not beginning with `http://` or `https://`. The API never shows it and cannot " +
				"change it. So that of an imported or moved route is not known: a description in the configuration is then taken over into state " +
				"without a call, with a warning. Changing it replaces the route.",
			Optional:      true,
			PlanModifiers: []planmodifier.String{replaceDescription()},
			Validators:    []validator.String{framework.StringCheck("1 to 100 characters", checkDescription)},
		},
		"id":          framework.ConstantString("What names the route, as it has no ID of its own, such as `" + example + "`."),
		"create_time": framework.CreateTimeAttribute("route"),
		"region":      framework.RegionAttribute(),
	}
}

func checkDescription(s string) error {
	if s == "" {
		return errors.New("must not be empty: leave the argument out for a route without a description")
	}
	return framework.CheckText(s, 1, 100)
}

// replaceDescription replaces a route whose description is known: the one in state,
// or none at all.
func replaceDescription() planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			known, diags := framework.Flag(ctx, req.Private, keyDescription)
			resp.Diagnostics.Append(diags...)
			resp.RequiresReplace = known || !req.StateValue.IsNull()
		}, framework.Replaces, framework.Replaces)
}

var timeouts = map[string]schema.Block{
	"timeouts": framework.TimeoutsBlock(
		"How long creating may take, waiting included until no other change of the VPN gateway is under way. Defaults to `30m`.",
		"How long an update may take. Defaults to `30m`.", "How long deleting may take. Defaults to `30m`."),
}

func schemaOf(context.Context) schema.Schema {
	all := attributes("", exampleRoute)
	all["destination"] = network("Network that the route leads to, in CIDR form, such as `10.0.0.0/16`, but not `0.0.0.0/0`. "+
		"Changing it replaces the route.", checkDestination)
	return schema.Schema{
		MarkdownDescription: "A destination-based route of a VPN gateway: which IPsec connection leads to a network.\n\n" +
			"API: [CreateVpnRouteEntry](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnrouteentry).",
		Attributes: all, Blocks: timeouts,
	}
}

func policySchemaOf(context.Context) schema.Schema {
	all := attributes(" The API's action for a change has no source: it changes all policy-based routes of the VPN gateway with the same "+
		"`destination` and `next_hop`.", examplePolicy)
	all["source"] = network("Network that the traffic comes from, in CIDR form. Changing it replaces the route.", checkNetwork)
	all["destination"] = network("Network that the route leads to, in CIDR form. Changing it replaces the route.", checkNetwork)
	all["priority"] = schema.Int64Attribute{
		MarkdownDescription: "Priority, 1 to 100. The smaller one wins. Defaults to `10`.",
		CustomType:          framework.WholeNumber{}, Optional: true, Computed: true, Default: int64default.StaticInt64(defaultPriority),
		Validators: []validator.Int64{framework.Int64Check("1 to 100", checkPriority)},
	}
	return schema.Schema{
		MarkdownDescription: "A policy-based route of a VPN gateway: which IPsec connection traffic takes from one network to another.\n\n" +
			"API: [CreateVpnPbrRouteEntry](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnpbrrouteentry).",
		Attributes: all, Blocks: timeouts,
	}
}
