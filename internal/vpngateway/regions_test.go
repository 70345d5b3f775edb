package vpngateway_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// The plan says what an order without two vSwitches leads to, in these words.
func TestVpnGateway_vSwitchesOfAnOrder(t *testing.T) {
	t.Parallel()
	const (
		both    = `AttributeName("vswitch_id"): VPN gateway without two vSwitches: `
		one     = `AttributeName("disaster_recovery_vswitch_id"): VPN gateway without two vSwitches: `
		two     = " Set vswitch_id and disaster_recovery_vswitch_id to two vSwitches of the VPC in different zones."
		refused = "cn-hangzhou builds dual-tunnel gateways only, so the API will refuse this order."
	)
	for name, test := range map[string]struct {
		with map[string]any
		want []string
	}{
		"both": {map[string]any{"vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI}, nil},
		"none": {nil, []string{both + refused + two}},
		"the first alone": {map[string]any{"vswitch_id": sim.DefaultVSwitchH}, []string{
			one + refused + " Set disaster_recovery_vswitch_id to a vSwitch of the VPC in another zone than that of vswitch_id.",
		}},
		"known after apply":      {map[string]any{"vswitch_id": tftypes.UnknownValue, "disaster_recovery_vswitch_id": tftypes.UnknownValue}, nil},
		"a single-tunnel region": {map[string]any{"region": sim.DubaiRegion}, nil},
		"a region of which nothing is known": {map[string]any{"region": "ap-south-9"}, []string{
			both + "Nearly every region builds dual-tunnel gateways only; the known exception is me-east-1. " +
				"If ap-south-9 is like the others, the API will refuse this order." + two,
		}},
		"a region known after apply": {map[string]any{"region": tftypes.UnknownValue}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			config := map[string]any{"vpc_id": sim.DefaultVPC, "bandwidth": 10, "vswitch_id": nil}
			maps.Copy(config, test.with)
			said := c.Instance(vpngateway.TypeName, nil).Plan(config)
			if got := said.Texts(); !slices.Equal(got, test.want) {
				t.Errorf("got\n%q\nwant\n%q", got, test.want)
			}
			if n := len(c.Sim().Requests()); n != 0 {
				t.Errorf("planning made %d calls", n)
			}
		})
	}
}

// A replacement is an order, too. It takes over what state says, so a gateway
// from before lacks the second vSwitch only.
func TestVpnGateway_vSwitchesOfAReplacement(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{SingleTunnelRegions: []string{sim.DefaultRegion}})
	i := c.Instance(vpngateway.TypeName, nil)
	before := map[string]any{"vpc_id": sim.DefaultVPC, "bandwidth": 10, "vswitch_id": nil}
	if said := i.Apply(t.Context(), before); said.HasError() {
		t.Fatal(said.Texts())
	}
	if said := i.Plan(before); len(said) > 0 {
		t.Errorf("nothing changes, and the plan says %q", said.Texts())
	}
	said := i.Plan(map[string]any{"vpc_id": sim.DefaultVPC, "bandwidth": 20})
	want := `AttributeName("disaster_recovery_vswitch_id"): VPN gateway without two vSwitches: ` +
		"cn-hangzhou builds dual-tunnel gateways only, so the API will refuse this order. " +
		"Set disaster_recovery_vswitch_id to a vSwitch of the VPC in another zone than that of vswitch_id."
	if !slices.Contains(said.Warnings(), want) {
		t.Errorf("got %q, want %q among them", said.Texts(), want)
	}
}

// One vSwitch given twice is right where there is one zone. The plan asks.
func TestVpnGateway_sameVSwitchTwice(t *testing.T) {
	t.Parallel()
	const attribute = `AttributeName("disaster_recovery_vswitch_id"): Same vSwitch twice: `
	twice := func(region, vpc, vSwitch string) map[string]any {
		return map[string]any{
			"region": region, "vpc_id": vpc, "bandwidth": 10, "vswitch_id": vSwitch, "disaster_recovery_vswitch_id": vSwitch,
		}
	}
	for name, test := range map[string]struct {
		config map[string]any
		faults []sim.Fault
		want   []string
	}{
		"two zones": {
			config: twice(sim.DefaultRegion, sim.DefaultVPC, sim.DefaultVSwitchH),
			want: []string{attribute + "disaster_recovery_vswitch_id must be another vSwitch than vswitch_id, in another zone: " +
				"cn-hangzhou has 2 zones for this gateway, cn-hangzhou-h and cn-hangzhou-i."},
		},
		"one zone": {config: twice("ap-south-9", "vpc-one-zone", "vsw-one-zone")},
		"not known": {
			config: twice(sim.DefaultRegion, sim.DefaultVPC, sim.DefaultVSwitchH),
			faults: []sim.Fault{{Action: "DescribeVpnGatewayAvailableZones", Times: -1, Kind: sim.KindRaw, Body: `{"RequestId": "0", "AvailableZoneIdList": []}`}},
			want: []string{attribute + "vswitch_id and disaster_recovery_vswitch_id are the same, which the API takes in a region with one zone only. " +
				"Whether cn-hangzhou is one is not known: the API names no zone for this bandwidth."},
		},
		"not allowed to ask": {
			config: twice(sim.DefaultRegion, sim.DefaultVPC, sim.DefaultVSwitchH),
			faults: []sim.Fault{{Action: "DescribeVpnGatewayAvailableZones", Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "No."}},
			want:   []string{"Whether cn-hangzhou is one is not known: DescribeVpnGatewayAvailableZones: Forbidden.RAM: "},
		},
		"bandwidth known after apply": {
			config: with(twice(sim.DefaultRegion, sim.DefaultVPC, sim.DefaultVSwitchH), "bandwidth", tftypes.UnknownValue),
			want:   []string{"Whether cn-hangzhou is one is not known: bandwidth is known only after apply."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			s.AddVPC("ap-south-9", sim.VPC{ID: "vpc-one-zone", VSwitches: []sim.VSwitch{{ID: "vsw-one-zone", ZoneID: "ap-south-9a"}}})
			for _, f := range test.faults {
				s.AddFault(f)
			}
			i := c.Instance(vpngateway.TypeName, nil)
			said := i.Plan(test.config).Texts()
			if len(said) != len(test.want) {
				t.Fatalf("got %q, want %q", said, test.want)
			}
			for n, want := range test.want {
				if !acctest.Message(want).MatchString(said[n]) {
					t.Errorf("got %q, want %q", said[n], want)
				}
			}
			if len(test.want) > 0 {
				return
			}
			if said := i.Apply(t.Context(), test.config); len(said) > 0 {
				t.Error(said.Texts())
			}
			if g := c.Only(); g.VSwitchID != g.DisasterRecoveryVSwitchID || g.DisasterRecoveryInternetIP == "" {
				t.Errorf("odd gateway %+v", g)
			}
		})
	}
}

func with(config map[string]any, name string, value any) map[string]any {
	config = maps.Clone(config)
	config[name] = value
	return config
}
