package clients

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"reflect"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// nodeModules names the directory with the vendor's SDKs for Node.js.
const nodeModules = "ALIYUN_TEST_NODE_MODULES"

// TestSDK_node drives a life with the SDKs for Node.js, one of each signature.
func TestSDK_node(t *testing.T) {
	t.Parallel()
	modules := os.Getenv(nodeModules)
	if modules == "" {
		t.Skip(nodeModules + " is not set: `make test-clients` installs the SDKs and sets it")
	}
	settings := must[[]byte](t, "settings")(json.Marshal(map[string]any{
		"region": sim.DefaultRegion, "vpc": sim.DefaultVPC, "vSwitches": []string{sim.DefaultVSwitchH, sim.DefaultVSwitchI},
		"group": sim.SecondResourceGroup,
	}))
	want := map[string]any{
		"account": sim.DefaultAccountID, "zones": []any{"cn-hangzhou-h", "cn-hangzhou-i"}, "order": 202249400220415.0,
		"listedTags": []any{[]any{"team", "network & 网络"}}, "listed": []any{true},
		"gateway": []any{
			"second", "a gateway", "active", "10M", "PostpayByFlow", sim.DefaultVSwitchI, sim.SecondResourceGroup, 5.0,
		},
		"gone": "InvalidVpnGatewayInstanceId.NotFound", "goneTag": "InvalidInstanceIds.NotFound",
	}
	for name, signature := range map[string]string{"v1": "1.0", "v3": "ACS3"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, host := serve(t)
			cmd := exec.CommandContext(t.Context(), "node", "node/life.js", name, "http://"+host,
				sim.DefaultAccessKeyID, sim.DefaultAccessKeySecret)
			cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
			cmd.Stdin = bytes.NewReader(settings)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, stderr.String())
			}
			var got map[string]any
			check(t, "output", json.Unmarshal(out, &got))
			if !reflect.DeepEqual(got, want) {
				t.Errorf("it has seen\n%v\nwant\n%v", got, want)
			}
			finish(t, server, signature)
		})
	}
}
