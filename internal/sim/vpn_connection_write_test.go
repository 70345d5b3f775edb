package sim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// A change of IKE parameters without the key makes a new one, and nothing else
// does. What a call does not name stays.
func TestSim_vpnConnectionKeys(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	o := c.office(nil)
	id := c.connect(o.dual().with(params{tunnelSpec + "1.TunnelIkeConfig.Psk": "mine", tunnelSpec + "2.TunnelIkeConfig.Psk": "mine"}))
	r := c.connection(id)
	one, two := fmt.Sprint(r.tunnel(0, "TunnelId")), fmt.Sprint(r.tunnel(1, "TunnelId"))
	keys := func() (first, second any) {
		r := c.connection(id)
		return r.tunnel(0, "TunnelIkeConfig.Psk"), r.tunnel(1, "TunnelIkeConfig.Psk")
	}
	for _, p := range []params{
		{"Name": "n"},
		{"RemoteSubnet": "192.168.2.0/24"},
		{tunnelSpec + "1.TunnelId": one, tunnelSpec + "1.TunnelIpsecConfig.IpsecEncAlg": "aes256"},
		{tunnelSpec + "1.Role": "slave", tunnelSpec + "1.EnableDpd": "false"},
	} {
		c.ok("ModifyVpnConnectionAttribute", connected(id).with(p))
	}
	tunnel := connected(id).with(params{"TunnelId": two})
	c.ok("ModifyTunnelAttribute", tunnel.with(params{tunnelSpec + "TunnelIkeConfig.IkeEncAlg": "aes256", tunnelSpec + "TunnelIkeConfig.Psk": "mine"}))
	if first, second := keys(); first != "mine" || second != "mine" {
		t.Fatalf("keys changed: %v, %v", first, second)
	}
	r = c.connection(id)
	if r.str("Name") != "n" || r.str("RemoteSubnet") != "192.168.2.0/24" || r.str("LocalSubnet") != "10.0.0.0/16" ||
		r.tunnel(0, "TunnelIpsecConfig.IpsecEncAlg") != "aes256" || r.tunnel(0, "TunnelIpsecConfig.IpsecAuthAlg") != "md5" ||
		r.tunnel(1, "EnableDpd") != "false" || r.tunnel(0, "EnableDpd") != "true" || r.tunnel(1, "TunnelIkeConfig.IkeEncAlg") != "aes256" ||
		r.tunnel(0, "TunnelIkeConfig.IkeEncAlg") != "aes" {
		t.Errorf("got %s", r.text)
	}
	answer := c.ok("ModifyTunnelAttribute", tunnel.with(params{tunnelSpec + "TunnelIkeConfig.IkeLifetime": "3600"}))
	if answer.at("TunnelIkeConfig.IkeLifetime") != 3600.0 || answer.str("TunnelId") != two || answer.str("Role") != "slave" {
		t.Errorf("got %s", answer.text)
	}
	if first, second := keys(); first != "mine" || second == "mine" || len(second.(string)) != 16 {
		t.Errorf("keys %v, %v", first, second)
	}
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{tunnelSpec + "1.TunnelId": one, tunnelSpec + "1.TunnelIkeConfig.LocalId": "near"}))
	if first, _ := keys(); first == "mine" {
		t.Error("the first key is kept")
	}
	c.ok("ModifyTunnelAttribute", tunnel.with(params{tunnelSpec + "CustomerGatewayId": o.one}))
	if r := c.connection(id); r.tunnel(1, "CustomerGatewayId") != o.one || r.tunnel(1, "TunnelIkeConfig.RemoteId") != "203.0.113.7" {
		t.Errorf("got %s", r.text)
	}
}

func TestSim_vpnConnectionSingleKey(t *testing.T) {
	t.Parallel()
	_, c := start(t, oldRegion)
	id := c.connect(c.office(single).alone().with(params{"IkeConfig": `{"Psk":"mine"}`}))
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{"IpsecConfig": `{"IpsecEncAlg":"aes256"}`, "EnableDpd": "false"}))
	if r := c.connection(id); r.at("IkeConfig.Psk") != "mine" || r.body["EnableDpd"] != false || r.at("IpsecConfig.IpsecEncAlg") != "aes256" {
		t.Errorf("got %s", r.text)
	}
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{"IkeConfig": `{"IkeEncAlg":"aes256"}`}))
	if r := c.connection(id); r.at("IkeConfig.Psk") == "mine" || r.at("IkeConfig.IkeEncAlg") != "aes256" || r.at("IkeConfig.IkeAuthAlg") != "md5" {
		t.Errorf("got %s", r.text)
	}
}

// Every write makes the gateway busy, which refuses the next one.
func TestSim_vpnConnectionBusyGateway(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	o := c.office(nil)
	id := c.connect(o.dual())
	tunnel := fmt.Sprint(c.connection(id).tunnel(0, "TunnelId"))
	writes := map[string]params{
		"ModifyVpnConnectionAttribute": connected(id).with(params{"Name": "n"}),
		"ModifyTunnelAttribute":        connected(id).with(params{"TunnelId": tunnel, tunnelSpec + "EnableDpd": "false"}),
		"DeleteVpnConnection":          connected(id),
	}
	for _, write := range []string{"ModifyVpnConnectionAttribute", "ModifyTunnelAttribute", "DeleteVpnConnection"} {
		if got := c.status(o.gateway); got != "updating" {
			t.Errorf("before %s the gateway is %s", write, got)
		}
		if r := c.connection(id); r.str("State") != "updating" || r.tunnel(0, "State") != "updating" {
			t.Errorf("got %s", r.text)
		}
		for action, p := range writes {
			c.refused(action, p, 400, "VpnGateway.Configuring")
		}
		c.refused("CreateVpnConnection", o.dual().with(params{"RemoteSubnet": "172.16.0.0/24"}), 400, "VpnGateway.Configuring")
		c.refused("DeleteVpnGateway", named(o.gateway), 400, "VpnGateway.Configuring")
		server.Advance(time.Minute)
		if r := c.connection(id); r.str("State") != "active" || c.status(o.gateway) != "active" {
			t.Errorf("got %s", r.text)
		}
		c.ok(write, writes[write])
	}
	c.refused("DeleteCustomerGateway", customer(o.one), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	c.refused("DescribeVpnConnection", connected(id), http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
	c.ok("DeleteCustomerGateway", customer(o.one))
	c.ok("DeleteVpnGateway", named(o.gateway))
}

func TestSim_vpnConnectionDependencies(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	id := c.connect(o.dual())
	c.refused("DeleteVpnGateway", named(o.gateway), 400, "DependencyViolation.VpnConnection")
	c.refused("DeleteCustomerGateway", customer(o.two), 400, "DependencyViolation.VpnConnection")
	c.ok("DeleteVpnConnection", connected(id))
	c.refused("DeleteVpnConnection", connected(id), http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
	for action, p := range map[string]params{"ModifyVpnConnectionAttribute": connected(id), "ModifyTunnelAttribute": connected(id).with(params{"TunnelId": "t"})} {
		c.refused(action, p, http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
	}
	c.ok("DeleteCustomerGateway", customer(o.two))
	c.refused("CreateVpnConnection", o.dual(), http.StatusNotFound, "InvalidCustomerGatewayInstanceId.NotFound")
	c.refused("CreateVpnConnection", o.dual().with(named("vpn-none")), http.StatusNotFound, "InvalidVpnGatewayInstanceId.NotFound")
	server.ChangeGateway(o.gateway, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" })
	c.refused("CreateVpnConnection", o.dual(), 400, "VpnGateway.FinancialLocked")
	ssl := c.buy(params{"EnableIpsec": "false", "EnableSsl": "true"})
	c.refused("CreateVpnConnection", o.dual().with(named(ssl)), 400, "VpnGateway.IpsecVpnDisabled")
}

func TestSim_vpnConnectionQuota(t *testing.T) {
	t.Parallel()
	for quota, want := range map[int]int{0: 10, 12: 12} {
		_, c := start(t, sim.Options{ConnectionQuota: quota})
		o := c.office(nil)
		next := func(i int) params { return o.dual().with(params{"RemoteSubnet": fmt.Sprintf("192.168.%d.0/24", i)}) }
		for i := range want {
			c.connect(next(i))
		}
		c.refused("CreateVpnConnection", next(want), 400, "Resource.QuotaFull")
		c.connect(next(want).with(named(c.buy(nil))))
	}
}

func TestSim_vpnConnectionChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	first, second := tunnelSpec+"1.", tunnelSpec+"2."
	bgp := func(one, oneIP, two, twoIP string) params {
		return params{
			"EnableTunnelsBgp": "true", first + "TunnelBgpConfig.TunnelCidr": one, first + "TunnelBgpConfig.LocalBgpIp": oneIP,
			second + "TunnelBgpConfig.TunnelCidr": two, second + "TunnelBgpConfig.LocalBgpIp": twoIP,
		}
	}
	good := bgp("169.254.10.0/30", "169.254.10.1", "169.254.11.0/30", "169.254.11.2")
	for i, tt := range []struct {
		p    params
		code string
	}{
		{params{"LocalSubnet": "-"}, "MissingLocalSubnet"},
		{params{"RemoteSubnet": "-"}, "MissingRemoteSubnet"},
		{params{"LocalSubnet": "10.0.0.1/16"}, "IllegalParam.LocalSubnet"},
		{params{"LocalSubnet": "10.0.0.0"}, "IllegalParam.LocalSubnet"},
		{params{"RemoteSubnet": ""}, "IllegalParam.RemoteSubnet"},
		{params{"RemoteSubnet": "192.168.0.0/24,192.168.0.0/24"}, "IllegalParam.RemoteSubnet"},
		{params{"RemoteSubnet": "10.0.3.0/24"}, "IllegalParam.RemoteSubnet"},
		{params{"RemoteSubnet": "0.0.0.0/0"}, "IllegalParam.RemoteSubnet"},
		{params{"Name": ""}, "InvalidName"},
		{params{"Name": "https://x"}, "InvalidName"},
		{params{"CustomerGatewayId": o.one}, "InvalidParameter"},
		{params{"IkeConfig": "{}"}, "InvalidParameter"},
		{params{second + "Role": "-", second + "CustomerGatewayId": "-"}, "MissingTunnelOptionsSpecification"},
		{params{second + "Role": "master"}, "IllegalParam.Role"},
		{params{second + "Role": "backup"}, "InvalidTunnelOptionsSpecificationRole"},
		{params{second + "CustomerGatewayId": "-"}, "MissingCustomerGatewayId"},
		{params{first + "TunnelIkeConfig.IkeVersion": "ikev3"}, "IllegalParam.IkeVersion"},
		{params{first + "TunnelIkeConfig.IkeEncAlg": "sm4"}, "IllegalParam.IkeEncAlg"},
		{params{first + "TunnelIkeConfig.IkePfs": "disabled"}, "IllegalParam.IkePfs"},
		{params{first + "TunnelIkeConfig.IkeLifetime": "86401"}, "IllegalParam.IkeLifetime"},
		{params{first + "TunnelIkeConfig.Psk": "two words"}, "IllegalParam.Psk"},
		{params{first + "TunnelIkeConfig.Psk": strings.Repeat("k", 101)}, "IllegalParam.Psk"},
		{params{first + "TunnelIkeConfig.Psk": ""}, "IllegalParam.Psk"},
		{params{first + "TunnelIkeConfig.LocalId": strings.Repeat("i", 101)}, "IllegalParam.LocalId"},
		{params{first + "TunnelIpsecConfig.IpsecAuthAlg": "sm3"}, "IllegalParam.IpsecAuthAlg"},
		{params{"EnableTunnelsBgp": "true"}, "IllegalParam.TunnelCidr"},
		{good.with(params{first + "TunnelBgpConfig.LocalAsn": "65000"}), "IllegalParam.LocalAsn"},
		{good.with(params{first + "TunnelBgpConfig.LocalAsn": "0"}), "IllegalParam.LocalAsn"},
		{bgp("169.254.10.0/30", "169.254.10.1", "169.254.10.0/30", "169.254.10.2"), "IllegalParam.TunnelCidr"},
		{bgp("169.254.6.0/30", "169.254.6.1", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.TunnelCidr"},
		{bgp("169.254.169.252/30", "169.254.169.253", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.TunnelCidr"},
		{bgp("169.254.10.0/29", "169.254.10.1", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.TunnelCidr"},
		{bgp("169.254.10.1/30", "169.254.10.1", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.TunnelCidr"},
		{bgp("10.0.0.0/30", "10.0.0.1", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.TunnelCidr"},
		{bgp("169.254.10.0/30", "169.254.10.3", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.LocalBgpIp"},
		{bgp("169.254.10.0/30", "169.254.10.5", "169.254.11.0/30", "169.254.11.1"), "IllegalParam.LocalBgpIp"},
		{params{"DryRun": "true"}, "DryRunOperation"},
	} {
		if r := c.do("CreateVpnConnection", o.dual().with(tt.p)); r.status != 400 || r.code() != tt.code {
			t.Errorf("%d %v: want %s, got %s", i, tt.p, tt.code, r.text)
		}
	}
	if n := len(server.VpnConnections()); n != 0 || c.status(o.gateway) != "active" {
		t.Errorf("refused calls left %d", n)
	}
	id := c.connect(o.dual().with(good))
	c.refused("CreateVpnConnection", o.dual(), 400, "InvalidVpnConnection.AlreadyExists")
	c.refused("CreateVpnConnection", o.dual().with(good).with(params{"RemoteSubnet": "192.168.9.0/24"}), 400, "IllegalParam.TunnelCidr")
	everything := params{"LocalSubnet": "0.0.0.0/0", "RemoteSubnet": "0.0.0.0/0"}
	c.connect(o.dual().with(everything))
	tunnel := connected(id).with(params{"TunnelId": fmt.Sprint(c.connection(id).tunnel(0, "TunnelId"))})
	c.refused("ModifyTunnelAttribute", tunnel.with(params{tunnelSpec + "TunnelBgpConfig.LocalAsn": "65000"}), 400, "IllegalParam.LocalAsn")
	c.refused("ModifyTunnelAttribute", tunnel.with(params{tunnelSpec + "TunnelIkeConfig.Psk": "a b"}), 400, "IllegalParam.Psk")
	c.refused("ModifyTunnelAttribute", connected(id).with(params{"TunnelId": "tun-none"}), http.StatusNotFound, "InvalidTunnelId.NotFound")
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{first + "Role": "master", second + "Role": "slave", first + "TunnelBgpConfig.LocalAsn": "65000", second + "TunnelBgpConfig.LocalAsn": "65000"}))
	c.ok("ModifyVpnConnectionAttribute", connected(id).with(params{"EnableTunnelsBgp": "false"}))
	if r := c.connection(id); r.tunnel(0, "TunnelBgpConfig.TunnelCidr") != "" || r.body["EnableTunnelsBgp"] != false {
		t.Errorf("got %s", r.text)
	}
}

func TestSim_vpnConnectionSingleChecks(t *testing.T) {
	t.Parallel()
	_, c := start(t, oldRegion)
	o := c.office(single)
	for i, tt := range []struct {
		p    params
		code string
	}{
		{params{"CustomerGatewayId": "-"}, "MissingCustomerGatewayId"},
		{params{tunnelSpec + "1.Role": "master"}, "InvalidParameter"},
		{params{"EnableTunnelsBgp": "true"}, "InvalidParameter"},
		{params{"IkeConfig": "no JSON"}, "IllegalParam.IkeConfig"},
		{params{"IkeConfig": `{"IkeVersion":["ikev1"]}`}, "IllegalParam.IkeConfig"},
		{params{"IkeConfig": `{"Version":"ikev1"}`}, "IllegalParam.IkeConfig.Version"},
		{params{"IkeConfig": `{"EnableBgp":true}`}, "IllegalParam.IkeConfig.EnableBgp"},
		{params{"IkeConfig": `{"Psk":"a b"}`}, "IllegalParam.Psk"},
		{params{"IpsecConfig": `{"IpsecPfs":"group3"}`}, "IllegalParam.IpsecPfs"},
		{params{"BgpConfig": `{"EnableBgp":true}`}, "IllegalParam.TunnelCidr"},
		{params{"BgpConfig": `{"EnableBgp":"yes"}`}, "IllegalParam.EnableBgp"},
		{params{"HealthCheckConfig": `{"enable":true,"dip":"192.168.0.1"}`}, "IllegalParam.HealthCheckConfig"},
		{params{"HealthCheckConfig": `{"Enable":true}`}, "IllegalParam.HealthCheckConfig.Enable"},
		{params{"HealthCheckConfig": `{"dip":"office"}`}, "IllegalParam.HealthCheckConfig.dip"},
	} {
		if r := c.do("CreateVpnConnection", o.alone().with(tt.p)); r.status != 400 || r.code() != tt.code {
			t.Errorf("%d %v: want %s, got %s", i, tt.p, tt.code, r.text)
		}
	}
}

// A gateway for SM algorithms knows no others, and wants the peer's CA.
func TestSim_vpnConnectionSM(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	o := c.office(params{"VpnType": "NationalStandard"})
	c.refused("CreateVpnConnection", o.dual(), 400, "MissingRemoteCaCertificate")
	ca := params{tunnelSpec + "1.RemoteCaCertificate": "-----BEGIN CERTIFICATE-----", tunnelSpec + "2.RemoteCaCertificate": "-----BEGIN CERTIFICATE-----"}
	for name, value := range map[string]string{"IkeVersion": "ikev2", "IkeMode": "aggressive", "IkeEncAlg": "aes", "IkeAuthAlg": "sha1"} {
		c.refused("CreateVpnConnection", o.dual().with(ca).with(params{tunnelSpec + "1.TunnelIkeConfig." + name: value}), 400, "IllegalParam."+name)
	}
	r := c.connection(c.connect(o.dual().with(ca)))
	if r.tunnel(0, "TunnelIkeConfig.IkeEncAlg") != "sm4" || r.tunnel(1, "TunnelIpsecConfig.IpsecAuthAlg") != "sm3" ||
		r.tunnel(0, "TunnelIkeConfig.IkeVersion") != "ikev1" || r.tunnel(0, "RemoteCaCertificate") != "-----BEGIN CERTIFICATE-----" {
		t.Errorf("got %s", r.text)
	}
}

// Denied writes, and a write that was carried out although it was answered with
// 500: the token tells them apart from a second one.
func TestSim_vpnConnectionFaults(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	o := c.office(nil)
	server.AddFault(sim.Fault{Action: "CreateVpnConnection", Kind: sim.KindError, Status: 500, Code: "InternalError", Applied: true})
	create := o.dual().with(params{"ClientToken": "once"})
	c.refused("CreateVpnConnection", create, 500, "InternalError")
	id := c.connect(create)
	if all := server.VpnConnections(); len(all) != 1 || all[0].VpnConnectionID != id {
		t.Errorf("got %+v", all)
	}
	server.AddCredential(sim.Credential{AccessKeyID: "reader", AccessKeySecret: "s", ReadOnly: true})
	reader := *c
	reader.key, reader.secret = "reader", "s"
	for _, action := range []string{"ModifyVpnConnectionAttribute", "DeleteVpnConnection"} {
		reader.refused(action, connected(id), http.StatusForbidden, "Forbidden.RAM")
	}
	reader.ok("DescribeVpnConnection", connected(id))
}
