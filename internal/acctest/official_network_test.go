package acctest_test

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// officialNetwork stands in for alicloud_vpc and alicloud_vswitch.
type officialNetwork struct {
	name      string
	arguments []string
}

func (r officialNetwork) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r officialNetwork) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	keep := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	all := map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true, PlanModifiers: keep}}
	for _, name := range r.arguments {
		all[name] = schema.StringAttribute{Optional: true}
	}
	resp.Schema = schema.Schema{Attributes: all}
}

// Create names what the simulator has: its VPC, or the vSwitch of the zone.
func (r officialNetwork) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	id := sim.SingaporeVPC
	if r.name == "alicloud_vswitch" {
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
