package framework_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

type room struct {
	Doors types.Int64  `tfsdk:"doors"`
	Lamp  types.Object `tfsdk:"lamp"`
	labelled
}

type labelled struct {
	Label types.String `tfsdk:"label"`
}

type lamp struct {
	Watts types.Int64  `tfsdk:"watts"`
	Color types.String `tfsdk:"color"`
}

func lampSchema() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
		"watts": schema.Int64Attribute{Required: true, CustomType: framework.WholeNumber{}},
		"color": schema.StringAttribute{Optional: true, Computed: true},
	}}
}

func roomSchema() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
		"doors": schema.Int64Attribute{Optional: true, CustomType: framework.WholeNumber{}},
		"label": schema.StringAttribute{Computed: true},
		"lamp":  lampSchema(),
	}}
}

type house struct {
	Room types.Object `tfsdk:"room"`
}

func TestNested(t *testing.T) {
	t.Parallel()
	rooms, lamps := framework.NewNested[room](roomSchema), framework.NewNested[lamp](lampSchema)
	want := room{
		Doors: types.Int64Value(2), Lamp: lamps.Object(lamp{Watts: types.Int64Value(5), Color: types.StringNull()}),
		labelled: labelled{types.StringUnknown()},
	}
	got := rooms.Values(rooms.Object(want))
	if !got.Doors.Equal(want.Doors) || !got.Lamp.Equal(want.Lamp) || !got.Label.IsUnknown() {
		t.Errorf("got %+v", got)
	}
	if null := rooms.Values(rooms.Null()); !null.Doors.IsNull() || !null.Lamp.IsNull() || !lamps.Values(null.Lamp).Watts.IsNull() {
		t.Errorf("null is %+v", null)
	}
	if unknown := rooms.Values(types.ObjectUnknown(rooms.Types())); !unknown.Doors.IsUnknown() || !unknown.Lamp.IsUnknown() || !unknown.Label.IsUnknown() {
		t.Errorf("unknown is %+v", unknown)
	}
}

// An object is made anew if its values are others, and if there was none.
func TestNested_update(t *testing.T) {
	t.Parallel()
	lamps := framework.NewNested[lamp](lampSchema)
	had := lamp{Watts: types.Int64Value(5), Color: types.StringValue("red")}
	other, none := had, lamps.Values(lamps.Null())
	other.Color = types.StringUnknown()
	for name, test := range map[string]struct {
		object      types.Object
		had, values lamp
		changes     bool
	}{
		"the same":         {lamps.Object(had), had, had, false},
		"others":           {lamps.Object(had), had, other, true},
		"null":             {lamps.Null(), none, had, true},
		"null for null":    {lamps.Null(), none, none, true},
		"null for unknown": {types.ObjectUnknown(lamps.Types()), lamps.Values(types.ObjectUnknown(lamps.Types())), none, true},
	} {
		got := test.object
		if changed := lamps.Update(&got, test.had, test.values); changed != test.changes || !got.Equal(lamps.Object(test.values)) {
			t.Errorf("%s: %v, got %v", name, changed, got)
		}
	}
}

func TestNested_refusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(map[string]schema.Attribute){
		"an attribute too many": func(a map[string]schema.Attribute) { a["more"] = schema.StringAttribute{Optional: true} },
		"an attribute missing":  func(a map[string]schema.Attribute) { delete(a, "doors") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := roomSchema()
			change(s.Attributes)
			defer func() {
				if recover() == nil {
					t.Error("accepted")
				}
			}()
			framework.NewNested[room](func() schema.SingleNestedAttribute { return s }).Null()
		})
	}
}

// What is unknown inside an object is filled, and what is known there stays.
func TestTable_fillUnknownInObjects(t *testing.T) {
	t.Parallel()
	rooms, lamps := framework.NewNested[room](roomSchema), framework.NewNested[lamp](lampSchema)
	table := framework.NewTable[house](t.Context(), schema.Schema{Attributes: map[string]schema.Attribute{"room": roomSchema()}})
	of := func(watts int64, color, label types.String) house {
		return house{rooms.Object(room{
			Doors: types.Int64Null(), Lamp: lamps.Object(lamp{Watts: types.Int64Value(watts), Color: color}), labelled: labelled{label},
		})}
	}
	text, unknown, null := types.StringValue, types.StringUnknown(), types.StringNull()
	empty := table.Null()
	for name, test := range map[string]struct{ plan, observed, want house }{
		"all of it":        {of(5, unknown, unknown), of(9, text("red"), text("l")), of(5, text("red"), text("l"))},
		"known stays":      {of(5, text("blue"), unknown), of(9, text("red"), text("l")), of(5, text("blue"), text("l"))},
		"null stays":       {of(5, null, unknown), of(9, text("red"), text("l")), of(5, null, text("l"))},
		"nothing was seen": {of(5, unknown, unknown), empty, of(5, null, null)},
		"no lamp was seen": {
			of(5, unknown, unknown),
			house{rooms.Object(room{Doors: types.Int64Null(), Lamp: lamps.Null(), labelled: labelled{text("l")}})},
			of(5, null, text("l")),
		},
		"the object itself": {house{types.ObjectUnknown(rooms.Types())}, of(9, text("red"), text("l")), of(9, text("red"), text("l"))},
		"no object":         {empty, of(9, text("red"), text("l")), empty},
	} {
		got := test.plan
		table.FillUnknown(&got, &test.observed)
		if !table.Equal(&got, &test.want) {
			t.Errorf("%s: got %v, want %v", name, got.Room, test.want.Room)
		}
	}
}
