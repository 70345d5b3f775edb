package vpnroute

import (
	"cmp"
	"context"
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

// The types of routes that the data source aliyun_vpn_routes tells apart.
const (
	typeDestination = "destination"
	typePolicy      = "policy"
	typeBgp         = "bgp"
)

// allRoutes is the data source aliyun_vpn_routes: all routes of a gateway, those
// included that no resource manages.
type allRoutes struct{ framework.DataSource }

// NewAllDataSource returns the data source aliyun_vpn_routes.
func NewAllDataSource() datasource.DataSource { return &allRoutes{} }

type allModel struct {
	VpnGatewayID types.String `tfsdk:"vpn_gateway_id"`
	framework.RoutesModel[routeData]
}

type routeData struct {
	framework.RouteData
	Source          types.String `tfsdk:"source"`
	NextHopTunnelID types.String `tfsdk:"next_hop_tunnel_id"`
	Priority        types.Int64  `tfsdk:"priority"`
}

// Metadata names the data source.
func (d *allRoutes) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_routes"
}

// Schema is the gateway, and its routes.
func (d *allRoutes) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	route := framework.RouteDataAttributes("`destination`, `policy`, or `bgp` for a route that the VPN gateway learnt.",
		"`published` if the route is in the VPC's route table, `normal` if it is not. The API's word for a learnt route.")
	route["source"] = framework.ShownText("Network that the traffic comes from, of a policy-based route.")
	route["next_hop_tunnel_id"] = framework.ShownText("ID of the tunnel. Null if the API names none.")
	route["priority"] = framework.ShownNumber("Priority of a policy-based route, the smaller one wins.")
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists all routes of a VPN gateway: destination-based and policy-based ones, and those that it learnt by BGP, " +
			"ordered by type, destination and next hop.",
		Attributes: framework.RoutesAttributes("vpn_gateway_id", schema.StringAttribute{
			MarkdownDescription: "ID of the VPN gateway.", Required: true, Validators: []validator.String{framework.IDWithPrefix("vpn-")},
		}, schema.StringAttribute{
			MarkdownDescription: "Only routes of this type: `destination`, `policy` or `bgp`. Defaults to all.", Optional: true,
			Validators: []validator.String{framework.StringOneOf(typeDestination, typePolicy, typeBgp)},
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
	gateway := m.VpnGatewayID.ValueString()
	err := m.Fill(ctx, &d.DataSource, []string{typeBgp, typeDestination, typePolicy}, func(ctx context.Context, region, kind string) ([]routeData, error) {
		routes, err := describe(ctx, d.Data.VPC, region, gateway, kind)
		slices.SortFunc(routes, func(a, b *vpc.VpnRoute) int {
			return cmp.Or(cmp.Compare(a.Destination, b.Destination), cmp.Compare(a.ID(), b.ID()), cmp.Compare(a.NextHopTunnelID, b.NextHopTunnelID))
		})
		var shown []routeData
		for _, r := range routes {
			shown = append(shown, routeOf(r, kind))
		}
		return shown, err
	})
	if framework.NotFound(err) {
		resp.Diagnostics.AddAttributeError(path.Root("vpn_gateway_id"), "No such VPN gateway", fmt.Sprintf(
			"There is no VPN gateway %s in %s. Check the ID, and region if the VPN gateway is in another one.\n\n%s", gateway, m.Region.ValueString(), err))
		return
	}
	if err != nil {
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: "Unable to list VPN routes", Err: err}.Explained(parameters, hint))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func describe(ctx context.Context, client *vpc.Client, region, gateway, kind string) ([]*vpc.VpnRoute, error) {
	switch kind {
	case typePolicy:
		return client.DescribeVpnPbrRouteEntries(ctx, region, gateway)
	case typeBgp:
		return client.DescribeVpnRouteEntries(ctx, region, gateway, vpc.RouteTypeBgp)
	default:
		return client.DescribeVpnRouteEntries(ctx, region, gateway, vpc.RouteTypeCustom)
	}
}

func routeOf(r *vpc.VpnRoute, kind string) routeData {
	return routeData{
		RouteData: framework.RouteData{
			Type: types.StringValue(kind), Destination: framework.StringOrNull(r.Destination), NextHop: framework.StringOrNull(r.NextHop),
			Weight: types.Int64PointerValue(r.Weight), State: framework.StringOrNull(r.State), LearntFrom: framework.StringOrNull(r.Origin),
			AsPath: framework.StringOrNull(r.AsPath), Community: framework.StringOrNull(r.Community), CreateTime: framework.TimeOrNull(r.CreateTime),
		},
		Source: framework.StringOrNull(r.Source), NextHopTunnelID: framework.StringOrNull(r.NextHopTunnelID),
		Priority: framework.Int64OrPrior(r.Priority, types.Int64Null()),
	}
}
