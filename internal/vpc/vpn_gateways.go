package vpc

import (
	"context"
	"net/http"
	"strconv"
)

// DescribeVpnGatewaysInput selects gateways; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngateways
type DescribeVpnGatewaysInput struct {
	RegionID     string
	VpcID        string
	VpnGatewayID string
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
	p.filter("VpcId", in.VpcID)
	p.filter("VpnGatewayId", in.VpnGatewayID)
	p.filter("Status", in.Status)
	p.filter("BusinessStatus", in.BusinessStatus)
	p.filter("GatewayType", in.GatewayType)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	p.tags("Tag", in.Tags)
	return p
}

type describeVpnGatewaysAnswer struct {
	TotalCount  integer
	VpnGateways struct{ VpnGateway []vpnGatewayAnswer }
}

func (describeVpnGatewaysAnswer) needs() []string { return []string{"TotalCount", "VpnGateways"} }

// DescribeVpnGateways lists the gateways of a region. The list is complete, or an
// error.
func (c *Client) DescribeVpnGateways(ctx context.Context, in DescribeVpnGatewaysInput) ([]*VpnGateway, error) {
	return listPages(ctx, c, "DescribeVpnGateways", in.RegionID, in.params(), vpnGatewayID,
		func(answer *describeVpnGatewaysAnswer) ([]*VpnGateway, integer) {
			gateways := make([]*VpnGateway, len(answer.VpnGateways.VpnGateway))
			for i := range gateways {
				gateways[i] = answer.VpnGateways.VpnGateway[i].gateway()
			}
			return gateways, answer.TotalCount
		})
}

// Zone is where a gateway can be built.
type Zone struct {
	ZoneID   string `json:"ZoneId"`
	ZoneName string
}

// DescribeVpnGatewayAvailableZones lists the zones that have room for a gateway
// of the bandwidth, in Mbit/s; gatewayType "" means gateways of any kind.
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
