package framework

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const maxTags = 20

// TagsAttribute is the tags argument of taggable resources.
func TagsAttribute() schema.MapAttribute {
	return schema.MapAttribute{
		MarkdownDescription: "Tags, at most 20. Keys have 1 to 128 characters, values up to 128. Neither can start with `http://`, `https://`, " +
			"`aliyun` or `acs:`. Do not put secrets into tags: `tags_all` shows them in plans and in state.",
		Optional:    true,
		ElementType: types.StringType,
		Validators:  []validator.Map{Tags()},
	}
}

// Tags returns the validator of tags arguments.
func Tags() validator.Map { return tagsCheck{} }

type tagsCheck struct{}

func (tagsCheck) Description(context.Context) string               { return "at most 20 valid tags" }
func (c tagsCheck) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

func (tagsCheck) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	elements := req.ConfigValue.Elements()
	if len(elements) > maxTags {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid tags",
			fmt.Sprintf("tags must have at most %d entries, got %d.", maxTags, len(elements)))
	}
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		at := req.Path.AtMapKey(key)
		if err := checkTagKey(key); err != nil {
			resp.Diagnostics.AddAttributeError(at, "Invalid tags", fmt.Sprintf("The key %q %s.", key, err))
		}
		value, ok := elements[key].(types.String)
		if !ok || value.IsUnknown() {
			continue
		}
		if value.IsNull() {
			resp.Diagnostics.AddAttributeError(at, "Invalid tags", nullTag(key))
		} else if err := checkTagValue(value.ValueString()); err != nil {
			resp.Diagnostics.AddAttributeError(at, "Invalid tags", fmt.Sprintf("The value of key %q %s.", key, err))
		}
	}
}

func nullTag(key string) string {
	return fmt.Sprintf("The value of key %q is null: leave the key out, or write \"\" for an empty value.", key)
}

func checkTagKey(key string) error {
	if isSystemTag(key) {
		return errSystemTag
	}
	return CheckText(key, 1, 128)
}

// checkTagValue refuses what the API refuses in values, as in keys.
func checkTagValue(value string) error {
	if isSystemTag(value) {
		return errSystemTag
	}
	return CheckText(value, 0, 128)
}

var errSystemTag = errors.New(`must not start with "aliyun" or "acs:", which are the system's`)

// isSystemTag reports tags that Alibaba Cloud sets and nobody else can change.
func isSystemTag(key string) bool {
	return strings.HasPrefix(key, "aliyun") || strings.HasPrefix(key, "acs:")
}

// TagChanges returns what to set and which keys to remove on the way from have
// to want. A changed value is only set, never removed first, so that no moment
// is without it. An unknown want changes nothing.
func TagChanges(have, want types.Map) (set map[string]string, remove []string) {
	if want.IsUnknown() {
		return nil, nil
	}
	set = make(map[string]string)
	for key, value := range want.Elements() {
		if text, ok := value.(types.String); ok && !value.Equal(have.Elements()[key]) {
			set[key] = text.ValueString()
		}
	}
	for key := range have.Elements() {
		if _, kept := want.Elements()[key]; !kept {
			remove = append(remove, key)
		}
	}
	return set, remove
}
