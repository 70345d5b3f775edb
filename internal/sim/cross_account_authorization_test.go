package sim_test

import (
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_crossAccountAuthorizations(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	key := server.PutCrossAccountAuthorization(sim.CrossAccountAuthorization{
		VpnConnectionID: "vco-1", BindUID: 9876543210987654, BindInstance: "cen-1", CreationTime: time.Unix(1700000000, 0),
	})
	server.PutCrossAccountAuthorization(sim.CrossAccountAuthorization{VpnConnectionID: "vco-2", BindUID: 1, BindInstance: "cen-1"})
	const action = "DescribeVpnCrossAccountAuthorizations"
	p := params{"RegionId": sim.DefaultRegion, "VpnConnectionId": "vco-1"}
	r := c.ok(action, p)
	if r.body["TotalCount"] != 1.0 || !strings.Contains(r.text, `"BindUid":9876543210987654`) || !strings.Contains(r.text, `"AliUid":1234567890123456`) ||
		!strings.Contains(r.text, `"CreationTime":1700000000`) || !strings.Contains(r.text, `"BindProduct":"CEN"`) {
		t.Errorf("odd answer %s", r.text)
	}
	c.refused(action, p.with(params{"VpnConnectionId": "-"}), 400, "MissingVpnConnectionId")
	c.refused(action, p.with(params{"PageSize": "51"}), 400, "InvalidPageSize")
	if !server.RemoveCrossAccountAuthorization(key) || c.ok(action, p).body["TotalCount"] != 0.0 {
		t.Error("it was not removed")
	}
}

func TestSim_bgpOfRegions(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{RegionsWithoutBgp: []string{sim.DubaiRegion}})
	for region, want := range map[string]bool{sim.DefaultRegion: true, sim.DubaiRegion: false} {
		if got := c.ok("CheckVpnBgpEnabled", params{"RegionId": region}).body["BgpEnabled"]; got != want {
			t.Errorf("%s: %v", region, got)
		}
	}
}
