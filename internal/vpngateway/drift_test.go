package vpngateway_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// What somebody changes in the console shows in the next plan: as a change back
// where the API can, as a replacement where it cannot, as nothing where the
// configuration says nothing.
func TestVpnGateway_drift(t *testing.T) {
	t.Parallel()
	const (
		none    = plancheck.ResourceActionNoop
		update  = plancheck.ResourceActionUpdate
		replace = plancheck.ResourceActionReplace
	)
	sslArgs := args{"enable_ssl": "true", "ssl_connections": "10"}
	for name, test := range map[string]struct {
		config args
		change func(*sim.Gateway)
		want   plancheck.ResourceActionType
	}{
		"name":                         {args{"name": `"mine"`}, func(g *sim.Gateway) { g.Name = "theirs" }, update},
		"name not configured":          {nil, func(g *sim.Gateway) { g.Name = "theirs" }, none},
		"description":                  {args{"description": `"mine"`}, func(g *sim.Gateway) { g.Description = "theirs" }, update},
		"description cleared":          {args{"description": `"mine"`}, func(g *sim.Gateway) { g.Description = "" }, update},
		"description not configured":   {nil, func(g *sim.Gateway) { g.Description = "theirs" }, none},
		"auto_propagate":               {args{"auto_propagate": "true"}, func(g *sim.Gateway) { g.AutoPropagate = false }, update},
		"resource_group_id":            {args{"resource_group_id": `"` + sim.DefaultResourceGroup + `"`}, func(g *sim.Gateway) { g.ResourceGroupID = sim.SecondResourceGroup }, update},
		"tag added":                    {args{"tags": `{ a = "1" }`}, func(g *sim.Gateway) { g.Tags = map[string]string{"a": "1", "b": "2"} }, update},
		"tag changed":                  {args{"tags": `{ a = "1" }`}, func(g *sim.Gateway) { g.Tags = map[string]string{"a": "2"} }, update},
		"tag removed":                  {args{"tags": `{ a = "1" }`}, func(g *sim.Gateway) { g.Tags = nil }, update},
		"tag of the system":            {args{"tags": `{ a = "1" }`}, func(g *sim.Gateway) { g.Tags = map[string]string{"a": "1", "acs:x": "y", "aliyun_z": ""} }, none},
		"bandwidth":                    {nil, func(g *sim.Gateway) { g.Bandwidth = 50 }, replace},
		"bandwidth without a unit":     {nil, func(g *sim.Gateway) { g.Spec = "10" }, none},
		"enable_ipsec":                 {args{"enable_ssl": "true"}, func(g *sim.Gateway) { g.IpsecVpn = false }, replace},
		"enable_ssl":                   {nil, func(g *sim.Gateway) { g.SslVpn = true }, replace},
		"ssl_connections":              {sslArgs, func(g *sim.Gateway) { g.SslMaxConnections = 50 }, replace},
		"ssl_connections without SSL":  {nil, func(g *sim.Gateway) { g.SslMaxConnections = 50 }, none},
		"vpc_id":                       {nil, func(g *sim.Gateway) { g.VpcID = "vpc-other" }, replace},
		"vswitch_id":                   {nil, func(g *sim.Gateway) { g.VSwitchID = "vsw-other" }, replace},
		"vswitch_id not configured":    {args{"vswitch_id": "", "disaster_recovery_vswitch_id": ""}, func(g *sim.Gateway) { g.VSwitchID = "vsw-other" }, none},
		"disaster_recovery_vswitch_id": {nil, func(g *sim.Gateway) { g.DisasterRecoveryVSwitchID = "vsw-other" }, replace},
		"network_type":                 {args{"network_type": `"public"`}, func(g *sim.Gateway) { g.NetworkType = "private" }, replace},
		"vpn_type":                     {args{"vpn_type": `"Normal"`}, func(g *sim.Gateway) { g.VpnType = "NationalStandard" }, replace},
		"instance_charge_type":         {args{"instance_charge_type": `"POSTPAY"`}, func(g *sim.Gateway) { g.ChargeType, g.EndTime = "Prepay", time.Time{} }, replace},
		"charge type spelled oddly":    {args{"instance_charge_type": `"POSTPAY"`}, func(g *sim.Gateway) { g.ChargeType = "POSTPAY" }, none},
		"status":                       {nil, func(g *sim.Gateway) { g.Status = "updating" }, none},
		"business_status":              {nil, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" }, none},
		"internet_ip":                  {nil, func(g *sim.Gateway) { g.InternetIP = "203.0.113.200" }, none},
		"enable_bgp":                   {nil, func(g *sim.Gateway) { g.EnableBgp = true }, none},
		"expiry":                       {nil, func(g *sim.Gateway) { g.EndTime = g.CreateTime.Add(time.Hour) }, none},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{SingleTunnelRegions: []string{sim.DefaultRegion}})
			s := c.Sim()
			config := gateway(c, test.config)
			c.Test(
				resource.TestStep{Config: config},
				resource.TestStep{
					PreConfig: func() {
						if !s.ChangeGateway(c.Only().VpnGatewayID, test.change) {
							t.Error("nothing was changed")
						}
					},
					Config: config, ConfigPlanChecks: action(test.want),
				},
				resource.TestStep{
					PreConfig: func() { // else it could not be destroyed
						s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) { g.Status = "active" })
					},
					Config: config, ConfigPlanChecks: emptyPlan(),
				},
			)
		})
	}
}

func TestVpnGateway_disappears(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	c.Test(
		resource.TestStep{Config: gateway(c, nil)},
		resource.TestStep{
			PreConfig:        func() { s.RemoveGateway(c.Only().VpnGatewayID) },
			Config:           gateway(c, nil),
			ConfigPlanChecks: action(plancheck.ResourceActionCreate),
		},
	)
}

// A rotated key answers 404, and that is no reason to forget a gateway.
func TestVpnGateway_rotatedKeyKeepsState(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	key := sim.Credential{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret}
	unknownKey := acctest.Message(`Unable to read VPN gateway`, `DescribeVpnGateway: Specified access key is not found.`,
		`The access key ID is unknown or disabled`, `Nothing in state was changed.`, `API code: InvalidAccessKeyId.NotFound`, `Request ID: `)
	c.Test(
		resource.TestStep{Config: gateway(c, nil)},
		resource.TestStep{
			PreConfig:   func() { s.RemoveCredential(key.AccessKeyID) },
			Config:      gateway(c, nil),
			PlanOnly:    true,
			ExpectError: unknownKey,
		},
		resource.TestStep{Config: c.Provider(), ExpectError: unknownKey},
		resource.TestStep{PreConfig: func() { s.AddCredential(key) }, Config: gateway(c, nil), ConfigPlanChecks: emptyPlan()},
	)
}

// A temporary upgrade goes back by itself, so it is no drift.
func TestVpnGateway_temporaryUpgrade(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	end := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	c.Test(
		resource.TestStep{
			Config:            gateway(c, nil),
			ConfigStateChecks: []statecheck.StateCheck{value("pending_order", knownvalue.Null())},
		},
		resource.TestStep{
			PreConfig: func() {
				s.ChangeGateway(c.Only().VpnGatewayID, func(g *sim.Gateway) {
					g.Bandwidth, g.SslVpn = 100, true
					g.Reservation = &sim.Reservation{
						Status:         "2",
						OrderType:      "TEMP_UPGRADE",
						EndTime:        end,
						Bandwidth:      10,
						Ipsec:          true,
						MaxConnections: 5,
					}
				})
			},
			RefreshState: true,
			RefreshPlanChecks: resource.RefreshPlanChecks{
				PostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
		},
		resource.TestStep{
			Config: gateway(c, nil), ConfigPlanChecks: emptyPlan(),
			ConfigStateChecks: []statecheck.StateCheck{
				value("bandwidth", knownvalue.Int64Exact(10)),
				value("enable_ssl", knownvalue.Bool(false)),
				value("pending_order", knownvalue.ObjectExact(map[string]knownvalue.Check{
					"type": text("TEMP_UPGRADE"), "status": text("2"), "bandwidth": knownvalue.Int64Exact(10),
					"enable_ipsec": knownvalue.Bool(true), "enable_ssl": knownvalue.Bool(false),
					"ssl_connections": knownvalue.Int64Exact(5), "end_time": knownvalue.NotNull(),
				})),
			},
		},
	)
}

// The plan tells a replacement that undoes a console change from one that was
// asked for, and how to avoid it.
func TestVpnGateway_replacementIsExplained(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{
		"vpc_id":    c.Network().VPC,
		"bandwidth": 10,
	}
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	s.ChangeGateway(i.String("id"), func(g *sim.Gateway) { g.Bandwidth = 20 })
	i.Refresh()
	acctest.Contains(t, i.Plan(config).Warnings(),
		`bandwidth of `+i.String("id")+` was 10 when Terraform applied it and is 20 now: it was changed in the console.`,
		"To keep the gateway, set bandwidth = 20 in the configuration.",
		"VPN gateway will be replaced", "Its public address "+i.String("internet_ip")+" is lost")
	config["bandwidth"] = 20
	if said := i.Plan(config); len(said) > 0 {
		t.Errorf("adopting the new value still says %v", said.Texts())
	}
	config["bandwidth"] = 50
	asked := i.Plan(config).Warnings()
	acctest.Contains(t, asked, "The API cannot change bandwidth of "+i.String("id"))
	if len(asked) != 1 {
		t.Errorf("a replacement that was asked for says more than that: %v", asked)
	}
}

// The last week of a prepaid gateway is told in every plan.
func TestVpnGateway_expiryIsTold(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{
		"vpc_id":               c.Network().VPC,
		"bandwidth":            10,
		"instance_charge_type": "PREPAY",
		"period":               1,
		"auto_pay":             true,
	}
	i.Apply(t.Context(), config)
	for _, test := range []struct {
		left time.Duration
		want string
	}{
		{8 * 24 * time.Hour, ""},
		{6 * 24 * time.Hour, "is prepaid and expires at "},
		{-time.Hour, "is prepaid and expired at "},
	} {
		s.ChangeGateway(i.String("id"), func(g *sim.Gateway) { g.EndTime = time.Now().Add(test.left) })
		i.Refresh()
		if said := i.Plan(nil).Warnings(); (len(said) > 0) != (test.left > 0) {
			t.Errorf("%s before the end a destroy says %v", test.left, said)
		} else if test.left > 0 {
			acctest.Contains(t, said, "VPN gateway cannot be released yet", "is prepaid until "+i.String("expire_time"))
		}
		if said := i.Plan(config); test.want == "" && len(said) > 0 {
			t.Errorf("%s before the end the plan says %v", test.left, said.Texts())
		} else if test.want != "" {
			acctest.Contains(t, said.Warnings(), test.want+i.String("expire_time"), "Renew it in the console")
		}
	}
}

func TestVpnGateway_purchaseArgumentsCountLater(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	i := c.Instance(vpngateway.TypeName, nil)
	config := map[string]any{
		"vpc_id":               c.Network().VPC,
		"bandwidth":            10,
		"instance_charge_type": "PREPAY",
		"period":               1,
		"auto_pay":             true,
	}
	i.Apply(t.Context(), config)
	s.ResetRequests()
	config["period"], config["auto_pay"] = 12, false
	said := i.Apply(t.Context(), config)
	acctest.Contains(
		t,
		i.Plan(map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "instance_charge_type": "PREPAY", "period": 3, "auto_pay": true}).
			Warnings(),
		"period counts at the next purchase",
		"auto_pay counts at the next purchase",
		"The new value is only remembered",
	)
	if said.HasError() {
		t.Error(said.Errors())
	}
	for _, r := range s.Requests() {
		if r.Action != "DescribeVpnGateway" {
			t.Errorf("remembering called %s", r.Action)
		}
	}
}

func TestVpnGateway_abandonIsTold(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(vpngateway.TypeName, nil)
	c.Sim()
	config := map[string]any{"vpc_id": c.Network().VPC, "bandwidth": 10, "deletion_policy": "abandon"}
	i.Apply(t.Context(), config)
	id := i.String("id")
	acctest.Contains(t, i.Plan(nil).Warnings(), "VPN gateway will be left behind", id+" stays in cn-hangzhou and goes on being billed")
	config["bandwidth"] = 20
	acctest.Contains(t, i.Plan(config).Warnings(), "the old gateway is left behind and goes on being billed")
	acctest.Contains(
		t,
		i.Apply(t.Context(), nil).Warnings(),
		"still exists and is still billed",
		"terraform import ADDRESS "+id+"@cn-hangzhou",
	)
	if i.Exists() || len(c.Sim().Gateways()) != 1 {
		t.Error("abandoning must forget the gateway and leave it")
	}
}
