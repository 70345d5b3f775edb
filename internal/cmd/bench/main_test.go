package main

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// seeded is what one applied gateway leaves behind, in short.
func seeded(t *testing.T) seed {
	t.Helper()
	s := seed{id: "vpn-1", newID: "vpn-%03d"}
	for text, into := range map[string]*map[string]any{
		`{"version": 4, "resources": [{"type": "aliyun_vpn_gateway", "name": "b0", "instances": [{"index_key": 0, "private": "cA==",
			"attributes": {"id": "vpn-1", "name": "gateway-0-0", "order_id": "9007199254740993", "timeouts": null, "tags": {"a": "b"}}}]}]}`: &s.state,
		`{"now": "2026-01-01T00:00:00Z", "gateways": [{"vpn_gateway_id": "vpn-1", "name": "gateway-0-0", "order_id": 9007199254740993}]}`: &s.data,
	} {
		file := filepath.Join(t.TempDir(), "seed.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := read(file, into); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestSeedIsCopied(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "out.json")
	written := func(err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	s, a := seeded(t), layout{blocks: 2, count: 3}
	var state struct {
		Version   int
		Resources []struct {
			Name      string
			Instances []struct {
				IndexKey   int `json:"index_key"`
				Private    string
				Attributes map[string]any
			}
		}
	}
	text := written(s.writeState(file, a))
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		t.Fatal(err)
	}
	if state.Version != 4 || len(state.Resources) != 2 || len(state.Resources[1].Instances) != 3 {
		t.Fatalf("not 2 blocks of 3: %s", text)
	}
	last := state.Resources[1].Instances[2]
	if state.Resources[1].Name != "b1" || last.IndexKey != 2 || last.Private != "cA==" ||
		last.Attributes["id"] != "vpn-005" || last.Attributes["name"] != "gateway-1-2" || last.Attributes["order_id"] != "9007199254740993" {
		t.Errorf("the last of them is %+v", last)
	}
	text = written(s.writeData(file, a))
	for _, want := range []string{`"vpn-000"`, `"vpn-005"`, `"gateway-1-2"`, `9007199254740993`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if err := (seed{}).writeData(file, a); err == nil {
		t.Error("data without a gateway is no error")
	}
}

// The names in a configuration are those in the states.
func TestConfigurationNames(t *testing.T) {
	t.Parallel()
	config := (&lab{}).gateways("http://127.0.0.1:1", layout{2, 3}) + floorOf(layout{2, 3})
	for _, want := range []string{`resource "aliyun_vpn_gateway" "b1"`, `resource "terraform_data" "b1"`, `"gateway-1-${count.index}"`, "count = 3"} {
		if !strings.Contains(config, want) {
			t.Errorf("no %s in\n%s", want, config)
		}
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
	if got := (table{{"Gateways", "Plan"}, {layout{50, 100}.String(), seconds(1500 * time.Millisecond)}}).String(); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := number(1234567); got != "1,234,567" {
		t.Errorf("got %s", got)
	}
}

func TestGoals(t *testing.T) {
	t.Parallel()
	r := results{plans: []planned{
		{layout: layout{1, 100}, calls: 6},
		{layout: layout{1, 1000}, calls: 25, wall: 3 * time.Second, floor: time.Second, peak: 40e6},
	}}
	got := strings.Join(strings.Fields(r.goals()), " ")
	for _, want := range []string{
		"| 100: API calls | 6 | 6 | yes |",
		"| 1,000: API calls | 24 | 25 | no |",
		"| 1,000: plan, times the floor | 2 | 3.0 | no |",
		"| 1,000: the provider's memory | 40.0 MB | 40.0 MB | yes |",
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
