package vpc

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// A second kind of objects, as those to come will be: lamps, each of a gateway.
type lamp struct{ id, status string }

var lampKind = &kind{
	noun: "lamp", idParameter: "LampId", tagType: "LAMP", groupType: "Lamp", gone: []string{"InvalidLampId.NotFound"},
}

// dark is a reader that finds no lamp.
type dark struct{}

func (dark) confirmed(context.Context, Object) (string, error) { return "", ErrNotFound }

// lamps counts how its reader reads.
type lamps struct {
	mu    sync.Mutex
	lit   map[string]lamp
	calls map[string]int // describe, find, list; and list of a parent
	// failure, when set, is what list does instead.
	failure func() error
}

func (l *lamps) count(call string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.calls[call]
}

func (l *lamps) called(call string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls[call]++
}

// reader returns a reader of the shape that what says: "describe", "find".
func (l *lamps) reader(c *Client, what ...string) *reader[lamp] {
	l.calls = map[string]int{}
	r := &reader[lamp]{
		client: c, kind: lampKind, listings: make(map[scope]*listing[lamp]),
		id: func(l lamp) string { return l.id },
		list: func(_ context.Context, s scope) ([]lamp, error) {
			l.called("list " + s.parent)
			if l.failure != nil {
				return nil, l.failure()
			}
			var all []lamp
			for one := range maps.Values(l.lit) {
				all = append(all, one)
			}
			return all, nil
		},
	}
	for _, shape := range what {
		switch shape {
		case "describe":
			r.describe = func(_ context.Context, o Object) (lamp, error) {
				l.called("describe")
				if one, ok := l.lit[o.ID]; ok {
					return one, nil
				}
				return lamp{}, lampKind.goneError(&openapi.Error{Code: "InvalidLampId.NotFound"})
			}
		case "find":
			r.find = func(_ context.Context, o Object) ([]lamp, error) {
				l.called("find")
				if one, ok := l.lit[o.ID]; ok {
					return []lamp{one}, nil
				}
				return nil, nil
			}
		}
	}
	return r
}

func newLamps() *lamps {
	return &lamps{lit: map[string]lamp{"l-1": {"l-1", "lit"}, "l-2": {"l-2", "lit"}, "l-3": {"l-3", "lit"}, "l-4": {"l-4", "lit"}}}
}

func quickClient() *Client {
	return NewClient(Config{PollInterval: func(time.Duration) time.Duration { return 0 }})
}

func aLamp(id, parent string) Object {
	return Object{Region: "cn-hangzhou", ID: id, Parent: parent, kind: lampKind, reader: func(*Client) confirmer { return dark{} }}
}

// read reads lamps that are lit.
func read(t *testing.T, r *reader[lamp], parent string, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if got, err := r.get(t.Context(), aLamp(id, parent)); err != nil || got.id != id {
			t.Errorf("%s: got %+v, %v", id, got, err)
		}
	}
}

func (l *lamps) expect(t *testing.T, when string, want map[string]int) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if !maps.Equal(l.calls, want) {
		t.Errorf("%s: calls %v, want %v", when, l.calls, want)
	}
}

// A kind without a Describe is listed at once, and not asked for one by one.
func TestReaderOfAListOnlyKind(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient(), "find")
	read(t, r, "", "l-1", "l-2", "l-3", "l-4")
	l.expect(t, "read", map[string]int{"list ": 1})
	r.client.reads.wrote(aLamp("l-1", ""))
	read(t, r, "", "l-1", "l-2")
	l.expect(t, "after a write", map[string]int{"list ": 1, "find": 1})
	if _, err := r.get(t.Context(), aLamp("l-9", "")); !errors.Is(err, ErrNotFound) || err.Error() != "no such lamp: l-9 is not listed" {
		t.Errorf("got %v", err)
	}
	// One that the listing lacks is looked for twice, and in two ways.
	l.expect(t, "missing", map[string]int{"list ": 2, "find": 3})
}

// A list that cannot be filtered, of what belongs to a parent.
func TestReaderOfAParentsList(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient())
	read(t, r, "vpn-1", "l-1", "l-2", "l-3", "l-4")
	read(t, r, "vpn-2", "l-1", "l-2")
	l.expect(t, "read", map[string]int{"list vpn-1": 1, "list vpn-2": 1})
	// A write to one of them makes the list of its parent old, and no other.
	r.client.reads.wrote(aLamp("l-4", "vpn-1"))
	read(t, r, "vpn-1", "l-1", "l-2", "l-3")
	read(t, r, "vpn-2", "l-1")
	l.expect(t, "after a write", map[string]int{"list vpn-1": 2, "list vpn-2": 1})
	read(t, r, "vpn-1", "l-4", "l-1")
	l.expect(t, "the one written", map[string]int{"list vpn-1": 2, "list vpn-2": 1})
	// It makes the parent busy, so that one is read directly as well.
	if !r.client.reads.written["vpn-1"] || r.client.reads.written["vpn-2"] {
		t.Errorf("written: %v", r.client.reads.written)
	}
	l.failure = func() error { return lampKind.goneError(&openapi.Error{Code: "InvalidLampId.NotFound"}) }
	if _, err := r.get(t.Context(), aLamp("l-1", "vpn-3")); !errors.Is(err, ErrNotFound) {
		t.Errorf("of a parent that is gone: %v", err)
	}
}

// A listing that is under way when something of its parent is written is not used.
func TestReaderWhenTheParentChangesMeanwhile(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient())
	once := sync.OnceFunc(func() { r.client.reads.wrote(aLamp("l-9", "vpn-1")) })
	l.failure = func() error { once(); return errors.New("refused") }
	if _, err := r.get(t.Context(), aLamp("l-1", "vpn-1")); err == nil || err.Error() != "refused" {
		t.Errorf("got %v", err)
	}
	l.failure = nil
	read(t, r, "vpn-1", "l-1")
	l.expect(t, "after the write", map[string]int{"list vpn-1": 3})
}

// What the list shows of a thin kind is not all, so every read is direct.
func TestReaderOfAThinKind(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient(), "describe", "find")
	r.thin = true
	read(t, r, "", "l-1", "l-2", "l-3", "l-4", "l-1")
	l.expect(t, "read", map[string]int{"describe": 5})
	r.find = func(context.Context, Object) ([]lamp, error) { return []lamp{{"l-9", ""}}, nil }
	_, err := r.get(t.Context(), aLamp("l-9", ""))
	if errors.Is(err, ErrNotFound) || openapi.Code(err) != "InvalidLampId.NotFound" || !strings.HasPrefix(err.Error(), "the lamp l-9 is listed, and cannot be read: ") {
		t.Errorf("got %v", err)
	}
}

// The first direct reads count for a region, whatever the kind.
func TestDirectReadsCountOverAllKinds(t *testing.T) {
	t.Parallel()
	c := quickClient()
	first, second := newLamps(), newLamps()
	a, b := first.reader(c, "describe"), second.reader(c, "describe")
	read(t, a, "", "l-1", "l-2")
	read(t, b, "", "l-1", "l-2", "l-3")
	read(t, a, "", "l-3")
	first.expect(t, "first", map[string]int{"describe": 2, "list ": 1})
	second.expect(t, "second", map[string]int{"describe": 1, "list ": 1})
	elsewhere := Object{Region: "cn-shanghai", ID: "l-4", kind: lampKind, reader: func(*Client) confirmer { return dark{} }}
	if _, err := a.get(t.Context(), elsewhere); err != nil || first.count("describe") != 3 {
		t.Errorf("another region: %v, %v", first.calls, err)
	}
}

// A list and a read that disagree: the object is read a few times, and the one
// that finds it is believed.
func TestReaderWhenListAndReadDisagree(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient(), "describe", "find")
	r.find = func(context.Context, Object) ([]lamp, error) { return []lamp{{"l-8", "other"}, {"l-9", "lit"}}, nil }
	got, err := r.get(t.Context(), aLamp("l-9", ""))
	if err != nil || got != (lamp{"l-9", "lit"}) || l.count("describe") != 1+confirmations {
		t.Errorf("got %+v, %v after %v", got, err, l.calls)
	}
	refused := &openapi.Error{Action: "ListLamps", Code: "Forbidden", Message: "No."}
	r.find = func(context.Context, Object) ([]lamp, error) { return nil, refused }
	if _, err := r.get(t.Context(), aLamp("l-9", "")); !errors.Is(err, refused) || errors.Is(err, ErrNotFound) ||
		err.Error() != "whether the lamp l-9 exists could not be confirmed: ListLamps: Forbidden: No" {
		t.Errorf("got %v", err)
	}
}

// A panic in a listing must not end the provider: its readers read directly.
func TestReaderSurvivesAPanic(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient(), "describe")
	l.failure = func() error { panic("a bug") }
	read(t, r, "", "l-1", "l-2", "l-3", "l-4", "l-1")
	l.expect(t, "read", map[string]int{"describe": 5, "list ": 1})
}

// A wait for a kind without a status, and one that finds its object by a list.
func TestWaitsOfOtherKinds(t *testing.T) {
	t.Parallel()
	l := newLamps()
	r := l.reader(quickClient())
	lit := goal[lamp]{awaited: "lit", reached: func(l lamp) (bool, error) { return l.status == "lit", nil }}
	if got, err := r.waitFor(t.Context(), aLamp("l-1", "vpn-1"), lit); err != nil || got.id != "l-1" {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := r.waitFor(t.Context(), aLamp("l-9", "vpn-1"), goal[lamp]{awaited: "deleted", gone: true}); err != nil {
		t.Errorf("got %v", err)
	}
	l.expect(t, "waits", map[string]int{"list vpn-1": 1 + 1 + 2*absences})
}

// TestGoneBelongsToAKind: that a gateway is missing never means that what belongs
// to it is, nor the reverse.
func TestGoneBelongsToAKind(t *testing.T) {
	t.Parallel()
	for code, want := range map[string][2]bool{ // gateway, lamp
		"InvalidVpnGatewayInstanceId.NotFound": {true, false}, "InvalidLampId.NotFound": {false, true},
		"InvalidInstanceIds.NotFound": {false, false}, "": {false, false},
	} {
		err := &openapi.Error{Code: code}
		if got := [2]bool{errors.Is(vpnGatewayKind.goneError(err), ErrNotFound), errors.Is(lampKind.goneError(err), ErrNotFound)}; got != want {
			t.Errorf("%q: %v, want %v", code, got, want)
		}
	}
	c := quickClient()
	missing := &openapi.Error{Action: "SwitchLamp", Code: "InvalidVpnGatewayInstanceId.NotFound", Message: "m"}
	if err := c.change(t.Context(), aLamp("l-1", "vpn-1"), func() error { return missing }); !errors.Is(err, missing) || errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// TestPartsTakeTheTurnOfTheirGateway: the API refuses two changes of one gateway
// at a time.
func TestPartsTakeTheTurnOfTheirGateway(t *testing.T) {
	t.Parallel()
	c := quickClient()
	ctx, cancel := context.WithCancel(t.Context())
	nothing := func() error { return nil }
	err := c.change(t.Context(), aLamp("l-1", "vpn-1"), func() error {
		cancel()
		for _, waits := range []Object{aLamp("l-2", "vpn-1"), VpnGatewayObject("cn-hangzhou", "vpn-1")} {
			if err := c.change(ctx, waits, nothing); !errors.Is(err, context.Canceled) {
				t.Errorf("%s did not wait: %v", waits.ID, err)
			}
		}
		for _, goes := range []Object{aLamp("l-1", "vpn-2"), aLamp("vpn-3", "")} {
			if err := c.change(t.Context(), goes, nothing); err != nil {
				t.Errorf("%s: %v", goes.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestSharedActionsNameTheKind in ResourceType.
func TestSharedActionsNameTheKind(t *testing.T) {
	t.Parallel()
	var types []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		types = append(types, r.Header.Get("X-Acs-Action")+" "+r.PostFormValue("ResourceType"))
		_, _ = w.Write([]byte(`{"RequestId":"R"}`))
	}))
	defer srv.Close()
	endpoint, err := openapi.ParseEndpoint(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	key, err := openapi.StaticCredential(openapi.Credential{AccessKeyID: "id", AccessKeySecret: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	c := NewClient(Config{API: openapi.NewClient(openapi.Config{Credentials: key}), Endpoint: endpoint})
	if err := errors.Join(
		c.TagResources(t.Context(), aLamp("l-1", ""), map[string]string{"a": "b"}),
		c.UnTagResources(t.Context(), aLamp("l-1", ""), []string{"a"}),
		c.MoveVpnResourceGroup(t.Context(), aLamp("l-1", ""), "rg-1"),
	); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(types, ", "); got != "TagResources LAMP, UnTagResources LAMP, MoveVpnResourceGroup Lamp" {
		t.Errorf("sent %s", got)
	}
}
