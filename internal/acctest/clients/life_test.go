package clients

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// seen is what a client decoded of a gateway.
type seen struct {
	id, name, description, status, spec, chargeType, vSwitch, secondVSwitch, group string
	sslConnections                                                                 int64
	tags                                                                           map[string]string
}

// sdk is one of the vendor's clients. Each method makes one call, with no other
// parameters than its own and the region.
type client interface {
	account() (string, error)
	zones() ([]string, error)
	create(name string) (id string, orderID int64, err error)
	describe(id string) (seen, error)
	list(vpcID string) (all []seen, total int, err error)
	modify(id, name, description string) error
	tag(id, key, value string) error
	tagsOf(id string) (map[string]string, error)
	untag(id, key string) error
	move(id, group string) error
	remove(id string) error
	// code is the API's error code in an error.
	code(err error) string
}

// serve starts a simulator and returns the address of its API.
func serve(t *testing.T) (server *sim.Server, host string) {
	t.Helper()
	server = sim.New(sim.Options{})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return server, strings.TrimPrefix(web.URL, "http://")
}

func must[T any](t *testing.T, what string) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		return value
	}
}

func check(t *testing.T, what string, err error) {
	t.Helper()
	must[struct{}](t, what)(struct{}{}, err)
}

// life drives a gateway from the order to its end.
func life(t *testing.T, server *sim.Server, signature string, c client) {
	t.Helper()
	if got := must[string](t, "account")(c.account()); got != sim.DefaultAccountID {
		t.Errorf("the account is %q", got)
	}
	if got := must[[]string](t, "zones")(c.zones()); len(got) != 2 || got[0] != "cn-hangzhou-h" {
		t.Errorf("the zones are %q", got)
	}
	id, orderID, err := c.create("first")
	check(t, "create", err)
	if !strings.HasPrefix(id, "vpn-") || orderID == 0 {
		t.Fatalf("created %q by order %d", id, orderID)
	}
	check(t, "modify", c.modify(id, "second", "a gateway"))
	check(t, "tag", c.tag(id, "team", "network & 网络"))
	if got := must[map[string]string](t, "tags")(c.tagsOf(id)); len(got) != 1 || got["team"] != "network & 网络" {
		t.Errorf("the tags are %q", got)
	}
	check(t, "move", c.move(id, sim.SecondResourceGroup))

	g := must[seen](t, "describe")(c.describe(id))
	if g.id != id || g.name != "second" || g.description != "a gateway" || g.status != "active" || g.spec != "10M" ||
		g.chargeType != "PostpayByFlow" || g.vSwitch != sim.DefaultVSwitchH || g.secondVSwitch != sim.DefaultVSwitchI ||
		g.group != sim.SecondResourceGroup || g.sslConnections != 5 || g.tags["team"] != "network & 网络" {
		t.Errorf("described as %+v", g)
	}
	all, total, err := c.list(sim.DefaultVPC)
	check(t, "list", err)
	if total != 1 || len(all) != 1 || all[0].id != id || all[0].name != "second" {
		t.Errorf("listed as %+v, %d in all", all, total)
	}

	check(t, "untag", c.untag(id, "team"))
	if got := must[seen](t, "describe")(c.describe(id)); len(got.tags) != 0 {
		t.Errorf("after untagging: %q", got.tags)
	}
	check(t, "delete", c.remove(id))
	if _, err := c.describe(id); c.code(err) != "InvalidVpnGatewayInstanceId.NotFound" {
		t.Errorf("described when it is gone: %v", err)
	}
	if err := c.tag(id, "a", "b"); c.code(err) != "InvalidInstanceIds.NotFound" {
		t.Errorf("tagged when it is gone: %v", err)
	}
	finish(t, server, signature)
}

// finish checks that nothing is left, and what the calls were like.
func finish(t *testing.T, server *sim.Server, signature string) {
	t.Helper()
	requests := server.Requests()
	for _, r := range requests {
		if len(r.Unknown) > 0 || r.SignatureVersion != signature {
			t.Errorf("%s: signature %s, unknown parameters %v", r.Action, r.SignatureVersion, r.Unknown)
		}
	}
	t.Logf("%d calls, signature %s", len(requests), signature)
	if left := server.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
