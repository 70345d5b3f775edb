package sim_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// connected are the parameters that name a connection of the default region.
func connected(id string) params {
	return params{"RegionId": sim.DefaultRegion, "VpnConnectionId": id}
}

// office is a gateway and the customer gateways that its connections lead to.
type office struct{ gateway, one, two string }

func (c *client) office(order params) office {
	c.t.Helper()
	return office{gateway: c.buy(order), one: c.customerGateway("203.0.113.7"), two: c.customerGateway("203.0.113.8")}
}

const tunnelSpec = "TunnelOptionsSpecification."

// dual are the smallest parameters of a connection with two tunnels, and alone those
// of one with a single tunnel.
func (o office) dual() params {
	return named(o.gateway).with(params{
		"LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24",
		tunnelSpec + "1.Role": "master", tunnelSpec + "1.CustomerGatewayId": o.one,
		tunnelSpec + "2.Role": "slave", tunnelSpec + "2.CustomerGatewayId": o.two,
	})
}

func (o office) alone() params {
	return named(o.gateway).with(params{"LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24", "CustomerGatewayId": o.one})
}

// connect creates a connection and returns its ID.
func (c *client) connect(p params) string {
	c.t.Helper()
	return c.ok("CreateVpnConnection", p).str("VpnConnectionId")
}

// at returns a part of an answer: "IkeConfig.Psk", "TunnelOptionsSpecification.TunnelOptions.0.State".
func (r reply) at(path string) any {
	var value any = r.body
	for part := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[part]
		case []any:
			var n int
			if _, err := fmt.Sscan(part, &n); err != nil || n >= len(v) {
				return nil
			}
			value = v[n]
		default:
			return nil
		}
	}
	return value
}

// tunnel returns a field of a tunnel.
func (r reply) tunnel(n int, field string) any {
	return r.at(fmt.Sprintf("TunnelOptionsSpecification.TunnelOptions.%d.%s", n, field))
}

func (c *client) connection(id string) reply {
	c.t.Helper()
	return c.ok("DescribeVpnConnection", connected(id))
}

// The defaults of a dual-tunnel connection, whose numbers and switches are texts.
func TestSim_vpnConnectionDual(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	create := o.dual().with(params{"Name": "to the office", "ClientToken": "t", "Tags.1.Key": "env", "Tags.1.Value": "test"})
	made := c.ok("CreateVpnConnection", create)
	id := made.str("VpnConnectionId")
	if !strings.HasPrefix(id, "vco-") || made.str("Name") != "to the office" || made.body["CreateTime"] != float64(server.Now().UnixMilli()) {
		t.Errorf("got %s", made.text)
	}
	if again := c.ok("CreateVpnConnection", create); again.str("VpnConnectionId") != id || len(server.VpnConnections()) != 1 {
		t.Errorf("the token is forgotten: %s", again.text)
	}
	g, _ := server.Gateway(o.gateway)
	r := c.connection(id)
	for path, want := range map[string]any{
		"VpnGatewayId": o.gateway, "LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24", "State": "active", "EnableTunnelsBgp": false,
		"EffectImmediately": false, "ResourceGroupId": sim.DefaultResourceGroup, "Tags.Tag.0.Key": "env", "CustomerGatewayId": "", "Status": "",
		"EnableDpd": false, "EnableNatTraversal": false, "IkeConfig": nil, "Tag": nil,
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	psks := []any{}
	for i, end := range []struct{ role, address, zone, far, farAddress string }{
		{"master", g.InternetIP, "cn-hangzhou-h", o.one, "203.0.113.7"},
		{"slave", g.DisasterRecoveryInternetIP, "cn-hangzhou-i", o.two, "203.0.113.8"},
	} {
		for field, want := range map[string]any{
			"Role": end.role, "TunnelIndex": float64(i + 1), "InternetIp": end.address, "ZoneNo": end.zone, "CustomerGatewayId": end.far,
			"State": "active", "Status": "ike_sa_not_established", "EnableDpd": "true", "EnableNatTraversal": "true",
			"TunnelIkeConfig.IkeVersion": "ikev1", "TunnelIkeConfig.IkeMode": "main", "TunnelIkeConfig.IkeEncAlg": "aes",
			"TunnelIkeConfig.IkeAuthAlg": "md5", "TunnelIkeConfig.IkePfs": "group2", "TunnelIkeConfig.IkeLifetime": "86400",
			"TunnelIkeConfig.LocalId": end.address, "TunnelIkeConfig.RemoteId": end.farAddress,
			"TunnelIpsecConfig.IpsecEncAlg": "aes", "TunnelIpsecConfig.IpsecAuthAlg": "md5", "TunnelIpsecConfig.IpsecPfs": "group2",
			"TunnelIpsecConfig.IpsecLifetime": "86400", "TunnelBgpConfig.PeerAsn": "", "TunnelBgpConfig.BgpStatus": "",
		} {
			if got := r.tunnel(i, field); got != want {
				t.Errorf("tunnel %d, %s: want %v, got %v", i, field, want, got)
			}
		}
		psk, _ := r.tunnel(i, "TunnelIkeConfig.Psk").(string)
		if len(psk) != 16 || slices.Contains(psks, any(psk)) {
			t.Errorf("key %q", psk)
		}
		psks = append(psks, psk)
	}
	list := c.ok("DescribeVpnConnections", params{"RegionId": sim.DefaultRegion})
	if list.at("VpnConnections.VpnConnection.0.Tag.Tag.0.Key") != "env" || list.at("VpnConnections.VpnConnection.0.Tags") != nil || list.body["TotalCount"] != 1.0 {
		t.Errorf("got %s", list.text)
	}
	for _, line := range server.Requests() {
		if len(line.Unknown) > 0 {
			t.Errorf("odd line %+v", line)
		}
	}
	if gateway, _ := server.Gateway(o.gateway); gateway.EnableBgp {
		t.Error("BGP is on")
	}
	if n := len(server.Ledger()); n != 1 {
		t.Errorf("a connection costs nothing: %d entries", n)
	}
}

// All parameters of two tunnels, as they were sent.
func TestSim_vpnConnectionDualFull(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	p := o.dual().with(params{"EnableTunnelsBgp": "true", "EffectImmediately": "true", "AutoConfigRoute": "false", "RemoteSubnet": "192.168.0.0/24,192.168.1.0/24"})
	full := map[string]string{
		"EnableDpd": "false", "EnableNatTraversal": "false", "TunnelBgpConfig.LocalAsn": "65530",
		"TunnelIkeConfig.IkeVersion": "ikev2", "TunnelIkeConfig.IkeMode": "aggressive", "TunnelIkeConfig.IkeEncAlg": "aes256",
		"TunnelIkeConfig.IkeAuthAlg": "sha512", "TunnelIkeConfig.IkePfs": "group14", "TunnelIkeConfig.IkeLifetime": "3600",
		"TunnelIkeConfig.LocalId": "near", "TunnelIkeConfig.RemoteId": "far", "TunnelIkeConfig.Psk": "a-key-of-mine",
		"TunnelIpsecConfig.IpsecEncAlg": "aes192", "TunnelIpsecConfig.IpsecAuthAlg": "sha384", "TunnelIpsecConfig.IpsecPfs": "disabled",
		"TunnelIpsecConfig.IpsecLifetime": "7200",
	}
	for name, value := range full {
		p[tunnelSpec+"1."+name], p[tunnelSpec+"2."+name] = value, value
	}
	for i, cidr := range []string{"169.254.10.0/30", "169.254.11.0/30"} {
		prefix := fmt.Sprintf("%s%d.TunnelBgpConfig.", tunnelSpec, i+1)
		p[prefix+"TunnelCidr"], p[prefix+"LocalBgpIp"] = cidr, strings.Replace(cidr, "0/30", "2", 1)
	}
	id := c.connect(p)
	r := c.connection(id)
	for i := range 2 {
		for field, want := range full {
			if got := r.tunnel(i, field); got != want {
				t.Errorf("tunnel %d, %s: want %v, got %v", i, field, want, got)
			}
		}
	}
	if r.tunnel(1, "TunnelBgpConfig.TunnelCidr") != "169.254.11.0/30" || r.tunnel(1, "TunnelBgpConfig.LocalBgpIp") != "169.254.11.2" ||
		r.at("EnableTunnelsBgp") != true || r.at("EffectImmediately") != true || r.at("RemoteSubnet") != "192.168.1.0/24,192.168.0.0/24" {
		t.Errorf("got %s", r.text)
	}
	if v, _ := server.VpnConnection(id); v.AutoConfigRoute {
		t.Error("AutoConfigRoute is lost")
	}
	if c.ok("DescribeVpnGateway", named(o.gateway)).body["EnableBgp"] != true {
		t.Error("the gateway has no BGP")
	}
	// What is up is scripted.
	server.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
		v.Tunnels[0].Status = "ipsec_sa_established"
		v.Tunnels[0].Bgp.PeerAsn, v.Tunnels[0].Bgp.PeerBgpIP, v.Tunnels[0].Bgp.Status = 65000, "169.254.10.1", "success"
	})
	r = c.connection(id)
	if r.tunnel(0, "Status") != "ipsec_sa_established" || r.tunnel(0, "TunnelBgpConfig.PeerAsn") != "65000" || r.tunnel(0, "TunnelBgpConfig.BgpStatus") != "success" {
		t.Errorf("got %s", r.text)
	}
	for _, line := range server.Requests() {
		text, _ := json.Marshal(line)
		if strings.Contains(string(text), "a-key-of-mine") {
			t.Error("the log holds the key")
		}
	}
}

// A single-tunnel connection has JSON in its parameters, and numbers in its answer.
func TestSim_vpnConnectionSingle(t *testing.T) {
	t.Parallel()
	server, c := start(t, oldRegion)
	o := c.office(single)
	id := c.connect(o.alone())
	g, _ := server.Gateway(o.gateway)
	r := c.connection(id)
	for path, want := range map[string]any{
		"CustomerGatewayId": o.one, "Status": "ike_sa_not_established", "State": "active", "EnableDpd": true, "EnableNatTraversal": true,
		"IkeConfig.IkeVersion": "ikev1", "IkeConfig.IkeAuthAlg": "md5", "IkeConfig.IkeLifetime": 86400.0, "IkeConfig.LocalId": g.InternetIP,
		"IkeConfig.RemoteId": "203.0.113.7", "IpsecConfig.IpsecAuthAlg": "md5", "IpsecConfig.IpsecLifetime": 86400.0,
		"VpnBgpConfig.EnableBgp": "false", "TunnelOptionsSpecification": nil, "EnableTunnelsBgp": nil,
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	c.ok("DeleteVpnConnection", connected(id))
	id = c.connect(o.alone().with(params{
		"IkeConfig":         `{"Psk":"k1","IkeVersion":"ikev2","IkeLifetime":3600,"LocalId":"near"}`,
		"IpsecConfig":       `{"IpsecEncAlg":"aes256","IpsecPfs":"disabled","IpsecLifetime":"7200"}`,
		"BgpConfig":         `{"EnableBgp":"true","LocalAsn":65530,"TunnelCidr":"169.254.10.0/30","LocalBgpIp":"169.254.10.1"}`,
		"HealthCheckConfig": `{"enable":"true","dip":"192.168.0.1","sip":"10.0.0.1"}`,
	}))
	r = c.connection(id)
	for path, want := range map[string]any{
		"IkeConfig.Psk": "k1", "IkeConfig.IkeVersion": "ikev2", "IkeConfig.IkeEncAlg": "aes", "IkeConfig.IkeLifetime": 3600.0, "IkeConfig.LocalId": "near",
		"IpsecConfig.IpsecEncAlg": "aes256", "IpsecConfig.IpsecPfs": "disabled", "IpsecConfig.IpsecLifetime": 7200.0,
		"VpnBgpConfig.EnableBgp": "true", "VpnBgpConfig.LocalAsn": 65530.0, "VpnBgpConfig.TunnelCidr": "169.254.10.0/30", "VpnBgpConfig.LocalBgpIp": "169.254.10.1",
		"VcoHealthCheck.Enable": "true", "VcoHealthCheck.Dip": "192.168.0.1", "VcoHealthCheck.Interval": 3.0, "VcoHealthCheck.Retry": 3.0,
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	list := c.ok("DescribeVpnConnections", params{"RegionId": sim.DefaultRegion})
	if list.at("VpnConnections.VpnConnection.0.VpnBgpConfig.TunnelCidr") != "169.254.10.0/30" || list.at("VpnConnections.VpnConnection.0.VpnBgpConfig.EnableBgp") != nil {
		t.Errorf("got %s", list.text)
	}
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{"BgpConfig": `{"EnableBgp":false}`, "HealthCheckConfig": `{"enable":false}`}))
	r = c.connection(id)
	if r.at("VpnBgpConfig.EnableBgp") != "false" || r.at("VcoHealthCheck.Enable") != "false" || r.at("IkeConfig.Psk") != "k1" {
		t.Errorf("got %s", r.text)
	}
	c.refused("ModifyTunnelAttribute", connected(id).with(params{"TunnelId": "tun-1"}), http.StatusNotFound, "InvalidTunnelId.NotFound")
}

func TestSim_vpnConnectionFilters(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	id := c.connect(o.dual())
	far := server.PutVpnConnection(sim.VpnConnection{RegionID: sim.ShanghaiRegion})
	server.ChangeGateway(o.gateway, func(g *sim.Gateway) { g.ResourceGroupID = sim.SecondResourceGroup })
	c.ok("TagResources", params{"RegionId": sim.DefaultRegion, "ResourceType": "VPNCONNECTION", "ResourceId.1": id, "Tag.1.Key": "k", "Tag.1.Value": "v"})
	for filter, want := range map[string]float64{
		"VpnGatewayId=" + o.gateway: 1, "VpnGatewayId=vpn-none": 0, "CustomerGatewayId=" + o.two: 1, "CustomerGatewayId=cgw-none": 0,
		"VpnConnectionId=" + id: 1, "VpnConnectionId=" + far: 0, "ResourceGroupId=" + sim.SecondResourceGroup: 1,
		"ResourceGroupId=" + sim.DefaultResourceGroup: 0, "Tag.1.Key=k": 1, "Tag.1.Key=other": 0,
	} {
		name, value, _ := strings.Cut(filter, "=")
		if r := c.ok("DescribeVpnConnections", params{"RegionId": sim.DefaultRegion, name: value}); r.body["TotalCount"] != want {
			t.Errorf("%s: got %s", filter, r.text)
		}
	}
	c.refused("DescribeVpnConnection", connected(far), http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
}
