package vpc

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseRouteID(t *testing.T) {
	t.Parallel()
	for _, key := range []RouteKey{
		{VpnGatewayID: "vpn-1", Destination: "10.0.0.0/16", NextHop: "vco-1"},
		{VpnGatewayID: "vpn-1", Source: "0.0.0.0/0", Destination: "2001:db8::/32", NextHop: "vco-1"},
	} {
		if got, err := ParseRouteID(key.ID(), key.Source != ""); err != nil || got != key {
			t.Errorf("%s: got %+v, %v", key.ID(), got, err)
		}
		if got, err := ParseRouteID(key.ID(), key.Source == ""); err == nil {
			t.Errorf("%s of the other kind: got %+v", key.ID(), got)
		}
	}
}

// A create looks whether its object is there. It shares a listing with other
// creates, although each of them is a write, but not for what this client wrote
// itself.
func TestReaderExisting(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient())
	absent := func(id string) {
		t.Helper()
		if _, err := r.existing(t.Context(), aLamp(id, "vpn-1")); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", id, err)
		}
		r.client.reads.wrote(aLamp(id, "vpn-1"))
	}
	absent("l-7")
	absent("l-8")
	absent("l-9")
	l.expect(t, "three creates", map[string]int{"list vpn-1": 1})
	if got, err := r.existing(t.Context(), aLamp("l-1", "vpn-1")); err != nil || got.id != "l-1" {
		t.Errorf("got %+v, %v", got, err)
	}
	l.expect(t, "one that is there", map[string]int{"list vpn-1": 2})
	l.lit["l-7"] = lamp{"l-7", "lit"}
	if got, err := r.existing(t.Context(), aLamp("l-7", "vpn-1")); err != nil || got.id != "l-7" {
		t.Errorf("got %+v, %v", got, err)
	}
	l.expect(t, "one that was written", map[string]int{"list vpn-1": 3})
	// What was listed for a create serves the reads after it.
	read(t, r, "vpn-1", "l-1", "l-2", "l-7")
	l.expect(t, "read", map[string]int{"list vpn-1": 3})
	l.failure = func() error { return errors.New("refused") }
	if _, err := r.existing(t.Context(), aLamp("l-1", "vpn-2")); err == nil || err.Error() != "refused" {
		t.Errorf("got %v", err)
	}
}

// An entry that does not say of which route it is leaves the listing incomplete, so
// that no route is dropped for it.
func TestRoutesWithoutAKey(t *testing.T) {
	t.Parallel()
	whole := vpnRouteAnswer{VpnInstanceID: "vpn-1", RouteDest: "10.0.0.0/16", NextHop: "vco-1"}
	policy := whole
	policy.RouteSource = "10.1.0.0/16"
	for name, change := range map[string]func(*vpnRouteAnswer){
		"another gateway": func(a *vpnRouteAnswer) { a.VpnInstanceID = "vpn-2" },
		"no destination":  func(a *vpnRouteAnswer) { a.RouteDest = "" },
		"no next hop":     func(a *vpnRouteAnswer) { a.NextHop = "" },
		"another word":    func(a *vpnRouteAnswer) { a.NextHop = "true" },
	} {
		odd, oddPolicy := whole, policy
		change(&odd)
		change(&oddPolicy)
		if got := routes("vpn-1", false, []vpnRouteAnswer{odd, whole, policy}); len(got) != 1 {
			t.Errorf("%s: got %d", name, len(got))
		}
		got := routes("vpn-1", true, []vpnRouteAnswer{oddPolicy, whole, policy})
		if len(got) != 1 || !slices.Contains(strings.Split(got[0].ID(), "_"), "10.1.0.0/16") {
			t.Errorf("%s: got %d", name, len(got))
		}
	}
}
