package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// running is a command that serves.
type running struct {
	api, control string
	banner       string
	stop         func()
	ended        chan error
	output       chan string
}

// launch runs the command on free ports and waits until it has said where.
func launch(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	r := &running{stop: cancel, ended: make(chan error, 1), output: make(chan string, 1)}
	go func() {
		err := run(ctx, append([]string{"-addr", "127.0.0.1:0", "-control", "127.0.0.1:0"}, args...), write)
		_ = write.Close()
		r.ended <- err
	}()
	lines := bufio.NewScanner(read)
	var banner strings.Builder
	for lines.Scan() {
		banner.WriteString(lines.Text() + "\n")
		if match := regexp.MustCompile(`vpc = "(.*?)"`).FindStringSubmatch(lines.Text()); match != nil {
			r.api = match[1]
		}
		if _, address, ok := strings.Cut(lines.Text(), "# Control interface on "); ok {
			r.control = strings.TrimSuffix(address, ".")
			break
		}
	}
	if r.api == "" || r.control == "" {
		cancel()
		t.Fatalf("no addresses in %q: %v", banner.String(), <-r.ended)
	}
	r.banner = banner.String()
	for _, want := range []string{`provider "aliyun" {`, "export ALIBABA_CLOUD_ACCESS_KEY_ID=", "vpc-bp1ub1yt9cvakoelj1y9c"} {
		if !strings.Contains(banner.String(), want) {
			t.Errorf("no %q in %s", want, banner.String())
		}
	}
	go func() {
		rest, _ := io.ReadAll(read)
		r.output <- string(rest)
	}()
	t.Cleanup(cancel)
	return r
}

// end stops the command as a signal would, and returns what it printed since.
func (r *running) end(t *testing.T) string {
	t.Helper()
	r.stop()
	if err := <-r.ended; err != nil {
		t.Errorf("the command failed: %v", err)
	}
	return <-r.output
}

func call(t *testing.T, method, url, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(text)
}

func TestRun_serves(t *testing.T) {
	t.Parallel()
	r := launch(t, "-v", "-access-key", "id", "-secret-key", "word", "-latency", "1ms", "-site", "china")
	status, text := call(t, http.MethodGet, r.api+"/?Action=DescribeRegions&Format=JSON", "")
	if status != http.StatusBadRequest || !strings.Contains(text, "IncompleteSignature") {
		t.Errorf("got %d %s", status, text)
	}
	// The control interface is not on the API's address.
	if status, _ := call(t, http.MethodGet, r.api+"/gateways", ""); status != http.StatusNotFound {
		t.Errorf("got %d", status)
	}
	if output := r.end(t); !strings.Contains(output, "GET DescribeRegions") {
		t.Errorf("no line for the request in %q", output)
	}
}

// What is printed for a shell, pasted into one as it stands, sets the endpoints
// with the keys: with the keys alone the next apply would go to the cloud.
func TestRun_printsForShell(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	const key, secret = "LTAI5t$HOME", `it's a \"secret"`
	r := launch(t, "-access-key", key, "-secret-key", secret)
	defer r.end(t)
	start := strings.Index(r.banner, "\nexport ")
	if start < 0 {
		t.Fatalf("nothing to paste in %s", r.banner)
	}
	pasted := r.banner[start:] // to the end: comments and empty lines do no harm
	var names []string
	for _, found := range regexp.MustCompile(`(ALIBABA_CLOUD_\w+)=`).FindAllStringSubmatch(pasted, -1) {
		names = append(names, found[1])
	}
	for at, want := range map[string]string{
		"ALIBABA_CLOUD_ENDPOINT_VPC": r.api, "ALIBABA_CLOUD_ENDPOINT_STS": r.api, "ALIBABA_CLOUD_REGION": "cn-hangzhou",
		"ALIBABA_CLOUD_ACCESS_KEY_ID": key, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": secret,
	} {
		if !slices.Contains(names, at) {
			t.Errorf("%s is not printed", at)
		}
		shell := exec.CommandContext(t.Context(), "sh", "-eu") //nolint:gosec // It is what the test is about.
		shell.Stdin = strings.NewReader(pasted + "\nexec printenv " + at + "\n")
		shell.Env = []string{"PATH=" + os.Getenv("PATH")}
		out, err := shell.CombinedOutput()
		if got := strings.TrimSuffix(string(out), "\n"); err != nil || got != want {
			t.Errorf("%s is %q, want %q: %v", at, got, want, err)
		}
	}
	if len(names) != 5 {
		t.Errorf("want five variables, got %v", names)
	}
}

// Regions that the flag names build single-tunnel gateways, and so seeds there are
// such ones.
func TestRun_singleTunnel(t *testing.T) {
	t.Parallel()
	for flag, want := range map[string]string{"": "vsw-bp1zoneb00000000000002", "cn-shanghai,cn-hangzhou": ""} {
		r := launch(t, "-single-tunnel", flag)
		if status, text := call(t, http.MethodPost, r.control+"/gateways", `{"name":"seed"}`); status != http.StatusCreated {
			t.Fatalf("got %d %s", status, text)
		}
		_, text := call(t, http.MethodGet, r.control+"/gateways", "")
		var list []struct {
			Second string `json:"disaster_recovery_vswitch_id"`
		}
		if err := json.Unmarshal([]byte(text), &list); err != nil || len(list) != 1 || list[0].Second != want {
			t.Errorf("-single-tunnel %q: got %v and %s", flag, err, text)
		}
		r.end(t)
	}
}

func TestRun_keepsData(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data, faults := filepath.Join(dir, "data.json"), filepath.Join(dir, "faults.json")
	if err := os.WriteFile(faults, []byte(`[{"action":"CreateVpnGateway","code":"Throttling"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	first := launch(t, "-data", data, "-faults", faults, "-build-time", "1s")
	if status, text := call(t, http.MethodPost, first.control+"/gateways", `{"name":"kept"}`); status != http.StatusCreated {
		t.Fatalf("got %d %s", status, text)
	}
	first.end(t)
	second := launch(t, "-data", data)
	_, text := call(t, http.MethodGet, second.control+"/gateways", "")
	var list []struct{ Name string }
	if err := json.Unmarshal([]byte(text), &list); err != nil || len(list) != 1 || list[0].Name != "kept" {
		t.Errorf("got %v and %s", err, text)
	}
	second.end(t)
}

// An account of any size, with changes that take their time.
func TestOptions_largeAccount(t *testing.T) {
	t.Parallel()
	cfg, err := parse([]string{"-build-time", "1m", "-update-time", "3s", "-no-quotas"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	o := cfg.options(io.Discard)
	if o.BuildTime != time.Minute || o.UpdateTime != 3*time.Second {
		t.Errorf("builds in %v, changes in %v", o.BuildTime, o.UpdateTime)
	}
	if o.Quota >= 0 || o.ConnectionQuota >= 0 || o.RouteQuota >= 0 || o.ClientCertQuota >= 0 {
		t.Errorf("a quota is left: %+v", o)
	}
	if cfg, err = parse(nil, io.Discard); err != nil {
		t.Fatal(err)
	}
	if o := cfg.options(io.Discard); o.Quota != 0 || o.ConnectionQuota != 0 || o.RouteQuota != 0 || o.ClientCertQuota != 0 {
		t.Errorf("no quota as the API has it: %+v", o)
	}
}

func TestRun_refuses(t *testing.T) {
	t.Parallel()
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	busy := launch(t)
	taken := strings.TrimPrefix(busy.api, "http://")
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"-addr", "0.0.0.0:0"}, "loopback"},
		{[]string{"-addr", ":8980"}, "loopback"},
		{[]string{"-addr", "example.com:80"}, "loopback"},
		{[]string{"-addr", "127.0.0.1"}, "loopback"},
		{[]string{"-control", "192.0.2.1:1"}, "loopback"},
		{[]string{"-site", "moon"}, "moon"},
		{[]string{"-nonsense"}, "nonsense"},
		{[]string{"extra"}, "extra"},
		{[]string{"-faults", broken}, "broken.json"},
		{[]string{"-faults", broken + ".not"}, "no such file"},
		{[]string{"-data", broken}, "broken.json"},
		{[]string{"-addr", taken}, "in use"},
		{[]string{"-addr", "127.0.0.1:0", "-control", taken}, "in use"},
	} {
		err := run(t.Context(), tt.args, io.Discard)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v: want an error about %q, got %v", tt.args, tt.want, err)
		}
	}
	if err := run(t.Context(), []string{"-h"}, io.Discard); err != nil {
		t.Errorf("asking for help is no error: %v", err)
	}
	busy.end(t)
}
