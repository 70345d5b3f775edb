package tunnel

import (
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Only this file has both the names of attributes and those of parameters.

// Parameters are the attributes behind parameters of requests.
var Parameters = map[string]string{
	"LocalSubnet": "local_subnets", "RemoteSubnet": "remote_subnets",
	"TunnelOptionsSpecification": "tunnels",
	"IkeConfig":                  "ike", "IpsecConfig": "ipsec", "BgpConfig": "bgp", "HealthCheckConfig": "health_check",
	"CustomerGatewayId": "customer_gateway_id", "CustomerGatewayInstanceId": "customer_gateway_id",
	"RemoteCaCertificate": "remote_ca_certificate", "RemoteCaCert": "remote_ca_certificate",
}

// Hints are framework.Hints of one of the two kinds of connections, whose IDs look
// alike. other is the resource of the other kind.
func Hints(other string, byCode map[string]string) func(error) string {
	hint := framework.Hints(byCode)
	return func(err error) string {
		if errors.As(err, new(*vpc.OtherKindError)) {
			return "Use " + other + " for it."
		}
		return hint(err)
	}
}

// IkeConfig are the parameters of phase 1, with the names of both ends. psk is nil
// to leave the key out.
func IkeConfig(object types.Object, localID, remoteID types.String, psk *string) *vpc.IkeConfig {
	ike := Ikes.Values(object)
	return &vpc.IkeConfig{
		Version: ike.Version.ValueString(), Mode: ike.Mode.ValueString(), EncAlg: ike.Encryption.ValueString(),
		AuthAlg: ike.Authentication.ValueString(), Pfs: ike.DHGroup.ValueString(), Lifetime: ike.Lifetime.ValueInt64(),
		LocalID: localID.ValueString(), RemoteID: remoteID.ValueString(), Psk: psk,
	}
}

// IpsecConfig are the parameters of phase 2.
func IpsecConfig(object types.Object) *vpc.IpsecConfig {
	ipsec := Ipsecs.Values(object)
	return &vpc.IpsecConfig{
		EncAlg: ipsec.Encryption.ValueString(), AuthAlg: ipsec.Authentication.ValueString(), Pfs: ipsec.PfsGroup.ValueString(),
		Lifetime: ipsec.Lifetime.ValueInt64(),
	}
}

// BgpConfig are the parameters of BGP, nil where it is off.
func BgpConfig(object types.Object) *vpc.BgpConfig {
	if object.IsNull() || object.IsUnknown() {
		return nil
	}
	bgp := Bgps.Values(object)
	return &vpc.BgpConfig{
		LocalAsn: bgp.LocalAsn.ValueInt64(), TunnelCidr: bgp.TunnelCidr.ValueString(), LocalBgpIP: bgp.LocalIP.ValueString(),
	}
}

// Input are all parameters of a tunnel to create. psk is nil where the API is to
// make the key.
func (e *Endpoint) Input(p Phases, psk *string) vpc.TunnelInput {
	return vpc.TunnelInput{
		CustomerGatewayID: framework.StringPtr(e.CustomerGatewayID),
		EnableDpd:         framework.BoolPtr(e.EnableDpd), EnableNatTraversal: framework.BoolPtr(e.EnableNatTraversal),
		Ike: IkeConfig(p.Ike, e.LocalID, e.RemoteID, psk), Ipsec: IpsecConfig(p.Ipsec), Bgp: BgpConfig(e.Bgp),
		RemoteCaCertificate: framework.StringPtr(e.RemoteCACertificate),
	}
}

// Change are the parameters that lead from one endpoint to another, without those
// of BGP. ok is false where there are none. key is called for the key to send back
// where IKE changes and the key does not: the API makes a new one if it gets none.
func Change(have, want, config *Endpoint, had, wants Phases, key func() (*string, error)) (in vpc.TunnelInput, ok bool, err error) {
	if framework.Wanted(want.CustomerGatewayID, have.CustomerGatewayID) {
		in.CustomerGatewayID, ok = framework.StringPtr(want.CustomerGatewayID), true
	}
	if framework.Wanted(want.EnableDpd, have.EnableDpd) {
		in.EnableDpd, ok = framework.BoolPtr(want.EnableDpd), true
	}
	if framework.Wanted(want.EnableNatTraversal, have.EnableNatTraversal) {
		in.EnableNatTraversal, ok = framework.BoolPtr(want.EnableNatTraversal), true
	}
	if framework.Wanted(want.RemoteCACertificate, have.RemoteCACertificate) {
		in.RemoteCaCertificate, ok = framework.StringPtr(want.RemoteCACertificate), true
	}
	if framework.Wanted(wants.Ipsec, had.Ipsec) {
		in.Ipsec, ok = IpsecConfig(wants.Ipsec), true
	}
	psk := have.Key().Changed(config.Key())
	if psk == nil && !framework.Wanted(wants.Ike, had.Ike) &&
		!framework.Wanted(want.LocalID, have.LocalID) && !framework.Wanted(want.RemoteID, have.RemoteID) {
		return in, ok, nil
	}
	if psk == nil {
		if psk, err = key(); err != nil {
			return in, false, err
		}
	}
	in.Ike = IkeConfig(wants.Ike, want.LocalID, want.RemoteID, psk)
	return in, true, nil
}

// Seen is what the API shows of one tunnel, or of a connection with a single one.
type Seen struct {
	Ike   vpc.IkeConfig
	Ipsec vpc.IpsecConfig
	// Bgp is nil where it is off, or the answer lacks it; BgpOff tells which.
	Bgp    *vpc.BgpConfig
	BgpOff bool

	CustomerGatewayID, Status     string
	EnableDpd, EnableNatTraversal *bool
	RemoteCaCertificate           *string
}

// SeenTunnel is a tunnel as an answer has it. enabled says whether the connection
// has BGP, nil where the answer lacks that.
func SeenTunnel(t *vpc.Tunnel, enabled *bool) Seen {
	return Seen{
		Ike: t.Ike, Ipsec: t.Ipsec, Bgp: t.Bgp, BgpOff: enabled != nil && !*enabled, CustomerGatewayID: t.CustomerGatewayID, Status: t.Status,
		EnableDpd: t.EnableDpd, EnableNatTraversal: t.EnableNatTraversal, RemoteCaCertificate: t.RemoteCaCertificate,
	}
}

// Phases are the algorithms of a tunnel; what the answer lacks is as before.
func (s *Seen) Phases(prior Phases) Phases {
	ike, ipsec := Ikes.Values(prior.Ike), Ipsecs.Values(prior.Ipsec)
	text, number := framework.StringOrPrior, framework.Int64OrPrior
	seen := Ike{
		Version: text(s.Ike.Version, ike.Version), Encryption: text(s.Ike.EncAlg, ike.Encryption),
		Authentication: text(s.Ike.AuthAlg, ike.Authentication), DHGroup: text(s.Ike.Pfs, ike.DHGroup),
		Mode: text(s.Ike.Mode, ike.Mode), Lifetime: number(s.Ike.Lifetime, ike.Lifetime),
	}
	p := Phases{Ikes.Null(), Ipsecs.Null()}
	if seen != (Ike{}) {
		p.Ike = prior.Ike
		Ikes.Update(&p.Ike, ike, seen)
	}
	second := Ipsec{
		Encryption: text(s.Ipsec.EncAlg, ipsec.Encryption), Authentication: text(s.Ipsec.AuthAlg, ipsec.Authentication),
		PfsGroup: text(s.Ipsec.Pfs, ipsec.PfsGroup), Lifetime: number(s.Ipsec.Lifetime, ipsec.Lifetime),
	}
	if second != (Ipsec{}) {
		p.Ipsec = prior.Ipsec
		Ipsecs.Update(&p.Ipsec, ipsec, second)
	}
	return p
}

// FromAPI takes over what was seen, and keeps what the answer lacks. The key goes
// into state only where it is there already: its owner chose that by the argument
// psk.
func (e *Endpoint) FromAPI(s *Seen) {
	e.CustomerGatewayID = framework.StringOrPrior(s.CustomerGatewayID, e.CustomerGatewayID)
	e.LocalID = framework.StringOrPrior(s.Ike.LocalID, e.LocalID)
	e.RemoteID = framework.StringOrPrior(s.Ike.RemoteID, e.RemoteID)
	if s.Ike.Psk != nil && *s.Ike.Psk != "" && !e.Psk.IsNull() {
		e.Psk = types.StringValue(*s.Ike.Psk)
	}
	e.EnableDpd = framework.BoolOrPrior(s.EnableDpd, e.EnableDpd)
	e.EnableNatTraversal = framework.BoolOrPrior(s.EnableNatTraversal, e.EnableNatTraversal)
	e.RemoteCACertificate = certificateOrPrior(s.RemoteCaCertificate, e.RemoteCACertificate)
	e.Status = framework.StringOrPrior(s.Status, e.Status)
	e.bgpFromAPI(s)
}

func (e *Endpoint) bgpFromAPI(s *Seen) {
	switch {
	case s.Bgp != nil:
		was := Bgps.Values(e.Bgp)
		Bgps.Update(&e.Bgp, was, Bgp{
			LocalAsn:   framework.Int64OrPrior(s.Bgp.LocalAsn, was.LocalAsn),
			TunnelCidr: framework.StringOrPrior(s.Bgp.TunnelCidr, was.TunnelCidr),
			LocalIP:    framework.StringOrPrior(s.Bgp.LocalBgpIP, was.LocalIP),
		})
		e.BgpStatus = framework.StringOrNull(s.Bgp.Status)
		e.PeerAsn, e.PeerBgpIP = types.Int64Null(), framework.StringOrNull(s.Bgp.PeerBgpIP)
		if s.Bgp.PeerAsn != 0 {
			e.PeerAsn = types.Int64Value(s.Bgp.PeerAsn)
		}
	case s.BgpOff, e.Bgp.IsNull(), e.Bgp.IsUnknown():
		e.Bgp = Bgps.Null()
		e.BgpStatus, e.PeerAsn, e.PeerBgpIP = types.StringNull(), types.Int64Null(), types.StringNull()
	}
}

// certificateOrPrior keeps a certificate as it was written where the answer has
// other line breaks at its end.
func certificateOrPrior(seen *string, prior types.String) types.String {
	switch {
	case seen == nil:
		return framework.StringOrPrior("", prior)
	case strings.TrimSpace(*seen) == strings.TrimSpace(prior.ValueString()) && !prior.IsUnknown():
		return prior
	default:
		return framework.StringOrNull(*seen)
	}
}
