package framework

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Routes of gateways and of connections have no ID of their own: they are named by
// arguments that replace them. Their description cannot be read.

// CheckRouteNetwork accepts a network as the API stores it.
func CheckRouteNetwork(s string) error {
	prefix, err := netip.ParsePrefix(s)
	switch {
	case err != nil:
		return fmt.Errorf("must be a network in CIDR form, such as 10.0.0.0/16, got: %q", s)
	case prefix.Masked() != prefix:
		return fmt.Errorf("must be a network without host bits, got: %q: write %q", s, prefix.Masked())
	case prefix.String() != s:
		return fmt.Errorf("must be written as the API shows it, got: %q: write %q", s, prefix)
	default:
		return nil
	}
}

// RouteID reads the ID of one kind of routes.
type RouteID struct {
	TypeName string
	Parse    func(id string) error
}

// Or is Parse, with an error that names the right resource for the ID of another kind.
func (r RouteID) Or(others ...RouteID) func(id string) error {
	return func(id string) error {
		err := r.Parse(id)
		if err == nil {
			return nil
		}
		for _, other := range others {
			if other.Parse(id) == nil {
				return fmt.Errorf("it names a route of another kind: use %s for it", other.TypeName)
			}
		}
		return err
	}
}

// ReplacingNetwork is a required network. Another one replaces the resource.
func ReplacingNetwork(description string, check func(string) error) schema.StringAttribute {
	return replacing(description, StringCheck("a network in CIDR form", check))
}

// ReplacingID is the required ID of another object. Another one replaces the resource.
func ReplacingID(description, prefix string) schema.StringAttribute {
	return replacing(description, IDWithPrefix(prefix))
}

func replacing(description string, check validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true, PlanModifiers: []planmodifier.String{ReplaceString()}, Validators: []validator.String{check},
	}
}

// Weight is the weight of a route. more ends its description.
func Weight(more string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "`100` makes the route active, `0` makes it a standby for another one to the same destination. Defaults to `100`." + more,
		CustomType:          WholeNumber{}, Optional: true, Computed: true,
		Validators: []validator.Int64{Int64Check("0 or 100", func(n int64) error {
			if n != 0 && n != 100 {
				return fmt.Errorf("must be 0 or 100, got: %d", n)
			}
			return nil
		})},
	}
}

// KeyDescription says in private state that Terraform has given the object its
// description, or none: so what is in state is known to be true.
const KeyDescription = "description_known"

// UnreadDescription is the description of an object that the API never shows.
func UnreadDescription(noun string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("Description, 1 to 100 characters, not beginning with `http://` or `https://`. The API never shows it and cannot "+
			"change it. So that of an imported or moved %[1]s is not known: a description in the configuration is then taken over into state "+
			"without a call, with a warning. Changing it replaces the %[1]s.", noun),
		Optional: true,
		PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplaceIf(
			func(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
				known, diags := Flag(ctx, req.Private, KeyDescription)
				resp.Diagnostics.Append(diags...)
				resp.RequiresReplace = known || !req.StateValue.IsNull()
			}, Replaces, Replaces)},
		Validators: []validator.String{StringCheck("1 to 100 characters", func(s string) error {
			if s == "" {
				return fmt.Errorf("must not be empty: leave the argument out for a %s without a description", noun)
			}
			return CheckText(s, 1, 100)
		})},
	}
}

// WarnUnread tells which replacing arguments state gets from the configuration alone,
// an UnreadDescription among them.
func (c *Change[M]) WarnUnread(ctx context.Context, noun string) {
	described, _ := Flag(ctx, c.Private, KeyDescription)
	_, unread := c.Replaced(func(name string) bool { return name != "description" || !described })
	for _, name := range unread {
		text, isText := c.Table.Value(c.Plan, name).(types.String)
		switch {
		case name == "description" && isText && !text.IsNull() && !text.IsUnknown():
			c.Diags.AddAttributeWarning(path.Root(name), "Description is taken over without a call", fmt.Sprintf(
				"The API never shows the description of a %[1]s, so that of %[2]s is not known. The plan takes the configured text over into state, "+
					"and changes nothing. To be sure of it, replace the %[1]s: apply with -replace=ADDRESS.", noun, c.id()))
		case name != "description":
			c.WarnTakenOver([]string{name}, "")
		}
	}
}

// IsKnown reports that all values are set and known.
func IsKnown(values ...types.String) bool {
	for _, value := range values {
		if value.IsNull() || value.IsUnknown() {
			return false
		}
	}
	return true
}

// CheckRouteDestination is CheckRouteNetwork without the whole of IPv4, which only other
// routes can lead to.
func CheckRouteDestination(other string) func(string) error {
	return func(s string) error {
		if s == "0.0.0.0/0" {
			return errors.New("must not be 0.0.0.0/0" + other)
		}
		return CheckRouteNetwork(s)
	}
}
