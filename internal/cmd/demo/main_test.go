package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// needsCLI skips a test where there is no Terraform to run.
func needsCLI(t *testing.T) {
	t.Helper()
	if _, err := findCLI(); err != nil {
		t.Skip(err)
	}
}

var (
	directory = regexp.MustCompile(`Everything is in (\S+),`)
	requests  = regexp.MustCompile(`shows at (\S+)\.`)
)

// nothingLeft checks that the directory and the simulator, of which the output
// speaks, are gone.
func nothingLeft(t *testing.T, output string) {
	t.Helper()
	dir, control := directory.FindStringSubmatch(output), requests.FindStringSubmatch(output)
	if dir == nil || control == nil {
		t.Fatalf("no directory or no simulator in the output:\n%s", output)
	}
	if _, err := os.Stat(dir[1]); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", dir[1], err)
	}
	if answer := get(t.Context(), control[1]); answer != "" {
		t.Errorf("the simulator still answers %s", answer)
	}
}

// get returns what is at url, or nothing.
func get(ctx context.Context, url string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return ""
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return string(body)
}

func TestRun(t *testing.T) {
	t.Parallel()
	needsCLI(t)
	var out bytes.Buffer
	if err := run(t.Context(), []string{"-build-time", "100ms"}, &out); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{
		" init -input=false\n", "Installed " + provider.Source + " v99.0.0", "1 to add, 0 to change, 0 to destroy",
		`id = "vpn-`, "No changes.", "0 added, 1 changed, 0 destroyed", "It is still vpn-", "Import successful!",
		"3 added, 0 changed, 0 destroyed", `secret = "(hidden)"`, "not there", "5 destroyed", "CreateVpnGateway 1,", "DeleteVpnGateway 1", "the same one was released, and none is left",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in the output:\n%s", want, out.String())
		}
	}
	nothingLeft(t, out.String())
}

// Ctrl-C while a gateway is being built, which would take an hour.
func TestRun_interrupted(t *testing.T) {
	t.Parallel()
	needsCLI(t)
	ctx, interrupt := context.WithCancelCause(t.Context())
	defer interrupt(nil)
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"-build-time", "1h"}, in)
		ended <- err
		in.CloseWithError(err)
	}()
	var said strings.Builder
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
		if !strings.Contains(lines.Text(), "Creating...") {
			continue
		}
		control := requests.FindStringSubmatch(said.String())
		if control == nil {
			t.Error("no simulator in the output")
			interrupt(nil)
			continue
		}
		go func() { // The quotes matter: DescribeVpnGateways is also called before the purchase.
			for ctx.Err() == nil && !strings.Contains(get(ctx, control[1]), `"DescribeVpnGateway"`) {
				time.Sleep(50 * time.Millisecond) //nolint:forbidigo // There is nothing to wait on in another process.
			}
			interrupt(errors.New("interrupted by the test"))
		}()
	}
	if err := <-ended; err == nil || err.Error() != "step 4: interrupted by the test" {
		t.Errorf("want to hear of the interruption, got %v\n%s", err, said.String())
	}
	if !strings.Contains(said.String(), "Interrupted while VPN gateway was being created") {
		t.Errorf("Terraform was not stopped in good order:\n%s", said.String())
	}
	nothingLeft(t, said.String())
}

func TestRun_refuses(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"extra"}, {"-build-time", "soon"}} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%v should be an error", args)
		}
	}
	if err := run(t.Context(), []string{"-h"}, io.Discard); err != nil {
		t.Errorf("asking for help is no error: %v", err)
	}
	t.Setenv("TF_ACC_TERRAFORM_PATH", filepath.Join(t.TempDir(), "terraform"))
	if err := run(t.Context(), nil, io.Discard); err == nil || !strings.Contains(err.Error(), "no Terraform CLI") {
		t.Errorf("want to hear that there is no CLI, got %v", err)
	}
}

func TestEnvironment(t *testing.T) {
	for _, name := range []string{"TF_VAR_name", "TF_CLI_ARGS", "ALIBABA_CLOUD_PROFILE", "ALICLOUD_REGION", "VPC_ENDPOINT"} {
		t.Setenv(name, "the developer's own")
	}
	t.Setenv("VPC_ENDPOINTS", "something else")
	env := environment("cli.tfrc", io.Discard)
	for _, want := range []string{"TF_CLI_CONFIG_FILE=cli.tfrc", "TF_CLI_ARGS=-no-color", "VPC_ENDPOINTS=something else"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, entry := range env {
		if strings.HasSuffix(entry, "=the developer's own") {
			t.Errorf("%s reaches Terraform", entry)
		}
	}
}

func TestCheck(t *testing.T) {
	bought, released := entry{Kind: "purchase", ObjectID: "a"}, entry{Kind: "release", ObjectID: "a"}
	for name, test := range map[string]struct {
		ledger []entry
		left   int
		want   string
	}{
		"as it should be":  {[]entry{bought, released}, 0, ""},
		"bought twice":     {[]entry{bought, bought, released}, 0, "holds: purchase, purchase, release"},
		"nothing bought":   {nil, 0, "one purchase"},
		"never released":   {[]entry{bought}, 0, "one release"},
		"another released": {[]entry{bought, {Kind: "release", ObjectID: "b"}}, 0, "another gateway"},
		"one left":         {[]entry{bought, released}, 1, "1 gateways are left"},
	} {
		err := check(test.ledger, test.left)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: want %q, got %v", name, test.want, err)
		}
	}
}

func TestCounted(t *testing.T) {
	if got := counted([]string{"b", "a", "b"}); got != "b 2, a 1" {
		t.Errorf("got %q", got)
	}
}
