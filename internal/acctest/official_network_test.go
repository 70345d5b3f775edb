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

// officialNetwork stands in for the network and for the VPN (official_vpn_test.go), with the arguments that guides and
// examples use. It keeps them, and calls nothing.
type officialNetwork struct {
	name      string
	arguments map[string]schema.Attribute
	blocks    map[string]schema.Block
	// shown are attributes that nobody sets.
	shown []string
}

func networkResources() []officialNetwork {
	tableEntry := map[string]schema.Attribute{}
	for _, name := range []string{"transit_router_route_table_id", "transit_router_attachment_id"} {
		tableEntry[name] = schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
	}
	return []officialNetwork{
		{name: "alicloud_vpc", arguments: texts("vpc_name", "cidr_block")},
		{name: "alicloud_vswitch", arguments: texts("vswitch_name", "vpc_id", "cidr_block", "zone_id")},
		{name: "alicloud_cen_transit_router_route_table_association", arguments: tableEntry},
		{name: "alicloud_cen_transit_router_route_table_propagation", arguments: tableEntry},
	}
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
	for _, name := range append(r.shown, "id") {
		all[name] = schema.StringAttribute{Computed: true, PlanModifiers: keep}
	}
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
