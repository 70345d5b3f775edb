package gateway

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// The keys of private state that both kinds use.
const (
	KeyUnseen     = "unseen"
	KeyUnfinished = "unfinished"
)

// LongAgo stands for the time of an order that showed in the API's answers.
var LongAgo = time.Unix(0, 0)

// SetUnseen remembers that the gateway was ordered at this time and that its ID is
// known from the order alone. Until somebody has looked at it, nothing is written
// to it, and for a while not-found does not mean gone. The zero time: it was seen.
func SetUnseen(ctx context.Context, private framework.PrivateState, ordered time.Time) diag.Diagnostics {
	if ordered.IsZero() {
		return private.SetKey(ctx, KeyUnseen, nil)
	}
	return private.SetKey(ctx, KeyUnseen, []byte(strconv.Quote(ordered.UTC().Format(time.RFC3339))))
}

// UnseenSince is what SetUnseen remembered.
func UnseenSince(ctx context.Context, private framework.PrivateState) (ordered time.Time, unseen bool) {
	value, diags := private.GetKey(ctx, KeyUnseen)
	if len(value) == 0 || diags.HasError() {
		return time.Time{}, false
	}
	_ = json.Unmarshal(value, &ordered) // the zero time makes nothing of it but the order's age
	return ordered, true
}

// appearing is how long a gateway that was ordered, and never seen, may be
// unknown to the API and still be believed in.
const appearing = time.Hour

// MayAppear reports that a gateway was ordered so lately, and never seen, that
// the API may not know it yet.
func MayAppear(ctx context.Context, private framework.PrivateState, now time.Time) bool {
	ordered, unseen := UnseenSince(ctx, private)
	return unseen && now.Sub(ordered) < appearing
}

// SetUnfinished remembers that state shows what was planned for the gateway's name,
// description and so on, and that not all of it was set. The next refresh takes
// what the gateway shows, and nothing where it shows nothing.
func SetUnfinished(ctx context.Context, private framework.PrivateState, unfinished bool) diag.Diagnostics {
	return framework.SetFlag(ctx, private, KeyUnfinished, unfinished)
}

// IsUnfinished is what SetUnfinished remembered.
func IsUnfinished(ctx context.Context, private framework.PrivateState) bool {
	unfinished, diags := framework.Flag(ctx, private, KeyUnfinished)
	return unfinished && !diags.HasError()
}
