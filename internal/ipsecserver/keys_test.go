package ipsecserver_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func key(t *testing.T, c *acctest.Cloud) string {
	t.Helper()
	return only(t, c).Ike.Psk
}

// A write-only key is sent when the server is created, and when its version changes,
// and is in no state.
func TestIpsecServer_rotation(t *testing.T) {
	t.Parallel()
	c := dialIn(t)
	i := c.Instance(typeName, nil)
	for step, test := range []struct {
		psk     string
		version int
		want    string
		calls   int
	}{{"first", 1, "first", 1}, {"second", 1, "first", 0}, {"second", 2, "second", 1}} {
		c.Sim().ResetRequests()
		if said := i.Apply(t.Context(), values(map[string]any{"psk_wo": test.psk, "psk_wo_version": test.version})); len(said) > 0 {
			t.Fatal(said.Texts())
		}
		if got := key(t, c); got != test.want || len(writes(c)) != test.calls {
			t.Errorf("step %d: the key is %q, by %v", step, got, writes(c))
		}
		if said := i.Refresh(); len(said) > 0 || strings.Contains(fmt.Sprintf("%+v", i), test.want) {
			t.Errorf("step %d: %v, %+v", step, said.Texts(), i)
		}
	}
	// Left out, it stays.
	c.Sim().ResetRequests()
	if said := i.Apply(t.Context(), values(nil)); len(said) > 0 || key(t, c) != "second" || len(writes(c)) > 0 {
		t.Errorf("%v: %v", writes(c), said.Texts())
	}
}

// A change of IKE never makes the API set another key: the current one goes back with
// it, whoever made that. Nothing else sends it.
func TestIpsecServer_keyGoesBack(t *testing.T) {
	t.Parallel()
	for name, own := range map[string]map[string]any{
		"made by the API": nil, "write-only": {"psk_wo": "ours", "psk_wo_version": 1}, "in state": {"psk": "ours"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dialIn(t)
			i := c.Instance(typeName, nil)
			config := values(own)
			if said := i.Apply(t.Context(), config); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			before := key(t, c)
			for attribute, value := range map[string]any{
				"ike":      map[string]any{"version": "ikev2", "encryption": "aes192", "authentication": "sha256", "dh_group": "group14"},
				"local_id": "here", "remote_id": "there",
			} {
				config[attribute] = value
				if said := i.Apply(t.Context(), config); len(said) > 0 {
					t.Fatal(said.Texts())
				}
				if _, sent := c.Last("UpdateIpsecServer")["Psk"]; key(t, c) != before || !sent {
					t.Errorf("%s: the key is %q, was %q, and one was sent: %t", attribute, key(t, c), before, sent)
				}
				if said := i.Refresh(); len(said) > 0 {
					t.Errorf("%s: %v", attribute, said.Texts())
				}
			}
			config["name"] = "people"
			if said := i.Apply(t.Context(), config); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			if _, sent := c.Last("UpdateIpsecServer")["Psk"]; sent {
				t.Error("a change of the name sent the key")
			}
			if own == nil && strings.Contains(fmt.Sprintf("%+v", i), before) {
				t.Error("the key that the API made is in state")
			}
		})
	}
}

// Somebody else changes the key: a warning, which shows no key, or a change where the
// key is in state.
func TestIpsecServer_keyChangedOutside(t *testing.T) {
	t.Parallel()
	c := dialIn(t)
	i := c.Instance(typeName, nil)
	config := values(map[string]any{"psk_wo": "set-by-us", "psk_wo_version": 1})
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	id := i.String("id")
	change := func(psk string) { c.Sim().ChangeIpsecServer(id, func(v *sim.IpsecServer) { v.Ike.Psk = psk }) }
	change("set-by-them")
	said := i.Refresh()
	acctest.Contains(t, said.Warnings(), `AttributeName("psk_wo"): Key was changed outside Terraform`,
		"The pre-shared key of "+id+" is not the one that Terraform set last. To set that again, change psk_wo_version. Clients connect only if they have the same key.")
	if all := strings.Join(said.Texts(), ""); strings.Contains(all, "set-by") || len(said) != 1 {
		t.Errorf("got %s", all)
	}
	config["psk_wo_version"] = 2
	if said := i.Apply(t.Context(), config); len(said) > 0 || key(t, c) != "set-by-us" {
		t.Errorf("got %s, %v", key(t, c), said.Texts())
	}
	inState := values(map[string]any{"psk": "in-state"})
	if said := i.Apply(t.Context(), inState); len(said) > 0 || key(t, c) != "in-state" {
		t.Errorf("got %s, %v", key(t, c), said.Texts())
	}
	change("theirs-again")
	if said := i.Refresh(); len(said) > 0 || i.String("psk") != "theirs-again" {
		t.Errorf("got %s, %v", i.String("psk"), said.Texts())
	}
	if said := i.Apply(t.Context(), inState); len(said) > 0 || key(t, c) != "in-state" {
		t.Errorf("got %s, %v", key(t, c), said.Texts())
	}

	// One that the API made is told once: nobody can set it again.
	made := dialIn(t)
	j := made.Instance(typeName, nil)
	if said := j.Apply(t.Context(), values(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	made.Sim().ChangeIpsecServer(j.String("id"), func(v *sim.IpsecServer) { v.Ike.Psk = "another" })
	acctest.Contains(t, j.Refresh().Warnings(), "Terraform keeps the new one. Clients connect only if they have it too.")
	if said := j.Refresh(); len(said) > 0 {
		t.Errorf("told twice: %v", said.Texts())
	}
}

// Without the key, a change of IKE could make the API set another one.
func TestIpsecServer_keyCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault sim.Fault
		want  string
	}{
		"not shown": {
			sim.Fault{Action: "ListIpsecServers", Times: -1, Kind: sim.KindAnswer, Remove: []string{"IpsecServers.0.Psk"}},
			"the server's current pre-shared key could not be read. A change of IKE without it may make the API set a new key, so it was not made.",
		},
		"denied": {
			sim.Fault{Action: "ListIpsecServers", Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "not authorized"},
			"the server's current pre-shared key has to be sent back with a change of IKE, and could not be read",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dialIn(t)
			i := c.Instance(typeName, nil)
			if said := i.Apply(t.Context(), values(nil)); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			before := key(t, c)
			c.Sim().ResetRequests()
			c.Sim().AddFault(test.fault)
			named := values(map[string]any{"local_id": "here"})
			acctest.Contains(t, i.Apply(t.Context(), named).Errors(), "Unable to update IPsec server", test.want)
			if got := writes(c); len(got) > 0 || key(t, c) != before {
				t.Errorf("writes are %v", got)
			}
			c.Sim().ClearFaults()
			if said := i.Apply(t.Context(), named); said.HasError() || key(t, c) != before {
				t.Errorf("the next apply: %v", said.Texts())
			}
		})
	}
}

// Moved from the official provider, offline: the plan is empty, and the key that its
// state has as plain text is gone.
func TestIpsecServer_moved(t *testing.T) {
	t.Parallel()
	const leaked = "clear-text-of-the-official-state"
	c := dialIn(t)
	id := c.Sim().PutIpsecServer(sim.IpsecServer{
		VpnGatewayID: gatewayID, Name: "people", ClientIPPool: "10.200.0.0/24", LocalSubnet: "10.0.0.0/16",
		Ike:   sim.IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: leaked},
		Ipsec: sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400},
	})
	state, err := json.Marshal(map[string]any{
		"id": id, "vpn_gateway_id": gatewayID, "client_ip_pool": "10.200.0.0/24", "local_subnet": "10.0.0.0/16", "ipsec_server_name": "people",
		"effect_immediately": false, "psk": leaked, "psk_enabled": true, "dry_run": nil, "timeouts": nil,
		"ike_config":   []any{map[string]any{"ike_version": "ikev2", "ike_mode": "main", "ike_enc_alg": "aes256", "ike_auth_alg": "sha256", "ike_pfs": "group14", "ike_lifetime": 86400, "local_id": "", "remote_id": ""}},
		"ipsec_config": []any{},
	})
	if err != nil {
		t.Fatal(err)
	}
	i := c.Instance(typeName, nil)
	if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_ipsec_server", string(state)); said.HasError() {
		t.Fatal(said.Texts())
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("the move made %d calls", n)
	}
	if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
		t.Errorf("in %s: %v", i.String("region"), said.Texts())
	}
	if !i.Unchanged(values(map[string]any{"name": "people"})) || len(writes(c)) > 0 {
		t.Errorf("the plan after the move is not empty: %v", i)
	}
	if strings.Contains(fmt.Sprintf("%+v", i), leaked) {
		t.Error("the key is still in state")
	}
	c.Sim().ChangeIpsecServer(id, func(v *sim.IpsecServer) { v.Ike.Psk = "another" })
	i = c.Instance(typeName, nil).With(i) // the next command
	acctest.Contains(t, i.Refresh().Warnings(), "Key was changed outside Terraform")
}
