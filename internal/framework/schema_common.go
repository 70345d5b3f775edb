package framework

import (
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CompleteResource is what every resource of this provider is.
type CompleteResource interface {
	resource.ResourceWithConfigure
	resource.ResourceWithModifyPlan
	resource.ResourceWithImportState
	resource.ResourceWithIdentity
}

// KeptString is an argument whose value stays when the argument is left out.
func KeptString(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, Validators: validators,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// ConstantString is computed once, when the object is created.
func ConstantString(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// IDAttribute is the ID that the API gives an object.
func IDAttribute(noun, example string) schema.StringAttribute {
	return ConstantString(fmt.Sprintf("ID of the %s, such as `%s`.", noun, example))
}

// CreateTimeAttribute says when the object was created.
func CreateTimeAttribute(noun string) schema.StringAttribute {
	return ConstantString(fmt.Sprintf("When the %s was created (RFC 3339, UTC).", noun))
}

// ResourceGroupAttribute is the resource group; more ends its description.
func ResourceGroupAttribute(more string) schema.StringAttribute {
	return KeptString("ID of the resource group. Defaults to the account's default group."+more, IDWithPrefix("rg-"))
}

// Text accepts least to most characters that do not begin like a URL.
func Text(least, most int) validator.String {
	return StringCheck(fmt.Sprintf("%d to %d characters", least, most), func(s string) error { return CheckText(s, least, most) })
}

// Description accepts what the API takes as a description.
func Description() validator.String { return StringCheck("1 to 100 characters", CheckDescription) }

// CheckDescription is Text(1, 100), and says why there is no empty one.
func CheckDescription(s string) error {
	if s == "" {
		return errors.New("must not be empty: the API cannot clear a description, so leave the argument out to keep what is there")
	}
	return CheckText(s, 1, 100)
}

// Parameters are the attributes behind parameters of requests: own, and those
// that all kinds have in common.
func Parameters(own map[string]string) map[string]string {
	all := map[string]string{
		"Name": "name", "Description": "description", "RegionId": "region", "ResourceGroupId": "resource_group_id",
		"TagKey": "tags", "TagValue": "tags",
	}
	maps.Copy(all, own)
	return all
}

// Shown are descriptions of attributes in data sources: own, and those that all
// kinds have in common.
func Shown(own map[string]string) map[string]string {
	all := map[string]string{
		"name": "Name.", "description": "Description. Null if there is none.", "resource_group_id": "ID of the resource group.",
		"region": "Region ID.",
	}
	maps.Copy(all, own)
	return all
}

// GroupFilter narrows a search to one resource group.
func GroupFilter(nouns string) FilterArgument {
	return FilterArgument{
		Name: "resource_group_id", Description: "Only " + nouns + " of this resource group.", Validators: []validator.String{IDWithPrefix("rg-")},
	}
}
