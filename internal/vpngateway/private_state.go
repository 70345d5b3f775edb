package vpngateway

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

const (
	keyAwaitingPayment = "awaiting_payment"
	keyApplied         = "applied"
	keyUnseen          = "unseen"
	keyUnfinished      = "unfinished"
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

// setUnseen remembers that the gateway was ordered at this time and that its ID is
// known from the order alone. Until somebody has looked at it, nothing is written
// to it, and for a while not-found does not mean gone. The zero time: it was seen.
func setUnseen(ctx context.Context, private framework.PrivateState, ordered time.Time) diag.Diagnostics {
	if ordered.IsZero() {
		return private.SetKey(ctx, keyUnseen, nil)
	}
	return private.SetKey(ctx, keyUnseen, []byte(strconv.Quote(ordered.UTC().Format(time.RFC3339))))
}

func unseenSince(ctx context.Context, private framework.PrivateState) (ordered time.Time, unseen bool) {
	value, diags := private.GetKey(ctx, keyUnseen)
	if len(value) == 0 || diags.HasError() {
		return time.Time{}, false
	}
	_ = json.Unmarshal(value, &ordered) // the zero time makes nothing of it but the order's age
	return ordered, true
}

// setUnfinished remembers that state shows what was planned for the gateway's name,
// description and so on, and that not all of it was set. The next refresh takes
// what the gateway shows, and nothing where it shows nothing.
func setUnfinished(ctx context.Context, private framework.PrivateState, unfinished bool) diag.Diagnostics {
	return framework.SetFlag(ctx, private, keyUnfinished, unfinished)
}

func isUnfinished(ctx context.Context, private framework.PrivateState) bool {
	unfinished, diags := framework.Flag(ctx, private, keyUnfinished)
	return unfinished && !diags.HasError()
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
