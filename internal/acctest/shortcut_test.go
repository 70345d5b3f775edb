package acctest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// A refresh and a plan of a gateway that has not changed spare the framework.
func TestShortcutIsTaken(t *testing.T) {
	t.Parallel()
	for name, keeps := range map[string]bool{"Terraform 1.11": false, "Terraform 1.12": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			config := with(vpnGateway().Minimal, attributes{
				"instance_charge_type": "POSTPAY", "name": "office", "tags": map[string]string{"team": "network"},
			})
			i := c.Instance(vpngateway.TypeName, nil)
			i.KeepsIdentity = keeps
			if said := i.Apply(t.Context(), config); said.HasError() {
				t.Fatal(said.Texts())
			}
			taken := c.Shortcuts()
			i.Refresh()
			i.Plan(config)
			if got := c.Shortcuts() - taken; got != 2 {
				t.Errorf("%d of 2 RPCs were spared", got)
			}
		})
	}
}

// Whatever a gateway is like, the configuration says, the provider's policy is
// and Terraform remembers: where the framework is spared, its answer is given.
// The comparison is in acctest.Cloud; here is what there is to compare.
func TestShortcutAnswersAsTheFramework(t *testing.T) {
	t.Parallel()
	taken, rpcs := 0, 0
	for seed := range uint64(150) {
		random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // A test that can be run again needs no secrecy.
		c := acctest.New(t, sim.Options{})
		id := c.Sim().PutGateway(sim.Gateway{})
		changeAnything(random, c.Sim(), id)
		i := c.Instance(vpngateway.TypeName, pick(random, policies...))
		i.KeepsIdentity = random.IntN(2) == 0
		if random.IntN(4) == 0 {
			g, _ := c.Sim().Gateway(id)
			i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_vpn_gateway", fmt.Sprintf(
				`{"id": %q, "vpc_id": %q, "bandwidth": %d, "enable_ipsec": true, "enable_ssl": false}`, id, g.VpcID, g.Bandwidth))
		} else if i.Import(id).HasError() {
			continue // such as a gateway of the other kind
		}
		for range 8 {
			if random.IntN(3) == 0 {
				changeAnything(random, c.Sim(), id)
			}
			if random.IntN(4) > 0 {
				i.Refresh()
			}
			if !i.Exists() {
				break
			}
			gateway, _ := c.Sim().Gateway(id)
			i.Plan(randomConfig(random, gateway))
			rpcs += 2
		}
		taken += c.Shortcuts()
	}
	if taken < rpcs/4 || taken > rpcs*9/10 {
		t.Errorf("%d of %d RPCs were spared: both ways should be taken often", taken, rpcs)
	}
}

var policies = []map[string]any{
	nil,
	{"default_tags": map[string]any{"tags": map[string]string{"team": "network"}}},
	{"default_tags": map[string]any{"tags": map[string]string{"stage": "test", "team": "other"}}},
	{"ignore_tags": map[string]any{"keys": []tftypes.Value{tftypes.NewValue(tftypes.String, "team")}}},
	{"region": "cn-shanghai"},
	{"region": tftypes.UnknownValue},
}

func changeAnything(random *rand.Rand, cloud *sim.Server, id string) {
	cloud.ChangeGateway(id, func(g *sim.Gateway) {
		for range random.IntN(3) {
			pick(random,
				func() { g.Name = pick(random, "office", "other") },
				func() { g.Description = pick(random, "", "Connects an office") },
				func() { g.Bandwidth = pick(random, 10, 50) },
				func() { g.SslVpn = !g.SslVpn },
				func() { g.SslMaxConnections = pick(random, int64(5), 10) },
				func() { g.IpsecVpn = g.SslVpn && random.IntN(2) == 0 },
				func() { g.AutoPropagate = !g.AutoPropagate },
				func() { g.Status = pick(random, "active", "updating", "deleting", "init") },
				func() { g.BusinessStatus = pick(random, "Normal", "FinancialLocked") },
				func() { g.InternetIP = pick(random, "192.0.2.1", "192.0.2.2", "") },
				func() {
					g.ChargeType = "Prepay"
					g.EndTime = time.Now().AddDate(0, 0, pick(random, -1, 3, 30)).Truncate(time.Second)
				},
				func() { g.ChargeType = "POSTPAY" },
				func() {
					g.Tags = pick(random, nil, map[string]string{"team": "network"}, map[string]string{"stage": "test", "acs:x": "y"})
				},
				func() { g.GatewayType = pick(random, "Traditional", "Traditional", "Enhanced.SiteToSite") },
			)()
		}
	})
}

// randomConfig leaves most as it is, so that many plans are empty.
func randomConfig(random *rand.Rand, g sim.Gateway) map[string]any {
	config := map[string]any{"vpc_id": g.VpcID, "bandwidth": g.Bandwidth}
	if len(g.Tags) > 0 && random.IntN(4) > 0 {
		config["tags"] = g.Tags
	}
	for range random.IntN(3) {
		maps.Copy(config, pick(random, []map[string]any{
			{"name": g.Name},
			{"name": "office"},
			{"name": tftypes.UnknownValue},
			{"description": "Connects an office"},
			{"bandwidth": 20},
			{"enable_ssl": true},
			{"enable_ssl": g.SslVpn, "enable_ipsec": g.IpsecVpn},
			{"deletion_policy": "delete"},
			{"deletion_policy": "abandon"},
			{"auto_pay": true, "period": 1, "instance_charge_type": "PREPAY"},
			{"tags": map[string]string{"team": "network"}},
			{"tags": map[string]string{}},
			{"region": g.RegionID},
			{"timeouts": map[string]any{"create": "5m"}},
		}...))
	}
	return config
}

func pick[T any](random *rand.Rand, from ...T) T { return from[random.IntN(len(from))] }
