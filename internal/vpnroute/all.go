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
	Region       types.String `tfsdk:"region"`
	Type         types.String `tfsdk:"type"`
	Routes       []routeData  `tfsdk:"routes"`
}

type routeData struct {
	Type            types.String `tfsdk:"type"`
	Source          types.String `tfsdk:"source"`
	Destination     types.String `tfsdk:"destination"`
	NextHop         types.String `tfsdk:"next_hop"`
	NextHopTunnelID types.String `tfsdk:"next_hop_tunnel_id"`
	Weight          types.Int64  `tfsdk:"weight"`
	Priority        types.Int64  `tfsdk:"priority"`
	State           types.String `tfsdk:"state"`
	LearntFrom      types.String `tfsdk:"learnt_from"`
	AsPath          types.String `tfsdk:"as_path"`
	Community       types.String `tfsdk:"community"`
	CreateTime      types.String `tfsdk:"create_time"`
}

// Metadata names the data source.
func (d *allRoutes) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_routes"
}

// Schema is the gateway, and its routes.
func (d *allRoutes) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists all routes of a VPN gateway: destination-based and policy-based ones, and those that it learnt by BGP, " +
			"ordered by type, destination and next hop.",
		Attributes: map[string]schema.Attribute{
			"vpn_gateway_id": schema.StringAttribute{
				MarkdownDescription: "ID of the VPN gateway.", Required: true, Validators: []validator.String{framework.IDWithPrefix("vpn-")},
			},
			"region": schema.StringAttribute{
				MarkdownDescription: framework.RegionDescription, Optional: true, Computed: true, Validators: []validator.String{framework.Region()},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "Only routes of this type: `destination`, `policy` or `bgp`. Defaults to all.", Optional: true,
				Validators: []validator.String{framework.StringOneOf(typeDestination, typePolicy, typeBgp)},
			},
			"routes": schema.ListNestedAttribute{
				MarkdownDescription: "The routes.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"type":               text("`destination`, `policy`, or `bgp` for a route that the VPN gateway learnt."),
					"source":             text("Network that the traffic comes from, of a policy-based route."),
					"destination":        text("Network that the route leads to."),
					"next_hop":           text("ID of the IPsec connection."),
					"next_hop_tunnel_id": text("ID of the tunnel. Null if the API names none."),
					"weight":             number("`100`, or `0` for a standby."),
					"priority":           number("Priority of a policy-based route, the smaller one wins."),
					"state":              text("`published` if the route is in the VPC's route table, `normal` if it is not. The API's word for a learnt route."),
					"learnt_from":        text("Where a learnt route comes from: `VPN_BGP` for the other end, `CLOUD` for Alibaba Cloud."),
					"as_path":            text("AS path of a learnt route."),
					"community":          text("BGP community of a learnt route."),
					"create_time":        text("When the route was created (RFC 3339, UTC)."),
				}},
			},
		},
	}
}

// Read lists the routes of each type that is asked for.
func (d *allRoutes) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m allModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if d.Data.VPC == nil {
		resp.Diagnostics.AddError("Unable to list VPN routes", d.Data.WhyUnknown())
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	m.Region = types.StringValue(framework.RegionOr(m.Region, d.Data.Region))
	region, gateway := m.Region.ValueString(), m.VpnGatewayID.ValueString()
	m.Routes = []routeData{}
	for _, kind := range []string{typeBgp, typeDestination, typePolicy} {
		if only := m.Type.ValueString(); only != "" && only != kind {
			continue
		}
		routes, err := describe(ctx, d.Data.VPC, region, gateway, kind)
		if framework.NotFound(err) {
			resp.Diagnostics.AddAttributeError(path.Root("vpn_gateway_id"), "No such VPN gateway", fmt.Sprintf(
				"There is no VPN gateway %s in %s. Check the ID, and region if the VPN gateway is in another one.\n\n%s", gateway, region, err))
			return
		}
		if err != nil {
			framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: "Unable to list VPN routes", Err: err}.Explained(parameters, hint))
			return
		}
		slices.SortFunc(routes, func(a, b *vpc.VpnRoute) int {
			return cmp.Or(cmp.Compare(a.Destination, b.Destination), cmp.Compare(a.ID(), b.ID()), cmp.Compare(a.NextHopTunnelID, b.NextHopTunnelID))
		})
		for _, r := range routes {
			m.Routes = append(m.Routes, routeOf(r, kind))
		}
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
	shown := routeData{
		Type: types.StringValue(kind), Source: framework.StringOrNull(r.Source), Destination: framework.StringOrNull(r.Destination),
		NextHop: framework.StringOrNull(r.NextHop), NextHopTunnelID: framework.StringOrNull(r.NextHopTunnelID),
		Weight: types.Int64PointerValue(r.Weight), Priority: framework.Int64OrPrior(r.Priority, types.Int64Null()),
		State: framework.StringOrNull(r.State), LearntFrom: framework.StringOrNull(r.Origin), AsPath: framework.StringOrNull(r.AsPath),
		Community: framework.StringOrNull(r.Community), CreateTime: framework.TimeOrNull(r.CreateTime),
	}
	return shown
}
