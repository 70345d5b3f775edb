package framework

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// ProviderData is what the provider's Configure hands to every resource.
type ProviderData struct {
	// VPC is nil while Unknown is not empty.
	VPC *vpc.Client
	// Region is the provider's region, the default of every resource.
	Region string
	// Tags applies to the tags of every resource.
	Tags TagPolicy
	// Unknown lists provider arguments whose values are known only after apply.
	Unknown []string
	// Created is what this process has created so far.
	Created Created
}

// Configured returns the provider data, or nil before the provider is
// configured, as it is during validation.
func Configured(providerData any, diags *diag.Diagnostics) *ProviderData {
	if providerData == nil {
		return nil
	}
	data, ok := providerData.(*ProviderData)
	if !ok {
		diags.AddError(
			"Provider bug: unexpected provider data",
			fmt.Sprintf(
				"Expected *framework.ProviderData, got %T. Please report this to the provider's developers.",
				providerData,
			),
		)
		return nil
	}
	return data
}

// WhyUnknown says in words why there is no client yet.
func (d *ProviderData) WhyUnknown() string {
	return fmt.Sprintf("The provider argument %s is known only after apply, so no API call can be made yet.",
		strings.Join(d.Unknown, ", "))
}
