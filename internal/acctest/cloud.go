package acctest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Cloud is what one test runs against.
type Cloud struct {
	// URL is the simulator's address, empty on a real cloud.
	URL string

	t         *testing.T
	host      *host // nil on a real cloud
	shortcuts atomic.Int64
}

// Network is a VPC with two vSwitches in different zones.
type Network struct{ Region, VPC, VSwitch, SecondVSwitch string }

// VSwitches returns the arguments that put a gateway into both vSwitches, as
// nearly every region wants it.
func (n Network) VSwitches() string {
	return fmt.Sprintf("vswitch_id = %q\n  disaster_recovery_vswitch_id = %q\n", n.VSwitch, n.SecondVSwitch)
}

// SimulatedNetwork is the network that every simulator starts with.
func SimulatedNetwork() Network {
	return Network{
		Region:        sim.DefaultRegion,
		VPC:           sim.DefaultVPC,
		VSwitch:       sim.DefaultVSwitchH,
		SecondVSwitch: sim.DefaultVSwitchI,
	}
}

// New starts a simulator for one test, or prepares a run on Alibaba Cloud.
// Every test has a simulator of its own, so that all of them run in parallel.
func New(t *testing.T, options sim.Options) *Cloud {
	t.Helper()
	if Live() {
		return &Cloud{t: t}
	}
	return newCloud(t, options, false)
}

// NewVirtual starts a simulator for a test in a bubble of testing/synctest. It
// is reached over a network in memory, and the provider has the waits and time
// limits that users get: they cost no time there, and how fast the machine is
// changes nothing.
func NewVirtual(t *testing.T, options sim.Options) *Cloud {
	t.Helper()
	return newCloud(t, options, true)
}

func newCloud(t *testing.T, options sim.Options, virtual bool) *Cloud {
	t.Helper()
	if options.TickPerCall == 0 {
		options.TickPerCall = 10 * time.Second
	}
	h := newHost(t, options, virtual)
	return &Cloud{t: t, host: h, URL: "http://" + h.address}
}

// Sim returns the simulator; on a real cloud the test is skipped.
func (c *Cloud) Sim() *sim.Server {
	c.t.Helper()
	if c.host == nil {
		c.t.Skip("needs the simulator: it changes or breaks what no user of a real cloud can")
	}
	return c.host.current()
}

// Network returns the VPC to build in: that of the specification's example, or
// the one that ALIYUN_ACC_REGION, ALIYUN_ACC_VPC_ID, ALIYUN_ACC_VSWITCH_ID and
// ALIYUN_ACC_SECOND_VSWITCH_ID name.
func (c *Cloud) Network() Network {
	if c.host != nil {
		return SimulatedNetwork()
	}
	n := Network{
		Region: os.Getenv("ALIYUN_ACC_REGION"), VPC: os.Getenv("ALIYUN_ACC_VPC_ID"),
		VSwitch: os.Getenv("ALIYUN_ACC_VSWITCH_ID"), SecondVSwitch: os.Getenv("ALIYUN_ACC_SECOND_VSWITCH_ID"),
	}
	if n.Region == "" || n.VPC == "" {
		c.t.Fatal("ALIYUN_ACC_LIVE=1 needs ALIYUN_ACC_REGION and ALIYUN_ACC_VPC_ID")
	}
	return n
}

// Provider returns a provider block that reaches the cloud, with extra lines.
func (c *Cloud) Provider(extra ...string) string {
	lines := []string{fmt.Sprintf("region = %q", c.Network().Region)}
	if c.host != nil {
		lines = append(lines,
			fmt.Sprintf("access_key = %q", sim.DefaultAccessKeyID),
			fmt.Sprintf("secret_key = %q", sim.DefaultAccessKeySecret),
			fmt.Sprintf("endpoints { vpc = %q }", c.URL))
	}
	return "provider \"aliyun\" {\n  " + strings.Join(append(lines, extra...), "\n  ") + "\n}\n"
}

// Factories serve the provider from the test's own process, without its waits
// when the cloud is simulated.
func (c *Cloud) Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	options := provider.Options{Verify: c.verifyShortcut}
	switch {
	case c.host == nil:
	case c.host.virtual:
		options.Dial = c.host.dial
		options.Jitter = func(d time.Duration) time.Duration { return d / 2 }
	default:
		// A wait that is meant to run into its timeout asks less and less often.
		options.PollInterval = func(watched time.Duration) time.Duration { return time.Millisecond + watched/8 }
		options.Backoff = openapi.Backoff{Base: time.Millisecond, Max: 5 * time.Millisecond}
	}
	return map[string]func() (tfprotov6.ProviderServer, error){
		"aliyun": func() (tfprotov6.ProviderServer, error) {
			return provider.NewServer("test", options), nil
		},
	}
}

// Test runs steps and checks that they left in the cloud only what was there
// before, and that no request held a parameter that its action does not have.
func (c *Cloud) Test(steps ...resource.TestStep) {
	c.t.Helper()
	run := resource.UnitTest
	if c.host == nil {
		run = resource.Test
	}
	var seeded []sim.Object
	if c.host != nil {
		seeded = c.Sim().Objects()
	}
	run(c.t, resource.TestCase{ProtoV6ProviderFactories: c.Factories(), Steps: steps})
	if c.host == nil {
		return
	}
	for _, o := range Leftovers(seeded, c.Sim().Objects()) {
		c.t.Errorf("left behind: %+v", o)
	}
	for _, r := range c.Sim().Requests() {
		if len(r.Unknown) > 0 {
			c.t.Errorf("%s was sent with parameters that it does not have: %v", r.Action, r.Unknown)
		}
	}
}

// Leftovers lists the objects, of whatever kind, that were not there before.
func Leftovers(before, now []sim.Object) []sim.Object {
	return slices.DeleteFunc(slices.Clone(now), func(o sim.Object) bool {
		return slices.ContainsFunc(before, func(old sim.Object) bool { return old.Kind == o.Kind && old.ID == o.ID })
	})
}

// Calls counts the requests of an action since the last reset.
func (c *Cloud) Calls(action string) int {
	n := 0
	for _, r := range c.Sim().Requests() {
		if r.Action == action {
			n++
		}
	}
	return n
}

// Last returns the parameters of the last request of an action.
func (c *Cloud) Last(action string) map[string]string {
	c.t.Helper()
	requests := c.Sim().Requests()
	for i := len(requests) - 1; i >= 0; i-- {
		if requests[i].Action == action {
			return requests[i].Params
		}
	}
	c.t.Fatalf("no request of %s", action)
	return nil
}

// Only returns the single live gateway.
func (c *Cloud) Only() sim.Gateway {
	c.t.Helper()
	all := c.Sim().Gateways()
	if len(all) != 1 {
		c.t.Fatalf("want one gateway, got %d", len(all))
	}
	return all[0]
}
