package vpc

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"
)

var enhancedGatewayKind = &kind{
	noun:        "enhanced VPN gateway",
	idParameter: vpnGatewayKind.idParameter,
	tagType:     vpnGatewayKind.tagType,
	groupType:   vpnGatewayKind.groupType,
	gone:        vpnGatewayKind.gone,
}

// EnhancedVpnGatewayObject names an enhanced gateway for TagResources and its like.
func EnhancedVpnGatewayObject(region, id string) Object {
	return Object{Region: region, ID: id, kind: enhancedGatewayKind, reader: func(c *Client) confirmer { return enhancedGateways(c) }}
}

// enhancedGateways reads one by one: the list lacks Status and ChargeType.
func enhancedGateways(c *Client) *reader[*VpnGateway] {
	list := func(ctx context.Context, region, id string) ([]*VpnGateway, error) {
		all, err := c.DescribeVpnGateways(ctx, DescribeVpnGatewaysInput{RegionID: region, VpnGatewayID: id})
		return all, enhancedGatewayKind.goneError(err)
	}
	return readerOf(c, enhancedGatewayKind, reader[*VpnGateway]{
		id:       vpnGatewayID,
		thin:     true,
		status:   func(g *VpnGateway) string { return g.Status },
		describe: c.describeGateway,
		find:     func(ctx context.Context, o Object) ([]*VpnGateway, error) { return list(ctx, o.Region, o.ID) },
		list:     func(ctx context.Context, s scope) ([]*VpnGateway, error) { return list(ctx, s.region, "") },
	})
}

// GetEnhancedVpnGateway reads one gateway. It returns ErrNotFound only when
// DescribeVpnGateway, asked twice, and DescribeVpnGateways agree that the gateway
// does not exist.
func (c *Client) GetEnhancedVpnGateway(ctx context.Context, region, id string) (*VpnGateway, error) {
	return enhancedGateways(c).get(ctx, EnhancedVpnGatewayObject(region, id))
}

// DescribeEnhancedVpnGateways lists the enhanced gateways that in selects, each as
// it shows when it is read by itself. One that is gone by then is left out. in.Status
// and in.BusinessStatus have to be empty: the list lacks them.
func (c *Client) DescribeEnhancedVpnGateways(ctx context.Context, in DescribeVpnGatewaysInput) ([]*VpnGateway, error) {
	in.GatewayType = GatewayTypeEnhanced
	listed, err := c.DescribeVpnGateways(ctx, in)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	var all []*VpnGateway
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for _, g := range listed {
		group.Go(func() (err error) {
			defer recovered(&err)
			whole, err := c.GetEnhancedVpnGateway(ctx, in.RegionID, g.VpnGatewayID)
			switch {
			case errors.Is(err, ErrNotFound):
				return nil
			case err != nil:
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, whole)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return all, nil
}

// CreateEnhancedVpnGatewayInput holds the parameters of CreateEnhancedVpnGateway; nil
// pointers are not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createenhancedvpngateway
type CreateEnhancedVpnGatewayInput struct {
	RegionID, VpcID string
	// VSwitchID and DisasterRecoveryVSwitchID are in two zones, where the region has
	// as many.
	VSwitchID, DisasterRecoveryVSwitchID string
	// Name is 2 to 100 characters.
	Name *string
	// NetworkType can be public, and VpnType Normal.
	NetworkType, VpnType *string
	ResourceGroupID      *string
}

// CreateEnhancedVpnGateway orders a gateway and returns before it is built; use
// WaitEnhancedVpnGatewayActive. What happens when ctx ends while the outcome is
// unknown, and the errors to expect, are as for CreateVpnGateway.
func (c *Client) CreateEnhancedVpnGateway(ctx context.Context, in CreateEnhancedVpnGatewayInput) (CreateVpnGatewayOutput, error) {
	p := params{}
	p.str("VpcId", in.VpcID)
	p.str("GatewayType", GatewayTypeEnhanced)
	p.str("VSwitchId", in.VSwitchID)
	p.str("DisasterRecoveryVSwitchId", in.DisasterRecoveryVSwitchID)
	p.strPtr("Name", in.Name)
	p.strPtr("NetworkType", in.NetworkType)
	p.strPtr("VpnType", in.VpnType)
	p.strPtr("ResourceGroupId", in.ResourceGroupID)
	return c.orderGateway(ctx, "CreateEnhancedVpnGateway", in.RegionID, enhancedGatewayKind, p)
}

// UpdateEnhancedVpnGateway starts a change; the gateway may be updating for a while
// afterwards. Errors to expect: ErrNotFound.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-updateenhancedvpngateway
func (c *Client) UpdateEnhancedVpnGateway(ctx context.Context, in ModifyVpnGatewayAttributeInput) error {
	return c.modifyGateway(ctx, "UpdateEnhancedVpnGateway", EnhancedVpnGatewayObject(in.RegionID, in.VpnGatewayID), in)
}

// DeleteEnhancedVpnGateway starts a deletion; use WaitEnhancedVpnGatewayDeleted.
// Errors to expect: ErrNotFound, VpnDependencyViolation.VpnConnection.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deleteenhancedvpngateway
func (c *Client) DeleteEnhancedVpnGateway(ctx context.Context, region, id string) error {
	return c.deleteGateway(ctx, "DeleteEnhancedVpnGateway", EnhancedVpnGatewayObject(region, id))
}

// WaitEnhancedVpnGatewayActive is WaitVpnGatewayActive for an enhanced gateway.
func (c *Client) WaitEnhancedVpnGatewayActive(ctx context.Context, region, id string, fresh bool) (*VpnGateway, error) {
	return enhancedGateways(c).waitFor(ctx, EnhancedVpnGatewayObject(region, id), activeGateway(enhancedGatewayKind, id, fresh))
}

// WaitEnhancedVpnGatewayDeleted polls until DescribeVpnGateway says that there is no
// such gateway and DescribeVpnGateways counts none of that ID, twice in a row. An
// answer that the list itself does not find the gateway counts as well.
func (c *Client) WaitEnhancedVpnGatewayDeleted(ctx context.Context, region, id string) error {
	_, err := enhancedGateways(c).waitFor(ctx, EnhancedVpnGatewayObject(region, id), goal[*VpnGateway]{awaited: "deleted", gone: true})
	return err
}
