package sim_test

import (
	"slices"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_network(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	region := params{"RegionId": sim.DefaultRegion}
	outer, _ := c.ok("DescribeZones", region).body["Zones"].(map[string]any)
	if zones, _ := outer["Zone"].([]any); len(zones) != 2 {
		t.Errorf("odd zones %v", outer)
	}
	vpc := c.ok("DescribeVpcAttribute", region.with(params{"VpcId": sim.DefaultVPC}))
	switches, _ := vpc.body["VSwitchIds"].(map[string]any)
	if ids, _ := switches["VSwitchId"].([]any); vpc.str("Status") != "Available" || !slices.Contains(ids, any(sim.DefaultVSwitchI)) {
		t.Errorf("odd answer %s", vpc.text)
	}
	c.refused("DescribeVpcAttribute", region.with(params{"VpcId": sim.ShanghaiVPC}), 404, "InvalidVpcId.NotFound")
	for _, p := range []params{region, {}} {
		if vsw := c.ok("DescribeVSwitchAttributes", p.with(params{"VSwitchId": sim.DefaultVSwitchH})); vsw.str("VpcId") != sim.DefaultVPC || vsw.str("ZoneId") != "cn-hangzhou-h" {
			t.Errorf("odd answer %s", vsw.text)
		}
	}
	c.refused("DescribeVSwitchAttributes", region.with(params{"VSwitchId": "vsw-none"}), 400, "InvalidVSwitchId.NotFound")
}

// What the simulator has can be listed, for whoever compares it with the API.
func TestActions(t *testing.T) {
	t.Parallel()
	all := sim.Actions()
	if !slices.IsSorted(all) || !slices.Contains(all, "CreateVpnGateway") || !slices.Contains(all, "AssumeRole") {
		t.Errorf("got %v", all)
	}
}
