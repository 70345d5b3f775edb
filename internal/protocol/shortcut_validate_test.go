package protocol_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
)

func TestShortcutValidate(t *testing.T) {
	t.Parallel()
	knows := &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true}
	for name, test := range map[string]struct {
		typeName string
		config   *tfprotov6.DynamicValue
		client   *tfprotov6.ValidateResourceConfigClientCapabilities
		silent   bool
		short    bool
	}{
		"nothing to say":          {"toy", state(t, "a"), knows, true, true},
		"something to say":        {"toy", state(t, "a"), knows, false, false},
		"no write-only arguments": {"toy", state(t, "a"), &tfprotov6.ValidateResourceConfigClientCapabilities{}, true, false},
		"without capabilities":    {"toy", state(t, "a"), nil, true, false},
		"another type":            {"other", state(t, "a"), knows, true, false},
		"no configuration":        {"toy", nil, knows, true, false},
		"a configuration of null": {"toy", encoded(t, tftypes.NewValue(toyType, nil)), knows, true, false},
		"no such configuration":   {"toy", &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}, knows, true, false},
	} {
		server, behind := newShortcut(test.silent, nil)
		resp, err := server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
			TypeName: test.typeName, Config: test.config, ClientCapabilities: test.client,
		})
		if short := *behind.asked == 0; err != nil || len(resp.Diagnostics) > 0 || short != test.short {
			t.Errorf("%s: short %v, want %v; %v, %v", name, short, test.short, resp, err)
		}
	}
}

// What Terraform sends twice is decoded once, and no more than the last of it is kept.
func TestShortcutDecodesOnce(t *testing.T) {
	t.Parallel()
	decodes := 0
	behind := long{asked: new(int), ctx: new(context.Context)}
	server := protocol.Shortcut(behind, nil, toy{unchanged: true, decodes: &decodes})
	refreshed := func(id string, want int) {
		t.Helper()
		decodes = 0
		for range 2 {
			resp, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "toy", CurrentState: state(t, id)})
			if err != nil {
				t.Fatal(err)
			}
			if got, err := resp.NewIdentity.IdentityData.Unmarshal(identityType); err != nil || got.String() != identityText(t, id) {
				t.Errorf("%s has the identity %v, %v", id, got, err)
			}
		}
		if decodes != want {
			t.Errorf("%s was decoded %d times, want %d", id, decodes, want)
		}
	}
	refreshed("a", 1)
	refreshed("b", 1)
	refreshed("a", 0)
	for n := range 100 {
		refreshed(fmt.Sprint(n), 1)
	}
	refreshed("a", 1)
}
