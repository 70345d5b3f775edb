package framework

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The pointers below are nil for null and unknown alike. The framework's own
// ValueStringPointer and siblings turn unknown into a pointer to "".

// StringPtr returns a pointer to a known value, else nil.
func StringPtr(v types.String) *string {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueStringPointer()
}

// Int64Ptr returns a pointer to a known value, else nil.
func Int64Ptr(v types.Int64) *int64 {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueInt64Pointer()
}

// BoolPtr returns a pointer to a known value, else nil.
func BoolPtr(v types.Bool) *bool {
	if v.IsNull() || v.IsUnknown() {
		return nil
	}
	return v.ValueBoolPointer()
}

// Wanted reports a known value that differs from what there is. Null cannot be
// sent: the API has no way to clear a value.
func Wanted(want, have attr.Value) bool {
	return !want.IsUnknown() && !want.IsNull() && !want.Equal(have)
}

// Changed is a value to send because it is Wanted, or nil.
func Changed(want, have types.String) *string {
	if !Wanted(want, have) {
		return nil
	}
	return StringPtr(want)
}

// StringOrNull is null for "".
func StringOrNull(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// StringOrPrior is what the API shows, or the prior value where it shows nothing.
func StringOrPrior(s string, prior types.String) types.String {
	if s == "" && !prior.IsUnknown() {
		return prior
	}
	return StringOrNull(s)
}

// TextOrPrior is StringOrPrior where the API can also show that there is none, as
// "". It is nil where the API shows nothing.
func TextOrPrior(s *string, prior types.String) types.String {
	if s == nil {
		return StringOrPrior("", prior)
	}
	return StringOrNull(*s)
}

// BoolOrPrior does the same for a switch.
func BoolOrPrior(b *bool, prior types.Bool) types.Bool {
	if b == nil && !prior.IsUnknown() {
		return prior
	}
	return types.BoolPointerValue(b)
}

// Int64OrPrior is what the API shows, or the prior value where it shows 0, which
// stands for no value.
func Int64OrPrior(n int64, prior types.Int64) types.Int64 {
	switch {
	case n != 0:
		return types.Int64Value(n)
	case prior.IsUnknown():
		return types.Int64Null()
	default:
		return prior
	}
}

// TimeOrPrior is a time as attributes have it, or the prior value where the API
// shows none.
func TimeOrPrior(t time.Time, prior types.String) types.String {
	if t.IsZero() && !prior.IsUnknown() {
		return prior
	}
	return TimeOrNull(t)
}

// Strings are the elements of a map of texts; nil for null and unknown.
func Strings(m types.Map) map[string]string {
	var all map[string]string
	for key, value := range m.Elements() {
		if text, ok := value.(types.String); ok {
			if all == nil {
				all = make(map[string]string)
			}
			all[key] = text.ValueString()
		}
	}
	return all
}

// TimeOrNull is a time as attributes have it (RFC 3339), null for the zero time.
func TimeOrNull(t time.Time) types.String {
	if t.IsZero() {
		return types.StringNull()
	}
	return types.StringValue(t.Format(time.RFC3339))
}

// WholeNumber is the type of a number that people write. The framework's own
// type calls a fraction an error in the provider.
type WholeNumber struct{ basetypes.Int64Type }

// Equal accepts the framework's own type too: a WholeNumber's values are of it.
func (t WholeNumber) Equal(other attr.Type) bool {
	_, ok := other.(WholeNumber)
	return ok || t.Int64Type.Equal(other)
}

// ValueFromTerraform takes for unknown what Validate refuses, so that nothing
// else judges it.
func (t WholeNumber) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.Int64Type.ValueFromTerraform(ctx, in)
	if err != nil && in.As(new(big.Float)) == nil {
		return types.Int64Unknown(), nil
	}
	return value, err
}

// Validate refuses fractions, and numbers that do not fit into 64 bits.
func (t WholeNumber) Validate(ctx context.Context, in tftypes.Value, at path.Path) (diags diag.Diagnostics) {
	var n big.Float
	if _, err := t.Int64Type.ValueFromTerraform(ctx, in); err == nil || in.As(&n) != nil {
		return nil
	}
	must := "a whole number"
	if n.IsInt() {
		must = "a number of at most 18 digits"
	}
	addInvalid(&diags, at, fmt.Errorf("must be %s, got: %s", must, n.Text('g', 10)), len(at.Steps()) > 2)
	return diags
}
