package framework

import (
	"context"
	"fmt"
	"math/big"

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

// Known returns planned, or observed where the plan left the value unknown.
func Known[T attr.Value](planned, observed T) T {
	if planned.IsUnknown() {
		return observed
	}
	return planned
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
	addInvalid(&diags, at, fmt.Errorf("must be %s, got: %s", must, n.Text('g', 10)))
	return diags
}
