package acctest_test

import (
	"context"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// officialNetwork stands in for the network and for what hangs on a gateway, with the arguments that the guides use.
type officialNetwork struct {
	name      string
	arguments map[string]schema.Attribute
	blocks    map[string]schema.Block
}

func networkResources() []func() resource.Resource {
	block := func(arguments map[string]schema.Attribute, blocks map[string]schema.Block) schema.Block {
		return schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: arguments, Blocks: blocks}}
	}
	subnets := schema.SetAttribute{Required: true, ElementType: types.StringType}
	tunnel := texts("role", "customer_gateway_id")
	tunnel["enable_dpd"], tunnel["enable_nat_traversal"] = schema.BoolAttribute{Optional: true}, schema.BoolAttribute{Optional: true}
	connection := texts("vpn_connection_name", "vpn_gateway_id")
	connection["local_subnet"], connection["remote_subnet"] = subnets, subnets
	connection["effect_immediately"] = schema.BoolAttribute{Optional: true}
	route := texts("vpn_gateway_id", "route_dest", "next_hop")
	route["weight"], route["publish_vpc"] = schema.Int64Attribute{Required: true}, schema.BoolAttribute{Required: true}
	policyRoute := maps.Clone(route)
	policyRoute["route_source"] = schema.StringAttribute{Required: true}
	tableEntry := map[string]schema.Attribute{}
	for _, name := range []string{"transit_router_route_table_id", "transit_router_attachment_id"} {
		tableEntry[name] = schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
	}
	var all []func() resource.Resource
	for _, r := range []officialNetwork{
		{name: "alicloud_vpc", arguments: texts("vpc_name", "cidr_block")},
		{name: "alicloud_vswitch", arguments: texts("vswitch_name", "vpc_id", "cidr_block", "zone_id")},
		{name: "alicloud_cen_transit_router_route_table_association", arguments: tableEntry},
		{name: "alicloud_cen_transit_router_route_table_propagation", arguments: tableEntry},
		{name: "alicloud_vpn_customer_gateway", arguments: texts("customer_gateway_name", "ip_address")},
		{name: "alicloud_vpn_route_entry", arguments: route},
		{name: "alicloud_vpn_pbr_route_entry", arguments: policyRoute},
		{name: "alicloud_vpn_connection", arguments: connection, blocks: map[string]schema.Block{
			"tunnel_options_specification": block(tunnel, map[string]schema.Block{
				"tunnel_ike_config":   block(texts("ike_version", "ike_enc_alg", "ike_auth_alg", "ike_pfs", "psk"), nil),
				"tunnel_ipsec_config": block(texts("ipsec_enc_alg", "ipsec_auth_alg", "ipsec_pfs"), nil),
			}),
		}},
	} {
		all = append(all, func() resource.Resource { return r })
	}
	return all
}

func texts(names ...string) map[string]schema.Attribute {
	all := make(map[string]schema.Attribute, len(names))
	for _, name := range names {
		all[name] = schema.StringAttribute{Optional: true}
	}
	return all
}

func (r officialNetwork) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r officialNetwork) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	all := maps.Clone(r.arguments)
	all["id"] = schema.StringAttribute{Computed: true, PlanModifiers: keep}
	resp.Schema = schema.Schema{Attributes: all, Blocks: r.blocks}
}

// Create names what the simulator has, its VPC or the vSwitch of the zone, and gives everything else an ID of its own.
func (r officialNetwork) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	id := strings.TrimPrefix(r.name, "alicloud_") + "-1"
	switch r.name {
	case "alicloud_vpc":
		id = sim.SingaporeVPC
	case "alicloud_vswitch":
		var zone types.String
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("zone_id"), &zone)...)
		id = map[string]string{
			"ap-southeast-1a": sim.SingaporeVSwitchA, "ap-southeast-1b": sim.SingaporeVSwitchB,
		}[zone.ValueString()]
	}
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
}

func (officialNetwork) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (officialNetwork) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("The stand-in was asked to change a network", "")
}

func (officialNetwork) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
