package vpc

import (
	"context"
	"errors"
	"fmt"
)

// CreateVcoRouteInput holds the parameters of CreateVcoRouteEntry; nil pointers are not
// sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvcorouteentry
type CreateVcoRouteInput struct {
	RegionID string
	VcoRouteKey
	// Weight is 0 or 100.
	Weight int64
	// Description is 1 to 100 characters. It cannot be read back.
	Description *string
}

// VcoRouteExistsError says that a route that was to be created is there already.
// Nothing was created.
type VcoRouteExistsError struct{ Route *VcoRoute }

func (e *VcoRouteExistsError) Error() string {
	return fmt.Sprintf("the VPN attachment %s has this route already", e.Route.VpnConnectionID)
}

func (k VcoRouteKey) params(weight int64) params {
	p := params{}
	p.str("VpnConnectionId", k.VpnConnectionID)
	p.str("RouteDest", k.Destination)
	p.str("NextHop", k.NextHop)
	p.int64Ptr("Weight", &weight)
	return p
}

// CreateVcoRoute makes a route, and waits until its connection is configured. What it
// returns is what the answer shows of the route. A route that is there already is a
// *VcoRouteExistsError. Which code says that no transit router has the connection is
// documented nowhere. Errors to expect: InvalidVpnConnectionInstanceId.NotFound, and
// *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateVcoRoute(ctx context.Context, in CreateVcoRouteInput) (*VcoRoute, Created, error) {
	o := VcoRouteObject(in.RegionID, in.VcoRouteKey)
	p := in.params(in.Weight)
	p.strPtr("Description", in.Description)
	var out tolerant[createVcoRouteAnswer]
	created, err := c.createPart(ctx, in.RegionID, in.VpnConnectionID, func() (Object, string, error) {
		if there, err := vcoRoutes(c).existing(ctx, o); err == nil {
			return o, "", &VcoRouteExistsError{there}
		} else if !errors.Is(err, ErrNotFound) {
			return o, "", err
		}
		req := c.request("CreateVcoRouteEntry", in.RegionID, p)
		req.RequiredValue = in.VpnConnectionID
		token, err := c.create(ctx, req, o.kind, &out)
		return o, token, err
	})
	if err != nil {
		return nil, created, err
	}
	answer := vcoRouteAnswer(out.value)
	return answer.route(in.VpnConnectionID), created, nil
}

type createVcoRouteAnswer vcoRouteAnswer

func (createVcoRouteAnswer) needs() []string { return []string{"VpnConnectionId"} }

// DeleteVcoRoute deletes a route, waits until its connection is configured, and looks
// until three lists in a row lack the route. weight is what the route has; it is
// replaced by what a list shows if the API finds no such route.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevcorouteentry
func (c *Client) DeleteVcoRoute(ctx context.Context, region string, key VcoRouteKey, weight int64) error {
	o, tries := VcoRouteObject(region, key), 0
	err := c.changePart(ctx, o, func() error {
		if tries++; tries > 1 {
			if there, err := vcoRoutes(c).fresh(ctx, o); err == nil && there.Weight != nil {
				weight = *there.Weight
			}
		}
		return c.callOnce(ctx, c.request("DeleteVcoRouteEntry", region, key.params(weight)), nil)
	})
	if err != nil {
		return err
	}
	return vcoRoutes(c).waitPartGone(ctx, o)
}
