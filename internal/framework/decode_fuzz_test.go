package framework_test

import (
	"maps"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// FuzzTable_decode: what is decoded in one pass is what the SDK and the framework make
// of it in two, whatever the numbers and texts, and whatever is null or unknown. A bit of
// nulls and of unknowns stands for an attribute, by name.
func FuzzTable_decode(f *testing.F) {
	for i, size := range []float64{5, 1.5, -1, 127, 128, -33, 200, -200, 70000, -70000, 1 << 40, 1 << 62, 1 << 63, -1 << 63, 1 << 64, 1e300, math.Inf(1)} {
		f.Add("a", "office.example.com", size, uint16(0), uint16(0))
		f.Add("", "\xff\x00ü", size, uint16(1)<<i, uint16(1)<<(i+3))
	}
	f.Add("a", "b", 1.0, ^uint16(0), uint16(0))
	f.Add("a", "b", 1.0, uint16(0), ^uint16(0))
	table, s := framework.NewTable[toy](f.Context(), toySchema(f.Context())), toySchema(f.Context())
	kinds := s.Type().(attr.TypeWithAttributeTypes).AttributeTypes()
	f.Fuzz(func(t *testing.T, one, two string, size float64, nulls, unknowns uint16) {
		if math.IsNaN(size) {
			t.Skip("no number of Terraform")
		}
		m, state := full(), tfsdk.State{Schema: s}
		if diags := state.Set(t.Context(), &m); diags.HasError() {
			t.Fatal(diags)
		}
		var values map[string]tftypes.Value
		if err := state.Raw.As(&values); err != nil {
			t.Fatal(err)
		}
		text := func(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
		values["name"], values["size"] = text(one), tftypes.NewValue(tftypes.Number, big.NewFloat(size))
		values["hosts"] = tftypes.NewValue(values["hosts"].Type(), []tftypes.Value{text(one), text(two), text(one)})
		values["tags"] = tftypes.NewValue(values["tags"].Type(), map[string]tftypes.Value{one: text(two), two: tftypes.NewValue(tftypes.String, nil)})
		values["inside"] = tftypes.NewValue(values["inside"].Type(), map[string]tftypes.Value{"a": text(two)})
		for i, name := range slices.Sorted(maps.Keys(values)) {
			if nulls>>i&1 == 1 {
				values[name] = tftypes.NewValue(values[name].Type(), nil)
			}
			if unknowns>>i&1 == 1 {
				values[name] = tftypes.NewValue(values[name].Type(), tftypes.UnknownValue)
			}
		}
		got, ok := table.Decode(t.Context(), sent(t, tftypes.NewValue(table.Object, values)))
		if !ok {
			t.Fatalf("not decoded: %v", values)
		}
		for name, kind := range kinds {
			if want, err := kind.ValueFromTerraform(t.Context(), values[name]); err == nil && !want.Equal(table.Value(&got, name)) {
				t.Errorf("%s is %v, want %v", name, table.Value(&got, name), want)
			}
		}
	})
}
