package vpc

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// CreateVpnAttachmentInput holds the parameters of CreateVpnAttachment; nil and ""
// are not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnattachment
type CreateVpnAttachmentInput struct {
	RegionID string
	ConnectionSettings
	// NetworkType is public or private, and TunnelBandwidth Standard or Large.
	NetworkType, TunnelBandwidth *string
	ResourceGroupID              *string
	// Tags are at most 20.
	Tags map[string]string
}

// CreateVpnAttachment makes an attachment, which WaitVpnAttachmentSettled sees
// configured. Nothing is attached to it then: that is up to product Cbn. Errors to expect:
// InvalidCustomerGatewayInstanceId.NotFound, IllegalParam.LocalSubnet and
// .RemoteSubnet, and *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateVpnAttachment(ctx context.Context, in CreateVpnAttachmentInput) (Created, error) {
	p := params{}
	p.settings(in.ConnectionSettings, "RemoteCaCert")
	p.strPtr("NetworkType", in.NetworkType)
	p.strPtr("TunnelBandwidth", in.TunnelBandwidth)
	p.strPtr("ResourceGroupId", in.ResourceGroupID)
	p.tags("Tags", in.Tags)
	var out tolerant[createVpnConnectionAnswer]
	token, err := c.create(ctx, c.request("CreateVpnAttachment", in.RegionID, p), vpnAttachmentKind, &out)
	if err != nil {
		return Created{Token: token}, err
	}
	o := VpnAttachmentObject(in.RegionID, string(out.value.VpnConnectionID))
	c.reads.wrote(o)
	return Created{ID: o.ID, Token: token}, nil
}

// ModifyVpnAttachmentAttributeInput holds what can be changed in place; nil is not
// sent and not changed.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpnattachmentattribute
type ModifyVpnAttachmentAttributeInput struct {
	RegionID, VpnConnectionID string
	// Its Tunnels are those that change. Each needs its TunnelID and its Index.
	ConnectionSettings
}

// ModifyVpnAttachmentAttribute changes an attachment, and waits until it is
// configured. unsettled says why the wait did not see that; the change was accepted
// either way. Errors to expect: as for CreateVpnAttachment, and ErrNotFound.
func (c *Client) ModifyVpnAttachmentAttribute(ctx context.Context, in ModifyVpnAttachmentAttributeInput) (unsettled, err error) {
	p := params{}
	p.str("VpnConnectionId", in.VpnConnectionID)
	p.settings(in.ConnectionSettings, "RemoteCaCert")
	o := VpnAttachmentObject(in.RegionID, in.VpnConnectionID)
	err = c.change(ctx, o, func() error {
		if err := c.callOnce(ctx, c.request("ModifyVpnAttachmentAttribute", in.RegionID, p), nil); err != nil {
			return err
		}
		unsettled = c.WaitVpnAttachmentSettled(ctx, o.Region, o.ID)
		return nil
	})
	return unsettled, err
}

// DeleteVpnAttachment deletes an attachment that nothing is attached to. Errors to
// expect: ErrNotFound. Which code says that a transit router has it is documented
// nowhere: VpnAttachment.InUse tells.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevpnattachment
func (c *Client) DeleteVpnAttachment(ctx context.Context, region, id string) error {
	p := params{}
	p.str("VpnConnectionId", id)
	return c.change(ctx, VpnAttachmentObject(region, id), func() error {
		return c.callOnce(ctx, c.request("DeleteVpnAttachment", region, p), nil)
	})
}

// WaitVpnAttachmentShown looks until an attachment that was just created shows, and
// returns it. The API's nodes do not all know of it at once.
func (c *Client) WaitVpnAttachmentShown(ctx context.Context, region, id string) (*VpnAttachment, error) {
	return vpnAttachments(c).waitFor(ctx, VpnAttachmentObject(region, id), goal[*VpnAttachment]{
		awaited: "shown", fresh: true, reached: func(*VpnAttachment) (bool, error) { return true, nil },
	})
}

// WaitVpnAttachmentDeleted looks until two different calls agree that the
// attachment does not exist.
func (c *Client) WaitVpnAttachmentDeleted(ctx context.Context, region, id string) error {
	_, err := vpnAttachments(c).waitFor(ctx, VpnAttachmentObject(region, id), goal[*VpnAttachment]{awaited: "deleted", gone: true})
	return err
}

// WaitVpnAttachmentSettled looks until an attachment does not change any more after a
// write to it: its state is init then, or attached.
func (c *Client) WaitVpnAttachmentSettled(ctx context.Context, region, id string) error {
	// When ctx ends meanwhile, the wait says so itself.
	_ = openapi.Sleep(ctx, min(firstLook, c.cfg.PollInterval(0)))
	_, err := vpnAttachments(c).waitFor(ctx, VpnAttachmentObject(region, id), goal[*VpnAttachment]{
		awaited: "configured", fresh: true, reached: func(a *VpnAttachment) (bool, error) { return a.settled(), nil },
	})
	return err
}
