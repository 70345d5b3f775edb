package acctest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The SDK's loggers are off only where nobody asked for a log: each of
// Terraform's variables goes on doing what it is for.
func TestLogs(t *testing.T) {
	t.Parallel()
	const (
		ours = "Alibaba Cloud API call" // at level DEBUG
		sdk  = "Received request"       // of the SDK's protocol logger, at level TRACE
	)
	for name, test := range map[string]struct {
		env       []string
		ours, sdk bool
	}{
		"none":                   {nil, false, false},
		"TF_LOG":                 {[]string{"TF_LOG=TRACE"}, true, true},
		"TF_LOG debug":           {[]string{"TF_LOG=DEBUG"}, true, false},
		"TF_LOG info":            {[]string{"TF_LOG=INFO"}, false, false},
		"TF_LOG_PROVIDER":        {[]string{"TF_LOG_PROVIDER=TRACE"}, true, true},
		"TF_LOG_PROVIDER debug":  {[]string{"TF_LOG_PROVIDER=DEBUG"}, true, false},
		"TF_LOG_SDK":             {[]string{"TF_LOG=TRACE", "TF_LOG_SDK=WARN"}, true, false},
		"TF_LOG_SDK off":         {[]string{"TF_LOG_PROVIDER=TRACE", "TF_LOG_SDK=off"}, true, false},
		"TF_LOG_SDK alone":       {[]string{"TF_LOG_SDK=TRACE"}, false, false}, // Terraform shows no provider's log then
		"TF_LOG_CORE only":       {[]string{"TF_LOG_CORE=TRACE"}, false, false},
		"TF_LOG_PROVIDER_ALIYUN": {[]string{"TF_LOG_PROVIDER=TRACE", "TF_LOG_PROVIDER_ALIYUN=INFO"}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			log := filepath.Join(t.TempDir(), "log")
			env := append([]string{
				"TF_LOG_PATH=" + log, "ALIBABA_CLOUD_ENDPOINT_VPC=" + serveSim(t, sim.New(sim.Options{})),
				"ALIBABA_CLOUD_ACCESS_KEY_ID=" + sim.DefaultAccessKeyID, "ALIBABA_CLOUD_ACCESS_KEY_SECRET=" + sim.DefaultAccessKeySecret,
			}, test.env...)
			w := newWorkspace(t, fmt.Sprintf("provider \"aliyun\" {\n  region = %q\n}\n\ndata \"aliyun_vpn_gateways\" \"all\" {}\n", sim.DefaultRegion), env...)
			if c := w.run("plan", "-no-color"); c.wait() != 0 {
				t.Fatal(c.said())
			}
			text, err := os.ReadFile(log)
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if got := strings.Contains(string(text), ours); got != test.ours {
				t.Errorf("the provider's log: %v, want %v", got, test.ours)
			}
			if got := strings.Contains(string(text), sdk); got != test.sdk {
				t.Errorf("the SDK's log: %v, want %v", got, test.sdk)
			}
		})
	}
}
