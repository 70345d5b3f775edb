package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)

// The plan modifiers below replace a resource for a changed value, but not where
// state has none. An argument that every object has is null there only because
// an answer lacked it or had it in a form that nobody knows, as an import may meet:
// what the object has is not known to differ then.

// Replaces is the description of the framework's own modifier too: Table knows by
// it which arguments replace.
const Replaces = "If the value of this attribute changes, Terraform will destroy and recreate the resource."

// ReplaceString is such a modifier for a string.
func ReplaceString() planmodifier.String {
	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		}, Replaces, Replaces)
}

// ReplaceInt64 is such a modifier for a number.
func ReplaceInt64() planmodifier.Int64 {
	return int64planmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		}, Replaces, Replaces)
}

// ReplaceBool is such a modifier for a switch.
func ReplaceBool() planmodifier.Bool {
	return boolplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.BoolRequest, resp *boolplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		}, Replaces, Replaces)
}
