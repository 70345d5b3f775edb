package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// clearText begins the keys that the official provider has in its state.
const clearText = "Clear-text-of-"

// seedWhole puts the VPN of examples/scenarios/migrate into the simulator, and
// returns the state that version 1.289.0 of the official provider has of it.
func seedWhole(s *sim.Server) []byte {
	const customer, office = "cgw-bp1migrated000000001", "vco-bp1migrated000000001"
	gateway := theOffice()
	gateway.Name, gateway.SslVpn, gateway.SslMaxConnections, gateway.DisasterRecoveryVSwitchID = "main", false, 0, sim.DefaultVSwitchI
	s.PutGateway(gateway)
	attributes := officialAttributes()
	attributes["name"], attributes["vpn_gateway_name"], attributes["enable_ssl"] = "main", "main", false
	attributes["disaster_recovery_vswitch_id"], attributes["ssl_connections"] = sim.DefaultVSwitchI, 0

	s.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: customer, Name: "office", IPAddress: "198.51.100.1"})
	var tunnels []sim.VpnTunnel
	var specification []any
	for _, role := range []string{"master", "slave"} {
		tunnels = append(tunnels, sim.VpnTunnel{
			Role: role, CustomerGatewayID: customer, EnableDpd: true, EnableNatTraversal: true,
			Ike:   sim.IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: clearText + role},
			Ipsec: sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400},
		})
		specification = append(specification, map[string]any{
			"role": role, "customer_gateway_id": customer, "enable_dpd": true, "enable_nat_traversal": true, "tunnel_id": "tun-" + role,
			"internet_ip": "203.0.113.9", "state": "active", "status": "ipsec_sa_established", "zone_no": "cn-hangzhou-h", "tunnel_bgp_config": []any{},
			"tunnel_ike_config": []any{map[string]any{
				"ike_version": "ikev2", "ike_mode": "main", "ike_enc_alg": "aes256", "ike_auth_alg": "sha256", "ike_pfs": "group14",
				"ike_lifetime": 86400, "psk": clearText + role, "local_id": "", "remote_id": "",
			}},
			"tunnel_ipsec_config": []any{map[string]any{
				"ipsec_enc_alg": "aes256", "ipsec_auth_alg": "sha256", "ipsec_pfs": "group14", "ipsec_lifetime": 86400,
			}},
		})
	}
	s.PutVpnConnection(sim.VpnConnection{
		VpnConnectionID: office, VpnGatewayID: migratedID, Name: "office", LocalSubnet: "0.0.0.0/0", RemoteSubnet: "0.0.0.0/0",
		Tunnels: tunnels, AutoConfigRoute: true,
	})
	route := func(source, destination string, published bool) map[string]any {
		s.PutVpnRoute(sim.VpnRoute{
			VpnGatewayID: migratedID, RouteSource: source, RouteDest: destination, NextHop: office, Weight: 100, Priority: 10, Published: published,
		})
		status := map[bool]string{true: "published", false: "normal"}[published]
		all := map[string]any{
			"id": migratedID + ":" + office + ":" + destination, "vpn_gateway_id": migratedID, "next_hop": office, "route_dest": destination,
			"weight": 100, "publish_vpc": published, "create_time": 1700000000000, "status": status, "timeouts": nil,
		}
		if source != "" {
			all["id"], all["route_source"] = migratedID+":"+office+":"+source+":"+destination, source
		} else {
			all["route_entry_type"] = "custom"
		}
		return all
	}
	one := func(attributes map[string]any) map[string]map[string]any {
		return map[string]map[string]any{"": attributes}
	}
	return officialStateOf(
		officialResources{"alicloud_vpn_gateway", "main", "", one(attributes)},
		officialResources{"alicloud_vpn_customer_gateway", "office", "", one(map[string]any{
			"id": customer, "ip_address": "198.51.100.1", "name": "office", "customer_gateway_name": "office", "description": "", "asn": "",
			"create_time": 1700000000000, "status": "", "tags": map[string]string{}, "timeouts": nil,
		})},
		officialResources{"alicloud_vpn_connection", "office", "", one(map[string]any{
			"id": office, "vpn_gateway_id": migratedID, "name": "office", "vpn_connection_name": "office", "customer_gateway_id": "",
			"local_subnet": []string{"0.0.0.0/0"}, "remote_subnet": []string{"0.0.0.0/0"}, "effect_immediately": false, "auto_config_route": true,
			"enable_dpd": true, "enable_nat_traversal": true, "enable_tunnels_bgp": false, "status": "ipsec_sa_established", "network_type": nil,
			"ike_config": []any{}, "ipsec_config": []any{}, "bgp_config": []any{}, "health_check_config": []any{},
			"tunnel_options_specification": specification, "tags": map[string]string{}, "resource_group_id": sim.DefaultResourceGroup, "timeouts": nil,
		})},
		officialResources{"alicloud_vpn_route_entry", "office", "", map[string]map[string]any{
			"192.168.0.0/16": route("", "192.168.0.0/16", true), "172.16.0.0/12": route("", "172.16.0.0/12", true),
		}},
		officialResources{"alicloud_vpn_pbr_route_entry", "printers", "", one(route("10.0.1.0/24", "192.168.9.0/24", false))},
	)
}

// TestMigrate_whole moves a whole VPN out of the official provider's state, with
// the files of examples/scenarios/migrate: nothing is planned, nothing but reads
// reaches the API, and the keys are gone from state.
func TestMigrate_whole(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(examples, "scenarios", "migrate")
	s := sim.New(sim.Options{})
	m := newMigration(t, s)
	before := seedWhole(s)
	there := s.Objects()
	m.write("terraform.tfstate", before)

	m.write("main.tf", []byte(readFile(t, folder, "before", "main.tf")))
	m.env = append(m.env, fmt.Sprintf(`TF_VAR_psk={"master":%q,"slave":%q}`, clearText+"master", clearText+"slave"))
	m.must("init")
	says(t, m.must("plan", "-no-color", "-refresh=false").said(), "No changes.")

	m.write("main.tf", []byte(readFile(t, folder, "main.tf")))
	moved := readFile(t, folder, "moved.tf")
	m.write("moved.tf", []byte(moved))
	m.must("init")
	plan := m.must("plan", "-no-color", "-out=move.tfplan").said()
	says(t, plan, "Plan: "+nothingToDo)
	if want, got := strings.Count(string(before), `"attributes"`), strings.Count(plan, "has moved to aliyun_"); got != want || strings.Contains(plan, "will be updated") {
		t.Errorf("%d of %d objects are moved:\n%s", got, want, plan)
	}
	if blocks := strings.Count(moved, "moved {"); blocks != strings.Count(string(before), `"mode":"managed"`) {
		t.Errorf("%d moved blocks", blocks)
	}
	says(t, m.must("apply", "-no-color", "move.tfplan").said(), "0 added, 0 changed, 0 destroyed.")
	if strings.Contains(m.resources(), "alicloud_") {
		t.Errorf("in state are %s", m.resources())
	}
	state := string(m.read("terraform.tfstate"))
	if strings.Contains(state, clearText) || !strings.Contains(string(before), clearText) {
		t.Error("a key is in state")
	}

	// Neither the blocks nor the old provider are needed any more.
	if err := os.Remove(filepath.Join(m.dir, "moved.tf")); err != nil {
		t.Fatal(err)
	}
	m.edit("main.tf", "    alicloud = {\n      source = \"aliyun/alicloud\"\n    }\n", "")
	m.edit("main.tf", "provider \"alicloud\" {\n  region = \"cn-hangzhou\"\n}\n", "")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	onlyRead(t, s)
	if now := s.Objects(); len(now) != len(there) {
		t.Errorf("there were %+v, there are %+v", there, now)
	}

	// It is this provider's now, to the end.
	m.must("destroy", "-auto-approve", "-no-color")
	if left := s.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
