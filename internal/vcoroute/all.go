package vcoroute

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The types of routes that the data source aliyun_vco_routes tells apart, in the API's
// words.
var routeTypes = []string{vpc.RouteTypeBgp, vpc.RouteTypeCustom}

// allRoutes is the data source aliyun_vco_routes: all routes of a connection to a transit
// router, those included that no resource manages.
type allRoutes struct{ framework.DataSource }

// NewAllDataSource returns the data source aliyun_vco_routes.
func NewAllDataSource() datasource.DataSource { return &allRoutes{} }

type allModel struct {
	VpnConnectionID types.String `tfsdk:"vpn_connection_id"`
	framework.RoutesModel[routeData]
}

type routeData struct {
	framework.RouteData
	NextHopTunnelIDs types.Set `tfsdk:"next_hop_tunnel_ids"`
}

// Metadata names the data source.
func (d *allRoutes) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vco_routes"
}

// Schema is the connection, and its routes.
func (d *allRoutes) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	route := framework.RouteDataAttributes("`custom`, or `bgp` for a route that the connection learnt.",
		"`published` if the transit router has the route. The API's word for a learnt route.")
	route["next_hop_tunnel_ids"] = schema.SetAttribute{
		MarkdownDescription: "IDs of the tunnels of a learnt route.", Computed: true, ElementType: types.StringType,
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists all routes of an IPsec connection to a transit router: those that somebody made, and those that it learnt by BGP, " +
			"ordered by type, destination and next hop.",
		Attributes: framework.RoutesAttributes("vpn_connection_id", schema.StringAttribute{
			MarkdownDescription: "ID of the IPsec connection.", Required: true, Validators: []validator.String{framework.IDWithPrefix("vco-")},
		}, schema.StringAttribute{
			MarkdownDescription: "Only routes of this type: `custom` or `bgp`. Defaults to both.", Optional: true,
			Validators: []validator.String{framework.StringOneOf(routeTypes...)},
		}, route),
	}
}

// Read lists the routes of each type that is asked for.
func (d *allRoutes) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m allModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	connection := m.VpnConnectionID.ValueString()
	err := m.Fill(ctx, &d.DataSource, routeTypes, func(ctx context.Context, region, kind string) ([]routeData, error) {
		routes, err := d.Data.VPC.GetVcoRoutes(ctx, region, connection, kind)
		slices.SortFunc(routes, func(a, b *vpc.VcoRoute) int {
			return cmp.Or(cmp.Compare(a.Destination, b.Destination), cmp.Compare(a.ID(), b.ID()), slices.Compare(a.NextHopTunnelIDs, b.NextHopTunnelIDs))
		})
		var shown []routeData
		for _, r := range routes {
			shown = append(shown, routeOf(r, kind))
		}
		return shown, err
	})
	if framework.NotFound(err) {
		resp.Diagnostics.AddAttributeError(path.Root("vpn_connection_id"), "No such IPsec connection", fmt.Sprintf(
			"There is no IPsec connection %s in %s that is for a transit router. Check the ID, and region if the connection is in another one.\n\n%s",
			connection, m.Region.ValueString(), err))
		return
	}
	if err != nil {
		f := framework.Failure{Summary: "Unable to list VCO routes", Err: err}
		if errors.As(err, new(*vpc.OtherKindError)) {
			f.Attribute, f.Hint = "vpn_connection_id", "Its routes are those of its VPN gateway: use aliyun_vpn_routes for it."
		}
		Kind.Fail(&resp.Diagnostics, f)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func routeOf(r *vpc.VcoRoute, kind string) routeData {
	return routeData{
		RouteData: framework.RouteData{
			Type: types.StringValue(kind), Destination: framework.StringOrNull(r.Destination), NextHop: framework.StringOrNull(r.NextHop),
			Weight: types.Int64PointerValue(r.Weight), State: framework.StringOrNull(r.State), LearntFrom: framework.StringOrNull(r.Origin),
			AsPath: framework.StringOrNull(r.AsPath), Community: framework.StringOrNull(r.Community), CreateTime: framework.TimeOrNull(r.CreateTime),
		},
		NextHopTunnelIDs: framework.SetOrPrior(r.NextHopTunnelIDs, types.SetNull(types.StringType)),
	}
}
