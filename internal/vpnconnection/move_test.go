package vpnconnection_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const leaked = "clear-text-of-the-official-state"

// officialTunnel is a tunnel as the official provider writes it.
func officialTunnel(role string) map[string]any {
	return map[string]any{
		"role": role, "customer_gateway_id": customerGatewayID, "enable_dpd": true, "enable_nat_traversal": true, "tunnel_id": "tun-" + role,
		"tunnel_ike_config": []any{map[string]any{
			"ike_version": "ikev2", "ike_mode": "main", "ike_enc_alg": "aes256", "ike_auth_alg": "sha256", "ike_pfs": "group14",
			"ike_lifetime": 86400, "psk": leaked, "local_id": "", "remote_id": "",
		}},
		"tunnel_ipsec_config": []any{map[string]any{"ipsec_enc_alg": "aes256", "ipsec_auth_alg": "sha256", "ipsec_pfs": "group14", "ipsec_lifetime": 86400}},
	}
}

// Moved from the official provider, offline: the plan is empty, and the key that
// its state has as plain text is gone.
func TestVpnConnection_moved(t *testing.T) {
	t.Parallel()
	algorithms := sim.IkeConfig{
		Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: leaked,
	}
	second := sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400}
	tunnel := sim.VpnTunnel{Ike: algorithms, Ipsec: second, EnableDpd: true, EnableNatTraversal: true}
	phases := map[string]any{
		"ike_config": []any{map[string]any{
			"ike_version": "ikev2", "ike_mode": "main", "ike_enc_alg": "aes256", "ike_auth_alg": "sha256", "ike_pfs": "group14",
			"ike_lifetime": 86400, "psk": leaked, "ike_local_id": "", "ike_remote_id": "203.0.113.1",
		}},
		"ipsec_config": []any{map[string]any{"ipsec_enc_alg": "aes256", "ipsec_auth_alg": "sha256", "ipsec_pfs": "group14", "ipsec_lifetime": 86400}},
	}
	singleValues := dualValues(gatewayID, nil, nil)
	delete(singleValues, "tunnels")
	singleValues["customer_gateway_id"] = customerGatewayID
	for name, test := range map[string]struct {
		gateway sim.Gateway
		tunnels []sim.VpnTunnel
		state   map[string]any
		config  map[string]any
	}{
		"two tunnels": {
			sim.Gateway{},
			[]sim.VpnTunnel{tunnel, tunnel},
			map[string]any{"tunnel_options_specification": []any{officialTunnel("slave"), officialTunnel("master")}, "enable_tunnels_bgp": false},
			dualValues(gatewayID, nil, nil),
		},
		"a single one": {sim.Gateway{VSwitchID: sim.DefaultVSwitchH}, []sim.VpnTunnel{tunnel}, phases, singleValues},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			test.gateway.VpnGatewayID = gatewayID
			c.Sim().PutGateway(test.gateway)
			putCustomerGateways(c)
			id := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gatewayID, Name: "office", Tunnels: test.tunnels, AutoConfigRoute: true})
			test.state["id"], test.state["vpn_gateway_id"], test.state["vpn_connection_name"] = id, gatewayID, "office"
			test.state["local_subnet"], test.state["remote_subnet"] = []any{"10.0.0.0/16"}, []any{"192.168.0.0/16"}
			test.state["auto_config_route"], test.state["effect_immediately"] = true, false
			state, err := json.Marshal(test.state)
			if err != nil {
				t.Fatal(err)
			}
			i := c.Instance("aliyun_vpn_connection", nil)
			if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_connection", string(state)); said.HasError() {
				t.Fatal(said.Texts())
			}
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("the move made %d calls", n)
			}
			if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
				t.Errorf("in %s: %v", i.String("region"), said.Texts())
			}
			c.Sim().ResetRequests()
			if !i.Unchanged(test.config) || len(writes(c)) > 0 {
				t.Errorf("the plan after the move is not empty: %v", i)
			}
			if strings.Contains(fmt.Sprintf("%+v", i), leaked) {
				t.Error("the key is still in state")
			}
			c.Sim().ChangeVpnConnection(id, func(v *sim.VpnConnection) { v.Tunnels[0].Ike.Psk = "another" })
			acctest.Contains(t, i.Refresh().Warnings(), "Key was changed outside Terraform")
		})
	}
}
