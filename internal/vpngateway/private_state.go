package vpngateway

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	keyAwaitingPayment = "awaiting_payment"
	keyApplied         = "applied"
	// keySecondUnread says that the answer had a second vSwitch in a form that nobody
	// can read, so that null in state does not mean that there is none.
	keySecondUnread = "second_vswitch_unread"
)

// setAwaitingPayment remembers that the gateway's order was not paid when it was
// placed. Until it is, not-found does not mean gone: dropping the resource from
// state would make the next apply order another gateway.
func setAwaitingPayment(ctx context.Context, private framework.PrivateState, awaiting bool) diag.Diagnostics {
	return framework.SetFlag(ctx, private, keyAwaitingPayment, awaiting)
}

func awaitingPayment(ctx context.Context, private framework.PrivateState) (bool, diag.Diagnostics) {
	return framework.Flag(ctx, private, keyAwaitingPayment)
}

// applied is the specification as Terraform last bought or first saw it. Only
// the console can change it, so a difference from state was made there.
type applied struct {
	Bandwidth      int64 `json:"bandwidth"`
	EnableIpsec    bool  `json:"enable_ipsec"`
	EnableSsl      bool  `json:"enable_ssl"`
	SslConnections int64 `json:"ssl_connections"` // 0: none
}

func appliedFrom(m *model) applied {
	return applied{
		Bandwidth: m.Bandwidth.ValueInt64(), EnableIpsec: m.EnableIpsec.ValueBool(),
		EnableSsl: m.EnableSsl.ValueBool(), SslConnections: m.SslConnections.ValueInt64(),
	}
}

func setApplied(ctx context.Context, private framework.PrivateState, a applied) diag.Diagnostics {
	value, err := json.Marshal(a)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Provider bug: private state cannot be written", err.Error())}
	}
	return private.SetKey(ctx, keyApplied, value)
}

// getApplied returns false when nothing is remembered, as after an import.
func getApplied(ctx context.Context, private framework.PrivateState) (a applied, ok bool, diags diag.Diagnostics) {
	value, diags := private.GetKey(ctx, keyApplied)
	ok = len(value) > 0 && json.Unmarshal(value, &a) == nil
	return a, ok, diags
}
