package vpnconnection

import (
	"context"
	"errors"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// change leads a connection from state to plan, and returns the attribute of the
// call that failed.
func (r *connection) change(ctx context.Context, op *framework.Operation[model]) (attribute string, err error) {
	client, region, id := r.Data.VPC, op.State.Region.ValueString(), op.State.ID.ValueString()
	gateway := op.State.VpnGatewayID.ValueString()
	u := tunnel.Update{
		Form: form, Client: client, Region: region, State: &op.State.Connection, Plan: &op.Plan.Connection, Config: &op.Config.Connection,
		Private: op.Private, Diags: op.Diags,
		Read: func(ctx context.Context) (*vpc.VpnConnection, error) {
			// One answer that it does not exist is not believed.
			seen, err := client.DescribeVpnConnection(ctx, region, id)
			if errors.Is(err, vpc.ErrNotFound) {
				return client.GetVpnConnection(ctx, region, id)
			}
			return seen, err
		},
		Modify: func(ctx context.Context, in vpc.ConnectionSettings) error {
			return client.ModifyVpnConnectionAttribute(ctx, vpc.ModifyVpnConnectionAttributeInput{
				RegionID: region, VpnConnectionID: id, VpnGatewayID: gateway, ConnectionSettings: in,
			})
		},
		ModifyTunnel: func(ctx context.Context, in vpc.TunnelInput) error {
			return client.ModifyTunnelAttribute(ctx, vpc.ModifyTunnelAttributeInput{
				RegionID: region, VpnConnectionID: id, VpnGatewayID: gateway, TunnelID: in.TunnelID, Tunnel: in,
			})
		},
	}
	if attribute, err := u.Run(ctx); err != nil {
		return attribute, err
	}
	return "tags", framework.Retag(ctx, client, op.State.object(), op.State.TagsAll, op.Plan.TagsAll)
}
