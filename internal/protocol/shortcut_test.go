package protocol_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
)

// toy is a resource type with an identity, whose Read and Plan say what they
// are told to.
type toy struct {
	unchanged bool
	decodes   *int // how often something was decoded; nil where that does not matter
}

var (
	identityType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String}}
	toyType      = tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"id": tftypes.String, "size": tftypes.Number, "on": tftypes.Bool,
		"tags":   tftypes.Map{ElementType: tftypes.String},
		"nested": tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String}},
		"list":   tftypes.List{ElementType: tftypes.String},
	}}
)

func (toy) TypeName() string     { return "toy" }
func (toy) Type() tftypes.Object { return toyType }
func (toy) Version() int64       { return 3 }

func (toy) IdentityType() tftypes.Object { return identityType }

func (t toy) Decode(_ context.Context, sent []byte) (any, bool) {
	if t.decodes != nil {
		*t.decodes++
	}
	value, err := tfprotov6.DynamicValue{MsgPack: sent}.Unmarshal(toyType)
	return value, err == nil && !value.IsNull()
}

func (toy) Identity(state any) (tftypes.Value, bool) {
	var values map[string]tftypes.Value
	value, ok := state.(tftypes.Value)
	if err := value.As(&values); err != nil || !ok {
		return tftypes.Value{}, false
	}
	return tftypes.NewValue(identityType, map[string]tftypes.Value{"id": values["id"]}), !values["id"].IsNull()
}

func (s toy) Read(ctx context.Context, _ any, _ []byte) (context.Context, bool) {
	return context.WithValue(ctx, key{}, "read already"), s.unchanged
}

func (s toy) Validate(_ context.Context, _ any, writeOnly bool) bool {
	return s.unchanged && writeOnly
}

func (s toy) Plan(context.Context, any, any, []byte) bool { return s.unchanged }

// long is the server behind the shortcut. It notes what reaches it.
type long struct {
	protocol.Server

	asked *int
	ctx   *context.Context
}

func (l long) note(ctx context.Context) { *l.asked, *l.ctx = *l.asked+1, ctx }

func (l long) ValidateResourceConfig(
	ctx context.Context, _ *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	l.note(ctx)
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (l long) UpgradeResourceState(
	ctx context.Context, _ *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	l.note(ctx)
	return &tfprotov6.UpgradeResourceStateResponse{}, nil
}

func (l long) ReadResource(ctx context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	l.note(ctx)
	return &tfprotov6.ReadResourceResponse{}, nil
}

func (l long) PlanResourceChange(
	ctx context.Context, _ *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	l.note(ctx)
	return &tfprotov6.PlanResourceChangeResponse{}, nil
}

func newShortcut(unchanged bool, verify protocol.Verify) (tfprotov6.ProviderServer, long) {
	behind := long{asked: new(int), ctx: new(context.Context)}
	return protocol.Shortcut(behind, verify, toy{unchanged: unchanged}), behind
}

func TestShortcutUpgrade(t *testing.T) {
	t.Parallel()
	const whole = `{"id": "a", "list": null, "nested": {"a": null}, "on": true, "size": 10, "tags": {"a": "b"}}`
	for name, test := range map[string]struct {
		typeName string
		version  int64
		stored   string
		short    bool
	}{
		"as it is":               {"toy", 3, whole, true},
		"nulls":                  {"toy", 3, `{"id": null, "list": null, "nested": null, "on": null, "size": null, "tags": null}`, true},
		"another type":           {"other", 3, whole, false},
		"another version":        {"toy", 2, whole, false},
		"an attribute missing":   {"toy", 3, `{"id": "a", "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"an attribute too many":  {"toy", 3, `{"id": "a", "list": null, "more": 1, "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"another attribute":      {"toy", 3, `{"id": "a", "more": null, "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"a nested one too many":  {"toy", 3, `{"id": "a", "list": null, "nested": {"a": null, "b": 1}, "on": true, "size": 10, "tags": null}`, false},
		"a nested one missing":   {"toy", 3, `{"id": "a", "list": null, "nested": {}, "on": true, "size": 10, "tags": null}`, false},
		"a number as text":       {"toy", 3, `{"id": "a", "list": null, "nested": null, "on": true, "size": "10", "tags": null}`, false},
		"a text as a number":     {"toy", 3, `{"id": 1, "list": null, "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"a bool as text":         {"toy", 3, `{"id": "a", "list": null, "nested": null, "on": "true", "size": 10, "tags": null}`, false},
		"a map of other values":  {"toy", 3, `{"id": "a", "list": null, "nested": null, "on": true, "size": 10, "tags": {"a": 1}}`, false},
		"a list":                 {"toy", 3, `{"id": "a", "list": ["a", null], "nested": null, "on": true, "size": 10, "tags": null}`, true},
		"an empty list":          {"toy", 3, `{"id": "a", "list": [], "nested": null, "on": true, "size": 10, "tags": null}`, true},
		"a list of other values": {"toy", 3, `{"id": "a", "list": ["a", 1], "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"a list as a text":       {"toy", 3, `{"id": "a", "list": "a", "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"a set":                  {"toy", 3, `{"id": "a", "list": {}, "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"an object as a text":    {"toy", 3, `{"id": "a", "list": null, "nested": "a", "on": true, "size": 10, "tags": null}`, false},
		"null":                   {"toy", 3, `null`, false},
		"nothing":                {"toy", 3, ``, false},
		"another order":          {"toy", 3, `{"list": null, "id": "a", "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"an attribute twice":     {"toy", 3, `{"id": "a", "id": "a", "nested": null, "on": true, "size": 10, "tags": null}`, false},
		"more than one document": {"toy", 3, whole + whole, false},
	} {
		server, behind := newShortcut(true, nil)
		resp, err := server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
			TypeName: test.typeName, Version: test.version, RawState: &tfprotov6.RawState{JSON: []byte(test.stored)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if short := *behind.asked == 0; short != test.short {
			t.Errorf("%s: short %v, want %v", name, short, test.short)
		}
		if test.short && string(resp.UpgradedState.JSON) != test.stored {
			t.Errorf("%s: became %s", name, resp.UpgradedState.JSON)
		}
	}
	server, behind := newShortcut(true, nil)
	if _, err := server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: "toy", Version: 3}); err != nil || *behind.asked != 1 {
		t.Errorf("without a state: %v, asked %d times", err, *behind.asked)
	}
}

func state(t *testing.T, id any) *tfprotov6.DynamicValue {
	t.Helper()
	values := make(map[string]tftypes.Value)
	for name, of := range toyType.AttributeTypes {
		values[name] = tftypes.NewValue(of, nil)
	}
	values["id"] = tftypes.NewValue(tftypes.String, id)
	return encoded(t, tftypes.NewValue(toyType, values))
}

func encoded(t *testing.T, v tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func identity(t *testing.T, id any) *tfprotov6.ResourceIdentityData {
	t.Helper()
	return &tfprotov6.ResourceIdentityData{IdentityData: encoded(t, tftypes.NewValue(identityType,
		map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, id)}))}
}

func TestShortcutRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		typeName  string
		state     *tfprotov6.DynamicValue
		current   *tfprotov6.ResourceIdentityData
		unchanged bool
		short     bool
	}{
		"unchanged":             {"toy", state(t, "a"), nil, true, true},
		"with its identity":     {"toy", state(t, "a"), identity(t, "a"), true, true},
		"with another identity": {"toy", state(t, "a"), identity(t, "b"), true, false},
		"an identity of null": {
			"toy", state(t, "a"),
			&tfprotov6.ResourceIdentityData{IdentityData: encoded(t, tftypes.NewValue(identityType, nil))}, true, false,
		},
		"without an identity": {"toy", state(t, nil), nil, true, false},
		"changed":             {"toy", state(t, "a"), nil, false, false},
		"another type":        {"other", state(t, "a"), nil, true, false},
		"no state":            {"toy", nil, nil, true, false},
		"a null state":        {"toy", encoded(t, tftypes.NewValue(toyType, nil)), nil, true, false},
		"no such state":       {"toy", &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}, nil, true, false},
	} {
		server, behind := newShortcut(test.unchanged, nil)
		req := &tfprotov6.ReadResourceRequest{
			TypeName: test.typeName, CurrentState: test.state, CurrentIdentity: test.current, Private: []byte(`{"a":"b"}`),
		}
		resp, err := server.ReadResource(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if short := *behind.asked == 0; short != test.short {
			t.Errorf("%s: short %v, want %v", name, short, test.short)
		}
		if !test.short {
			continue
		}
		if id, ok := resp.NewIdentity.IdentityData.Unmarshal(identityType); resp.NewState != test.state || string(resp.Private) != `{"a":"b"}` ||
			ok != nil || id.String() != identityText(t, "a") {
			t.Errorf("%s: got %+v", name, resp)
		}
	}
}

func identityText(t *testing.T, id string) string {
	t.Helper()
	v, err := identity(t, id).IdentityData.Unmarshal(identityType)
	if err != nil {
		t.Fatal(err)
	}
	return v.String()
}

// What was read for nothing is not read again.
func TestShortcutReadHandsOnItsContext(t *testing.T) {
	t.Parallel()
	server, behind := newShortcut(false, nil)
	if _, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "toy", CurrentState: state(t, "a")}); err != nil {
		t.Fatal(err)
	}
	if got := (*behind.ctx).Value(key{}); got != "read already" {
		t.Errorf("the framework was given %v", got)
	}
}

func TestShortcutPlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		typeName                string
		prior, proposed, config *tfprotov6.DynamicValue
		identity                *tfprotov6.ResourceIdentityData
		unchanged               bool
		short                   bool
	}{
		"unchanged":          {"toy", state(t, "a"), state(t, "a"), state(t, nil), nil, true, true},
		"with its identity":  {"toy", state(t, "a"), state(t, "a"), state(t, nil), identity(t, "a"), true, true},
		"a change":           {"toy", state(t, "a"), state(t, "b"), state(t, nil), nil, true, false},
		"something to say":   {"toy", state(t, "a"), state(t, "a"), state(t, nil), nil, false, false},
		"another type":       {"other", state(t, "a"), state(t, "a"), state(t, nil), nil, true, false},
		"no identity":        {"toy", state(t, nil), state(t, nil), state(t, nil), nil, true, false},
		"a creation":         {"toy", encoded(t, tftypes.NewValue(toyType, nil)), state(t, "a"), state(t, nil), nil, true, false},
		"nothing of nothing": {"toy", encoded(t, tftypes.NewValue(toyType, nil)), encoded(t, tftypes.NewValue(toyType, nil)), state(t, nil), nil, true, false},
		"no prior state":     {"toy", nil, state(t, "a"), state(t, nil), nil, true, false},
		"no proposed state":  {"toy", state(t, "a"), nil, state(t, nil), nil, true, false},
		"no configuration":   {"toy", state(t, "a"), state(t, "a"), nil, nil, true, false},
	} {
		server, behind := newShortcut(test.unchanged, nil)
		resp, err := server.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: test.typeName, PriorState: test.prior, ProposedNewState: test.proposed, Config: test.config,
			PriorIdentity: test.identity, PriorPrivate: []byte(`{"a":"b"}`),
		})
		if err != nil {
			t.Fatal(err)
		}
		if short := *behind.asked == 0; short != test.short {
			t.Errorf("%s: short %v, want %v", name, short, test.short)
		}
		if !test.short {
			continue
		}
		id, err := resp.PlannedIdentity.IdentityData.Unmarshal(identityType)
		if resp.PlannedState != test.prior || string(resp.PlannedPrivate) != `{"a":"b"}` || err != nil || id.IsNull() != (test.identity == nil) {
			t.Errorf("%s: got %+v, %v", name, resp, err)
		}
	}
}

func TestShortcutIsVerified(t *testing.T) {
	t.Parallel()
	var short, full any
	var of protocol.Unchanged
	server, behind := newShortcut(true, func(kind protocol.Unchanged, shortcut, framework any) {
		of, short, full = kind, shortcut, framework
	})
	resp, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "toy", CurrentState: state(t, "a")})
	if err != nil || short != any(resp) || full == nil || full == short || of.TypeName() != "toy" {
		t.Errorf("verified %v against %v, %v", short, full, err)
	}
	if (*behind.ctx).Value(key{}) != "read already" {
		t.Error("the verification reads a second time")
	}
}
