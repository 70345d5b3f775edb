package vpnconnection_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

func TestVpnConnection_single(t *testing.T) {
	t.Parallel()
	c := oldOffice(t)
	full := single(args{
		"name": `"old"`, "bgp": bgp("65530", "169.254.10.0/30", "169.254.10.1"), "local_id": `"here"`, "enable_dpd": "false", "psk": `"kept-in-state"`,
		"health_check": `{ destination_ip = "192.168.0.1", source_ip = "10.0.0.1" }`,
	})
	const modify = "ModifyVpnConnectionAttribute"
	changes := []struct {
		config args
		key    string
		want   []string
	}{
		{full.with(args{"ike": ike(args{"encryption": `"aes192"`})}), "kept-in-state", []string{modify}},
		{full.with(args{"health_check": `{ destination_ip = "192.168.0.1", source_ip = "10.0.0.1", interval = 5, retry_times = 4 }`}), "kept-in-state", []string{modify}},
		{full.with(args{"health_check": ""}), "kept-in-state", []string{modify}},
		{full.with(args{"bgp": ""}), "kept-in-state", []string{modify}},
		{full.with(args{"bgp": "", "health_check": "", "enable_nat_traversal": "false", "remote_id": `"there"`}), "kept-in-state", []string{modify}},
		{full.with(args{"psk": `"another-key"`}), "another-key", []string{modify}},
		{full.with(args{"psk": ""}), "another-key", nil}, // it is no longer in state, and stays
		{single(nil), "another-key", []string{modify}},
	}
	steps := []resource.TestStep{
		{
			Config: hcl(c, full),
			ConfigStateChecks: []statecheck.StateCheck{
				value("tunnels", knownvalue.Null()), value("remote_id", text("203.0.113.1")), value("enable_nat_traversal", knownvalue.Bool(true)),
				value("health_check.interval", knownvalue.Int64Exact(3)), value("health_check.retry_times", knownvalue.Int64Exact(3)),
				value("status", text("ike_sa_not_established")), value("bgp.local_asn", knownvalue.Int64Exact(65530)),
			},
		},
		{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"psk"},
		},
	}
	for i, change := range changes {
		steps = append(steps,
			resource.TestStep{PreConfig: c.Sim().ResetRequests, Config: hcl(c, change.config), ConfigPlanChecks: updateOnly},
			resource.TestStep{
				PreConfig: func() {
					if got := writes(c); !slices.Equal(got, change.want) {
						t.Errorf("change %d: writes are %v, want %v", i, got, change.want)
					}
					if got := only(t, c).Tunnels[0].Ike.Psk; got != change.key {
						t.Errorf("change %d: the key is %q, want %q", i, got, change.key)
					}
				},
				Config: hcl(c, change.config), ConfigPlanChecks: emptyPlan,
			})
	}
	steps = append(steps, resource.TestStep{
		Config:           hcl(c, single(args{"customer_gateway_id": fmt.Sprintf("%q", secondCustomerGatewayID)})),
		ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
	})
	c.Test(steps...)
}
