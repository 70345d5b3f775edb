package sim_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// dialInServer are the smallest parameters of an IPsec server.
func dialInServer(gateway string) params {
	return named(gateway).with(params{"ClientIpPool": "10.200.0.0/24", "LocalSubnet": "10.0.0.0/16,10.1.0.0/16", "PskEnabled": "true"})
}

func serverNamed(id string) params {
	return params{"RegionId": sim.DefaultRegion, "IpsecServerId": id}
}

// dialInGateway is a gateway that people can dial in to.
func dialInGateway(server *sim.Server) string {
	return server.PutGateway(sim.Gateway{IpsecVpn: true, SslVpn: true, SslMaxConnections: 5})
}

// ipsecServer is what the list shows of a server.
func (c *client) ipsecServer(id string) reply {
	c.t.Helper()
	list := c.ok("ListIpsecServers", params{"RegionId": sim.DefaultRegion, "IpsecServerId.1": id})
	one, _ := list.at("IpsecServers.0").(map[string]any)
	return reply{body: one, text: list.text}
}

// The list has the fields of the documented one, of the same types.
func TestSim_ipsecServersAsTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/ipsec_servers.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []cloudAnswer
	if err := json.Unmarshal(text, &answers); err != nil || len(answers) == 0 {
		t.Fatal(answers, err)
	}
	for _, a := range answers {
		server, c := start(t, sim.Options{})
		c.ok("CreateIpsecServer", dialInServer(dialInGateway(server)))
		for _, wrong := range a.differences("", a.Answer, any(c.ok(a.Action, params{"RegionId": sim.DefaultRegion}).body)) {
			t.Error(wrong)
		}
	}
}

func TestSim_ipsecServer(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway := dialInGateway(server)
	create := dialInServer(gateway).with(params{"IpSecServerName": "people", "ClientToken": "t"})
	made := c.ok("CreateIpsecServer", create)
	id := made.str("IpsecServerId")
	want := fmt.Sprintf(`{"CreationTime":%q,"IpsecServerId":%q,"IpsecServerName":"people","RegionId":"cn-hangzhou","RequestId":%q,"VpnGatewayId":%q}`,
		server.Now().UTC().Format("2006-01-02T15:04:05Z"), id, made.str("RequestId"), gateway)
	if made.text != want || !strings.HasPrefix(id, "iss-") {
		t.Errorf("got %s, want %s", made.text, want)
	}
	if again := c.ok("CreateIpsecServer", create); again.str("IpsecServerId") != id || len(server.IpsecServers()) != 1 {
		t.Errorf("the token is forgotten: %s", again.text)
	}
	g, _ := server.Gateway(gateway)
	r := c.ipsecServer(id)
	for path, want := range map[string]any{
		"IpsecServerName": "people", "VpnGatewayId": gateway, "ClientIpPool": "10.200.0.0/24", "LocalSubnet": "10.1.0.0/16,10.0.0.0/16",
		"EffectImmediately": false, "PskEnabled": true, "InternetIp": g.InternetIP, "MaxConnections": 5.0, "ResourceGroupId": sim.DefaultResourceGroup,
		"IkeConfig.IkeVersion": "ikev2", "IkeConfig.IkeMode": "main", "IkeConfig.IkeEncAlg": "aes", "IkeConfig.IkeAuthAlg": "sha1",
		"IkeConfig.IkePfs": "group2", "IkeConfig.IkeLifetime": 86400.0, "IkeConfig.LocalId": g.InternetIP, "IkeConfig.RemoteId": "",
		"IpsecConfig.IpsecEncAlg": "aes", "IpsecConfig.IpsecAuthAlg": "sha1", "IpsecConfig.IpsecPfs": "group2", "IpsecConfig.IpsecLifetime": 86400.0,
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	if psk := r.str("Psk"); len(psk) != 16 {
		t.Errorf("the key that was made is %q", psk)
	}
	update := serverNamed(id).with(params{
		"IpsecServerName": "everybody", "ClientIpPool": "10.201.0.0/24", "LocalSubnet": "10.0.0.0/16", "EffectImmediately": "true",
		"IkeConfig":   `{"IkeVersion":"ikev1","IkeEncAlg":"aes256","LocalId":"vpn.example.com","RemoteId":"people","IkeLifetime":3600}`,
		"IpsecConfig": `{"IpsecPfs":"group14"}`, "Psk": "our-key", "PskEnabled": "true",
	})
	if r := c.ok("UpdateIpsecServer", update); len(r.body) != 1 {
		t.Errorf("an update answers %s", r.text)
	}
	r = c.ipsecServer(id)
	for path, want := range map[string]any{
		"IpsecServerName": "everybody", "ClientIpPool": "10.201.0.0/24", "LocalSubnet": "10.0.0.0/16", "EffectImmediately": true, "Psk": "our-key",
		"IkeConfig.IkeVersion": "ikev1", "IkeConfig.IkeEncAlg": "aes256", "IkeConfig.LocalId": "vpn.example.com", "IkeConfig.RemoteId": "people",
		"IkeConfig.IkeLifetime": 3600.0, "IkeConfig.IkeAuthAlg": "sha1", "IpsecConfig.IpsecPfs": "group14", "IpsecConfig.IpsecEncAlg": "aes",
	} {
		if got := r.at(path); got != want {
			t.Errorf("after the update, %s: want %v, got %v", path, want, got)
		}
	}
	c.ok("DeleteIpsecServer", serverNamed(id))
	c.refused("DeleteIpsecServer", serverNamed(id), 404, "InvalidIpsecServerId.NotFound")
	for _, r := range server.Requests() {
		if len(r.Unknown) > 0 {
			t.Errorf("%s: %v", r.Action, r.Unknown)
		}
	}
}

// IKE without the key loses it. Whatever else changes leaves it alone.
func TestSim_ipsecServerKey(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.ok("CreateIpsecServer", dialInServer(dialInGateway(server)).with(params{"Psk": "first"})).str("IpsecServerId")
	key := func() string { v, _ := server.IpsecServer(id); return v.Ike.Psk }
	for _, p := range []params{
		{"IpsecServerName": "people"},
		{"IpsecConfig": `{"IpsecPfs":"group14"}`},
		{"LocalSubnet": "10.0.0.0/16"},
		{"IkeConfig": `{"IkePfs":"group14"}`, "Psk": "first"},
	} {
		if c.ok("UpdateIpsecServer", serverNamed(id).with(p)); key() != "first" {
			t.Errorf("%v: the key is %q", p, key())
		}
	}
	c.ok("UpdateIpsecServer", serverNamed(id).with(params{"IkeConfig": `{"IkePfs":"group5"}`}))
	if made := key(); made == "first" || len(made) != 16 {
		t.Errorf("the key is %q", made)
	}
}

// A change takes the gateway's turn, but for one of the name.
func TestSim_ipsecServerBusyGateway(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	gateway := dialInGateway(server)
	id := c.ok("CreateIpsecServer", dialInServer(gateway)).str("IpsecServerId")
	change, rename := serverNamed(id).with(params{"LocalSubnet": "10.0.0.0/16"}), serverNamed(id).with(params{"IpsecServerName": "people"})
	if got := c.status(gateway); got != "updating" {
		t.Errorf("the gateway is %s", got)
	}
	c.refused("UpdateIpsecServer", change, 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	c.ok("UpdateIpsecServer", rename)
	if got := c.status(gateway); got != "active" {
		t.Errorf("after a change of the name, the gateway is %s", got)
	}
	c.ok("UpdateIpsecServer", change)
	c.refused("DeleteIpsecServer", serverNamed(id), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	c.refused("DeleteVpnGateway", named(gateway), 400, "DependencyViolation.IpsecServer")
	c.refused("DeleteIpsecServer", serverNamed(id).with(params{"DryRun": "true"}), 400, "DryRunOperation")
	c.ok("DeleteIpsecServer", serverNamed(id))
	server.Advance(time.Minute)
	if n := len(server.IpsecServers()); n != 0 {
		t.Errorf("%d are left", n)
	}
}

func TestSim_ipsecServerRefusals(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	gateway := dialInGateway(server)
	plain, locked := server.PutGateway(sim.Gateway{}), server.PutGateway(sim.Gateway{SslVpn: true, BusinessStatus: "FinancialLocked"})
	taken, connectedTo := dialInGateway(server), dialInGateway(server)
	id := server.PutIpsecServer(sim.IpsecServer{VpnGatewayID: taken})
	server.PutCustomerGateway(sim.CustomerGateway{})
	server.PutVpnConnection(sim.VpnConnection{VpnGatewayID: connectedTo})
	one := dialInServer(gateway)
	for name, test := range map[string]struct {
		action string
		params params
		status int
		code   string
	}{
		"no such gateway": {"CreateIpsecServer", dialInServer("vpn-none"), 404, "InvalidVpnGatewayInstanceId.NotFound"},
		"no SSL":          {"CreateIpsecServer", dialInServer(plain), 400, "VpnGateway.SslVpnDisabled"},
		"not paid":        {"CreateIpsecServer", dialInServer(locked), 400, "VpnGateway.FinancialLocked"},
		"a second one":    {"CreateIpsecServer", dialInServer(taken), 400, "OperationFailed.IPsecServerExist"},
		"a connection":    {"CreateIpsecServer", dialInServer(connectedTo), 400, "OperationFailed.VpnConnectionExist"},
		"no pool":         {"CreateIpsecServer", one.with(params{"ClientIpPool": "-"}), 400, "MissingClientIpPool"},
		"no subnet":       {"CreateIpsecServer", one.with(params{"LocalSubnet": "-"}), 400, "MissingLocalSubnet"},
		"no PskEnabled":   {"CreateIpsecServer", one.with(params{"PskEnabled": "-"}), 400, "MissingPskEnabled"},
		"without a key":   {"CreateIpsecServer", one.with(params{"PskEnabled": "false"}), 400, "InvalidPskEnabled"},
		"empty key":       {"CreateIpsecServer", one.with(params{"Psk": ""}), 400, "InvalidPsk"},
		"pool":            {"CreateIpsecServer", one.with(params{"ClientIpPool": "10.200.0.1/24"}), 400, "InvalidClientIpPool"},
		"subnet":          {"CreateIpsecServer", one.with(params{"LocalSubnet": "10.0.0.1/16"}), 400, "IllegalParam.LocalSubnet"},
		"overlap":         {"CreateIpsecServer", one.with(params{"ClientIpPool": "10.1.0.0/24"}), 400, "IllegalParam.LocalSubnet"},
		"name":            {"CreateIpsecServer", one.with(params{"IpSecServerName": "http://x"}), 400, "InvalidIpSecServerName"},
		"IKE":             {"CreateIpsecServer", one.with(params{"IkeConfig": `{"IkeEncAlg":"rc4"}`}), 400, "IllegalParam.IkeEncAlg"},
		"unknown in IKE":  {"CreateIpsecServer", one.with(params{"IkeConfig": `{"Psk":"x"}`}), 400, "IllegalParam.IkeConfig.Psk"},
		"no JSON":         {"CreateIpsecServer", one.with(params{"IpsecConfig": `aes`}), 400, "IllegalParam.IpsecConfig"},
		"dry run":         {"CreateIpsecServer", one.with(params{"DryRun": "true"}), 400, "DryRunOperation"},
		"dry update":      {"UpdateIpsecServer", serverNamed(id).with(params{"DryRun": "true", "IpsecServerName": "x"}), 400, "DryRunOperation"},
		"update none":     {"UpdateIpsecServer", serverNamed("iss-none").with(params{"IpsecServerName": "x"}), 404, "InvalidIpsecServerId.NotFound"},
		"page":            {"ListIpsecServers", params{"RegionId": sim.DefaultRegion, "MaxResults": "21"}, 400, "InvalidMaxResults"},
		"token":           {"ListIpsecServers", params{"RegionId": sim.DefaultRegion, "NextToken": "x"}, 400, "InvalidNextToken"},
		"logs of none":    {"ListIpsecServerLogs", serverNamed("iss-none"), 404, "InvalidIpsecServerId.NotFound"},
	} {
		t.Run(name, func(t *testing.T) { c.refused(test.action, test.params, test.status, test.code) })
	}
	o := office{gateway: taken, one: c.customerGateway("203.0.113.7"), two: c.customerGateway("203.0.113.8")}
	c.refused("CreateVpnConnection", o.dual(), 400, "OperationFailed.IPsecServerExist")
	if n := len(server.IpsecServers()); n != 1 {
		t.Errorf("there are %d servers", n)
	}
}

func TestSim_ipsecServerLists(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	var ids []string
	for range 25 {
		ids = append(ids, server.PutIpsecServer(sim.IpsecServer{VpnGatewayID: dialInGateway(server), Name: "people"}))
	}
	region := params{"RegionId": sim.DefaultRegion}
	list := func(p params) (found []string, next string) {
		r := c.ok("ListIpsecServers", region.with(p))
		all, _ := r.body["IpsecServers"].([]any)
		for i := range all {
			found = append(found, fmt.Sprint(r.at(fmt.Sprintf("IpsecServers.%d.IpsecServerId", i))))
		}
		return found, r.str("NextToken")
	}
	first, next := list(nil)
	second, more := list(params{"NextToken": next})
	rest, end := list(params{"NextToken": more, "MaxResults": "20"})
	if !slices.Equal(slices.Concat(first, second, rest), ids) || len(first) != 10 || end != "" {
		t.Errorf("got %v %v %v %q", first, second, rest, end)
	}
	v, _ := server.IpsecServer(ids[3])
	for name, p := range map[string]params{
		"gateway": {"VpnGatewayId": v.VpnGatewayID}, "ID": {"IpsecServerId.1": ids[3]}, "both": {"IpsecServerId.1": ids[3], "IpsecServerName": "people"},
	} {
		if found, _ := list(p); !slices.Equal(found, ids[3:4]) {
			t.Errorf("%s: got %v", name, found)
		}
	}
	if found, _ := list(params{"IpsecServerName": "nobody"}); len(found) > 0 {
		t.Errorf("got %v", found)
	}
	server.AddFault(sim.Mistaken("ListIpsecServers", ids[4], 1))
	if found, _ := list(params{"IpsecServerId.1": ids[3]}); !slices.Equal(found, ids[4:5]) {
		t.Errorf("an answer for another server is %v", found)
	}
	now := server.Now()
	server.ChangeIpsecServer(ids[0], func(v *sim.IpsecServer) {
		v.Logs = []sim.LogLine{{Time: now.Add(-time.Hour), Text: "old"}, {Time: now, Text: "somebody connected"}}
	})
	if r := c.ok("ListIpsecServerLogs", serverNamed(ids[0])); r.at("Count") != 1.0 || !strings.Contains(r.text, "somebody connected") {
		t.Errorf("got %s", r.text)
	}
}
