package framework_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

func tagged(pairs map[string]string) types.Map {
	elements := make(map[string]attr.Value)
	for k, v := range pairs {
		elements[k] = types.StringValue(v)
	}
	return types.MapValueMust(types.StringType, elements)
}

var (
	noTags      = types.MapNull(types.StringType)
	unknownTags = types.MapUnknown(types.StringType)
)

func TestTagsAreChecked(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("测", 129)
	many := make(map[string]string)
	for i := range 21 {
		many[fmt.Sprint("k", i)] = ""
	}
	most := maps.Clone(many)
	delete(most, "k0")
	withNull := types.MapValueMust(types.StringType, map[string]attr.Value{"k": types.StringNull()})
	withUnknown := types.MapValueMust(types.StringType, map[string]attr.Value{"k": types.StringUnknown()})
	const system = `must not start with "aliyun" or "acs:", which are the system's.`
	for name, tc := range map[string]struct {
		tags types.Map
		want []string
	}{
		"null":              {noTags, nil},
		"unknown":           {unknownTags, nil},
		"none":              {tagged(nil), nil},
		"good":              {tagged(map[string]string{"a": "", "键": "值", "x-aliyun": strings.Repeat("v", 128), long[:3*128]: ""}), nil},
		"20":                {tagged(most), nil},
		"21":                {tagged(many), []string{"tags must have at most 20 entries, got 21."}},
		"unknown value":     {withUnknown, nil},
		"null value":        {withNull, []string{`The value of key "k" is null: leave the key out, or write "" for an empty value.`}},
		"empty key":         {tagged(map[string]string{"": "v"}), []string{`The key "" must have 1 to 128 characters, got 0.`}},
		"long key":          {tagged(map[string]string{long: ""}), []string{`The key "` + long + `" must have 1 to 128 characters, got 129.`}},
		"long value":        {tagged(map[string]string{"k": long}), []string{`The value of key "k" must have 0 to 128 characters, got 129.`}},
		"system keys":       {tagged(map[string]string{"acs:a": "", "aliyunx": ""}), []string{`The key "acs:a" ` + system, `The key "aliyunx" ` + system}},
		"URLs":              {tagged(map[string]string{"http://k": "https://v"}), []string{`The key "http://k" must not start with "http://".`, `The value of key "http://k" must not start with "https://".`}},
		"every bad is told": {tagged(map[string]string{"": "", "k": long}), []string{`The key "" must have 1 to 128 characters, got 0.`, `The value of key "k" must have 0 to 128 characters, got 129.`}},
	} {
		var resp validator.MapResponse
		for _, v := range framework.TagsAttribute().Validators {
			v.ValidateMap(t.Context(), validator.MapRequest{Path: path.Root("tags"), ConfigValue: tc.tags}, &resp)
		}
		var got []string
		for _, d := range resp.Diagnostics {
			got = append(got, d.Detail())
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q\nwant %q", name, got, tc.want)
		}
	}
}

func TestTagsFromAPI(t *testing.T) {
	t.Parallel()
	system := map[string]string{"acs:rm:rgId": "x", "aliyun-by": "y"}
	own := map[string]string{"a": "1", "b": ""}
	both := maps.Clone(own)
	maps.Copy(both, system)
	for name, tc := range map[string]struct {
		api         map[string]string
		prior, want types.Map
	}{
		"own":                   {own, noTags, tagged(own)},
		"system tags ignored":   {both, tagged(nil), tagged(own)},
		"none, was null":        {nil, noTags, noTags},
		"none, was empty":       {nil, tagged(nil), tagged(nil)},
		"none, had some":        {nil, tagged(own), tagged(nil)},
		"system only, was null": {system, noTags, noTags},
		"none, was unknown":     {map[string]string{}, unknownTags, tagged(nil)},
	} {
		if got := framework.TagsFromAPI(tc.api, tc.prior); !got.Equal(tc.want) {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
	}
}

func TestTagChanges(t *testing.T) {
	t.Parallel()
	type pairs = map[string]string
	for name, tc := range map[string]struct {
		have, want types.Map
		set        pairs
		remove     []string
	}{
		"same":             {tagged(pairs{"a": "1"}), tagged(pairs{"a": "1"}), pairs{}, nil},
		"new":              {noTags, tagged(pairs{"a": "1", "b": ""}), pairs{"a": "1", "b": ""}, nil},
		"changed, dropped": {tagged(pairs{"a": "1", "b": "2", "c": "3"}), tagged(pairs{"a": "1", "b": "x"}), pairs{"b": "x"}, []string{"c"}},
		"to empty value":   {tagged(pairs{"a": "1"}), tagged(pairs{"a": ""}), pairs{"a": ""}, nil},
		"all dropped":      {tagged(pairs{"a": "1", "b": "2"}), noTags, pairs{}, []string{"a", "b"}},
		"to empty":         {tagged(pairs{"a": "1"}), tagged(nil), pairs{}, []string{"a"}},
		"unknown":          {tagged(pairs{"a": "1"}), unknownTags, nil, nil},
		"nothing":          {noTags, noTags, pairs{}, nil},
	} {
		set, remove := framework.TagChanges(tc.have, tc.want)
		slices.Sort(remove)
		if !reflect.DeepEqual(set, tc.set) || !slices.Equal(remove, tc.remove) {
			t.Errorf("%s: set %v, remove %v; want %v, %v", name, set, remove, tc.set, tc.remove)
		}
	}
}
