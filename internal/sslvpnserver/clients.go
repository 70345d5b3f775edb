package sslvpnserver

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

// clients is the data source aliyun_ssl_vpn_clients: who is connected.
type clients struct{ framework.DataSource }

// NewClients returns the data source aliyun_ssl_vpn_clients.
func NewClients() datasource.DataSource { return &clients{} }

type clientsModel struct {
	VpnGatewayID types.String `tfsdk:"vpn_gateway_id"`
	Region       types.String `tfsdk:"region"`
	Clients      []clientData `tfsdk:"clients"`
}

type clientData struct {
	CommonName    types.String `tfsdk:"common_name"`
	Status        types.String `tfsdk:"status"`
	PrivateIP     types.String `tfsdk:"private_ip"`
	IPAddress     types.String `tfsdk:"ip_address"`
	Port          types.String `tfsdk:"port"`
	ConnectedTime types.String `tfsdk:"connected_time"`
	ReceiveBytes  types.Int64  `tfsdk:"receive_bytes"`
	SendBytes     types.Int64  `tfsdk:"send_bytes"`
}

// Metadata names the data source.
func (*clients) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "aliyun_ssl_vpn_clients"
}

// Schema is the gateway, and who is connected to it.
func (*clients) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists who is connected to the SSL server of a VPN gateway at this moment, ordered by certificate and address. " +
			"VPN gateways from before December 2022 that were not upgraded since cannot tell.\n\n" +
			"API: [DescribeSslVpnClients](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclients).",
		Attributes: map[string]schema.Attribute{
			"vpn_gateway_id": schema.StringAttribute{
				MarkdownDescription: "ID of the VPN gateway.", Required: true, Validators: []validator.String{framework.IDWithPrefix("vpn-")},
			},
			"region": schema.StringAttribute{
				MarkdownDescription: framework.RegionDescription, Optional: true, Computed: true, Validators: []validator.String{framework.Region()},
			},
			"clients": schema.ListNestedAttribute{
				MarkdownDescription: "The clients. The list is empty if nobody is connected.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"common_name":    text("Common name of the client's certificate."),
					"status":         text("`online`."),
					"private_ip":     text("Address of the server's pool that the client has."),
					"ip_address":     text("Address that the client connects from."),
					"port":           text("Port that the client connects from."),
					"connected_time": text("Since when the client is connected (RFC 3339, UTC)."),
					"receive_bytes":  number("Bytes that the VPN gateway has received from the client."),
					"send_bytes":     number("Bytes that the VPN gateway has sent to the client."),
				}},
			},
		},
	}
}

// Read lists the clients.
func (d *clients) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	const summary = "Unable to list SSL-VPN clients"
	var m clientsModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if d.Data.VPC == nil {
		resp.Diagnostics.AddError(summary, d.Data.WhyUnknown())
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	m.Region = types.StringValue(framework.RegionOr(m.Region, d.Data.Region))
	region, gateway := m.Region.ValueString(), m.VpnGatewayID.ValueString()
	all, err := d.Data.VPC.DescribeSslVpnClients(ctx, region, gateway)
	switch {
	case framework.NotFound(err):
		resp.Diagnostics.AddAttributeError(path.Root("vpn_gateway_id"), "No such VPN gateway", fmt.Sprintf(
			"There is no VPN gateway %s in %s. Check the ID, and region if the VPN gateway is in another one.\n\n%s", gateway, region, err))
		return
	case err != nil:
		framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err}.Explained(parameters, Kind.Hint))
		return
	}
	slices.SortFunc(all, func(a, b *vpc.SslVpnClient) int {
		return cmp.Or(cmp.Compare(a.CommonName, b.CommonName), cmp.Compare(a.PrivateIP, b.PrivateIP), a.ConnectedTime.Compare(b.ConnectedTime))
	})
	m.Clients = make([]clientData, len(all))
	for i, v := range all {
		m.Clients[i] = clientData{
			CommonName: framework.StringOrNull(v.CommonName), Status: framework.StringOrNull(v.Status), PrivateIP: framework.StringOrNull(v.PrivateIP),
			IPAddress: framework.StringOrNull(v.IP), Port: framework.StringOrNull(v.Port), ConnectedTime: framework.TimeOrNull(v.ConnectedTime),
			ReceiveBytes: types.Int64Value(v.ReceiveBytes), SendBytes: types.Int64Value(v.SendBytes),
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}
