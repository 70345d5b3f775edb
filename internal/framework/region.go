package framework

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// A region ID becomes part of a host name, so nothing else may pass.
var regionID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2,8}(-[a-z0-9]{1,20}){1,4}$`) })

// CheckRegion accepts the form of a region ID, such as cn-hangzhou.
func CheckRegion(s string) error {
	if !regionID().MatchString(s) {
		return fmt.Errorf("must be a region ID such as \"cn-hangzhou\", got: %q", s)
	}
	return nil
}

// Region returns the validator of region arguments.
func Region() validator.String {
	return StringCheck("a region ID such as cn-hangzhou", CheckRegion)
}

// RegionAttribute is the region argument that every resource has. Without it a
// resource stays in the region where it is, even if the provider's changes.
func RegionAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Region ID, such as `cn-hangzhou`. Defaults to the provider's region when the resource is created. " +
			"An existing resource stays in its region when the provider's changes. Changing it replaces the resource.",
		Optional: true,
		Computed: true,
		PlanModifiers: []planmodifier.String{
			stringplanmodifier.UseStateForUnknown(),
			stringplanmodifier.RequiresReplace(),
		},
		Validators: []validator.String{Region()},
	}
}

// RegionOr returns a configured region, or else the provider's.
func RegionOr(configured types.String, provider string) string {
	if region := configured.ValueString(); region != "" {
		return region
	}
	return provider
}

// ParseImportID splits "<id>" or "<id>@<region>". Without a region it returns
// defaultRegion. check says what is wrong with an ID.
func ParseImportID(s, defaultRegion string, check func(id string) error) (id, region string, err error) {
	id, region, given := strings.Cut(s, "@")
	if err := check(id); err != nil {
		return "", "", err
	}
	if !given {
		region = defaultRegion
	}
	if region == "" && !given {
		return "", "", errors.New("the provider has no region: write <id>@<region>")
	}
	if err := CheckRegion(region); err != nil {
		return "", "", fmt.Errorf("what follows the @ %w", err)
	}
	return id, region, nil
}
