package tunnel

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// Ike is the object ike.
type Ike struct {
	Version        types.String `tfsdk:"version"`
	Encryption     types.String `tfsdk:"encryption"`
	Authentication types.String `tfsdk:"authentication"`
	DHGroup        types.String `tfsdk:"dh_group"`
	Mode           types.String `tfsdk:"mode"`
	Lifetime       types.Int64  `tfsdk:"lifetime"`
}

// Ipsec is the object ipsec.
type Ipsec struct {
	Encryption     types.String `tfsdk:"encryption"`
	Authentication types.String `tfsdk:"authentication"`
	PfsGroup       types.String `tfsdk:"pfs_group"`
	Lifetime       types.Int64  `tfsdk:"lifetime"`
}

// Bgp is the object bgp.
type Bgp struct {
	LocalAsn   types.Int64  `tfsdk:"local_asn"`
	TunnelCidr types.String `tfsdk:"tunnel_cidr"`
	LocalIP    types.String `tfsdk:"local_ip"`
}

// Endpoint is what one tunnel has, or a connection with a single tunnel itself.
type Endpoint struct {
	CustomerGatewayID   types.String `tfsdk:"customer_gateway_id"`
	LocalID             types.String `tfsdk:"local_id"`
	RemoteID            types.String `tfsdk:"remote_id"`
	Psk                 types.String `tfsdk:"psk"`
	PskWO               types.String `tfsdk:"psk_wo"`
	PskWOVersion        types.Int64  `tfsdk:"psk_wo_version"`
	Bgp                 types.Object `tfsdk:"bgp"`
	EnableDpd           types.Bool   `tfsdk:"enable_dpd"`
	EnableNatTraversal  types.Bool   `tfsdk:"enable_nat_traversal"`
	RemoteCACertificate types.String `tfsdk:"remote_ca_certificate"`

	Status    types.String `tfsdk:"status"`
	BgpStatus types.String `tfsdk:"bgp_status"`
	PeerAsn   types.Int64  `tfsdk:"peer_asn"`
	PeerBgpIP types.String `tfsdk:"peer_bgp_ip"`
}

// Key is the pre-shared key of the endpoint.
func (e *Endpoint) Key() framework.Secret {
	return framework.Secret{Value: e.Psk, WriteOnly: e.PskWO, Version: e.PskWOVersion}
}

// Tunnel is the object of one tunnel.
type Tunnel struct {
	Ike   types.Object `tfsdk:"ike"`
	Ipsec types.Object `tfsdk:"ipsec"`
	Endpoint

	ID         types.String `tfsdk:"id"`
	InternetIP types.String `tfsdk:"internet_ip"`
	ZoneID     types.String `tfsdk:"zone_id"`
}

// The objects, as the schema has them wherever they stand.
var (
	Ikes    = framework.NewNested[Ike](func() schema.SingleNestedAttribute { return IkeAttribute("") })
	Ipsecs  = framework.NewNested[Ipsec](func() schema.SingleNestedAttribute { return IpsecAttribute("") })
	Bgps    = framework.NewNested[Bgp](func() schema.SingleNestedAttribute { return bgpAttribute("") })
	Tunnels = framework.NewNested[Tunnel](func() schema.SingleNestedAttribute { return Attribute("") })
)

// Phases are the two objects that a connection may have for all its tunnels, and
// a tunnel for itself.
type Phases struct{ Ike, Ipsec types.Object }

// Phases are the tunnel's own.
func (t *Tunnel) Phases() Phases { return Phases{t.Ike, t.Ipsec} }

// Or are the phases that hold: a tunnel's own, or else the connection's.
func (p Phases) Or(shared Phases) Phases {
	return Phases{Ike: own(p.Ike, shared.Ike), Ipsec: own(p.Ipsec, shared.Ipsec)}
}

func own(object, shared types.Object) types.Object {
	if object.IsNull() {
		return shared
	}
	return object
}

// Equal reports that nothing differs.
func (p Phases) Equal(other Phases) bool { return p.Ike.Equal(other.Ike) && p.Ipsec.Equal(other.Ipsec) }

// Mirror writes what the tunnels have, seen, in the style in which it was written
// before: once for all tunnels in shared, or in a tunnel's own. Where nothing was
// written, as after an import, it is written once if all tunnels have it. null is
// the object that is not there.
func Mirror(null, shared types.Object, owns, seen []types.Object) (types.Object, []types.Object) {
	mirrored := make([]types.Object, len(seen))
	written := !shared.IsNull()
	var inherit []int
	for i := range seen {
		if owns[i].IsNull() {
			inherit = append(inherit, i)
		}
		written = written || !owns[i].IsNull()
		mirrored[i] = seen[i]
	}
	agree := len(inherit) > 0
	for _, i := range inherit {
		agree = agree && seen[i].Equal(seen[inherit[0]])
	}
	switch {
	case len(inherit) == 0, written && shared.IsNull():
	case agree && (written || len(inherit) == len(seen)):
		shared = seen[inherit[0]]
		for _, i := range inherit {
			mirrored[i] = null
		}
	case written:
		for _, i := range inherit {
			if seen[i].Equal(shared) {
				mirrored[i] = null
			}
		}
	}
	return shared, mirrored
}
