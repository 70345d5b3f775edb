package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// pair is a gateway with two routes.
var pair = &cell{"pair", []part{gateway, {typeName: routes.typeName, name: "route", n: 2, ofGateway: true, body: routes.body}}}

// sown is what an applied pair leaves behind, in short.
func sown(t *testing.T) *seed {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"state": `{"version": 4, "resources": [
			{"type": "aliyun_vpn_gateway", "name": "b0-0", "instances": [{"index_key": 0, "private": "cA==",
				"attributes": {"id": "vpn-bp1aaaaaaaaaaaaaaaaaaaa", "name": "gateway-b0-0-0", "order_id": "9007199254740993", "timeouts": null}}]},
			{"type": "aliyun_vpn_route_entry", "name": "b0-0", "instances": [
				{"index_key": 1, "attributes": {"id": "vpn-bp1aaaaaaaaaaaaaaaaaaaa_10.8.1.0/24"}, "dependencies": ["aliyun_vpn_gateway.b0-0"]},
				{"index_key": 0, "attributes": {"id": "vpn-bp1aaaaaaaaaaaaaaaaaaaa_10.8.0.0/24"}, "dependencies": ["aliyun_vpn_gateway.b0-0"]}]}]}`,
		"data": `{"now": "2026-01-01T00:00:00Z", "objects": {
			"gateway": [{"vpn_gateway_id": "vpn-bp1aaaaaaaaaaaaaaaaaaaa", "name": "gateway-b0-0-0", "order_id": 9007199254740993}],
			"vpn_route": [{"key": "vpn-bp1aaaaaaaaaaaaaaaaaaaa_10.8.0.0/24"}, {"key": "vpn-bp1aaaaaaaaaaaaaaaaaaaa_10.8.1.0/24"}]}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := newSeed(pair, filepath.Join(dir, "state"), filepath.Join(dir, "data"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newSeed(office, filepath.Join(dir, "state"), filepath.Join(dir, "data")); err == nil {
		t.Error("a state that lacks resources is no error")
	}
	return s
}

func TestSeedIsCopied(t *testing.T) {
	t.Parallel()
	state, data := filepath.Join(t.TempDir(), "state"), filepath.Join(t.TempDir(), "data")
	l := &lab{seeds: map[*cell]*seed{pair: sown(t)}}
	if err := l.writeCopies(stand{{pair, layout{2, 3}}, {pair, layout{1, 1}}}, state, data); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version   int
		Resources []struct {
			Type, Name string
			Instances  []struct {
				IndexKey     int `json:"index_key"`
				Private      string
				Attributes   map[string]any
				Dependencies []string
			}
		}
	}
	if err := read(state, &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 4 || len(got.Resources) != 6 || len(got.Resources[2].Instances) != 3 || len(got.Resources[3].Instances) != 6 {
		t.Fatalf("not 2 blocks of 3 gateways with their routes, and one more of each: %+v", got)
	}
	// The last of the second block is the sixth gateway.
	last := got.Resources[2].Instances[2]
	if got.Resources[2].Name != "b0-1" || last.IndexKey != 2 || last.Private != "cA==" ||
		last.Attributes["id"] != "vpn-bp1aaaaaaaaaaaaaa000005" || last.Attributes["name"] != "gateway-b0-1-2" || last.Attributes["order_id"] != "9007199254740993" {
		t.Errorf("the last of them is %+v", last)
	}
	route := got.Resources[3].Instances[4]
	if route.IndexKey != 5 || route.Attributes["id"] != "vpn-bp1aaaaaaaaaaaaaa000005_10.8.1.0/24" || route.Dependencies[0] != "aliyun_vpn_gateway.b0-1" {
		t.Errorf("a route of it is %+v", route)
	}
	text, err := os.ReadFile(data)
	if err != nil {
		t.Fatal(err)
	}
	for want, times := range map[string]int{
		`"vpn-bp1aaaaaaaaaaaaaa000000"`: 1, `"vpn-bp1aaaaaaaaaaaaaa000006"`: 1, `"gateway-b1-0-0"`: 1, `9007199254740993`: 7, `000006_10.8.`: 2,
	} {
		if got := strings.Count(string(text), want); got != times {
			t.Errorf("%s stands %d times in %s", want, got, text)
		}
	}
}

// The names in a configuration are those in the states.
func TestConfigurationNames(t *testing.T) {
	t.Parallel()
	config := (&lab{}).config("http://127.0.0.1:1", stand{{office, layout{2, 3}}, {dialIn, layout{1, 1}}})
	for want, times := range map[string]int{
		`resource "aliyun_vpn_gateway" "b0-1" {`: 1, `resource "aliyun_ssl_vpn_server" "b1-0" {`: 1, `resource "aliyun_ssl_vpn_server"`: 1,
		`name = "gateway-b0-1-${count.index}"`: 1, "count = 3\n": 2, "count = 12\n": 4, "aliyun_vpn_gateway.b0-1[floor(count.index / 10)].id": 1,
	} {
		if got := strings.Count(config, want); got != times {
			t.Errorf("%q stands %d times in\n%s", want, got, config)
		}
	}
	for _, left := range []string{"BLOCK", "INDEX", "CELL"} {
		if strings.Contains(config, left) {
			t.Errorf("%s is left in\n%s", left, config)
		}
	}
}

// A run of some rows has these alone, wherever they stand.
func TestOnly(t *testing.T) {
	t.Parallel()
	o := options{only: regexp.MustCompile("fleet|^110$")}
	if rows, grown := o.rows(), o.growth(); len(rows) != 1 || rows[0].name != theFleet || len(grown) != 1 || grown[0].objects() != 110 {
		t.Errorf("%+v and %+v", rows, grown)
	}
}

// The fleet is the one of the goal.
func TestFleet(t *testing.T) {
	t.Parallel()
	f := fleetOf(theFleet, 20, 30)
	counts := make(map[string]int)
	for _, g := range f.stand {
		for _, p := range g.parts {
			counts[p.typeName] += g.total() * p.n
		}
	}
	want := map[string]int{
		"aliyun_vpn_gateway": 50, "aliyun_vpn_customer_gateway": 200, "aliyun_vpn_connection": 200, "aliyun_vpn_route_entry": 500,
		"aliyun_vpn_pbr_route_entry": 100, "aliyun_ssl_vpn_server": 20, "aliyun_ssl_vpn_client_cert": 500,
	}
	if !maps.Equal(counts, want) || f.objects() != 1570 {
		t.Errorf("%d objects: %v", f.objects(), counts)
	}
	if got := f.pages(); got != 1+4+4+50+50+1+10 {
		t.Errorf("%d pages", got)
	}
}

func TestMeter(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "usage")
	for range 2 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		if err := record(cmd.ProcessState, file); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := usageOf(file)
	if err != nil || sum.CPU < 0 || sum.Peak < 0 {
		t.Errorf("got %+v, %v", sum, err)
	}
	if _, err := usageOf(file); err == nil {
		t.Error("what was counted once is counted again")
	}
}

func TestParseBenchmarks(t *testing.T) {
	t.Parallel()
	got := parseBenchmarks(`goos: linux
pkg: example.com/x/internal/vpc
cpu: AMD EPYC
BenchmarkSnapshot-2         	 1450437	       165.3 ns/op	       0 B/op	       0 allocs/op
BenchmarkPollInterval/3m0s-2         	 608	    394165 ns/op	        43.00 polls	         6.973 s-late	 0 B/op	 0 allocs/op
PASS
`)
	if len(got) != 2 || got[0].name != "vpc.Snapshot" || got[0].metrics["ns/op"] != 165.3 ||
		got[1].name != "vpc.PollInterval/3m0s" || got[1].metrics[unitLate] != 6.973 {
		t.Errorf("got %+v", got)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	want := "| Gateways        |   Plan |\n|-----------------|-------:|\n| 5,000, 50 × 100 | 1.50 s |\n"
	if got := (table{{"Gateways", "Plan"}, {gateways(50, 100).name, seconds(1500 * time.Millisecond)}}).String(); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := number(1234567); got != "1,234,567" {
		t.Errorf("got %s", got)
	}
}

func TestGoals(t *testing.T) {
	t.Parallel()
	r := results{
		plans: []planned{
			{row: gateways(1, 1), calls: map[string]int{"DescribeVpnGateway": 12}, wall: 160 * time.Millisecond, idle: 100 * time.Millisecond},
			{row: gateways(1, 1000), calls: map[string]int{"DescribeVpnGateways": 28, "DescribeVpnGateway": 2}, wall: 3 * time.Second, idle: 2 * time.Second, peak: 40e6},
		},
		created: creation{connections: 20, routes: 100, change: 3 * time.Second, took: 397 * time.Second},
		benchmarks: []benchmark{
			{"provider.Plan/aliyun_vpn_gateway/read", map[string]float64{"ns/op": 4e5}},
			{"provider.Plan/aliyun_vpn_gateway/all", map[string]float64{"ns/op": 5e5}},
			{"provider.Plan/aliyun_vpn_connection/all", map[string]float64{"ns/op": 4e5}},
		},
	}
	got := strings.Join(strings.Fields(r.goals()), " ")
	for _, want := range []string{
		"| 1: API calls | 11 | 12 | no |",
		"| 1,000: API calls | 30 | 30 | yes |",
		"| 1: plan, above the idle provider's | 60 ms | 60 ms | yes |",
		"| 1,000: plan, times the idle provider's | 1.15 | 1.50 | no |",
		"| 1,000: the provider's memory | 40.0 MB | 40.0 MB | yes |",
		"| Create of 20 connections and 100 routes on one gateway | 396.00 s | 397.00 s | no |",
		"| aliyun_vpn_gateway: own CPU for one that is unchanged | 400µs | 500µs | no |",
		"| aliyun_vpn_connection: own CPU for one that is unchanged | 400µs | 400µs | yes |",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
}

// The texts have a place for everything that is measured, and the guide's copy
// in docs/ is the same.
func TestReports(t *testing.T) {
	t.Parallel()
	const root = "../../../"
	sections := (&results{}).sections()
	if names := slices.Sorted(maps.Keys(sections)); !slices.Equal(names, slices.Sorted(slices.Values(sectionNames))) {
		t.Errorf("sections %v are printed, and there are %v", sectionNames, names)
	}
	var placed []string
	for _, r := range reports {
		placed = append(placed, r.sections...)
		text, err := os.ReadFile(root + r.files[0])
		if err != nil {
			t.Fatal(err)
		}
		filled, err := r.fill(string(text), map[string]string{r.sections[1]: "| new |\n"})
		if err != nil || !strings.Contains(filled, "| new |") {
			t.Errorf("not filled: %v", err)
		}
		if places := strings.Count(string(text), "<!-- measured by make bench: "); places != len(r.sections) {
			t.Errorf("%s has %d places, want %d", r.files[0], places, len(r.sections))
		}
		if _, err := r.fill("nothing", sections); err == nil {
			t.Error("a text without places is filled")
		}
		for _, file := range r.files[1:] {
			if copied, err := os.ReadFile(root + file); err != nil || string(copied) != string(text) {
				t.Errorf("%s is not the same as %s: %v", file, r.files[0], err)
			}
		}
	}
	for _, name := range sectionNames {
		if !slices.Contains(placed, name) {
			t.Errorf("no text has a place for %s", name)
		}
	}
}

// A run rewrites all texts, and nothing else in them.
func TestReports_written(t *testing.T) {
	t.Parallel()
	root := t.TempDir() + "/"
	sections := map[string]string{}
	for _, name := range sectionNames {
		sections[name] = "| " + name + " |\n"
	}
	for _, r := range reports {
		var text strings.Builder
		for _, name := range r.sections {
			text.WriteString("Text.\n\n<!-- measured by make bench: " + name + " -->\n\nold\n\n<!-- end of what was measured -->\n")
		}
		for _, file := range r.files {
			if err := os.MkdirAll(filepath.Dir(root+file), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(root+file, []byte(text.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := writeReports(root, sections); err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		for _, file := range r.files {
			text, err := os.ReadFile(root + file)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range r.sections {
				if !strings.Contains(string(text), "-->\n\n| "+name+" |\n\n<!-- end") {
					t.Errorf("%s has no new %s:\n%s", file, name, text)
				}
			}
			if strings.Contains(string(text), "old") || strings.Count(string(text), "Text.") != len(r.sections) {
				t.Errorf("%s is\n%s", file, text)
			}
		}
	}
}
