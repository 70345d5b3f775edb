package vpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// account holds gateways by region and counts what is asked of it.
type account struct {
	mu       sync.Mutex
	names    map[string]map[string]string // region, ID: name
	calls    map[string]int
	failPage string
	onList   func()
}

// newAccount has n gateways vpn-0, vpn-1 ... in the region, each named as of v1.
func newAccount(n int) *account {
	a := &account{names: map[string]map[string]string{region: {}, "cn-shanghai": {}}, calls: map[string]int{}, onList: func() {}}
	for i := range n {
		a.names[region][fmt.Sprintf("vpn-%d", i)] = "v1"
	}
	return a
}

func (a *account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p, _ := url.ParseQuery(string(body))
	action := r.Header.Get("X-Acs-Action")
	if action == "DescribeVpnGateways" && p.Get("PageNumber") == "1" {
		a.onList()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls[action]++
	gateways := a.names[p.Get("RegionId")]
	switch action {
	case "DescribeVpnGateway":
		name, ok := gateways[p.Get("VpnGatewayId")]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, notFound.body)
			return
		}
		_, _ = fmt.Fprintf(w, `{"VpnGatewayId":%q,"Name":%q,"Status":"active"}`, p.Get("VpnGatewayId"), name)
	case "DescribeVpnGateways":
		if p.Get("PageNumber") == a.failPage {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, refuse(http.StatusForbidden, "Forbidden").body)
			return
		}
		page, _ := strconv.Atoi(p.Get("PageNumber"))
		size, _ := strconv.Atoi(p.Get("PageSize"))
		var ids []string
		for id := range gateways {
			if named := p.Get("VpnGatewayId"); named == "" || named == id {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		var entries []string
		for _, id := range ids[min(len(ids), (page-1)*size):min(len(ids), page*size)] {
			entries = append(entries, fmt.Sprintf(`{"VpnGatewayId":%q,"Name":%q,"Status":"active"}`, id, gateways[id]))
		}
		_, _ = fmt.Fprintf(w, `{"TotalCount":%d,"VpnGateways":{"VpnGateway":[%s]}}`, len(ids), strings.Join(entries, ","))
	case "ModifyVpnGatewayAttribute":
		gateways[p.Get("VpnGatewayId")] = p.Get("Name")
		_, _ = io.WriteString(w, done.body)
	default:
		_, _ = io.WriteString(w, done.body)
	}
}

func (a *account) count(action string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.calls[action]
}

func (a *account) rename(id, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.names[region][id] = name
}

// name reads one gateway and returns its name.
func name(t *testing.T, c *vpc.Client, id string) string {
	t.Helper()
	g, err := c.GetVpnGateway(t.Context(), region, id)
	if err != nil || g.VpnGatewayID != id {
		t.Fatalf("%s: got %+v, %v", id, g, err)
	}
	return g.Name
}

// Refreshing n gateways costs three calls and a page for every 50, and one more
// when the last page is full: TotalCount alone does not prove that it is the last.
func TestGetVpnGatewayCalls(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 3, 4, 50, 51, 500} {
		a := newAccount(n)
		c := client(t, a, vpc.Config{})
		var readers sync.WaitGroup
		turns := make(chan struct{}, 10) // as many at once as Terraform reads
		for i := range n {
			turns <- struct{}{}
			readers.Go(func() {
				defer func() { <-turns }()
				id := fmt.Sprintf("vpn-%d", i)
				if g, err := c.GetVpnGateway(t.Context(), region, id); err != nil || g.VpnGatewayID != id {
					t.Errorf("%s: got %+v, %v", id, g, err)
				}
			})
		}
		readers.Wait()
		pages := 0
		if n > 3 {
			pages = n/50 + 1
		}
		if direct, listed := a.count(
			"DescribeVpnGateway",
		), a.count(
			"DescribeVpnGateways",
		); direct != min(n, 3) ||
			listed != pages {
			t.Errorf("%d gateways took %d reads and %d pages, want %d and %d", n, direct, listed, min(n, 3), pages)
		}
	}
}

// warm makes the next read come from a listing.
func warm(t *testing.T, c *vpc.Client) {
	t.Helper()
	for i := range 4 {
		name(t, c, fmt.Sprintf("vpn-%d", i))
	}
}

func TestGetVpnGatewayAfterOwnWrite(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	c := client(t, a, vpc.Config{})
	warm(t, c)
	a.rename("vpn-8", "theirs")
	if got := name(t, c, "vpn-8"); got != "v1" {
		t.Fatalf("got %q: the listing is not used, and this test proves nothing", got)
	}
	mine := "mine"
	if err := c.ModifyVpnGatewayAttribute(
		t.Context(),
		vpc.ModifyVpnGatewayAttributeInput{RegionID: region, VpnGatewayID: "vpn-9", Name: &mine},
	); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		before := a.count("DescribeVpnGateway")
		if got := name(t, c, "vpn-9"); got != "mine" || a.count("DescribeVpnGateway") != before+1 {
			t.Errorf("after our own write the read gives %q, not directly", got)
		}
	}
}

// A write that begins while a reader waits for the listing counts as well.
func TestGetVpnGatewayWhenWrittenMeanwhile(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	c := client(t, a, vpc.Config{})
	a.onList = func() {
		mine := "mine"
		if err := c.ModifyVpnGatewayAttribute(
			t.Context(),
			vpc.ModifyVpnGatewayAttributeInput{RegionID: region, VpnGatewayID: "vpn-9", Name: &mine},
		); err != nil {
			t.Error(err)
		}
	}
	for i := range 3 {
		name(t, c, fmt.Sprintf("vpn-%d", i))
	}
	before := a.count("DescribeVpnGateway")
	if got := name(t, c, "vpn-9"); got != "mine" || a.count("DescribeVpnGateway") != before+1 {
		t.Errorf("got %q, not directly", got)
	}
}

func TestGetVpnGatewayMissingFromListing(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	c := client(t, a, vpc.Config{})
	warm(t, c)
	a.rename("vpn-new", "new") // created after the listing
	if got := name(t, c, "vpn-new"); got != "new" {
		t.Errorf("got %q", got)
	}
	before, listed := a.count("DescribeVpnGateway"), a.count("DescribeVpnGateways")
	if _, err := c.GetVpnGateway(t.Context(), region, "vpn-gone"); !errors.Is(err, vpc.ErrNotFound) ||
		a.count("DescribeVpnGateway") != before+2 || a.count("DescribeVpnGateways") != listed+1 {
		t.Errorf("got %v without having asked directly twice, and listed", err)
	}
}

func TestGetVpnGatewayWhenListingFails(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"1", "2"} {
		a := newAccount(120)
		a.failPage = page
		c := client(t, a, vpc.Config{})
		for i := range 10 {
			name(t, c, fmt.Sprintf("vpn-%d", i))
		}
		if direct, first := a.count("DescribeVpnGateway"), a.count("DescribeVpnGateways"); direct != 10 || first > 3 {
			t.Errorf("page %s fails: %d direct reads and %d pages, want 10 and no second try", page, direct, first)
		}
	}
}

func TestGetVpnGatewayOldListingIsNotUsed(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	c := client(t, a, vpc.Config{SnapshotAge: time.Nanosecond})
	warm(t, c)
	a.rename("vpn-9", "v2")
	if got := name(t, c, "vpn-9"); got != "v2" {
		t.Errorf("got %q, which is older than the bound", got)
	}
}

// Regions and clients (provider aliases) never mix.
func TestGetVpnGatewayKeepsApart(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	a.names["cn-shanghai"]["vpn-9"] = "shanghai"
	c := client(t, a, vpc.Config{})
	warm(t, c)
	for range 6 {
		if g, err := c.GetVpnGateway(t.Context(), "cn-shanghai", "vpn-9"); err != nil || g.Name != "shanghai" {
			t.Errorf("got %+v, %v", g, err)
		}
	}
	if _, err := c.GetVpnGateway(t.Context(), "cn-shanghai", "vpn-8"); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v: a gateway of another region", err)
	}
	other := client(t, newAccount(0), vpc.Config{})
	if _, err := other.GetVpnGateway(t.Context(), region, "vpn-9"); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v: a gateway of another client", err)
	}
}

// A reader that leaves does not take the listing from the others; when all have
// left, it is stopped.
func TestGetVpnGatewayReadersLeave(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	listing, goOn := make(chan struct{}), make(chan struct{})
	a.onList = sync.OnceFunc(func() { close(listing); <-goOn })
	c := client(t, a, vpc.Config{})
	for i := range 3 {
		name(t, c, fmt.Sprintf("vpn-%d", i))
	}
	leaving, leave := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	readers.Go(func() {
		if _, err := c.GetVpnGateway(leaving, region, "vpn-5"); !errors.Is(err, context.Canceled) {
			t.Errorf("the reader that left got %v", err)
		}
	})
	<-listing
	readers.Go(func() {
		if g, err := c.GetVpnGateway(t.Context(), region, "vpn-6"); err != nil || g.VpnGatewayID != "vpn-6" {
			t.Errorf("the reader that stayed got %+v, %v", g, err)
		}
	})
	leave()
	close(goOn)
	readers.Wait()
	if n := a.count("DescribeVpnGateways"); n > 2 {
		t.Errorf("%d listings were made", n)
	}
}

// When the only reader of a listing leaves, it is stopped, and the next reader
// lists anew.
func TestGetVpnGatewayLastReaderLeaves(t *testing.T) {
	t.Parallel()
	a := newAccount(10)
	c := client(t, a, vpc.Config{})
	for i := range 3 {
		name(t, c, fmt.Sprintf("vpn-%d", i))
	}
	ctx, leave := context.WithCancel(t.Context())
	first := true
	goOn := make(chan struct{})
	a.onList = func() {
		if first {
			first = false
			leave()
			<-goOn
		}
	}
	if _, err := c.GetVpnGateway(ctx, region, "vpn-5"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(goOn)
	name(t, c, "vpn-6")
	name(t, c, "vpn-7")
	if direct := a.count("DescribeVpnGateway"); direct != 3 {
		t.Errorf("%d direct reads: the new listing was not used", direct)
	}
}
