package framework

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Model is a pointer to the values of one resource, as a struct that embeds
// Base, and Tagged where the API has tags for it. T is the object as the API
// shows it.
type Model[M, T any] interface {
	*M
	base() *Base
	// FromAPI takes over what was seen. It keeps what the API never shows, and
	// what this answer lacks, so that an incomplete answer never looks like a
	// change.
	FromAPI(seen T, tags TagPolicy)
}

// Base is what every model has.
type Base struct {
	ID       types.String   `tfsdk:"id"`
	Region   types.String   `tfsdk:"region"`
	Timeouts timeouts.Value `tfsdk:"timeouts"`
}

func (b *Base) base() *Base { return b } //nolint:unused // Models have it by embedding Base, in other packages.

// Tagged is what a model has whose object can be tagged.
type Tagged struct {
	Tags    types.Map `tfsdk:"tags"`
	TagsAll types.Map `tfsdk:"tags_all"`
}

func (t *Tagged) tagged() *Tagged { return t }

// tagsOf returns the tags of a model, or nil where it has none.
func tagsOf(model any) *Tagged {
	if m, ok := model.(interface{ tagged() *Tagged }); ok {
		return m.tagged()
	}
	return nil
}
