package vpngateway

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// A default that layout does not know of would be overlooked where the framework
// is spared, whatever kind of attribute it is on.
func TestLayoutKnowsEveryDefault(t *testing.T) {
	t.Parallel()
	var resp resource.SchemaResponse
	new(gatewayResource).Schema(t.Context(), resource.SchemaRequest{}, &resp)
	var want []string
	for name, attribute := range resp.Schema.Attributes {
		if f := reflect.ValueOf(attribute).FieldByName("Default"); f.IsValid() && !f.IsNil() {
			want = append(want, name)
		}
	}
	slices.Sort(want)
	if got := slices.Sorted(maps.Keys(layout().defaults)); len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// decode gives what the framework's Get gives.
func TestDecode(t *testing.T) {
	t.Parallel()
	var resp resource.SchemaResponse
	new(gatewayResource).Schema(t.Context(), resource.SchemaRequest{}, &resp)
	gateway, full := typical()
	full.fromAPI(gateway, framework.TagPolicy{})
	full.Timeouts.Object = types.ObjectNull(map[string]attr.Type{
		"create": types.StringType, "update": types.StringType, "delete": types.StringType,
	})
	unknown := full
	unknown.Name, unknown.Bandwidth = types.StringUnknown(), types.Int64Unknown()
	unknown.Tags, unknown.EnableSsl = types.MapUnknown(types.StringType), types.BoolUnknown()
	for name, m := range map[string]model{"known": full, "unknown": unknown} {
		state := tfsdk.State{Schema: resp.Schema}
		if diags := state.Set(t.Context(), &m); diags.HasError() {
			t.Fatal(diags)
		}
		var want model
		if diags := state.Get(t.Context(), &want); diags.HasError() {
			t.Fatal(diags)
		}
		if got, ok := decode(t.Context(), state.Raw); !ok || !got.equal(&want) || !got.equal(&m) {
			t.Errorf("%s: got %+v, %v", name, got, ok)
		}
	}
	null := tftypes.NewValue(layout().object, nil)
	for name, raw := range map[string]tftypes.Value{"null": null, "a text": tftypes.NewValue(tftypes.String, "a"), "nothing": {}} {
		if got, ok := decode(t.Context(), raw); ok {
			t.Errorf("%s became %+v", name, got)
		}
	}
}

func TestModelEqual(t *testing.T) {
	t.Parallel()
	_, one := typical()
	if same := one; !one.equal(&same) {
		t.Error("a copy differs")
	}
	for i := range reflect.TypeFor[model]().NumField() {
		other := one
		if v, ok := reflect.ValueOf(&other).Elem().Field(i).Addr().Interface().(*types.String); ok {
			*v = types.StringValue("something else")
			if one.equal(&other) {
				t.Errorf("%s does not count", reflect.TypeFor[model]().Field(i).Name)
			}
		}
	}
}

// Private state with anything in it that only the framework understands is the
// framework's to deal with.
func TestRemembered(t *testing.T) {
	t.Parallel()
	for private, want := range map[string]bool{
		"": true, `{}`: true, `{"applied":"e30="}`: true, `{"applied":"e30=","awaiting_payment":"dHJ1ZQ==","imported":"dHJ1ZQ=="}`: true,
		`{".import_before_read":"dHJ1ZQ=="}`: false, `{"applied":"e30=","other":"e30="}`: false,
		`{"e2bfb730-ecaa-11e6-8f88-34363bc7c4c0":{"create":1}}`: false, // as the SDK wrote it
		`[]`: false, `null`: false, `null and void`: false,
	} {
		if _, ok := remembered([]byte(private)); ok != want {
			t.Errorf("%s: %v, want %v", private, ok, want)
		}
	}
}
