package vpc

import (
	"encoding/json"
	"strconv"
	"strings"
)

// settings sends what both kinds of connections have. certificate is the parameter
// with the CA certificate of a single tunnel.
func (p params) settings(in ConnectionSettings, certificate string) {
	p.filter("LocalSubnet", strings.Join(in.LocalSubnets, ","))
	p.filter("RemoteSubnet", strings.Join(in.RemoteSubnets, ","))
	p.strPtr("Name", in.Name)
	p.boolPtr("EffectImmediately", in.EffectImmediately)
	p.boolPtr("AutoConfigRoute", in.AutoConfigRoute)
	p.boolPtr("EnableTunnelsBgp", in.EnableTunnelsBgp)
	p.tunnels(in.Tunnels)
	p.single(in.Single, certificate)
}

// tunnels sends TunnelOptionsSpecification.1.Role and so on.
func (p params) tunnels(tunnels []TunnelInput) {
	for i, t := range tunnels {
		prefix := "TunnelOptionsSpecification." + strconv.Itoa(i+1) + "."
		p.filter(prefix+"Role", t.Role)
		if t.Index != 0 {
			p.str(prefix+"TunnelIndex", strconv.FormatInt(t.Index, 10))
		}
		p.filter(prefix+"TunnelId", t.TunnelID)
		p.tunnel(prefix, t)
	}
}

func (p params) tunnel(prefix string, t TunnelInput) {
	p.strPtr(prefix+"CustomerGatewayId", t.CustomerGatewayID)
	p.boolPtr(prefix+"EnableDpd", t.EnableDpd)
	p.boolPtr(prefix+"EnableNatTraversal", t.EnableNatTraversal)
	p.strPtr(prefix+"RemoteCaCertificate", t.RemoteCaCertificate)
	p.object(prefix+"TunnelIkeConfig.", t.Ike.wire())
	p.object(prefix+"TunnelIpsecConfig.", t.Ipsec.wire())
	p.object(prefix+"TunnelBgpConfig.", t.Bgp.wire())
}

// object sends the fields of an object as parameters of their own.
func (p params) object(prefix string, fields wireFields) {
	for name, value := range fields {
		switch v := value.(type) {
		case string:
			p.str(prefix+name, v)
		case int64:
			p.str(prefix+name, strconv.FormatInt(v, 10))
		case bool:
			p.str(prefix+name, strconv.FormatBool(v))
		}
	}
}

func (p params) single(in *SingleTunnelInput, certificate string) {
	if in == nil {
		return
	}
	p.strPtr("CustomerGatewayId", in.CustomerGatewayID)
	p.boolPtr("EnableDpd", in.EnableDpd)
	p.boolPtr("EnableNatTraversal", in.EnableNatTraversal)
	p.strPtr(certificate, in.RemoteCaCertificate)
	p.json("IkeConfig", in.Ike.wire())
	p.json("IpsecConfig", in.Ipsec.wire())
	bgp := in.Bgp.wire()
	if in.EnableBgp != nil || bgp != nil {
		if bgp == nil {
			bgp = wireFields{}
		}
		bgp["EnableBgp"] = in.EnableBgp == nil || *in.EnableBgp
	}
	p.json("BgpConfig", bgp)
	p.json("HealthCheckConfig", in.HealthCheck.wire())
}

// json sends the fields of an object as JSON in one parameter.
func (p params) json(name string, fields wireFields) {
	if fields != nil {
		text, _ := json.Marshal(fields) // texts, numbers and switches are always JSON
		p.str(name, string(text))
	}
}

// wireFields are the fields of an object as the API names them; nil is not sent.
type wireFields map[string]any

// given keeps what is set.
func (f wireFields) given() wireFields {
	for name, value := range f {
		if value == "" || value == int64(0) {
			delete(f, name)
		}
	}
	return f
}

func (c *IkeConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	f := wireFields{
		"IkeVersion": c.Version, "IkeMode": c.Mode, "IkeEncAlg": c.EncAlg, "IkeAuthAlg": c.AuthAlg, "IkePfs": c.Pfs,
		"IkeLifetime": c.Lifetime, "LocalId": c.LocalID, "RemoteId": c.RemoteID,
	}.given()
	if c.Psk != nil {
		f["Psk"] = *c.Psk
	}
	return f
}

func (c *IpsecConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	return wireFields{
		"IpsecEncAlg": c.EncAlg, "IpsecAuthAlg": c.AuthAlg, "IpsecPfs": c.Pfs, "IpsecLifetime": c.Lifetime,
	}.given()
}

func (c *BgpConfig) wire() wireFields {
	if c == nil {
		return nil
	}
	return wireFields{"LocalAsn": c.LocalAsn, "TunnelCidr": c.TunnelCidr, "LocalBgpIp": c.LocalBgpIP}.given()
}

func (h *HealthCheck) wire() wireFields {
	if h == nil {
		return nil
	}
	f := wireFields{"dip": h.Dip, "sip": h.Sip, "interval": h.Interval, "retry": h.Retry, "Policy": h.Policy}.given()
	f["enable"] = h.Enable
	return f
}
