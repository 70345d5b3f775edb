package framework_test

import (
	"context"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// toy is the model of a resource of no cloud.
type toy struct {
	Name   types.String `tfsdk:"name"`
	Size   types.Int64  `tfsdk:"size"`
	On     types.Bool   `tfsdk:"on"`
	Hosts  types.Set    `tfsdk:"hosts"`
	Inside types.Object `tfsdk:"inside"`
	Policy types.String `tfsdk:"policy"`
	Count  types.Int64  `tfsdk:"count_of"`

	framework.Base
	framework.Tagged

	plain int // no attribute
}

var insideTypes = map[string]attr.Type{"a": types.StringType}

func toySchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		Version: 7,
		Attributes: map[string]schema.Attribute{
			"id":   schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
			"name": schema.StringAttribute{Optional: true, Computed: true},
			"size": schema.Int64Attribute{CustomType: framework.WholeNumber{}, Required: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()}},
			"on":   schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(true)},
			"hosts": schema.SetAttribute{
				Optional: true, ElementType: types.StringType, PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown(), setplanmodifier.RequiresReplace()},
			},
			"inside": schema.SingleNestedAttribute{Computed: true, Attributes: map[string]schema.Attribute{"a": schema.StringAttribute{Computed: true}}},
			"policy": schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("delete")},
			"count_of": schema.Int64Attribute{
				Optional: true, Computed: true, Default: int64default.StaticInt64(3),
			},
			"tags":     framework.TagsAttribute(),
			"tags_all": framework.TagsAllAttribute(),
			"region":   framework.RegionAttribute(),
		},
		Blocks: map[string]schema.Block{"timeouts": timeouts.Block(ctx, timeouts.Opts{Create: true})},
	}
}

func toyTable(t *testing.T) *framework.Table[toy] {
	t.Helper()
	return framework.NewTable[toy](t.Context(), toySchema(t.Context()))
}

var noTimeouts = timeouts.Value{Object: types.ObjectNull(map[string]attr.Type{"create": types.StringType})}

func full() toy {
	return toy{
		Name: types.StringValue("a"), Size: types.Int64Value(5), On: types.BoolValue(false),
		Hosts:  types.SetValueMust(types.StringType, []attr.Value{types.StringValue("h")}),
		Inside: types.ObjectValueMust(insideTypes, map[string]attr.Value{"a": types.StringValue("x")}),
		Policy: types.StringValue("abandon"), Count: types.Int64Value(0),
		Base: framework.Base{ID: types.StringValue("toy-1"), Region: types.StringValue("cn-hangzhou"), Timeouts: noTimeouts},
		Tagged: framework.Tagged{
			Tags: types.MapNull(types.StringType), TagsAll: types.MapValueMust(types.StringType, map[string]attr.Value{"k": types.StringValue("v")}),
		},
		plain: 1,
	}
}

func unknown() toy {
	return toy{
		Name: types.StringUnknown(), Size: types.Int64Unknown(), On: types.BoolUnknown(), Hosts: types.SetUnknown(types.StringType),
		Inside: types.ObjectUnknown(insideTypes), Policy: types.StringUnknown(), Count: types.Int64Unknown(),
		Base: framework.Base{
			ID: types.StringUnknown(), Region: types.StringUnknown(),
			Timeouts: timeouts.Value{Object: types.ObjectUnknown(map[string]attr.Type{"create": types.StringType})},
		},
		Tagged: framework.Tagged{Tags: types.MapUnknown(types.StringType), TagsAll: types.MapUnknown(types.StringType)},
	}
}

// Decode gives what the framework's Get gives.
func TestTable_decode(t *testing.T) {
	t.Parallel()
	table := toyTable(t)
	if table.Version != 7 {
		t.Errorf("version %d", table.Version)
	}
	for name, m := range map[string]toy{"known": full(), "unknown": unknown(), "null": table.Null()} {
		state := tfsdk.State{Schema: toySchema(t.Context())}
		if diags := state.Set(t.Context(), &m); diags.HasError() {
			t.Fatal(diags)
		}
		if !state.Raw.Type().Equal(table.Object) {
			t.Errorf("%s: the type is %s", name, table.Object)
		}
		var want toy
		if diags := state.Get(t.Context(), &want); diags.HasError() {
			t.Fatal(diags)
		}
		whole := sent(t, state.Raw)
		if got, ok := table.Decode(t.Context(), whole); !ok || !table.Equal(&got, &want) || !table.Equal(&got, &m) {
			t.Errorf("%s: got %+v, %v", name, got, ok)
		}
		if got, ok := table.Decode(t.Context(), whole[:len(whole)-1]); ok {
			t.Errorf("%s, cut off, became %+v", name, got)
		}
	}
	null, other := sent(t, tftypes.NewValue(table.Object, nil)), sent(t, tftypes.NewValue(tftypes.String, "a"))
	for name, wrong := range map[string][]byte{"null": null, "a text": other, "nothing": nil} {
		if got, ok := table.Decode(t.Context(), wrong); ok {
			t.Errorf("%s became %+v", name, got)
		}
	}
}

// sent is a value as Terraform sends it.
func sent(t *testing.T, value tftypes.Value) []byte {
	t.Helper()
	d, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		t.Fatal(err)
	}
	return d.MsgPack
}

// What the configuration leaves out has its default in state, or the plan changes it.
func TestTable_defaulted(t *testing.T) {
	t.Parallel()
	table := toyTable(t)
	written, state := full(), full()
	if !table.Defaulted(&state, &written) {
		t.Error("what is written is held for left out")
	}
	left := table.Null()
	state.On, state.Policy, state.Count = types.BoolValue(true), types.StringValue("delete"), types.Int64Value(3)
	if !table.Defaulted(&state, &left) {
		t.Error("the defaults do not stand")
	}
	for name, change := range map[string]func(*toy){
		"on":       func(m *toy) { m.On = types.BoolValue(false) },
		"policy":   func(m *toy) { m.Policy = types.StringNull() },
		"count_of": func(m *toy) { m.Count = types.Int64Value(4) },
	} {
		changed := state
		if change(&changed); table.Defaulted(&changed, &left) {
			t.Errorf("%s has not its default, and that is not seen", name)
		}
	}
}

// Equal counts each attribute, and no field that is none.
func TestTable_equal(t *testing.T) {
	t.Parallel()
	table := toyTable(t)
	one, other := full(), unknown()
	same := one
	same.plain = 2
	if !table.Equal(&one, &same) {
		t.Error("a copy differs")
	}
	for name, change := range map[string]func(*toy){
		"name": func(m *toy) { m.Name = other.Name }, "size": func(m *toy) { m.Size = other.Size }, "on": func(m *toy) { m.On = other.On },
		"hosts": func(m *toy) { m.Hosts = other.Hosts }, "inside": func(m *toy) { m.Inside = other.Inside },
		"id": func(m *toy) { m.ID = other.ID }, "region": func(m *toy) { m.Region = other.Region },
		"timeouts": func(m *toy) { m.Timeouts = other.Timeouts }, "tags_all": func(m *toy) { m.TagsAll = other.TagsAll },
	} {
		changed := one
		change(&changed)
		if table.Equal(&one, &changed) {
			t.Errorf("%s does not count", name)
		}
	}
}

func TestTable_fillUnknown(t *testing.T) {
	t.Parallel()
	table := toyTable(t)
	want := full()
	filled, kept, null := unknown(), full(), table.Null()
	table.FillUnknown(&filled, &want)
	if !table.Equal(&filled, &want) {
		t.Errorf("got %+v", filled)
	}
	observed := null
	table.FillUnknown(&kept, &observed)
	if !table.Equal(&kept, &want) {
		t.Errorf("what was planned became %+v", kept)
	}
	table.FillUnknown(&null, &want)
	if nulls := table.Null(); !table.Equal(&null, &nulls) {
		t.Errorf("what was planned to be null became %+v", null)
	}
}

func TestTable_replacing(t *testing.T) {
	t.Parallel()
	table := toyTable(t)
	state, plan := full(), full()
	plan.Name, plan.On, plan.TagsAll = types.StringValue("b"), types.BoolValue(true), types.MapUnknown(types.StringType)
	if got := table.Replacing(&state, &plan); got != nil {
		t.Errorf("got %v, want nothing", got)
	}
	plan.Region, plan.Size, plan.Hosts = types.StringUnknown(), types.Int64Value(6), types.SetNull(types.StringType)
	if got := table.Replacing(&state, &plan); !slices.Equal(got, []string{"size", "hosts", "region"}) {
		t.Errorf("got %v", got)
	}
}

func TestTable_value(t *testing.T) {
	t.Parallel()
	table, m := toyTable(t), full()
	if got := table.Value(&m, "name"); got == nil || !got.Equal(types.StringValue("a")) {
		t.Errorf("name is %v", got)
	}
	if got := table.Value(&m, "plain"); got != nil {
		t.Errorf("plain is %v", got)
	}
}

// A schema that its model does not fit is a mistake of ours, not of a user.
func TestTable_refusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*schema.Schema){
		"an attribute too many": func(s *schema.Schema) { s.Attributes["more"] = schema.StringAttribute{Optional: true} },
		"an attribute missing":  func(s *schema.Schema) { delete(s.Attributes, "name") },
		"a default that the fast path does not know": func(s *schema.Schema) {
			s.Attributes["tags"] = schema.MapAttribute{
				Optional: true, Computed: true, ElementType: types.StringType,
				Default: mapdefault.StaticValue(types.MapValueMust(types.StringType, map[string]attr.Value{})),
			}
		},
		"a type that no resource has": func(s *schema.Schema) { s.Attributes["name"] = schema.Float64Attribute{Optional: true} },
		"a default inside an object": func(s *schema.Schema) {
			s.Attributes["inside"] = schema.SingleNestedAttribute{Optional: true, Computed: true, Attributes: map[string]schema.Attribute{
				"a": schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("x")},
			}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := toySchema(t.Context())
			change(&s)
			defer func() {
				if recover() == nil {
					t.Error("accepted")
				}
			}()
			framework.NewTable[toy](t.Context(), s)
		})
	}
}
