package framework

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The API has networks as one text with commas, in any order. Here they are a
// set.

// SubnetsAttribute is a required set of IPv4 networks.
func SubnetsAttribute(description string) schema.SetAttribute {
	return NetworksAttribute(description, Subnet())
}

// NetworksAttribute is a required set of networks that a validator accepts.
func NetworksAttribute(description string, network validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description, Required: true, ElementType: types.StringType,
		Validators: []validator.Set{notEmpty{}, ContainedSet(setvalidator.ValueStringsAre(network))},
	}
}

// notEmpty refuses an empty set.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string               { return "at least one network" }
func (v notEmpty) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notEmpty) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && len(req.ConfigValue.Elements()) == 0 {
		resp.Diagnostics.AddAttributeError(req.Path, fmt.Sprintf("Invalid %s", req.Path),
			fmt.Sprintf("%s must name at least one network, such as 10.0.0.0/16.", req.Path))
	}
}

// Subnet accepts an IPv4 network without host bits.
func Subnet() validator.String { return StringCheck("an IPv4 network", CheckSubnet) }

// CheckSubnet is the rule of Subnet.
func CheckSubnet(s string) error {
	p, err := netip.ParsePrefix(s)
	switch {
	case err != nil || !p.Addr().Is4():
		return fmt.Errorf("must be an IPv4 network, such as 10.0.0.0/16, got: %q", s)
	case p != p.Masked():
		return fmt.Errorf("must be a network without host bits: %s, got: %q", p.Masked(), s)
	default:
		return nil
	}
}

// Texts are the elements of a set, in a stable order.
func Texts(set types.Set) []string {
	var all []string
	for _, element := range set.Elements() {
		if text, ok := element.(types.String); ok {
			all = append(all, text.ValueString())
		}
	}
	slices.Sort(all)
	return all
}

// Networks are the known elements of a set that are networks.
func Networks(set types.Set) []netip.Prefix {
	var all []netip.Prefix
	for _, element := range set.Elements() {
		text, _ := element.(types.String)
		if p, err := netip.ParsePrefix(strings.TrimSpace(text.ValueString())); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// SetOrPrior is what the API shows, or the prior set where it shows nothing.
func SetOrPrior(seen []string, prior types.Set) types.Set {
	if len(seen) == 0 && !prior.IsUnknown() {
		return prior
	}
	elements := make([]attr.Value, 0, len(seen))
	for _, s := range slices.Compact(slices.Sorted(slices.Values(seen))) {
		elements = append(elements, types.StringValue(s))
	}
	return types.SetValueMust(types.StringType, elements)
}
