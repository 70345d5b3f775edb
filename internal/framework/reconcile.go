package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// FillKnown fills in, when a plan is applied, what a plan with unknown values could
// not say: region and tags_all. It returns false, with an error, where the tags are
// wrong after all.
func (r *Resource[M, T, P]) FillKnown(m *M, diags *diag.Diagnostics) bool {
	b := P(m).base()
	if b.Region.IsUnknown() {
		b.Region = types.StringValue(r.Data.Region)
	}
	if tags := tagsOf(P(m)); tags != nil {
		tags.TagsAll = r.Data.Tags.All(tags.Tags)
		return !r.Data.Tags.Refuse(tags.Tags, diags)
	}
	return true
}

// MoveToGroup puts an object into the resource group that is wanted, if it is in
// another one.
func MoveToGroup(ctx context.Context, client *vpc.Client, o vpc.Object, have, want types.String) error {
	if !Wanted(want, have) {
		return nil
	}
	return client.MoveVpnResourceGroup(ctx, o, want.ValueString())
}

// Retag gives an object the tags that are wanted.
func Retag(ctx context.Context, client *vpc.Client, o vpc.Object, have, want types.Map) error {
	set, remove := TagChanges(have, want)
	if len(remove) > 0 {
		if err := client.UnTagResources(ctx, o, remove); err != nil {
			return err
		}
	}
	if len(set) > 0 {
		return client.TagResources(ctx, o, set)
	}
	return nil
}
