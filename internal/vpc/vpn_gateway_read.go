package vpc

import (
	"context"
)

var vpnGatewayKind = &kind{
	noun:        "VPN gateway",
	idParameter: "VpnGatewayId",
	tagType:     "VPNGATEWAY",
	groupType:   "VpnGateway",
	gone: []string{
		"InvalidVpnGatewayInstanceId.NotFound",
		"InvalidVpnGatewayId.NotFound",
		"InvalidVpnInstanceId.NotFound",
		"INSTANCE_NOT_EXISTS",
	},
}

// VpnGatewayObject names a gateway for TagResources and its like.
func VpnGatewayObject(region, id string) Object {
	return Object{Region: region, ID: id, kind: vpnGatewayKind, reader: func(c *Client) confirmer { return vpnGateways(c) }}
}

func vpnGateways(c *Client) *reader[*VpnGateway] {
	return readerOf(c, vpnGatewayKind, reader[*VpnGateway]{
		id:     vpnGatewayID,
		status: func(g *VpnGateway) string { return g.Status },
		describe: func(ctx context.Context, o Object) (*VpnGateway, error) {
			return c.DescribeVpnGateway(ctx, o.Region, o.ID)
		},
		find: func(ctx context.Context, o Object) ([]*VpnGateway, error) {
			return c.DescribeVpnGateways(ctx, DescribeVpnGatewaysInput{RegionID: o.Region, VpnGatewayID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*VpnGateway, error) {
			return c.DescribeVpnGateways(ctx, DescribeVpnGatewaysInput{RegionID: s.region})
		},
	})
}

func vpnGatewayID(g *VpnGateway) string { return g.VpnGatewayID }

// DescribeVpnGateway reads one gateway, with its reservation data. It returns
// ErrNotFound when this one answer says that the gateway does not exist;
// GetVpnGateway confirms that.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngateway
func (c *Client) DescribeVpnGateway(ctx context.Context, region, id string) (*VpnGateway, error) {
	return c.describeGateway(ctx, VpnGatewayObject(region, id))
}

func (c *Client) describeGateway(ctx context.Context, o Object) (*VpnGateway, error) {
	p := params{}
	p.str("IncludeReservationData", "true")
	answer, odd, err := describe[vpnGatewayAnswer](ctx, c, "DescribeVpnGateway", o, p)
	if err != nil {
		return nil, err
	}
	answer.VpnGatewayID, answer.Odd = o.ID, odd
	return answer.gateway(), nil
}

// GetVpnGateway reads one gateway, like DescribeVpnGateway, but when many are
// read in a short time it lists the region once for all of them (reader.go). It
// returns ErrNotFound only when DescribeVpnGateway, asked twice, and
// DescribeVpnGateways agree that the gateway does not exist.
func (c *Client) GetVpnGateway(ctx context.Context, region, id string) (*VpnGateway, error) {
	return vpnGateways(c).get(ctx, VpnGatewayObject(region, id))
}

// WaitVpnGatewayActive polls a gateway until its status is active and returns it
// as it is then. fresh says that it was just created: until it has been seen
// once, not-found counts as not there yet.
//
// It returns a *StatusError when the gateway is being deleted, ErrNotFound when
// it is gone, and a *WaitError when ctx ends first or the API refuses for a while
// to show it. Nothing else ends the wait: a status that is absent or unknown may
// still become active.
func (c *Client) WaitVpnGatewayActive(ctx context.Context, region, id string, fresh bool) (*VpnGateway, error) {
	return vpnGateways(c).waitFor(ctx, VpnGatewayObject(region, id), activeGateway(vpnGatewayKind, id, fresh))
}

func activeGateway(k *kind, id string, fresh bool) goal[*VpnGateway] {
	return goal[*VpnGateway]{
		awaited: StatusActive, fresh: fresh,
		reached: func(g *VpnGateway) (bool, error) {
			if g.Status == StatusDeleting {
				return false, &StatusError{Noun: k.noun, ID: id, Status: g.Status, Awaited: StatusActive}
			}
			return g.Status == StatusActive, nil
		},
	}
}

// WaitVpnGatewayDeleted polls a gateway until two different calls agree that it
// does not exist, and do so again. Any status may come before that. It returns a
// *WaitError when ctx ends first.
func (c *Client) WaitVpnGatewayDeleted(ctx context.Context, region, id string) error {
	_, err := vpnGateways(c).waitFor(ctx, VpnGatewayObject(region, id), goal[*VpnGateway]{awaited: "deleted", gone: true})
	return err
}
