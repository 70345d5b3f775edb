package framework

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resourceschema "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func regionArgument() FilterArgument {
	return FilterArgument{Name: "region", Description: RegionDescription, Validators: []validator.String{Region()}}
}

func regexArgument(description string) FilterArgument {
	return FilterArgument{Name: regexName, Description: description, Validators: []validator.String{regular()}}
}

// shown reports whether data sources show an attribute of the resource. They
// show all tags as tags.
func (f *Finder[M, T, P]) shown(name string) bool {
	return name != "tags_all" && !slices.Contains(f.Hidden, name)
}

// dataAttributes are the attributes of the resource, as a data source shows them. They
// are made once. Nobody may change them.
func (f *Finder[M, T, P]) dataAttributes() map[string]schema.Attribute {
	f.once.Do(func() { f.data = dataAttributes(f.described().Attributes, f.shown, f.Describe, f.taggable()) })
	return f.data
}

func dataAttributes(
	all map[string]resourceschema.Attribute, shown func(string) bool, describe map[string]string, taggable bool,
) map[string]schema.Attribute {
	attributes := make(map[string]schema.Attribute)
	for name, attribute := range all {
		if !shown(name) || attribute.IsWriteOnly() {
			continue
		}
		description := attribute.GetMarkdownDescription()
		if d, ok := describe[name]; ok {
			description = d
		}
		attributes[name] = computed(attribute, description, shown)
	}
	if taggable {
		attributes["tags"] = schema.MapAttribute{
			Computed: true, ElementType: types.StringType,
			MarkdownDescription: "Tags, without system tags and those that match the provider's `ignore_tags`.",
		}
	}
	return attributes
}

// computed is an attribute of a resource as a data source has it. An object is
// shown without its secrets and what is not shown, by its name.
func computed(attribute resourceschema.Attribute, description string, shown func(string) bool) schema.Attribute {
	sensitive := attribute.IsSensitive()
	switch a := attribute.(type) {
	case resourceschema.StringAttribute:
		return schema.StringAttribute{Computed: true, MarkdownDescription: description, Sensitive: sensitive}
	case resourceschema.BoolAttribute:
		return schema.BoolAttribute{Computed: true, MarkdownDescription: description, Sensitive: sensitive}
	case resourceschema.Int64Attribute:
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description, Sensitive: sensitive}
	case resourceschema.MapAttribute:
		return schema.MapAttribute{Computed: true, MarkdownDescription: description, ElementType: a.ElementType, Sensitive: sensitive}
	case resourceschema.SetAttribute:
		return schema.SetAttribute{Computed: true, MarkdownDescription: description, ElementType: a.ElementType, Sensitive: sensitive}
	case resourceschema.ListAttribute:
		return schema.ListAttribute{Computed: true, MarkdownDescription: description, ElementType: a.ElementType, Sensitive: sensitive}
	case resourceschema.SingleNestedAttribute:
		nested := make(map[string]schema.Attribute, len(a.Attributes))
		for name, inner := range a.Attributes {
			if shown(name) && !inner.IsSensitive() && !inner.IsWriteOnly() {
				nested[name] = computed(inner, inner.GetMarkdownDescription(), shown)
			}
		}
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: description, Attributes: nested, Sensitive: sensitive}
	default:
		panic(fmt.Sprintf("data sources have no %T yet", attribute))
	}
}

// dataTypes are the types of values.
func (f *Finder[M, T, P]) dataTypes() map[string]attr.Type {
	kinds := make(map[string]attr.Type)
	for name, attribute := range f.dataAttributes() {
		kinds[name] = attribute.GetType()
	}
	return kinds
}

// values are an object's attributes as a data source shows them, by dataTypes.
func (f *Finder[M, T, P]) values(o *found[M, T], kinds map[string]attr.Type) map[string]attr.Value {
	m := o.model
	if f.Show != nil {
		f.Show(&m, o.seen)
	}
	values := make(map[string]attr.Value, len(kinds))
	for name := range kinds {
		values[name] = project(f.Table().Value(&m, name), kinds[name])
	}
	if tags := tagsOf(P(&m)); tags != nil {
		values["tags"] = tags.TagsAll
	}
	return values
}

// project is a value without what the type does not have: a data source shows less
// of an object than the resource.
func project(value attr.Value, kind attr.Type) attr.Value {
	object, ok := value.(types.Object)
	shown, fits := kind.(types.ObjectType)
	switch {
	case !ok || !fits:
		return value
	case object.IsNull():
		return types.ObjectNull(shown.AttrTypes)
	case object.IsUnknown():
		return types.ObjectUnknown(shown.AttrTypes)
	}
	attributes, all := make(map[string]attr.Value, len(shown.AttrTypes)), object.Attributes()
	for name, below := range shown.AttrTypes {
		attributes[name] = project(all[name], below)
	}
	return types.ObjectValueMust(shown.AttrTypes, attributes)
}
