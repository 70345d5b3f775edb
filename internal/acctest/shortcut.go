package acctest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
)

// verifyShortcut fails the test where an answer that the framework was spared
// is not the framework's own. Every test that plans or refreshes anything goes
// through it, since Factories asks for it.
func (c *Cloud) verifyShortcut(kind protocol.Unchanged, shortcut, framework any) {
	c.shortcuts.Add(1)
	short, long := parts(kind, shortcut), parts(kind, framework)
	for name, part := range long {
		if !reflect.DeepEqual(short[name], part) {
			c.t.Errorf("%T: the framework's %s is\n%v\nand the shortcut's\n%v", shortcut, name, part, short[name])
		}
	}
}

// Shortcuts returns how many answers the framework has been spared so far.
func (c *Cloud) Shortcuts() int { return int(c.shortcuts.Load()) }

// parts is what an answer consists of, in a form that can be compared.
func parts(kind protocol.Unchanged, answer any) map[string]any {
	switch a := answer.(type) {
	case *tfprotov6.ValidateResourceConfigResponse:
		return map[string]any{"diagnostics": Diagnostics(a.Diagnostics).Texts()}
	case *tfprotov6.UpgradeResourceStateResponse:
		return map[string]any{"state": state(kind, a.UpgradedState), "diagnostics": Diagnostics(a.Diagnostics).Texts()}
	case *tfprotov6.ReadResourceResponse:
		return map[string]any{
			"state": state(kind, a.NewState), "private": private(a.Private), "identity": identityOf(kind, a.NewIdentity),
			"diagnostics": Diagnostics(a.Diagnostics).Texts(), "deferred": a.Deferred != nil,
		}
	case *tfprotov6.PlanResourceChangeResponse:
		return map[string]any{
			"state": state(kind, a.PlannedState), "private": private(a.PlannedPrivate), "identity": identityOf(kind, a.PlannedIdentity),
			"diagnostics": Diagnostics(a.Diagnostics).Texts(), "deferred": a.Deferred != nil,
			"replace": fmt.Sprint(a.RequiresReplace),
		}
	default:
		return map[string]any{"unexpected": fmt.Sprintf("%T", answer)}
	}
}

// state is a resource's state as text, with the members in order.
func state(kind protocol.Unchanged, v *tfprotov6.DynamicValue) string { return text(v, kind.Type()) }

func identityOf(kind protocol.Unchanged, v *tfprotov6.ResourceIdentityData) string {
	if v == nil {
		return "none"
	}
	return text(v.IdentityData, kind.IdentityType())
}

func text(v *tfprotov6.DynamicValue, t tftypes.Type) string {
	if v == nil {
		return "none"
	}
	decoded, err := v.Unmarshal(t)
	if err != nil {
		return err.Error()
	}
	return decoded.String()
}

func private(raw []byte) any {
	var decoded map[string][]byte
	if len(bytes.TrimSpace(raw)) == 0 {
		return decoded
	}
	if err := json.Unmarshal(raw, &decoded); err != nil {
		return err.Error()
	}
	return decoded
}
