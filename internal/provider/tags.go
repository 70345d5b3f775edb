package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// tagPolicy reads default_tags and ignore_tags. Default tags that are known only
// after apply keep nothing from being planned but tags_all.
func tagPolicy(ctx context.Context, c *config, diags *diag.Diagnostics) framework.TagPolicy {
	var policy framework.TagPolicy
	if c.DefaultTags.IsUnknown() {
		policy.DefaultUnknown = true
	} else if tags := nested[defaultTags](ctx, c.DefaultTags, diags).Tags; hasUnknown(tags) {
		policy.DefaultUnknown = true
	} else if !tags.IsNull() {
		diags.Append(tags.ElementsAs(ctx, &policy.Default, false)...)
	}
	ignored := nested[ignoreTags](ctx, c.IgnoreTags, diags)
	policy.IgnoredKeys = stringSet(ctx, ignored.Keys, diags)
	policy.IgnoredPrefixes = stringSet(ctx, ignored.KeyPrefixes, diags)
	if wrong := policy.CheckDefault(); wrong != "" {
		diags.AddAttributeError(path.Root("default_tags").AtName("tags"), "Default tag is ignored", wrong)
	}
	return policy
}

// stringSet returns a set's strings; of an unknown set, none yet.
func stringSet(ctx context.Context, set types.Set, diags *diag.Diagnostics) []string {
	if set.IsNull() || isUnknown(set) {
		return nil
	}
	var all []string
	diags.Append(set.ElementsAs(ctx, &all, false)...)
	return all
}

// isUnknown reports a set that is not known yet, or not all of it.
func isUnknown(set types.Set) bool {
	return set.IsUnknown() || slices.ContainsFunc(set.Elements(), attr.Value.IsUnknown)
}

func hasUnknown(m types.Map) bool {
	if m.IsUnknown() {
		return true
	}
	for _, value := range m.Elements() {
		if value.IsUnknown() {
			return true
		}
	}
	return false
}
