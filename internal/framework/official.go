package framework

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// movingGuide begins a sentence about the guide, with its title.
const movingGuide = `The guide "Moving from alicloud"`

// MoveFromOfficial takes objects over from the official provider's resource
// MovedFrom, without a call. attributes turns its state into ours. Terraform asks
// a process that has no configuration, and the official state names no region: it
// stays null, which tells Read and ModifyPlan of the move. For a kind with a ParseID,
// attributes has the ID too.
func (k *Kind[M, T, P]) MoveFromOfficial(attributes func(OfficialState) map[string]attr.Value) []resource.StateMover {
	m := move{OfficialState{typeName: k.MovedFrom, noun: k.lastWord()}, k.TypeName, k.Noun, k.IDPrefix, k.ParseID == nil, attributes}
	return []resource.StateMover{{StateMover: m.run}}
}

// move is one from the official provider's resource.
type move struct {
	from             OfficialState
	to, noun, prefix string
	takesID          bool // over as it is
	attributes       func(OfficialState) map[string]attr.Value
}

func (m move) run(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	from := m.from
	switch {
	case !isOfficial(req.SourceProviderAddress):
		return // Terraform's own error says that this move is not possible
	case req.SourceTypeName != from.typeName:
		resp.Diagnostics.AddError("Unable to move "+req.SourceTypeName, fmt.Sprintf(
			"%s takes over %s, and no other resource of aliyun/alicloud. Nothing was changed.\n\n%s lists what takes over which.",
			m.to, from.typeName, movingGuide))
		return
	}
	resp.TargetIdentity = nil // it has the region; Read completes it

	from.diags = &resp.Diagnostics
	decoder := json.NewDecoder(bytes.NewReader(req.SourceRawState.JSON))
	decoder.UseNumber()
	if err := decoder.Decode(&from.attributes); err != nil {
		from.unusable(fmt.Sprintf("Its state cannot be read: %s.", err))
		return
	}
	to := m.attributes(from)
	if m.takesID {
		to["id"] = from.Text("id")
		if id := from.Written("id"); !strings.HasPrefix(id, m.prefix) {
			from.Unusable("id", "the ID of "+article(m.noun)+" "+m.noun)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	for name, value := range to {
		if !value.IsNull() {
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), value)...)
		}
	}
}

// isOfficial ignores the host, for mirrors. Old versions of OpenTofu pass
// nothing but the provider's type.
func isOfficial(provider string) bool {
	parts := strings.Split(provider, "/")
	switch n := len(parts); {
	case parts[n-1] != "alicloud":
		return false
	case n == 1:
		return true
	default:
		return slices.Contains([]string{"aliyun", "hashicorp"}, parts[n-2])
	}
}

// OfficialState is the state of a resource of the official provider. Names and
// types in it have changed over the years while the version of its schema stayed
// 0, so each value is taken in any form that was ever written. What is missing,
// null or zero is left to the refresh.
type OfficialState struct {
	attributes     map[string]any
	typeName, noun string
	diags          *diag.Diagnostics
}

// Written is a value as text, "" if there is none.
func (s OfficialState) Written(name string) string {
	switch value := s.attributes[name].(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(value)
	default:
		return fmt.Sprint(value)
	}
}

// Text returns the first of several attributes that has something in it.
func (s OfficialState) Text(names ...string) types.String {
	for _, name := range names {
		switch s.attributes[name].(type) {
		case map[string]any, []any:
			s.Unusable(name, "a text")
		}
		if text := s.Written(name); text != "" {
			return types.StringValue(text)
		}
	}
	return types.StringNull()
}

// Number reads 10, "10" and the API's "10M".
func (s OfficialState) Number(name string) types.Int64 {
	text := strings.TrimSuffix(s.Written(name), "M")
	if text == "" {
		return types.Int64Null()
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		s.Unusable(name, "a number")
	}
	if n == 0 {
		return types.Int64Null()
	}
	return types.Int64Value(n)
}

// Flag reads true and "true".
func (s OfficialState) Flag(name string) types.Bool {
	text := s.Written(name)
	if text == "" {
		return types.BoolNull()
	}
	b, err := strconv.ParseBool(text)
	if err != nil {
		s.Unusable(name, "true or false")
	}
	return types.BoolValue(b)
}

// Time reads milliseconds since 1970, and RFC 3339.
func (s OfficialState) Time(name string) types.String {
	text := s.Written(name)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return TimeOrNull(t.UTC())
	}
	if ms, err := strconv.ParseFloat(text, 64); err == nil && ms > 0 {
		return TimeOrNull(time.UnixMilli(int64(ms)).UTC())
	}
	return types.StringNull()
}

// Tags leaves out those of the system.
func (s OfficialState) Tags(name string) types.Map {
	none := types.MapNull(types.StringType)
	if s.attributes[name] == nil {
		return none
	}
	entries, ok := s.attributes[name].(map[string]any)
	if !ok {
		s.Unusable(name, "a map")
	}
	tags := make(map[string]string, len(entries))
	for key := range entries {
		tags[key] = OfficialState{attributes: entries}.Written(key)
	}
	own, _ := TagPolicy{}.FromAPI(tags, none)
	return own
}

// Timeouts takes over those of the given operations that are durations.
func (s OfficialState) Timeouts(operations ...string) timeouts.Value {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	entries, _ := s.attributes["timeouts"].(map[string]any)
	set := false
	for _, operation := range operations {
		kinds[operation], values[operation] = types.StringType, types.StringNull()
		text, _ := entries[operation].(string)
		if CheckTimeout(text) == nil {
			values[operation], set = types.StringValue(text), true
		}
	}
	if !set {
		return timeouts.Value{Object: types.ObjectNull(kinds)}
	}
	return timeouts.Value{Object: types.ObjectValueMust(kinds, values)}
}

// longestValue is how much of a value that is refused is shown, in bytes.
const longestValue = 500

// Unusable refuses a value that is not what it should be.
func (s OfficialState) Unusable(name, what string) {
	value, _ := json.Marshal(s.attributes[name]) // it came from JSON
	s.unusable(fmt.Sprintf("Its state has %s = %s, which is not %s.", name, openapi.Printable(string(value), longestValue), what))
}

func (s OfficialState) unusable(why string) {
	s.diags.AddError("Unable to move "+s.typeName, why+" Nothing was changed.\n\n"+
		"Bring its state up to date with the provider aliyun/alicloud (terraform apply -refresh-only) and plan again, or take "+
		"the "+s.noun+" over with a removed and an import block. "+movingGuide+" shows both.")
}
