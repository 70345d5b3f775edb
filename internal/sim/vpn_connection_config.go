package sim

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// tunnelField is a parameter of a tunnel. In the dual form it is a parameter
// below its group; in the single form it is a field of a JSON document, or a
// parameter by itself.
type tunnelField struct {
	group, name string
	check       func(string) bool
	// sm is the check for a gateway for SM algorithms; nil: the same.
	sm  func(string) bool
	set func(*VpnTunnel, string)
}

const (
	groupIke   = "TunnelIkeConfig"
	groupIpsec = "TunnelIpsecConfig"
	groupBgp   = "TunnelBgpConfig"
)

// path is the name of the parameter below the tunnel.
func (f tunnelField) path() string { return strings.TrimPrefix(f.group+"."+f.name, ".") }

var (
	isCipher   = oneOf("aes", "aes192", "aes256", "des", "3des")
	isHash     = oneOf("md5", "sha1", "sha256", "sha384", "sha512")
	isLifetime = integer(0, 86400)
	// isKey and isTunnelID have no spaces.
	isKey      = both(length(1, 100), like(`^\S+$`))
	isTunnelID = both(length(1, 100), like(`^\S+$`))
)

// tunnelFields are all but CustomerGatewayId.
var tunnelFields = []tunnelField{
	{name: "EnableDpd", check: isBool, set: func(t *VpnTunnel, v string) { t.EnableDpd = v == "true" }},
	{name: "EnableNatTraversal", check: isBool, set: func(t *VpnTunnel, v string) { t.EnableNatTraversal = v == "true" }},
	{name: "RemoteCaCertificate", check: length(1, 1<<16), set: func(t *VpnTunnel, v string) { t.RemoteCaCertificate = v }},
	{group: groupIke, name: "IkeVersion", check: oneOf("ikev1", "ikev2"), sm: oneOf("ikev1"), set: func(t *VpnTunnel, v string) { t.Ike.Version = v }},
	{group: groupIke, name: "IkeMode", check: oneOf("main", "aggressive"), sm: oneOf("main"), set: func(t *VpnTunnel, v string) { t.Ike.Mode = v }},
	{group: groupIke, name: "IkeEncAlg", check: isCipher, sm: oneOf("sm4"), set: func(t *VpnTunnel, v string) { t.Ike.EncAlg = v }},
	{group: groupIke, name: "IkeAuthAlg", check: isHash, sm: oneOf("sm3"), set: func(t *VpnTunnel, v string) { t.Ike.AuthAlg = v }},
	{group: groupIke, name: "IkePfs", check: oneOf("group1", "group2", "group5", "group14"), set: func(t *VpnTunnel, v string) { t.Ike.Pfs = v }},
	{group: groupIke, name: "IkeLifetime", check: isLifetime, set: func(t *VpnTunnel, v string) { t.Ike.Lifetime = number(v) }},
	{group: groupIke, name: "LocalId", check: isTunnelID, set: func(t *VpnTunnel, v string) { t.Ike.LocalID = v }},
	{group: groupIke, name: "RemoteId", check: isTunnelID, set: func(t *VpnTunnel, v string) { t.Ike.RemoteID = v }},
	{group: groupIke, name: "Psk", check: isKey, set: func(t *VpnTunnel, v string) { t.Ike.Psk = v }},
	{group: groupIpsec, name: "IpsecEncAlg", check: isCipher, sm: oneOf("sm4"), set: func(t *VpnTunnel, v string) { t.Ipsec.EncAlg = v }},
	{group: groupIpsec, name: "IpsecAuthAlg", check: isHash, sm: oneOf("sm3"), set: func(t *VpnTunnel, v string) { t.Ipsec.AuthAlg = v }},
	{group: groupIpsec, name: "IpsecPfs", check: oneOf("disabled", "group1", "group2", "group5", "group14"), set: func(t *VpnTunnel, v string) { t.Ipsec.Pfs = v }},
	{group: groupIpsec, name: "IpsecLifetime", check: isLifetime, set: func(t *VpnTunnel, v string) { t.Ipsec.Lifetime = number(v) }},
	{group: groupBgp, name: "LocalAsn", check: integer(1, 1<<32-1), set: func(t *VpnTunnel, v string) { t.bgp().LocalAsn = number(v) }},
	{group: groupBgp, name: "TunnelCidr", check: isTunnelCidr, set: func(t *VpnTunnel, v string) { t.bgp().TunnelCidr = v }},
	{group: groupBgp, name: "LocalBgpIp", check: isAddressText, set: func(t *VpnTunnel, v string) { t.bgp().LocalBgpIP = v }},
}

// number reads a number that has been checked.
func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

// bgp returns the tunnel's BGP parameters, with the defaults if there were none.
func (t *VpnTunnel) bgp() *TunnelBgp {
	if t.Bgp == nil {
		t.Bgp = &TunnelBgp{LocalAsn: 45104}
	}
	return t.Bgp
}

// setTunnel changes what the values name, by their paths. IKE parameters that come
// without a key get a new one: a client that does not send the key back has lost
// it.
func (s *Server) setTunnel(n nearEnd, t *VpnTunnel, values map[string]string) *apiError {
	ike, keyed := false, false
	for _, f := range tunnelFields {
		value, ok := values[f.path()]
		if !ok {
			continue
		}
		check := f.check
		if n.sm() && f.sm != nil {
			check = f.sm
		}
		if !check(value) {
			return illegal(f.name)
		}
		f.set(t, value)
		ike, keyed = ike || f.group == groupIke, keyed || f.name == "Psk"
	}
	if ike && !keyed {
		t.Ike.Psk = s.newPsk()
	}
	id, ok := values["CustomerGatewayId"]
	if ok && customerGateways.findIn(s, n.region(), id) == nil {
		return customerGateways.missing()
	}
	if ok {
		t.CustomerGatewayID = id
	}
	return nil
}

// illegal refuses a value, which it does not repeat: it may be a key. The codes
// but for the subnets are the simulator's choice.
func illegal(name string) *apiError {
	return refuse("IllegalParam."+name, "The specified %q is invalid.", name)
}

// below returns the parameters with a prefix, without it.
func (c *call) below(prefix string) map[string]string {
	found := map[string]string{}
	for name, value := range c.params {
		if rest, ok := strings.CutPrefix(name, prefix+"."); ok {
			found[rest] = value
		}
	}
	return found
}

// singleForm are the documents of the single form, and the groups they stand for.
var singleForm = map[string]string{"IkeConfig": groupIke, "IpsecConfig": groupIpsec, "BgpConfig": groupBgp}

// document reads a parameter that holds JSON, as texts by name; nil when it was
// not sent.
func (c *call) document(name string) (map[string]string, *apiError) {
	if !c.has(name) {
		return nil, nil
	}
	decoder := json.NewDecoder(strings.NewReader(c.str(name)))
	decoder.UseNumber()
	var values map[string]any
	if decoder.Decode(&values) != nil || values == nil {
		return nil, illegal(name)
	}
	texts := map[string]string{}
	for key, value := range values {
		switch value.(type) {
		case string, bool, json.Number:
			texts[key] = fmt.Sprint(value)
		default:
			return nil, illegal(name)
		}
	}
	return texts, nil
}

// setSingle changes the tunnel of a single-tunnel connection.
func (s *Server) setSingle(c *call, n nearEnd, v *VpnConnection) *apiError {
	values := map[string]string{}
	for _, name := range []string{"CustomerGatewayId", "EnableDpd", "EnableNatTraversal", "RemoteCaCertificate"} {
		if c.has(name) {
			values[name] = c.str(name)
		}
	}
	if c.has("RemoteCaCert") { // as the actions for attachments have it
		values["RemoteCaCertificate"] = c.str("RemoteCaCert")
	}
	t := &v.Tunnels[0]
	for _, name := range slices.Sorted(maps.Keys(singleForm)) {
		texts, err := c.document(name)
		if err != nil {
			return err
		}
		var on string
		var switched bool
		if name == "BgpConfig" {
			on, switched = texts["EnableBgp"]
			delete(texts, "EnableBgp")
		}
		switch {
		case switched && !isBool(on):
			return illegal("EnableBgp")
		case switched && on == "false":
			t.Bgp = nil
			continue
		case name == "BgpConfig" && texts != nil && t.Bgp == nil && !switched:
			continue // its values mean nothing while BGP is off
		case switched:
			t.bgp()
		}
		for key, value := range texts {
			known := slices.ContainsFunc(tunnelFields, func(f tunnelField) bool { return f.group == singleForm[name] && f.name == key })
			if !known {
				return illegal(name + "." + key)
			}
			values[singleForm[name]+"."+key] = value
		}
	}
	if err := s.setTunnel(n, t, values); err != nil {
		return err
	}
	return c.setHealthCheck(v)
}

// setHealthCheck reads the one document whose names are in lower case.
func (c *call) setHealthCheck(v *VpnConnection) *apiError {
	texts, err := c.document("HealthCheckConfig")
	if err != nil || texts == nil {
		return err
	}
	h := HealthCheck{Interval: 3, Retry: 3}
	if v.HealthCheck != nil {
		h = *v.HealthCheck
	}
	for key, value := range texts {
		var ok bool
		switch key {
		case "enable":
			h.Enable, ok = value == "true", isBool(value)
		case "dip":
			h.Dip, ok = value, isAddressText(value)
		case "sip":
			h.Sip, ok = value, isAddressText(value)
		case "interval":
			h.Interval, ok = number(value), integer(1, 1<<30)(value)
		case "retry":
			h.Retry, ok = number(value), integer(1, 1<<30)(value)
		case "Policy":
			h.Policy, ok = value, h.Policy != "" && oneOf(policyRevoke, policyReserve)(value)
		}
		if !ok {
			return illegal("HealthCheckConfig." + key)
		}
	}
	if h.Enable && (h.Dip == "" || h.Sip == "") {
		return illegal("HealthCheckConfig")
	}
	v.HealthCheck = &h
	return nil
}
