package vpngateway

import (
	"cmp"
	"context"
	"errors"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// failure is a step that failed, and the attribute that it was for; "" if it was
// for none.
type failure struct {
	attribute string
	err       error
}

// reconcile makes the gateway have what want says, as far as it can be changed
// in place: what CreateVpnGateway does not take, and what an update changes. It
// sends nothing for a value that have shows already. The steps do not need each
// other, so one that fails does not stop the next, unless there is no gateway or
// no time left for it.
func reconcile(ctx context.Context, client *vpc.Client, have, want *model) (failed []failure) {
	for _, step := range []func(context.Context, *vpc.Client, *model, *model) (string, error){
		changeAttributes, moveToGroup, changeTags,
	} {
		attribute, err := step(ctx, client, have, want)
		if err == nil {
			continue
		}
		failed = append(failed, failure{attribute, err})
		if ctx.Err() != nil || errors.Is(err, vpc.ErrNotFound) {
			break
		}
	}
	return failed
}

func changeAttributes(ctx context.Context, client *vpc.Client, have, want *model) (attribute string, err error) {
	region, id := have.Region.ValueString(), have.ID.ValueString()
	change := vpc.ModifyVpnGatewayAttributeInput{
		RegionID: region, VpnGatewayID: id,
		Name: framework.Changed(want.Name, have.Name), Description: framework.Changed(want.Description, have.Description),
	}
	if framework.Wanted(want.AutoPropagate, have.AutoPropagate) {
		change.AutoPropagate = framework.BoolPtr(want.AutoPropagate)
	}
	attribute = cmp.Or(framework.Sent("auto_propagate", change.AutoPropagate != nil), framework.Sent("description", change.Description != nil),
		framework.Sent("name", change.Name != nil))
	if attribute == "" {
		return "", nil
	}
	if err := client.ModifyVpnGatewayAttribute(ctx, change); err != nil {
		return attribute, err
	}
	_, err = client.WaitVpnGatewayActive(ctx, region, id, false)
	return "", err
}

func moveToGroup(ctx context.Context, client *vpc.Client, have, want *model) (attribute string, err error) {
	return "resource_group_id", framework.MoveToGroup(ctx, client, have.object(), have.ResourceGroupID, want.ResourceGroupID)
}

func changeTags(ctx context.Context, client *vpc.Client, have, want *model) (attribute string, err error) {
	return "tags", framework.Retag(ctx, client, have.object(), have.TagsAll, want.TagsAll)
}

func (m *model) object() vpc.Object {
	return vpc.VpnGatewayObject(m.Region.ValueString(), m.ID.ValueString())
}
