package provider_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

func accounts(ids ...string) []tftypes.Value {
	values := make([]tftypes.Value, len(ids))
	for i, id := range ids {
		values[i] = tftypes.NewValue(tftypes.String, id)
	}
	return values
}

// The account is asked for once, and only where somebody cares.
func TestProvider_accounts(t *testing.T) {
	const mine = sim.DefaultAccountID
	for name, test := range map[string]struct {
		arguments map[string]any
		calls     int
		want      string
	}{
		"not asked for": {nil, 0, ""},
		"allowed":       {map[string]any{"allowed_account_ids": accounts("1", mine)}, 1, ""},
		"not allowed": {
			map[string]any{"allowed_account_ids": accounts("1111222233334444")},
			1,
			`AttributeName("allowed_account_ids"): Wrong account: The credentials belong to account ` + mine,
		},
		"not forbidden": {map[string]any{"forbidden_account_ids": accounts("1111222233334444")}, 1, ""},
		"forbidden": {
			map[string]any{"forbidden_account_ids": accounts(mine)},
			1,
			`AttributeName("forbidden_account_ids"): Wrong account: The credentials belong to account ` + mine,
		},
		"both given": {
			map[string]any{"allowed_account_ids": accounts(mine), "forbidden_account_ids": accounts("1")},
			0,
			`Attribute "forbidden_account_ids" cannot be specified when "allowed_account_ids" is specified`,
		},
		"refused by STS": {
			map[string]any{"allowed_account_ids": accounts(mine), "access_key": "unknown"},
			1,
			`Unable to check the account: GetCallerIdentity: Specified access key is not found.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			arguments := map[string]any{
				"region": "cn-config", "access_key": "config", "secret_key": "secret",
				"endpoints": map[string]any{"vpc": c.URL, "sts": c.URL},
			}
			maps.Copy(arguments, test.arguments)
			_, said := c.Configured(vpngateway.TypeName, arguments)
			all := strings.Join(said.Errors(), "\n")
			if (test.want == "") != (all == "") || !strings.Contains(all, test.want) {
				t.Errorf("the provider says %q, want %q", all, test.want)
			}
			if n := c.Calls("GetCallerIdentity"); n != test.calls {
				t.Errorf("GetCallerIdentity was called %d times, want %d", n, test.calls)
			}
		})
	}
}
