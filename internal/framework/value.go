package framework

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
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
