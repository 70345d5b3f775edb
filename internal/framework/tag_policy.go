package framework

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// TagPolicy is what the provider says of the tags of every resource.
type TagPolicy struct {
	// Default are added to the tags of every resource; the resource's own win.
	Default map[string]string
	// DefaultUnknown says that Default is known only after apply.
	DefaultUnknown bool
	// IgnoredKeys and IgnoredPrefixes are tags that somebody else keeps: they are
	// neither read nor changed.
	IgnoredKeys, IgnoredPrefixes []string
}

// TagsAllAttribute is the computed tags_all of taggable resources.
func TagsAllAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "All tags of the resource: `tags` and the provider's `default_tags`, without those that match `ignore_tags`. " +
			"Plans and state show their values, even of tags that the configuration marks as sensitive.",
		Computed:    true,
		ElementType: types.StringType,
	}
}

// All returns what tags_all is to be: the default tags and over them the
// resource's own. It is unknown as long as a part of it is.
func (p TagPolicy) All(tags types.Map) types.Map {
	if p.DefaultUnknown || tags.IsUnknown() {
		return types.MapUnknown(types.StringType)
	}
	all := make(map[string]attr.Value, len(p.Default))
	for key, value := range p.Default {
		all[key] = types.StringValue(value)
	}
	for key, value := range tags.Elements() {
		if value.IsUnknown() {
			return types.MapUnknown(types.StringType)
		}
		all[key] = value
	}
	return types.MapValueMust(types.StringType, all)
}

// Check returns what is wrong with tags under this policy, or "".
func (p TagPolicy) Check(tags types.Map) string {
	values := tags.Elements()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if p.ignores(key) {
			return fmt.Sprintf("The key %q is one that the provider's ignore_tags leaves to somebody else. "+
				"Remove it here, or from ignore_tags.", key)
		}
		if values[key].IsNull() {
			return nullTag(key)
		}
	}
	if n := len(p.All(tags).Elements()); n > maxTags {
		return fmt.Sprintf("With the provider's default_tags there are %d tags, and the API allows %d.", n, maxTags)
	}
	return ""
}

// Refuse adds an error, and reports true, where tags are wrong under this policy.
func (p TagPolicy) Refuse(tags types.Map, diags *diag.Diagnostics) bool {
	wrong := p.Check(tags)
	if wrong != "" {
		diags.AddAttributeError(path.Root("tags"), "Invalid tags", wrong)
	}
	return wrong != ""
}

// CheckDefault returns what is wrong with the default tags themselves, or "".
func (p TagPolicy) CheckDefault() string {
	for _, key := range slices.Sorted(maps.Keys(p.Default)) {
		if p.ignores(key) {
			return fmt.Sprintf("The key %q of default_tags is one that ignore_tags leaves to somebody else, "+
				"so it would be set again and again. Remove it from one of the two.", key)
		}
	}
	return ""
}

// Without returns tags without those that somebody else keeps: state may hold
// them from before ignore_tags named them, and they must not be removed then.
func (p TagPolicy) Without(tags types.Map) types.Map {
	if tags.IsNull() || tags.IsUnknown() {
		return tags
	}
	kept := maps.Clone(tags.Elements())
	maps.DeleteFunc(kept, func(key string, _ attr.Value) bool { return p.ignores(key) })
	return types.MapValueMust(types.StringType, kept)
}

// FromAPI splits what the API shows into tags and tags_all. A default tag is in
// tags only if the resource has it itself, as prior says: so the same value may
// stand in both places, and neither shows as a change.
func (p TagPolicy) FromAPI(shown map[string]string, prior types.Map) (tags, all types.Map) {
	own, every := make(map[string]attr.Value), make(map[string]attr.Value)
	for key, text := range shown {
		if isSystemTag(key) || p.ignores(key) {
			continue
		}
		value := types.StringValue(text)
		every[key] = value
		_, configured := prior.Elements()[key]
		if _, byDefault := p.Default[key]; configured || !byDefault {
			own[key] = value
		}
	}
	tags = types.MapValueMust(types.StringType, own)
	if len(own) == 0 && prior.IsNull() {
		tags = types.MapNull(types.StringType) // null and empty mean the same
	}
	return tags, types.MapValueMust(types.StringType, every)
}

func (p TagPolicy) ignores(key string) bool {
	return slices.Contains(p.IgnoredKeys, key) ||
		slices.ContainsFunc(p.IgnoredPrefixes, func(prefix string) bool { return strings.HasPrefix(key, prefix) })
}
