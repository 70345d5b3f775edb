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
		if got, _ := (framework.TagPolicy{}).FromAPI(tc.api, tc.prior); !got.Equal(tc.want) {
			t.Errorf("%s: got %s, want %s", name, got, tc.want)
		}
	}
}

func TestTagPolicyFromAPI(t *testing.T) {
	t.Parallel()
	policy := framework.TagPolicy{
		Default:     map[string]string{"team": "net", "env": "dev"},
		IgnoredKeys: []string{"cost"}, IgnoredPrefixes: []string{"k8s/"},
	}
	type tags = map[string]string
	for name, tc := range map[string]struct {
		shown            tags
		prior, own, both types.Map
	}{
		"defaults are not the resource's own": {tags{"team": "net", "env": "dev", "a": "1"}, tagged(tags{"a": "1"}), tagged(tags{"a": "1"}), tagged(tags{"team": "net", "env": "dev", "a": "1"})},
		"nothing but defaults":                {tags{"team": "net", "env": "dev"}, noTags, noTags, tagged(tags{"team": "net", "env": "dev"})},
		"equal in both places":                {tags{"team": "net", "env": "dev"}, tagged(tags{"env": "dev"}), tagged(tags{"env": "dev"}), tagged(tags{"team": "net", "env": "dev"})},
		"overridden":                          {tags{"team": "other", "env": "dev"}, tagged(tags{"team": "other"}), tagged(tags{"team": "other"}), tagged(tags{"team": "other", "env": "dev"})},
		"a default changed by another hand":   {tags{"team": "theirs", "env": "dev"}, noTags, noTags, tagged(tags{"team": "theirs", "env": "dev"})},
		"ignored":                             {tags{"cost": "1", "k8s/x": "2", "k8s": "3"}, noTags, tagged(tags{"k8s": "3"}), tagged(tags{"k8s": "3"})},
		"none at all":                         {nil, noTags, noTags, tagged(nil)},
	} {
		if own, all := policy.FromAPI(tc.shown, tc.prior); !own.Equal(tc.own) || !all.Equal(tc.both) {
			t.Errorf("%s: got tags %s and tags_all %s", name, own, all)
		}
	}
}

func TestTagPolicyAll(t *testing.T) {
	t.Parallel()
	policy := framework.TagPolicy{Default: map[string]string{"team": "net", "env": "dev"}}
	if got, want := policy.All(
		tagged(map[string]string{"env": "prod", "a": ""}),
	), tagged(
		map[string]string{"team": "net", "env": "prod", "a": ""},
	); !got.Equal(
		want,
	) {
		t.Errorf("got %s", got)
	}
	if got := policy.All(noTags); len(got.Elements()) != 2 {
		t.Errorf("no own tags: got %s", got)
	}
	part := types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringUnknown()})
	for name, got := range map[string]types.Map{
		"unknown": policy.All(unknownTags), "a part unknown": policy.All(part),
		"defaults unknown": (framework.TagPolicy{DefaultUnknown: true}).All(noTags),
	} {
		if !got.IsUnknown() {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestTagPolicyCheck(t *testing.T) {
	t.Parallel()
	many := map[string]string{}
	for i := range 20 {
		many[fmt.Sprintf("t%d", i)] = ""
	}
	policy := framework.TagPolicy{Default: map[string]string{"team": "net"}, IgnoredPrefixes: []string{"k8s/"}}
	for want, tags := range map[string]types.Map{
		"": tagged(map[string]string{"team": "mine"}),
		`The key "k8s/a" is one that the provider's ignore_tags leaves to somebody else. Remove it here, or from ignore_tags.`: tagged(map[string]string{"k8s/a": ""}),
		"With the provider's default_tags there are 21 tags, and the API allows 20.":                                           tagged(many),
	} {
		if got := policy.Check(tags); got != want {
			t.Errorf("got %q, want %q", got, want)
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

// A null value is no tag, also where it was not known when the configuration was
// checked.
func TestTagPolicyRefusesNull(t *testing.T) {
	t.Parallel()
	tags := types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringValue("1"), "b": types.StringNull()})
	const want = `The value of key "b" is null: leave the key out, or write "" for an empty value.`
	if got := (framework.TagPolicy{}).Check(tags); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
