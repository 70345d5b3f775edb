package framework_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

func TestSecret_isSentWhenItChanges(t *testing.T) {
	t.Parallel()
	kept := func(value string) framework.Secret {
		return framework.Secret{Value: types.StringValue(value), WriteOnly: types.StringNull(), Version: types.Int64Null()}
	}
	written := func(value string, version int64) framework.Secret {
		return framework.Secret{Value: types.StringNull(), WriteOnly: types.StringValue(value), Version: types.Int64Value(version)}
	}
	stored := func(version int64) framework.Secret { // a write-only value is not in state
		return framework.Secret{Value: types.StringNull(), WriteOnly: types.StringNull(), Version: types.Int64Value(version)}
	}
	none := framework.Secret{Value: types.StringNull(), WriteOnly: types.StringNull(), Version: types.Int64Null()}
	for name, test := range map[string]struct {
		state, want framework.Secret
		sent        string
	}{
		"kept, unchanged":              {kept("a"), kept("a"), ""},
		"kept, changed":                {kept("a"), kept("b"), "b"},
		"kept, after an import":        {none, kept("a"), "a"},
		"kept, left out":               {kept("a"), none, ""},
		"written, same version":        {stored(1), written("another", 1), ""},
		"written, new version":         {stored(1), written("b", 2), "b"},
		"written, lower version":       {stored(2), written("b", 1), "b"},
		"written, after an import":     {none, written("a", 1), "a"},
		"written, left out":            {stored(1), none, ""},
		"from kept to written":         {kept("a"), written("b", 1), "b"},
		"from written to kept":         {stored(1), kept("b"), "b"},
		"nothing, and nothing is said": {none, none, ""},
	} {
		sent := ""
		if s := test.state.Changed(test.want); s != nil {
			sent = *s
		}
		if sent != test.sent {
			t.Errorf("%s: %q is sent, want %q", name, sent, test.sent)
		}
	}
	for _, s := range []framework.Secret{kept("a"), written("a", 1)} {
		if given := s.Given(); given == nil || *given != "a" {
			t.Errorf("%+v: given %v", s, given)
		}
	}
	if none.Given() != nil {
		t.Error("no secret is one")
	}
}

func TestSecret_changeOutsideIsNoticed(t *testing.T) {
	t.Parallel()
	p := private{}
	changed := func(secret string) bool {
		yes, diags := framework.SecretChanged(t.Context(), p, "mark", secret)
		if diags.HasError() {
			t.Fatal(diags)
		}
		return yes
	}
	if changed("anything") {
		t.Error("nothing is remembered, and something has changed")
	}
	framework.RememberSecret(t.Context(), p, "mark", "a")
	if changed("a") {
		t.Error("the same secret counts as changed")
	}
	noticed := 0
	for _, other := range []string{"b", "c", "A", "aa", ""} {
		if changed(other) {
			noticed++
		}
	}
	if noticed < 4 { // each is overlooked once in 65,536
		t.Errorf("%d of 5 changes were noticed", noticed)
	}
	first := string(p["mark"])
	framework.RememberSecret(t.Context(), p, "mark", "a")
	if string(p["mark"]) == first {
		t.Error("equal secrets show as equal in state")
	}
	for _, broken := range []string{"null?", "[1]", ""} {
		p["mark"] = []byte(broken)
		if changed("a") {
			t.Errorf("%q is remembered", broken)
		}
	}
	framework.RememberSecret(t.Context(), p, "mark", "")
	if len(p["mark"]) > 0 {
		t.Errorf("%q is left of no secret", p["mark"])
	}
}
