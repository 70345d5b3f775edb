package vpc

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// CreateVpnRouteInput holds the parameters of CreateVpnRouteEntry and
// CreateVpnPbrRouteEntry; nil pointers are not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnrouteentry
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpnpbrrouteentry
type CreateVpnRouteInput struct {
	RegionID string
	RouteKey
	// Weight is 0 or 100.
	Weight     int64
	PublishVpc bool
	// Priority is 1 to 100, and of policy-based routes only.
	Priority *int64
	// Description is 1 to 100 characters. It cannot be read back.
	Description *string
}

// RouteExistsError says that a route that was to be created is there already.
// Nothing was created.
type RouteExistsError struct{ Route *VpnRoute }

func (e *RouteExistsError) Error() string {
	return fmt.Sprintf("the VPN gateway %s has this route already", e.Route.VpnGatewayID)
}

// CreateVpnRoute makes a route, and waits until its gateway is active again. What
// it returns is what the answer shows of the route. A route that is there already
// is a *RouteExistsError. Errors to expect: Resource.QuotaFull,
// InvalidVpnConnectionInstanceId.NotFound, InvalidVpnGatewayInstanceId.NotFound,
// and *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateVpnRoute(ctx context.Context, in CreateVpnRouteInput) (*VpnRoute, Created, error) {
	policy := in.Source != ""
	o := VpnRouteObject(in.RegionID, in.RouteKey)
	p := in.params()
	p.int64Ptr("Weight", &in.Weight)
	p.boolPtr("PublishVpc", &in.PublishVpc)
	p.int64Ptr("Priority", in.Priority)
	p.strPtr("Description", in.Description)
	var out tolerant[createVpnRouteAnswer]
	created, err := c.createPart(ctx, in.RegionID, in.VpnGatewayID, func() (Object, string, error) {
		if there, err := vpnRoutes(c, policy).existing(ctx, o); err == nil {
			return o, "", &RouteExistsError{there}
		} else if !errors.Is(err, ErrNotFound) {
			return o, "", err
		}
		req := c.request(in.action("CreateVpnRouteEntry", "CreateVpnPbrRouteEntry"), in.RegionID, p)
		req.RequiredValue = in.VpnGatewayID
		token, err := c.create(ctx, req, o.kind, &out)
		return o, token, err
	})
	if err != nil {
		return nil, created, err
	}
	answer := vpnRouteAnswer(out.value)
	return answer.route(in.VpnGatewayID), created, nil
}

type createVpnRouteAnswer vpnRouteAnswer

func (createVpnRouteAnswer) needs() []string { return []string{"VpnInstanceId"} }

// IsRouteThere reports whether a create was refused because the route is there
// already. The reference names no code for it.
func IsRouteThere(err error) bool {
	return strings.Contains(strings.ToLower(ErrorCode(err)), "alreadyexist")
}

// VpnRouteState is what a route has beside its key. The API wants to be told with
// every change.
type VpnRouteState struct {
	Weight int64
	// Priority is 0 where it is not known, and for a destination-based route.
	Priority int64
}

func (s VpnRouteState) params(key RouteKey) params {
	p := key.params()
	p.int64Ptr("Weight", &s.Weight)
	if key.Source != "" && s.Priority != 0 {
		p.int64Ptr("Priority", &s.Priority)
	}
	return p
}

// ModifyVpnRoute changes weight and priority, and waits until the gateway is
// active again. On a dual-tunnel gateway a weight stays as it is although the call
// succeeds. now is replaced by what the route has if the API finds no such route.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpnrouteentryweight
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpnpbrrouteentryattribute
func (c *Client) ModifyVpnRoute(ctx context.Context, region string, key RouteKey, now VpnRouteState, newWeight, newPriority *int64) error {
	action := "ModifyVpnPbrRouteEntryAttribute"
	switch {
	case newPriority == nil:
		action = key.action("ModifyVpnRouteEntryWeight", "ModifyVpnPbrRouteEntryWeight")
	case newWeight == nil:
		action = "ModifyVpnPbrRouteEntryPriority"
	}
	return c.changeRoute(ctx, region, key, action, now, func(p params) {
		p.int64Ptr("NewWeight", newWeight)
		p.int64Ptr("NewPriority", newPriority)
	})
}

// PublishVpnRoute puts a route into the VPC's route table, or takes it out, and
// waits until the gateway is active again. The action has no source: it is about all
// policy-based routes with the same destination and next hop.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-publishvpnrouteentry
func (c *Client) PublishVpnRoute(ctx context.Context, region string, key RouteKey, publish bool) error {
	p := params{}
	p.str("VpnGatewayId", key.VpnGatewayID)
	p.str("RouteDest", key.Destination)
	p.str("NextHop", key.NextHop)
	p.boolPtr("PublishVpc", &publish)
	p.str("RouteType", "dbr")
	if key.Source != "" {
		p.str("RouteType", "pbr")
	}
	return c.changePart(ctx, VpnRouteObject(region, key), func() error {
		return c.callOnce(ctx, c.request("PublishVpnRouteEntry", region, p), nil)
	})
}

// DeleteVpnRoute deletes a route, waits until the gateway is active again, and
// looks until the route is not listed. now is as in ModifyVpnRoute.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevpnrouteentry
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevpnpbrrouteentry
func (c *Client) DeleteVpnRoute(ctx context.Context, region string, key RouteKey, now VpnRouteState) error {
	if err := c.changeRoute(ctx, region, key, key.action("DeleteVpnRouteEntry", "DeleteVpnPbrRouteEntry"), now, func(params) {}); err != nil {
		return err
	}
	return vpnRoutes(c, key.Source != "").waitPartGone(ctx, VpnRouteObject(region, key))
}

// changeRoute sends a write that names a route by what it has. If the API finds
// none, the route may have another weight by now.
func (c *Client) changeRoute(ctx context.Context, region string, key RouteKey, action string, now VpnRouteState, more func(params)) error {
	o := VpnRouteObject(region, key)
	tries := 0
	return c.changePart(ctx, o, func() error {
		if tries++; tries > 1 {
			if there, err := vpnRoutes(c, key.Source != "").fresh(ctx, o); err == nil {
				now.Priority = there.Priority
				if there.Weight != nil {
					now.Weight = *there.Weight
				}
			}
		}
		p := now.params(key)
		more(p)
		return c.callOnce(ctx, c.request(action, region, p), nil)
	})
}
