package vpc_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// fleet is an API that takes a moment for each answer. It lists as many objects of each
// kind as many says, has one route for each gateway, and counts the calls.
type fleet struct {
	many map[string]int // by action

	mu            sync.Mutex
	calls         map[string]int // by action and gateway, or page
	running, most int
}

func newFleet() *fleet {
	return &fleet{calls: make(map[string]int), many: map[string]int{
		"DescribeCustomerGateways": 40, "DescribeVpnConnections": 1000,
		"DescribeSslVpnServers": 40, "DescribeSslVpnClientCerts": 1000,
	}}
}

// lists are the forms of the lists: what each is in, and its entries' ID and its prefix.
var lists = map[string][3]string{
	"DescribeCustomerGateways":  {`"CustomerGateways":{"CustomerGateway":[%s]}`, "CustomerGatewayId", "cgw-bp1"},
	"DescribeVpnConnections":    {`"VpnConnections":{"VpnConnection":[%s]}`, "VpnConnectionId", "vco-bp1"},
	"DescribeSslVpnServers":     {`"SslVpnServers":{"SslVpnServer":[%s]}`, "SslVpnServerId", "vss-bp1"},
	"DescribeSslVpnClientCerts": {`"SslVpnClientCertKeys":{"SslVpnClientCertKey":[%s]}`, "SslVpnClientCertId", "vsc-bp1"},
}

func (f *fleet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(text))
	action, gateway := r.Header.Get("X-Acs-Action"), form.Get("VpnGatewayId")
	f.mu.Lock()
	f.calls[action+" "+cmp.Or(gateway, form.Get("PageNumber"))]++
	f.running++
	f.most = max(f.most, f.running)
	f.mu.Unlock()
	_ = openapi.Sleep(r.Context(), 50*time.Millisecond)
	f.mu.Lock()
	f.running--
	f.mu.Unlock()
	if all := f.many[action]; all > 0 {
		page, _ := strconv.Atoi(form.Get("PageNumber"))
		var entries []string
		for n := 50 * (page - 1); n < min(50*page, all); n++ {
			entries = append(entries, fmt.Sprintf(`{%q:"%s%d","VpnGatewayId":"vpn-bp1%d"}`, lists[action][1], lists[action][2], n, n/2))
		}
		_, _ = fmt.Fprintf(w, `{"RequestId":"R","TotalCount":%d,`+lists[action][0]+`}`, all, strings.Join(entries, ","))
		return
	}
	switch action {
	case "DescribeVpnRouteEntries":
		_, _ = fmt.Fprintf(w, `{"RequestId":"R","TotalCount":1,"VpnRouteEntries":{"VpnRouteEntry":[`+
			`{"VpnInstanceId":%q,"RouteDest":"10.0.0.0/16","NextHop":"vco-1","Weight":100,"State":"published"}]}}`, gateway)
	case "DescribeVpnConnection":
		id := form.Get("VpnConnectionId")
		n, _ := strconv.Atoi(strings.TrimPrefix(id, "vco-bp1"))
		_, _ = fmt.Fprintf(w, `{"RequestId":"R","VpnConnectionId":%q,"VpnGatewayId":"vpn-bp1%d"}`, id, n/2)
	case "DescribeCustomerGateway":
		_, _ = fmt.Fprintf(w, `{"RequestId":"R","CustomerGatewayId":%q}`, form.Get("CustomerGatewayId"))
	default:
		_, _ = io.WriteString(w, done.body)
	}
}

// made waits for all calls that are under way, and returns how many there were of an
// action. None was made twice.
func (f *fleet) made(t *testing.T, action string) (all int) {
	t.Helper()
	synctest.Wait()
	f.mu.Lock()
	for f.running > 0 {
		f.mu.Unlock()
		_ = openapi.Sleep(t.Context(), time.Second)
		synctest.Wait()
		f.mu.Lock()
	}
	defer f.mu.Unlock()
	for call, n := range f.calls {
		if strings.HasPrefix(call, action+" ") {
			if all += n; n > 1 {
				t.Errorf("%s was called %d times", call, n)
			}
		}
	}
	return all
}

// readers read one object of each kind.
var readers = map[string]func(ctx context.Context, c *vpc.Client, n int) (any, error){
	"route": func(ctx context.Context, c *vpc.Client, n int) (any, error) {
		key := vpc.RouteKey{VpnGatewayID: fmt.Sprintf("vpn-bp1%d", n), Destination: "10.0.0.0/16", NextHop: "vco-1"}
		return c.GetVpnRoute(ctx, region, key)
	},
	"customer gateway": func(ctx context.Context, c *vpc.Client, n int) (any, error) {
		return c.GetCustomerGateway(ctx, region, fmt.Sprintf("cgw-bp1%d", n))
	},
	"connection": func(ctx context.Context, c *vpc.Client, n int) (any, error) {
		return c.GetVpnConnection(ctx, region, fmt.Sprintf("vco-bp1%d", n))
	},
	"SSL server": func(ctx context.Context, c *vpc.Client, n int) (any, error) {
		return c.GetSslVpnServer(ctx, region, fmt.Sprintf("vss-bp1%d", n))
	},
	"certificate": func(ctx context.Context, c *vpc.Client, n int) (any, error) {
		return c.GetSslVpnClientCert(ctx, region, fmt.Sprintf("vsc-bp1%d", n))
	},
}

// readAll reads the objects of a kind from the first to before the last.
func readAll(t *testing.T, c *vpc.Client, kind string, first, last int) {
	t.Helper()
	for n := first; n < last; n++ {
		if _, err := readers[kind](t.Context(), c, n); err != nil {
			t.Fatal(kind, n, err)
		}
	}
}

func write(t *testing.T, c *vpc.Client) {
	t.Helper()
	if err := c.TagResources(t.Context(), vpc.VpnGatewayObject(region, "vpn-bp139"), map[string]string{"a": "b"}); err != nil {
		t.Fatal(err)
	}
}

// Whoever asks for the routes of some gateways gets those of others listed ahead: of those
// whose connections were read, in that order, as many at most as were asked for, each once.
func TestReadAhead_routes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		connections, of, lists int // that are read, of how many gateways the routes are, and what is listed
		write                  bool
	}{
		"all":                    {connections: 80, of: 40, lists: 40},
		"one":                    {connections: 80, of: 1, lists: 2},
		"a few":                  {connections: 80, of: 5, lists: 10},
		"no connection was read": {connections: 0, of: 5, lists: 5},
		"some were read":         {connections: 14, of: 10, lists: 10},
		"after a write":          {connections: 80, of: 5, write: true, lists: 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				api := newFleet()
				c := virtualClient(t, api, vpc.Config{})
				readAll(t, c, "connection", 0, test.connections)
				if test.write {
					write(t, c)
				}
				readAll(t, c, "route", 0, test.of)
				if n := api.made(t, "DescribeVpnRouteEntries"); n != test.lists {
					t.Errorf("%d lists, want %d", n, test.lists)
				}
				for n := range min(test.lists, test.connections/2) {
					if call := fmt.Sprintf("DescribeVpnRouteEntries vpn-bp1%d", n); api.calls[call] != 1 {
						t.Errorf("%s was called %d times", call, api.calls[call])
					}
				}
				if api.most > 1+8 {
					t.Errorf("%d calls at a time", api.most)
				}
			})
		})
	}
}

// A list of what refers to the objects that are read begins with them, where they are many. It
// makes 16 calls, and the others once it is asked for.
func TestReadAhead_region(t *testing.T) {
	t.Parallel()
	const pages = 21 // and one of 20 full ones may have another after it
	for _, test := range []struct {
		name, read, next, list string
		of, calls              int
		write                  bool
	}{
		{"many", "customer gateway", "connection", "DescribeVpnConnections", 7, 16, false},
		{"few", "customer gateway", "connection", "DescribeVpnConnections", 5, 0, false},
		{"after a write", "customer gateway", "connection", "DescribeVpnConnections", 7, 0, true},
		{"many", "SSL server", "certificate", "DescribeSslVpnClientCerts", 4, 16, false},
		{"few", "SSL server", "certificate", "DescribeSslVpnClientCerts", 3, 0, false},
		{"after a write", "SSL server", "certificate", "DescribeSslVpnClientCerts", 4, 0, true},
	} {
		t.Run(test.read+", "+test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				api := newFleet()
				c := virtualClient(t, api, vpc.Config{SnapshotAge: time.Minute})
				if test.write {
					write(t, c)
				}
				readAll(t, c, test.read, 0, test.of)
				if n := api.made(t, test.list); n != test.calls {
					t.Errorf("%d calls before anybody asked, want %d", n, test.calls)
				}
				readAll(t, c, test.next, 999, 1000)
				if n := api.made(t, test.list); n != pages {
					t.Errorf("%d calls in the end, want %d", n, pages)
				}
			})
		})
	}
}

// What was listed ahead, and is asked for too late, is listed again.
func TestReadAhead_late(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := newFleet()
		c := virtualClient(t, api, vpc.Config{SnapshotAge: time.Minute})
		readAll(t, c, "SSL server", 0, 4)
		before := api.made(t, "DescribeSslVpnClientCerts")
		_ = openapi.Sleep(t.Context(), time.Minute)
		clear(api.calls)
		readAll(t, c, "certificate", 0, 1)
		if n := api.made(t, "DescribeSslVpnClientCerts"); before != 16 || n != 21 {
			t.Errorf("%d calls, and %d after a minute", before, n)
		}
	})
}

// Eight pages are asked for at a time, and twice as many of a list of more than fifty.
func TestPagesAtOnce(t *testing.T) {
	t.Parallel()
	for gateways, want := range map[int]int{100: 2, 2000: 8, 2450: 8, 2500: 16, 5000: 16} {
		t.Run(strconv.Itoa(gateways), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				api := newFleet()
				api.many["DescribeCustomerGateways"] = gateways
				c := virtualClient(t, api, vpc.Config{})
				if all, err := c.DescribeCustomerGateways(t.Context(), vpc.DescribeCustomerGatewaysInput{RegionID: region}); err != nil || len(all) != gateways {
					t.Fatal(len(all), err)
				}
				if api.made(t, "DescribeCustomerGateways"); api.most != want {
					t.Errorf("%d pages at a time, want %d", api.most, want)
				}
			})
		})
	}
}
