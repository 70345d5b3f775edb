package vpnattachment_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var emptyPlan = resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

const modify = "ModifyVpnAttachmentAttribute"

// Both forms: created, unchanged, and imported by each form of ID.
func TestVpnAttachment_minimal(t *testing.T) {
	t.Parallel()
	for name, a := range map[string]args{"two tunnels": dual(nil, nil, nil), "single": single(args{
		"health_check": `{ destination_ip = "192.168.0.1", source_ip = "10.0.0.1" }`,
	})} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := office(t, sim.Options{})
			config := hcl(c, a)
			imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true}
			byRegion := imported
			byRegion.ImportStateIdFunc = func(*terraform.State) (string, error) {
				return only(t, c).VpnConnectionID + "@" + sim.DefaultRegion, nil
			}
			checks := []resource.TestCheckFunc{
				resource.TestCheckResourceAttr(address, "state", "init"), resource.TestCheckResourceAttr(address, "network_type", "public"),
				resource.TestCheckResourceAttr(address, "tunnel_bandwidth", "Standard"), resource.TestCheckNoResourceAttr(address, "transit_router_id"),
				resource.TestCheckResourceAttr(address, "resource_group_id", sim.DefaultResourceGroup),
			}
			if name == "single" {
				checks = append(checks, resource.TestCheckResourceAttrSet(address, "internet_ip"),
					resource.TestCheckResourceAttr(address, "health_check.policy", "revoke_route"), resource.TestCheckNoResourceAttr(address, "tunnels"))
			} else {
				checks = append(checks, resource.TestCheckResourceAttrSet(address, "tunnels.tunnel1.id"),
					resource.TestCheckResourceAttrSet(address, "tunnels.tunnel2.internet_ip"), resource.TestCheckResourceAttr(address, "tunnels.tunnel2.remote_id", "203.0.113.1"))
			}
			c.Test(
				resource.TestStep{Config: config, Check: resource.ComposeAggregateTestCheckFunc(checks...)},
				resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: config, ConfigPlanChecks: emptyPlan},
				imported, byRegion,
				resource.TestStep{PreConfig: func() { expectWrites(t, c) }, Config: config, ConfigPlanChecks: emptyPlan},
			)
		})
	}
}

// Each change in place makes the calls that it needs, and keeps the keys.
func TestVpnAttachment_updateInPlace(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	var id, one, two string
	step := func(a args, before func()) resource.TestStep {
		return resource.TestStep{PreConfig: before, Config: hcl(c, a), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate)}
	}
	withBgp := func(top, second args) args {
		return dual(top, args{"bgp": bgp("169.254.10.0/30", "169.254.10.1")}, args{"bgp": bgp("169.254.11.0/30", "169.254.11.1")}.with(second))
	}
	pfs := args{"ipsec": `{ encryption = "aes256", authentication = "sha256", pfs_group = "group5" }`}
	moved := args{"name": `"b"`, "resource_group_id": `"` + sim.SecondResourceGroup + `"`, "tags": `{ team = "net" }`}
	c.Test(
		resource.TestStep{Config: hcl(c, dual(args{"name": `"a"`}, nil, nil))},
		step(dual(args{"name": `"b"`}, nil, nil), func() {
			a := only(t, c)
			id, one, two = a.VpnConnectionID, a.Tunnels[0].Ike.Psk, a.Tunnels[1].Ike.Psk
			expectWrites(t, c, "CreateVpnAttachment")
		}),
		step(dual(moved, nil, nil), func() { expectWrites(t, c, modify) }),
		step(withBgp(moved, nil), func() { expectWrites(t, c, "MoveVpnResourceGroup", "TagResources") }),
		step(withBgp(moved, pfs), func() { expectWrites(t, c, modify) }),
		step(withBgp(moved, pfs.with(args{"customer_gateway_id": `"` + second + `"`})), func() { expectWrites(t, c, modify) }),
		resource.TestStep{
			PreConfig: func() { expectWrites(t, c, modify) },
			Config:    hcl(c, withBgp(moved, pfs.with(args{"customer_gateway_id": `"` + second + `"`}))), ConfigPlanChecks: emptyPlan,
			Check: func(*terraform.State) error {
				a := only(t, c)
				if a.VpnConnectionID != id || a.Tunnels[0].Ike.Psk != one || a.Tunnels[1].Ike.Psk != two || a.Tunnels[1].CustomerGatewayID != second ||
					a.Tunnels[1].Ipsec.Pfs != "group5" || a.Tunnels[0].Ipsec.Pfs != "group14" || !a.EnableTunnelsBgp || a.ResourceGroupID != sim.SecondResourceGroup {
					return fmt.Errorf("got %+v", a)
				}
				return nil
			},
		},
	)
}

// A single tunnel leads to another customer gateway in place. Other arguments
// replace the attachment, and so does the other form.
func TestVpnAttachment_replace(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	step := func(a args, action plancheck.ResourceActionType) resource.TestStep {
		return resource.TestStep{Config: hcl(c, a), ConfigPlanChecks: planned(action)}
	}
	other := args{"customer_gateway_id": `"` + second + `"`}
	replace := plancheck.ResourceActionReplace
	c.Test(
		resource.TestStep{Config: hcl(c, single(nil))},
		step(single(other), plancheck.ResourceActionUpdate),
		step(single(other.with(args{"network_type": `"private"`})), replace),
		step(single(other.with(args{"tunnel_bandwidth": `"Large"`})), replace), // network_type stays
		step(dual(args{"tunnel_bandwidth": `"Large"`}, nil, nil), replace),
		resource.TestStep{Config: hcl(c, dual(args{"tunnel_bandwidth": `"Large"`}, nil, nil)), ConfigPlanChecks: emptyPlan},
		step(single(nil), replace),
	)
}

// While a transit router has it, everything but the delete works, and the error
// says what to do.
func TestVpnAttachment_attached(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(nil, nil, nil))
	renamed := hcl(c, dual(args{"name": `"renamed"`}, nil, nil))
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() { c.Sim().AttachVpn(only(t, c).VpnConnectionID) }, RefreshState: true,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(address, "state", "attached"), resource.TestCheckResourceAttr(address, "transit_router_id", sim.DefaultTransitRouter),
				resource.TestCheckResourceAttr(address, "cen_id", sim.DefaultCen),
			),
		},
		resource.TestStep{Config: renamed, Check: resource.TestCheckResourceAttr(address, "state", "attached")},
		resource.TestStep{Config: renamed, Destroy: true, ExpectError: acctest.Message(
			"The transit router " + sim.DefaultTransitRouter + " of the CEN instance " + sim.DefaultCen + " has ")},
		resource.TestStep{Config: renamed, Destroy: true, ExpectError: acctest.Message(
			"destroy the alicloud_cen_transit_router_vpn_attachment whose vpn_id it is, or detach it in the console of Cloud Enterprise Network.")},
		resource.TestStep{
			PreConfig: func() { c.Sim().DetachVpn(only(t, c).VpnConnectionID) }, RefreshState: true,
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr(address, "state", "init"), resource.TestCheckNoResourceAttr(address, "transit_router_id"),
				resource.TestCheckNoResourceAttr(address, "cen_id"),
			),
		},
	)
}

// Deleted outside Terraform.
func TestVpnAttachment_disappears(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(nil, nil, nil))
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() { c.Sim().RemoveVpnAttachment(only(t, c).VpnConnectionID) }, Config: config,
			ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
}

const leaked = "clear-text-of-the-official-state"

// Moved from the official provider, offline: the plan is empty, and the key that
// its state has as plain text is gone.
func TestVpnAttachment_moved(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	tunnel := sim.VpnTunnel{
		Ike:   sim.IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: leaked},
		Ipsec: sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400}, EnableDpd: true, EnableNatTraversal: true,
		CustomerGatewayID: first,
	}
	id := c.Sim().PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{
		Name: "office", Tunnels: []sim.VpnTunnel{tunnel, tunnel}, AutoConfigRoute: true,
	}})
	c.Sim().AttachVpn(id)
	official := func(index int) map[string]any {
		return map[string]any{
			"tunnel_index": index, "customer_gateway_id": first, "enable_dpd": true, "tunnel_ike_config": []any{map[string]any{"psk": leaked}},
		}
	}
	state, err := json.Marshal(map[string]any{
		"id": id, "vpn_attachment_name": "office", "local_subnet": "10.0.0.0/16", "remote_subnet": "192.168.0.0/16", "network_type": "public",
		"effect_immediately": false, "tunnel_options_specification": []any{official(2), official(1)}, "enable_tunnels_bgp": false,
	})
	if err != nil {
		t.Fatal(err)
	}
	i := c.Instance("aliyun_vpn_attachment", nil)
	if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_gateway_vpn_attachment", string(state)); said.HasError() {
		t.Fatal(said.Texts())
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("the move made %d calls", n)
	}
	if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
		t.Errorf("in %s: %v", i.String("region"), said.Texts())
	}
	far := map[string]any{"customer_gateway_id": first}
	phase := map[string]any{"encryption": "aes256", "authentication": "sha256"}
	ike := map[string]any{"version": "ikev2", "dh_group": "group14", "encryption": "aes256", "authentication": "sha256"}
	phase["pfs_group"] = "group14"
	c.Sim().ResetRequests()
	if !i.Unchanged(map[string]any{
		"local_subnets": []string{"10.0.0.0/16"}, "remote_subnets": []string{"192.168.0.0/16"}, "ike": ike, "ipsec": phase,
		"tunnels": map[string]any{"tunnel1": far, "tunnel2": far},
	}) {
		t.Errorf("the plan after the move is not empty: %v", i)
	}
	expectWrites(t, c)
	if strings.Contains(fmt.Sprintf("%+v", i), leaked) {
		t.Error("the key is still in state")
	}
	c.Sim().ChangeVpnAttachment(id, func(a *sim.VpnAttachment) { a.Tunnels[0].Ike.Psk = "another" })
	acctest.Contains(t, i.Refresh().Warnings(), "Key was changed outside Terraform")
}

// One that is there already is not created again, unless it has another name. The
// run's own may be alike.
func TestVpnAttachment_exists(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	id := c.Sim().PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{Tunnels: []sim.VpnTunnel{
		{CustomerGatewayID: first}, {CustomerGatewayID: first},
	}}})
	twins := hcl(c, dual(args{"count": "2", "name": `"twin"`}, nil, nil))
	c.Test(
		resource.TestStep{Config: hcl(c, dual(nil, nil, nil)), ExpectError: acctest.Message(id + ` ("") in cn-hangzhou leads to the same customer gateways ` +
			`with the same subnets and the same name, and this run did not create it. Nothing was created.`)},
		resource.TestStep{PreConfig: func() { expectWrites(t, c) }, Config: twins},
	)
	c.Sim().RemoveVpnAttachment(id)
}
