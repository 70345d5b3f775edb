package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// TimeoutsBlock is the block timeouts of resources. It is a block and no object,
// because Terraform drops a misspelt name in an object without a word. The
// arguments describe create, update and delete; there is none for an operation
// whose description is empty.
func TimeoutsBlock(creating, updating, deleting string) schema.Block {
	kinds, attributes := make(map[string]attr.Type), make(map[string]schema.Attribute)
	for name, description := range map[string]string{"create": creating, "update": updating, "delete": deleting} {
		if description == "" {
			continue
		}
		kinds[name] = types.StringType
		attributes[name] = schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Validators: []validator.String{timeout{}},
		}
	}
	return schema.SingleNestedBlock{
		MarkdownDescription: "Time limits of the operations, such as `90s`, `45m` or `1h30m`.",
		CustomType:          timeouts.Type{ObjectType: types.ObjectType{AttrTypes: kinds}},
		Attributes:          attributes,
	}
}

// CheckTimeout accepts a duration above zero.
func CheckTimeout(s string) error {
	if d, err := time.ParseDuration(s); err != nil || d <= 0 {
		return fmt.Errorf(`must be a duration above zero, such as "90s", "45m" or "1h30m", got: %q`, s)
	}
	return nil
}

type timeout struct{}

func (timeout) Description(context.Context) string               { return "a duration above zero" }
func (v timeout) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (timeout) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := CheckTimeout(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+req.Path.String(), fmt.Sprintf("%s %s.", req.Path, err))
	}
}
