package vpc

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"
)

const (
	// pageSize is the largest that DescribeVpnGateways allows.
	pageSize = 50
	// pagesAtOnce bounds how many pages are asked for at the same time.
	pagesAtOnce = 8
)

// DescribeVpnGatewaysInput selects gateways; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngateways
type DescribeVpnGatewaysInput struct {
	RegionID string
	VpcID    string
	// Status is init, provisioning, active, updating or deleting.
	Status string
	// BusinessStatus is Normal or FinancialLocked.
	BusinessStatus string
	// GatewayType is Traditional or Enhanced.SiteToSite.
	GatewayType     string
	ResourceGroupID string
	// Tags must all be there with these values.
	Tags map[string]string
}

func (in DescribeVpnGatewaysInput) params() params {
	p := params{}
	p.str("IncludeReservationData", "true")
	p.str("PageSize", strconv.Itoa(pageSize))
	for name, value := range map[string]string{
		"VpcId": in.VpcID, "Status": in.Status, "BusinessStatus": in.BusinessStatus,
		"GatewayType": in.GatewayType, "ResourceGroupId": in.ResourceGroupID,
	} {
		if value != "" {
			p.str(name, value)
		}
	}
	p.tags(in.Tags)
	return p
}

// DescribeVpnGateways lists the gateways of a region, all pages of it: the
// first alone, the others a few at a time. A gateway that is created or deleted
// meanwhile may be missing or come twice; of two only one is returned.
func (c *Client) DescribeVpnGateways(ctx context.Context, in DescribeVpnGatewaysInput) ([]*VpnGateway, error) {
	first, total, err := c.gatewayPage(ctx, in, 1)
	if err != nil {
		return nil, err
	}
	pages := make([][]*VpnGateway, max(1, (total+pageSize-1)/pageSize))
	pages[0] = first
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for i := 1; i < len(pages); i++ {
		group.Go(func() error {
			page, _, err := c.gatewayPage(ctx, in, i+1)
			pages[i] = page
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	seen := make(map[string]bool, total)
	return slices.DeleteFunc(slices.Concat(pages...), func(g *VpnGateway) bool {
		twice := seen[g.VpnGatewayID]
		seen[g.VpnGatewayID] = true
		return twice
	}), nil
}

func (c *Client) gatewayPage(
	ctx context.Context,
	in DescribeVpnGatewaysInput,
	number int,
) (page []*VpnGateway, total int, err error) {
	var out struct {
		TotalCount  integer
		VpnGateways struct{ VpnGateway []vpnGatewayAnswer }
	}
	p := in.params()
	p.str("PageNumber", strconv.Itoa(number))
	req := c.request("DescribeVpnGateways", in.RegionID, p)
	req.RequiredField = "TotalCount"
	if err := c.call(ctx, req, &out); err != nil {
		return nil, 0, err
	}
	page = make([]*VpnGateway, len(out.VpnGateways.VpnGateway))
	for i := range out.VpnGateways.VpnGateway {
		page[i] = out.VpnGateways.VpnGateway[i].gateway()
	}
	return page, int(out.TotalCount), nil
}

// Zone is where a gateway can be built.
type Zone struct {
	ZoneID   string `json:"ZoneId"`
	ZoneName string
}

// DescribeVpnGatewayAvailableZones lists the zones that have room for a gateway
// of the bandwidth, in Mbit/s; gatewayType "" means Traditional.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngatewayavailablezones
func (c *Client) DescribeVpnGatewayAvailableZones(ctx context.Context, region string, bandwidth int64, gatewayType string) ([]Zone, error) {
	var out struct {
		AvailableZoneIdList []Zone
	}
	p := params{}
	p.str("Spec", strconv.FormatInt(bandwidth, 10)+"M")
	if gatewayType != "" {
		p.str("GatewayType", gatewayType)
	}
	req := c.request("DescribeVpnGatewayAvailableZones", region, p)
	req.Method = http.MethodGet // the one action that takes no POST
	req.RequiredField = "AvailableZoneIdList"
	err := c.call(ctx, req, &out)
	return out.AvailableZoneIdList, err
}
