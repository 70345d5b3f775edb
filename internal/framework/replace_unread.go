package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// An argument that an object may be without is null in state for one of two
// reasons: the object has none, and then a value replaces it, or no answer has
// shown one yet, and then nothing is known. A flag in private state tells them
// apart.

// ReplaceOptionalInt64 is ReplaceInt64 for such an argument. key is the flag of
// RememberUnread.
func ReplaceOptionalInt64(key string) planmodifier.Int64 {
	return int64planmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
			unread, diags := Flag(ctx, req.Private, key)
			resp.Diagnostics.Append(diags...)
			resp.RequiresReplace = !unread || !req.StateValue.IsNull()
		}, Replaces, Replaces)
}

// RememberUnread sets the flag when an object is read for the first time after an
// import, and the answer shows no value: it may have none, or the answer lacks it.
// The flag stays until a value shows.
func RememberUnread(ctx context.Context, private PrivateState, key string, value attr.Value) diag.Diagnostics {
	unread, diags := Flag(ctx, private, key)
	unread = value.IsNull() && (unread || Imported(ctx, private))
	return append(diags, SetFlag(ctx, private, key, unread)...)
}

// Replaced splits the arguments that replace the object when they change: those
// that do change, and those that differ from the configuration only because they
// were never read, as neverRead says of one that is null in state. nil says it of
// all of those.
func (c *Change[M]) Replaced(neverRead func(name string) bool) (replaced, unread []string) {
	for _, name := range c.Replacing() {
		if c.Table.Value(c.State, name).IsNull() && (neverRead == nil || neverRead(name)) {
			unread = append(unread, name)
		} else {
			replaced = append(replaced, name)
		}
	}
	return replaced, unread
}

// WarnTakenOver tells which arguments state gets from the configuration alone.
// note, if any, ends the text.
func (c *Change[M]) WarnTakenOver(unread []string, note string) {
	if note != "" {
		note = " " + note
	}
	for _, name := range unread {
		warnTakenOver(c.Diags, c.id(), name, c.Table.Value(c.Plan, name), note)
	}
}

func warnTakenOver(diags *diag.Diagnostics, id, name string, planned attr.Value, note string) {
	if planned.IsNull() || planned.IsUnknown() {
		return
	}
	diags.AddAttributeWarning(path.Root(name), name+" could not be read", fmt.Sprintf(
		"The API's answer about %[1]s lacks %[2]s, or has it in a form that this provider does not know. So the plan takes "+
			"%[3]s over from the configuration, without a call and without a replacement. If a later refresh reads something else, "+
			"the plan after it shows that.%[4]s", id, name, planned, note))
}

// WarnReplaced says of each argument that is replaced what that means for the
// object. noun starts a sentence; note says what to mind.
func (c *Change[M]) WarnReplaced(replaced []string, noun, note string) {
	warnReplaced(c.Diags, c.id(), replaced, noun, note)
}

func warnReplaced(diags *diag.Diagnostics, id string, replaced []string, noun, note string) {
	for _, name := range replaced {
		diags.AddAttributeWarning(path.Root(name), noun+" will be replaced", fmt.Sprintf(
			"The API cannot change %s of %s, so the plan deletes it and creates another. %s", name, id, note))
	}
}

func (c *Change[M]) id() string {
	id, _ := c.Table.Value(c.State, "id").(types.String)
	return id.ValueString()
}
