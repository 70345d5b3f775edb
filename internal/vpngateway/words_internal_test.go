package vpngateway

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// seen is a model of a gateway that was read before.
func seen(t *testing.T) model {
	t.Helper()
	m := allNull(t)
	m.FromAPI(fullGateway(), framework.TagPolicy{})
	return m
}

// TestWordsOfOtherCase mean the same.
func TestWordsOfOtherCase(t *testing.T) {
	t.Parallel()
	g := fullGateway()
	g.ChargeType, g.NetworkType, g.VpnType = "PREPAID", "PUBLIC", "normal"
	g.GatewayType, g.Status, g.BusinessStatus = "TRADITIONAL", "Active", "NORMAL"
	m := allNull(t)
	m.FromAPI(g, framework.TagPolicy{})
	sameModel(t, m, seen(t))
}

// TestUnknownWordsChangeNothing: an argument keeps the value from before, and is
// null where there is none.
func TestUnknownWordsChangeNothing(t *testing.T) {
	t.Parallel()
	strange := fullGateway()
	strange.ChargeType, strange.NetworkType, strange.VpnType = "Bandwidth", "hybrid", "Quantum"
	m := seen(t)
	m.FromAPI(strange, framework.TagPolicy{})
	sameModel(t, m, seen(t))

	imported := allNull(t)
	imported.FromAPI(strange, framework.TagPolicy{})
	for _, value := range []types.String{imported.InstanceChargeType, imported.NetworkType, imported.VpnType} {
		if !value.IsNull() {
			t.Errorf("an unknown word became %s", value)
		}
	}
	shown := imported
	showWords(&shown, strange)
	if shown.InstanceChargeType.ValueString() != "Bandwidth" || shown.NetworkType.ValueString() != "hybrid" || shown.VpnType.ValueString() != "Quantum" {
		t.Errorf("the data source shows %s, %s, %s", shown.InstanceChargeType, shown.NetworkType, shown.VpnType)
	}
}

// TestOddFieldsKeepTheirValues: whatever field of an answer is unreadable, the
// gateway looks as before. ReservationData also says what the rest is to become.
func TestOddFieldsKeepTheirValues(t *testing.T) {
	t.Parallel()
	for field, absent := range map[string]func(*vpc.VpnGateway){
		"Name":                       func(g *vpc.VpnGateway) { g.Name = "" },
		"Description":                func(g *vpc.VpnGateway) { g.Description = nil },
		"Status":                     func(g *vpc.VpnGateway) { g.Status = "" },
		"BusinessStatus":             func(g *vpc.VpnGateway) { g.BusinessStatus = "" },
		"Spec":                       func(g *vpc.VpnGateway) { g.Bandwidth = 0 },
		"ChargeType":                 func(g *vpc.VpnGateway) { g.ChargeType = "" },
		"CreateTime":                 func(g *vpc.VpnGateway) { g.CreateTime = vpc.VpnGateway{}.CreateTime },
		"EndTime":                    func(g *vpc.VpnGateway) { g.EndTime = vpc.VpnGateway{}.EndTime },
		"IpsecVpn":                   func(g *vpc.VpnGateway) { g.IpsecVpn = nil },
		"SslVpn":                     func(g *vpc.VpnGateway) { g.SslVpn = nil },
		"SslMaxConnections":          func(g *vpc.VpnGateway) { g.SslMaxConnections = 0 },
		"VpcId":                      func(g *vpc.VpnGateway) { g.VpcID = "" },
		"VSwitchId":                  func(g *vpc.VpnGateway) { g.VSwitchID = "" },
		"DisasterRecoveryVSwitchId":  func(g *vpc.VpnGateway) { g.DisasterRecoveryVSwitchID = "" },
		"InternetIp":                 func(g *vpc.VpnGateway) { g.InternetIP = "" },
		"DisasterRecoveryInternetIp": func(g *vpc.VpnGateway) { g.DisasterRecoveryInternetIP = "" },
		"SslVpnInternetIp":           func(g *vpc.VpnGateway) { g.SslVpnInternetIP = "" },
		"EnableBgp":                  func(g *vpc.VpnGateway) { g.EnableBgp = nil },
		"AutoPropagate":              func(g *vpc.VpnGateway) { g.AutoPropagate = nil },
		"NetworkType":                func(g *vpc.VpnGateway) { g.NetworkType = "" },
		"VpnType":                    func(g *vpc.VpnGateway) { g.VpnType = "" },
		"GatewayType":                func(g *vpc.VpnGateway) { g.GatewayType = "" },
		"ResourceGroupId":            func(g *vpc.VpnGateway) { g.ResourceGroupID = "" },
		"Tags":                       func(g *vpc.VpnGateway) { g.Tags = nil },
		"Tags.Tag":                   func(g *vpc.VpnGateway) { g.Tags = nil },
		"ReservationData":            func(g *vpc.VpnGateway) { g.Reservation = nil },
		"ReservationData.Status": func(g *vpc.VpnGateway) {
			// A temporary upgrade whose status cannot be read.
			g.Reservation.OrderType, g.Reservation.Status, g.Bandwidth, g.SslMaxConnections = "TEMP_UPGRADE", "", 100, 50
		},
	} {
		g, m := fullGateway(), seen(t)
		absent(g)
		g.Odd = []string{field}
		m.FromAPI(g, framework.TagPolicy{})
		t.Log(field)
		sameModel(t, m, seen(t))
	}
}

// TestNullInStateReplacesNothing but the second vSwitch of a gateway that has one
// tunnel: what an import could not read is not known to differ.
func TestNullInStateReplacesNothing(t *testing.T) {
	t.Parallel()
	plan := seen(t)
	plan.Region = types.StringValue("cn-hangzhou")
	planned := func(state model) []string {
		replaced, _ := replacing(t.Context(), &framework.Change[model]{State: &state, Plan: &plan, Table: Kind.Table(), Private: notes{}})
		return replaced
	}
	one, other := allKnown(t, 2), allKnown(t, 3)
	names := Kind.Table().Replacing(&one, &other)
	if len(names) < 10 {
		t.Fatalf("only %v replace", names)
	}
	for _, name := range names {
		state := plan
		setField(&state, name, fields(allNull(t))[name])
		if replaced := planned(state); len(replaced) > 0 && name != "region" {
			t.Errorf("%s that was never read plans a replacement for %v", name, replaced)
		}
	}
	single := plan
	single.DisasterRecoveryVSwitchID, single.DisasterRecoveryInternetIP = types.StringNull(), types.StringNull()
	if replaced := planned(single); len(replaced) != 1 || replaced[0] != secondVSwitch {
		t.Errorf("a second tunnel for a gateway with one replaces %v", replaced)
	}
}
