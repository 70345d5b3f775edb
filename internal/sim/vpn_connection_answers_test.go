package sim_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The simulator's connections have the fields of the cloud's, of the same types.
func TestSim_connectionsAsTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/connections.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []cloudAnswer
	if err := json.Unmarshal(text, &answers); err != nil || len(answers) == 0 {
		t.Fatal(answers, err)
	}
	for _, a := range answers {
		t.Run(a.About, func(t *testing.T) {
			t.Parallel()
			_, dual := a.Answer["TunnelOptionsSpecification"]
			options := oldRegion
			order := single
			if dual {
				options, order = sim.Options{}, nil
			}
			server, c := start(t, options)
			o := c.office(order)
			p := o.alone()
			if dual {
				p = o.dual().with(params{"Tags.1.Key": "team", "Tags.1.Value": "network"})
			}
			id := c.connect(p)
			if dual && a.Answer["EnableTunnelsBgp"] == true {
				server.ChangeVpnConnection(id, func(v *sim.VpnConnection) {
					v.EnableTunnelsBgp = true
					for i := range v.Tunnels {
						v.Tunnels[i].Bgp = &sim.TunnelBgp{LocalAsn: 1, PeerAsn: 2}
					}
				})
			}
			if a.Action == "DescribeVpnConnection" {
				delete(a.Answer, "Tags") // the sample has none
				for _, wrong := range a.differences("", a.Answer, any(c.connection(id).body)) {
					t.Error(wrong)
				}
				return
			}
			list := c.ok("DescribeVpnConnections", params{"RegionId": sim.DefaultRegion})
			for _, wrong := range a.differences("", a.Answer, list.at("VpnConnections.VpnConnection.0")) {
				t.Error(wrong)
			}
			if strings.Contains(list.text, `"Tags"`) {
				t.Errorf("the list has Tags: %s", list.text)
			}
		})
	}
}
