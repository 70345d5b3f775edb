package sslvpnserver_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Every change waits until the gateway is configured, and a deletion until the server
// is not listed any more. A name alone configures nothing.
func TestSslVpnServer_slowGateway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const change = 40 * time.Second
		c := acctest.NewVirtual(t, sim.Options{UpdateTime: change, RealTime: true, TickPerCall: time.Nanosecond})
		putGateway(c, sim.Gateway{})
		i := c.Instance(typeName, nil)
		for _, step := range []struct {
			config map[string]any
			least  time.Duration
		}{
			{values(nil), change},
			{values(map[string]any{"port": 1195}), change},
			{values(map[string]any{"port": 1195, "name": "team"}), 0},
			{nil, change},
		} {
			start := time.Now()
			said := i.Apply(t.Context(), step.config)
			took := time.Since(start)
			if len(said) > 0 || took < step.least || took > step.least+15*time.Second {
				t.Errorf("%v took %v: %v", step.config, took, said.Texts())
			}
			if g, _ := c.Sim().Gateway(gatewayID); g.Status != "active" {
				t.Errorf("%v: the gateway is %s", step.config, g.Status)
			}
		}
		if left := c.Sim().SslVpnServers(); len(left) > 0 {
			t.Errorf("left are %+v", left)
		}
	})
}

// A gateway that is not configured within the time limit taints nothing: the server is
// in state, and what is known of it is said.
func TestSslVpnServer_gatewayNotConfigured(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := acctest.NewVirtual(t, sim.Options{UpdateTime: time.Hour, RealTime: true, TickPerCall: time.Nanosecond})
		putGateway(c, sim.Gateway{})
		i := c.Instance(typeName, nil)
		config := values(map[string]any{"timeouts": map[string]any{"create": "1m"}})
		said := i.Apply(t.Context(), config)
		acctest.Contains(t, said.Warnings(), "SSL server was created, but its gateway is still being configured",
			i.String("id")+" exists and is in state. People can dial in once the gateway is configured.", "timeouts.create")
		if said.HasError() || i.Tainted() || i.String("internet_ip") != internetIP {
			t.Errorf("%v", said.Texts())
		}
		time.Sleep(time.Hour) //nolint:forbidigo // Virtual time: the gateway is configured.
		if said := i.Refresh(); len(said) > 0 || !i.Unchanged(config) {
			t.Errorf("the next plan is not empty: %v", said.Texts())
		}
		c.Sim().RemoveSslVpnServer(i.String("id"))
	})
}
