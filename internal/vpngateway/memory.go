package vpngateway

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// memory is Terraform's private state of one gateway: facts that neither the
// configuration nor the API holds.
type memory interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

const (
	keyAwaitingPayment = "awaiting_payment"
	keyImported        = "imported"
	keyApplied         = "applied"
	keyUnseen          = "unseen"
	keyUnfinished      = "unfinished"
)

// ourKeys are the keys above, for whoever reads private state without the
// framework.
func ourKeys() []string {
	return []string{keyAwaitingPayment, keyImported, keyApplied, keyUnseen, keyUnfinished}
}

// setAwaitingPayment remembers that the gateway's order was not paid when it was
// placed. Until it is, not-found does not mean gone: dropping the resource from
// state would make the next apply order another gateway.
func setAwaitingPayment(ctx context.Context, m memory, awaiting bool) diag.Diagnostics {
	if !awaiting {
		return m.SetKey(ctx, keyAwaitingPayment, nil)
	}
	return m.SetKey(ctx, keyAwaitingPayment, []byte("true"))
}

func awaitingPayment(ctx context.Context, m memory) (bool, diag.Diagnostics) {
	value, diags := m.GetKey(ctx, keyAwaitingPayment)
	return string(value) == "true", diags
}

// setImported marks a gateway of which nobody has seen yet whether it is paid.
func setImported(ctx context.Context, m memory, imported bool) diag.Diagnostics {
	if !imported {
		return m.SetKey(ctx, keyImported, nil)
	}
	return m.SetKey(ctx, keyImported, []byte("true"))
}

func justImported(ctx context.Context, m memory) bool {
	value, diags := m.GetKey(ctx, keyImported)
	return !diags.HasError() && string(value) == "true"
}

// setUnseen remembers that the gateway was ordered at this time and that its ID is
// known from the order alone. Until somebody has looked at it, nothing is written
// to it, and for a while not-found does not mean gone. The zero time: it was seen.
func setUnseen(ctx context.Context, m memory, ordered time.Time) diag.Diagnostics {
	if ordered.IsZero() {
		return m.SetKey(ctx, keyUnseen, nil)
	}
	return m.SetKey(ctx, keyUnseen, []byte(strconv.Quote(ordered.UTC().Format(time.RFC3339))))
}

func unseenSince(ctx context.Context, m memory) (ordered time.Time, unseen bool) {
	value, diags := m.GetKey(ctx, keyUnseen)
	if len(value) == 0 || diags.HasError() {
		return time.Time{}, false
	}
	_ = json.Unmarshal(value, &ordered) // the zero time makes nothing of it but the order's age
	return ordered, true
}

// setUnfinished remembers that state shows what was planned for the gateway's name,
// description and so on, and that not all of it was set. The next refresh takes
// what the gateway shows, and nothing where it shows nothing.
func setUnfinished(ctx context.Context, m memory, unfinished bool) diag.Diagnostics {
	if !unfinished {
		return m.SetKey(ctx, keyUnfinished, nil)
	}
	return m.SetKey(ctx, keyUnfinished, []byte("true"))
}

func isUnfinished(ctx context.Context, m memory) bool {
	value, diags := m.GetKey(ctx, keyUnfinished)
	return !diags.HasError() && string(value) == "true"
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

func setApplied(ctx context.Context, m memory, a applied) diag.Diagnostics {
	value, err := json.Marshal(a)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Provider bug: private state cannot be written", err.Error())}
	}
	return m.SetKey(ctx, keyApplied, value)
}

// getApplied returns false when nothing is remembered, as after an import.
func getApplied(ctx context.Context, m memory) (a applied, ok bool, diags diag.Diagnostics) {
	value, diags := m.GetKey(ctx, keyApplied)
	ok = len(value) > 0 && json.Unmarshal(value, &a) == nil
	return a, ok, diags
}
