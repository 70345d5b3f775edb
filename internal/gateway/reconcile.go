package gateway

import (
	"cmp"
	"context"
	"errors"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Failure is a step that failed, and the attribute that it was for; "" if it was
// for none.
type Failure struct {
	Attribute string
	Err       error
}

// Reconcile makes the gateway o have what want says, as far as it can be changed
// in place: what a create does not take, and what an update changes. It sends
// nothing for a value that have shows already. modify changes name, description and
// auto_propagate, and wait waits until the gateway is active again. The steps do not need each
// other, so one that fails does not stop the next, unless there is no gateway or no
// time left for it.
func Reconcile(
	ctx context.Context, client *vpc.Client, o vpc.Object, have, want *Common,
	modify func(context.Context, vpc.ModifyVpnGatewayAttributeInput) error, wait func(context.Context) error,
) (failed []Failure) {
	for _, step := range []func() (string, error){
		func() (string, error) {
			in, attribute := changes(have, want)
			if attribute == "" {
				return "", nil
			}
			if err := modify(ctx, in); err != nil {
				return attribute, err
			}
			return "", wait(ctx)
		},
		func() (string, error) {
			return "resource_group_id", framework.MoveToGroup(ctx, client, o, have.ResourceGroupID, want.ResourceGroupID)
		},
		func() (string, error) { return "tags", framework.Retag(ctx, client, o, have.TagsAll, want.TagsAll) },
	} {
		attribute, err := step()
		if err == nil {
			continue
		}
		failed = append(failed, Failure{attribute, err})
		if ctx.Err() != nil || errors.Is(err, vpc.ErrNotFound) {
			break
		}
	}
	return failed
}

// changes is what to send, and one of the attributes that it is for; "" where there
// is nothing to send.
func changes(have, want *Common) (in vpc.ModifyVpnGatewayAttributeInput, attribute string) {
	in = vpc.ModifyVpnGatewayAttributeInput{
		RegionID: have.Region.ValueString(), VpnGatewayID: have.ID.ValueString(),
		Name: framework.Changed(want.Name, have.Name), Description: framework.Changed(want.Description, have.Description),
	}
	if framework.Wanted(want.AutoPropagate, have.AutoPropagate) {
		in.AutoPropagate = framework.BoolPtr(want.AutoPropagate)
	}
	return in, cmp.Or(framework.Sent("auto_propagate", in.AutoPropagate != nil), framework.Sent("description", in.Description != nil),
		framework.Sent("name", in.Name != nil))
}
