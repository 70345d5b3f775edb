package vpnconnection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// pskOf are the keys of both tunnels.
func pskOf(t *testing.T, c *acctest.Cloud) [2]string {
	t.Helper()
	v := only(t, c)
	return [2]string{v.Tunnels[0].Ike.Psk, v.Tunnels[1].Ike.Psk}
}

// A write-only key is sent for the tunnel whose version changes, and for no other,
// whatever the configuration says of that one's key.
func TestVpnConnection_rotation(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	keys := func(psk1 string, v1 int, psk2 string, v2 int) string {
		return hcl(c, dual(nil, args{"psk_wo": fmt.Sprintf("%q", psk1), "psk_wo_version": fmt.Sprint(v1)},
			args{"psk_wo": fmt.Sprintf("%q", psk2), "psk_wo_version": fmt.Sprint(v2)}))
	}
	has := func(calls int, want ...string) func() {
		return func() {
			if got := pskOf(t, c); got != [2]string(want) {
				t.Errorf("the keys are %v, want %v", got, want)
			}
			if got := writes(c); len(got) != calls {
				t.Errorf("writes are %v, want %d", got, calls)
			}
			c.Sim().ResetRequests()
		}
	}
	null := []statecheck.StateCheck{value("tunnels.master.psk_wo", knownvalue.Null()), value("tunnels.slave.psk", knownvalue.Null())}
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_11_0)},
		ProtoV6ProviderFactories: c.Factories(),
		Steps: []resource.TestStep{
			{Config: keys("m1", 1, "s1", 1), ConfigStateChecks: null},
			{PreConfig: has(1, "m1", "s1"), Config: keys("m2", 1, "s2", 1), ConfigPlanChecks: emptyPlan},
			{PreConfig: has(0, "m1", "s1"), Config: keys("m2", 1, "s2", 2), ConfigPlanChecks: updateOnly, ConfigStateChecks: null},
			{
				PreConfig: func() {
					if last := c.Last("ModifyTunnelAttribute"); last["TunnelId"] != only(t, c).Tunnels[1].TunnelID {
						t.Errorf("the call changed %s", last["TunnelId"])
					}
					has(1, "m1", "s2")()
				},
				Config: keys("m3", 2, "s3", 2), ConfigPlanChecks: updateOnly,
			},
			{PreConfig: has(1, "m3", "s2"), Config: keys("m3", 2, "s3", 2), ConfigPlanChecks: emptyPlan},
			{ // left out, they stay
				Config: hcl(c, dual(nil, nil, nil)), ConfigPlanChecks: updateOnly,
			},
			{PreConfig: has(0, "m3", "s2"), Config: hcl(c, dual(nil, nil, nil)), ConfigPlanChecks: emptyPlan},
		},
	})
}

// A key in state, by the choice of its owner, shows drift as a change.
func TestVpnConnection_keyInState(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	config := hcl(c, dual(nil, args{"psk": `"ours"`}, nil))
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				c.Sim().ChangeVpnConnection(only(t, c).VpnConnectionID, func(v *sim.VpnConnection) { v.Tunnels[0].Ike.Psk = "theirs" })
				c.Sim().ResetRequests()
			},
			Config: config, ConfigPlanChecks: updateOnly,
		},
		resource.TestStep{
			PreConfig: func() {
				expectWrites(t, c, "ModifyTunnelAttribute")
				if got := pskOf(t, c)[0]; got != "ours" {
					t.Errorf("the key is %q", got)
				}
			},
			Config: config, ConfigPlanChecks: emptyPlan,
		},
		resource.TestStep{Config: hcl(c, dual(nil, args{"psk": `"next"`}, nil)), ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate), plancheck.ExpectSensitiveValue(address, at("tunnels.master.psk")),
			},
		}},
	)
}

// Somebody else changes a key: a warning, which shows no key.
func TestVpnConnection_keyChangedOutside(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	i := c.Instance("aliyun_vpn_connection", nil)
	config := dualValues(gatewayID, map[string]any{"psk_wo": "set-by-us", "psk_wo_version": 1}, nil)
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	if said := i.Refresh(); len(said) > 0 {
		t.Errorf("an unchanged key is told: %v", said.Texts())
	}
	change := func(which int, key string) {
		c.Sim().ChangeVpnConnection(i.String("id"), func(v *sim.VpnConnection) { v.Tunnels[which].Ike.Psk = key })
	}
	change(0, "set-by-them")
	said := i.Refresh()
	acctest.Contains(t, said.Warnings(), `AttributeName("tunnels").AttributeName("master").AttributeName("psk_wo"): Key was changed outside Terraform`,
		"The pre-shared key of the master tunnel of "+i.String("id")+" is not the one that Terraform set last. To set that again, change psk_wo_version.")
	if all := strings.Join(said.Texts(), ""); strings.Contains(all, "set-by") || len(said) != 1 {
		t.Errorf("got %s", all)
	}
	config["tunnels"].(map[string]any)["master"].(map[string]any)["psk_wo_version"] = 2
	if said := i.Apply(t.Context(), config); len(said) > 0 || pskOf(t, c)[0] != "set-by-us" {
		t.Errorf("got %s, %v", pskOf(t, c)[0], said.Texts())
	}
	if said := i.Refresh(); len(said) > 0 {
		t.Errorf("the key that was set again is told: %v", said.Texts())
	}
	// One that the API made is told once: nobody can set it again.
	change(1, "made-by-them")
	acctest.Contains(t, i.Refresh().Warnings(), "The pre-shared key of the slave tunnel", "Terraform keeps the new one")
	if said := i.Refresh(); len(said) > 0 {
		t.Errorf("told twice: %v", said.Texts())
	}
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Error(said.Texts())
	}
}

// Without the key, a change of IKE would make the API set another one.
func TestVpnConnection_keyCannotBeRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault sim.Fault
		want  string
	}{
		"not shown": {
			sim.Fault{
				Action: "DescribeVpnConnection", Times: -1, Kind: sim.KindAnswer,
				Remove: []string{"TunnelOptionsSpecification.TunnelOptions.0.TunnelIkeConfig.Psk"},
			},
			"the tunnel's current pre-shared key could not be read. A change of IKE without it would make the API set a new key, so it was not made.",
		},
		"denied": {
			sim.Fault{Action: "DescribeVpnConnection", Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "not authorized"},
			"the tunnel's current pre-shared key has to be sent back with a change of IKE, and could not be read",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := office(t, sim.Options{})
			i := c.Instance("aliyun_vpn_connection", nil)
			if said := i.Apply(t.Context(), dualValues(gatewayID, nil, nil)); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			before := pskOf(t, c)
			c.Sim().ResetRequests()
			c.Sim().AddFault(test.fault)
			said := i.Apply(t.Context(), dualValues(gatewayID, map[string]any{"local_id": "here"}, nil))
			acctest.Contains(t, said.Errors(), "Unable to update IPsec connection", test.want)
			if got := writes(c); len(got) > 0 || pskOf(t, c) != before {
				t.Errorf("writes are %v", got)
			}
			c.Sim().ClearFaults()
			if said := i.Apply(t.Context(), dualValues(gatewayID, map[string]any{"local_id": "here"}, nil)); said.HasError() || pskOf(t, c) != before {
				t.Errorf("the next apply: %v", said.Texts())
			}
			if said := i.Apply(t.Context(), nil); said.HasError() {
				t.Error(said.Texts())
			}
		})
	}
}
