package vpnconnection

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*peerConfig)(nil)

type peerConfig struct{ framework.Ephemeral }

// NewPeerConfig returns the ephemeral resource aliyun_vpn_connection_peer_config.
func NewPeerConfig() ephemeral.EphemeralResource { return &peerConfig{} }

// Metadata names the ephemeral resource.
func (*peerConfig) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = "aliyun_vpn_connection_peer_config"
}

// Schema is what the other end has to set. Its attributes are those that the
// function peer_config takes.
func (*peerConfig) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	list := func(description string) schema.ListAttribute {
		return schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: description}
	}
	object := func(description string, attributes map[string]schema.Attribute) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: description, Attributes: attributes}
	}
	psk := text("Pre-shared key of the tunnel.")
	psk.Sensitive = true
	algorithms := map[string]schema.Attribute{
		"encryption": text("Encryption algorithm, such as `aes256`."), "authentication": text("Authentication algorithm, such as `sha256`."),
		"lifetime": number("Lifetime of the security association, in seconds."),
	}
	with := func(more map[string]schema.Attribute) map[string]schema.Attribute {
		for name, attribute := range algorithms {
			more[name] = attribute
		}
		return more
	}
	resp.Schema = schema.Schema{
		MarkdownDescription: "What the other end of an IPsec connection has to set: addresses, IDs, algorithms, pre-shared keys and BGP, as that end " +
			"sees them. Local is the other end, remote is Alibaba Cloud. Nothing of it is kept in state or in a plan. The function " +
			"`peer_config` takes it as it is.\n\nNeeds Terraform or OpenTofu with ephemeral resources (1.10 and 1.11 or later).\n\n" +
			"API: [DescribeVpnConnection](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnection), " +
			"[DescribeCustomerGateway](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describecustomergateway).",
		Attributes: map[string]schema.Attribute{
			"vpn_connection_id": schema.StringAttribute{
				Required: true, MarkdownDescription: "ID of the IPsec connection, of a VPN gateway or for a transit router.", Validators: []validator.String{framework.IDWithPrefix("vco-")},
			},
			"region": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: framework.RegionDescription, Validators: []validator.String{framework.Region()},
			},
			"name":           text("Name of the connection."),
			"local_subnets":  list("Networks at the other end: the connection's `remote_subnets`."),
			"remote_subnets": list("Networks in Alibaba Cloud: the connection's `local_subnets`."),
			"tunnels": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The tunnels. The other end uses the first while it is up.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"name":           text("`master` or `slave`, `tunnel1` or `tunnel2` for an attachment, or `tunnel` for a connection with a single tunnel."),
					"local_address":  text("Address of the other end: the customer gateway's."),
					"remote_address": text("Address of the VPN gateway at this tunnel."),
					"local_id":       text("ID by which the other end names itself: the tunnel's `remote_id`."),
					"remote_id":      text("ID by which Alibaba Cloud names itself: the tunnel's `local_id`."),
					"psk":            psk,
					"dpd":            schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether dead peers are detected."},
					"nat_traversal":  schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether NAT traversal is on."},
					"ike": object("Phase 1.", with(map[string]schema.Attribute{
						"version": text("`ikev1` or `ikev2`."), "mode": text("`main` or `aggressive`."), "dh_group": text("Diffie-Hellman group, such as `group14`."),
					})),
					"ipsec": object("Phase 2.", with(map[string]schema.Attribute{"pfs_group": text("Diffie-Hellman group of PFS, or `disabled`.")})),
					"bgp": object("The BGP session in the tunnel. Null without BGP.", map[string]schema.Attribute{
						"local_asn": number("ASN of the other end: the customer gateway's."), "remote_asn": number("ASN of Alibaba Cloud."),
						"local_ip": text("Address of the other end in the tunnel."), "remote_ip": text("Address of Alibaba Cloud in the tunnel."),
						"tunnel_cidr": text("Network of both addresses."),
					}),
				}},
			},
		},
	}
}

type peerConfigModel struct {
	VpnConnectionID types.String `tfsdk:"vpn_connection_id"`
	Region          types.String `tfsdk:"region"`
	Name            types.String `tfsdk:"name"`
	LocalSubnets    []string     `tfsdk:"local_subnets"`
	RemoteSubnets   []string     `tfsdk:"remote_subnets"`
	Tunnels         []peerTunnel `tfsdk:"tunnels"`
}

type peerTunnel struct {
	Name          string    `tfsdk:"name"`
	LocalAddress  string    `tfsdk:"local_address"`
	RemoteAddress string    `tfsdk:"remote_address"`
	LocalID       string    `tfsdk:"local_id"`
	RemoteID      string    `tfsdk:"remote_id"`
	PSK           string    `tfsdk:"psk"`
	IKE           peerIKE   `tfsdk:"ike"`
	IPsec         peerIPsec `tfsdk:"ipsec"`
	BGP           *peerBGP  `tfsdk:"bgp"`
	DPD           bool      `tfsdk:"dpd"`
	NATTraversal  bool      `tfsdk:"nat_traversal"`
}

type peerIKE struct {
	Version        string `tfsdk:"version"`
	Mode           string `tfsdk:"mode"`
	Encryption     string `tfsdk:"encryption"`
	Authentication string `tfsdk:"authentication"`
	DHGroup        string `tfsdk:"dh_group"`
	Lifetime       int64  `tfsdk:"lifetime"`
}

type peerIPsec struct {
	Encryption     string `tfsdk:"encryption"`
	Authentication string `tfsdk:"authentication"`
	PFSGroup       string `tfsdk:"pfs_group"`
	Lifetime       int64  `tfsdk:"lifetime"`
}

type peerBGP struct {
	LocalASN   int64  `tfsdk:"local_asn"`
	RemoteASN  int64  `tfsdk:"remote_asn"`
	LocalIP    string `tfsdk:"local_ip"`
	RemoteIP   string `tfsdk:"remote_ip"`
	TunnelCIDR string `tfsdk:"tunnel_cidr"`
}

// Open reads the connection and its customer gateways.
func (e *peerConfig) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	const summary = "Unable to read the configuration for the other end"
	var m peerConfigModel
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("vpn_connection_id"), &m.VpnConnectionID)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("region"), &m.Region)...)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, framework.ReadTimeout)
	defer cancel()
	v := readConnection(ctx, e.Data, summary, m.VpnConnectionID, &m.Region, &resp.Diagnostics)
	if v == nil {
		return
	}
	m.Name = types.StringValue(v.Name)
	m.LocalSubnets, m.RemoteSubnets = append([]string{}, v.RemoteSubnets...), append([]string{}, v.LocalSubnets...)
	tunnels := v.Tunnels
	if len(tunnels) == 0 {
		tunnels = []vpc.Tunnel{{
			Role: "tunnel", CustomerGatewayID: v.CustomerGatewayID, InternetIP: v.InternetIP, EnableDpd: v.EnableDpd,
			EnableNatTraversal: v.EnableNatTraversal, Ike: v.Ike, Ipsec: v.Ipsec, Bgp: v.Bgp,
		}}
	} else if master, slave := v.Tunnel(vpc.RoleMaster), v.Tunnel(vpc.RoleSlave); master != nil && slave != nil && !v.Attached() {
		tunnels = []vpc.Tunnel{*master, *slave}
	}
	for i := range v.Tunnels {
		tunnels[i].Role = tunnelName(v, &tunnels[i])
	}
	gateway := v.VpnGatewayID
	if v.Attached() { // whose gateway is nobody's
		gateway = ""
	}
	for i := range tunnels {
		tunnel, err := peerTunnelOf(ctx, e.Data.VPC, m.Region.ValueString(), gateway, &tunnels[i])
		if err != nil {
			framework.AddFailure(&resp.Diagnostics, framework.Failure{Summary: summary, Err: err})
			return
		}
		m.Tunnels = append(m.Tunnels, tunnel)
	}
	resp.Diagnostics.Append(resp.Result.Set(ctx, &m)...)
}

// tunnelName is what the tunnel is called in the resource: by its role, or in an
// attachment, whose tunnels are equals, by its index.
func tunnelName(v *vpc.VpnConnection, t *vpc.Tunnel) string {
	if v.Attached() && t.Index != 0 {
		return fmt.Sprintf("tunnel%d", t.Index)
	}
	return t.Role
}

// readConnection reads the connection that an argument names, and fills in its
// region. It returns nil after a diagnostic.
func readConnection(
	ctx context.Context, data *framework.ProviderData, summary string, id types.String, region *types.String, diags *diag.Diagnostics,
) *vpc.VpnConnection {
	if data.VPC == nil {
		diags.AddError(summary, data.WhyUnknown())
		return nil
	}
	*region = types.StringValue(framework.RegionOr(*region, data.Region))
	v, err := data.VPC.GetAnyConnection(ctx, region.ValueString(), id.ValueString())
	switch {
	case errors.Is(err, vpc.ErrNotFound):
		diags.AddAttributeError(path.Root("vpn_connection_id"), "No such IPsec connection", fmt.Sprintf(
			"There is no IPsec connection %s in %s. Check the ID, and region if the connection is in another one.", id.ValueString(), region.ValueString()))
		return nil
	case err != nil:
		framework.AddFailure(diags, framework.Failure{Summary: summary, Err: err})
		return nil
	}
	return v
}

// peerTunnelOf turns a tunnel round: what is ours is the other end's remote.
func peerTunnelOf(ctx context.Context, client *vpc.Client, region, gatewayID string, t *vpc.Tunnel) (peerTunnel, error) {
	far, err := client.GetCustomerGateway(ctx, region, t.CustomerGatewayID)
	if err != nil {
		return peerTunnel{}, fmt.Errorf("the customer gateway of %s cannot be read: %w", t.Role, err)
	}
	address := t.InternetIP
	if address == "" && gatewayID != "" { // of a single tunnel, answers from before lack it
		gateway, err := client.GetVpnGateway(ctx, region, gatewayID)
		if err != nil {
			return peerTunnel{}, fmt.Errorf("the VPN gateway cannot be read: %w", err)
		}
		address = gateway.InternetIP
		if t.Role == vpc.RoleSlave {
			address = gateway.DisasterRecoveryInternetIP
		}
	}
	if t.Ike.Psk == nil || *t.Ike.Psk == "" {
		return peerTunnel{}, fmt.Errorf("the API's answer has no pre-shared key for %s", t.Role)
	}
	if address == "" || far.IPAddress == "" {
		return peerTunnel{}, fmt.Errorf("the API's answer has no address for both ends of %s", t.Role)
	}
	on := func(enabled *bool) bool { return enabled == nil || *enabled }
	peer := peerTunnel{
		Name: t.Role, LocalAddress: far.IPAddress, RemoteAddress: address, LocalID: t.Ike.RemoteID, RemoteID: t.Ike.LocalID, PSK: *t.Ike.Psk,
		IKE: peerIKE{
			Version: t.Ike.Version, Mode: t.Ike.Mode, Encryption: t.Ike.EncAlg, Authentication: t.Ike.AuthAlg, DHGroup: t.Ike.Pfs, Lifetime: t.Ike.Lifetime,
		},
		IPsec: peerIPsec{Encryption: t.Ipsec.EncAlg, Authentication: t.Ipsec.AuthAlg, PFSGroup: t.Ipsec.Pfs, Lifetime: t.Ipsec.Lifetime},
		DPD:   on(t.EnableDpd), NATTraversal: on(t.EnableNatTraversal),
	}
	if t.Bgp == nil {
		return peer, nil
	}
	peer.BGP, err = peerBGPOf(t, far)
	return peer, err
}

func peerBGPOf(t *vpc.Tunnel, far *vpc.CustomerGateway) (*peerBGP, error) {
	b := &peerBGP{
		LocalASN: far.Asn, RemoteASN: t.Bgp.LocalAsn, LocalIP: t.Bgp.PeerBgpIP, RemoteIP: t.Bgp.LocalBgpIP, TunnelCIDR: t.Bgp.TunnelCidr,
	}
	if b.LocalASN == 0 {
		b.LocalASN = t.Bgp.PeerAsn
	}
	if b.LocalASN == 0 {
		return nil, fmt.Errorf("%s has BGP, and its customer gateway %s has no ASN. Replace the customer gateway by one with asn",
			t.Role, far.CustomerGatewayID)
	}
	if b.LocalIP == "" { // until the session is up
		ip, ok := otherHost(t.Bgp.TunnelCidr, t.Bgp.LocalBgpIP)
		if !ok {
			return nil, fmt.Errorf("the API's answer has no network with two addresses for BGP in %s", t.Role)
		}
		b.LocalIP = ip
	}
	return b, nil
}

// otherHost is the other one of the two addresses of a /30.
func otherHost(cidr, host string) (string, bool) {
	network, err := netip.ParsePrefix(cidr)
	if err != nil || network.Bits() != 30 {
		return "", false
	}
	first := network.Masked().Addr().Next()
	switch host {
	case first.String():
		return first.Next().String(), true
	case first.Next().String():
		return first.String(), true
	default:
		return "", false
	}
}
