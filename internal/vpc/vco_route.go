package vpc

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// VcoRouteKey names a route of a connection to a transit router. Routes have no ID.
type VcoRouteKey struct {
	VpnConnectionID string
	// Destination is a network in CIDR form, and NextHop the ID of the connection.
	Destination, NextHop string
}

// ID is the key as one text: its parts joined by underscores, which none of them
// contains.
func (k VcoRouteKey) ID() string {
	return strings.Join([]string{k.VpnConnectionID, k.Destination, k.NextHop}, "_")
}

// ParseVcoRouteID reads what ID writes.
func ParseVcoRouteID(id string) (VcoRouteKey, error) {
	const form = "<connection>_<destination>_<next hop>"
	parts := strings.Split(id, "_")
	if len(parts) != strings.Count(form, "_")+1 {
		return VcoRouteKey{}, fmt.Errorf("the ID must be %s, got: %q", form, id)
	}
	k := VcoRouteKey{VpnConnectionID: parts[0], Destination: parts[1], NextHop: parts[2]}
	if prefix, err := netip.ParsePrefix(k.Destination); err != nil || prefix.Masked().String() != k.Destination {
		return VcoRouteKey{}, fmt.Errorf("the ID must be %s, and %q in it is not a network such as 10.0.0.0/16", form, k.Destination)
	}
	for _, connection := range []string{k.VpnConnectionID, k.NextHop} {
		if !strings.HasPrefix(connection, "vco-") {
			return VcoRouteKey{}, fmt.Errorf("the ID must be %s, and %q is not the ID of an IPsec connection", form, connection)
		}
	}
	return k, nil
}

// VcoRoute is a route of a connection to a transit router, as DescribeVcoRouteEntries
// lists it. The description is not in it.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevcorouteentries
type VcoRoute struct {
	VcoRouteKey
	// Weight is 0 or 100; nil when the answer lacks it.
	Weight *int64
	// CreateTime is in UTC; zero when the API names none.
	CreateTime time.Time
	// State is published, or Active of a route learnt by BGP.
	State string
	// The rest is of learnt routes: where they come from (CLOUD or VPN_BGP), AS path,
	// community, and the tunnels that they lead through.
	Origin, AsPath, Community string
	NextHopTunnelIDs          []string
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

// vcoRouteKind: without its connection there is no route.
var vcoRouteKind = &kind{
	noun: "route of the VPN attachment", idParameter: "VpnConnectionId", gone: append([]string{"InvalidRouteEntry.NotFound"}, vpnAttachmentKind.gone...),
}

// VcoRouteObject names a route.
func VcoRouteObject(region string, key VcoRouteKey) Object {
	return Object{
		Region: region, ID: key.ID(), Parent: key.VpnConnectionID, kind: vcoRouteKind,
		reader: func(c *Client) confirmer { return vcoRoutes(c) },
	}
}

func vcoRouteID(r *VcoRoute) string { return r.ID() }

// vcoRoutes reads routes: one list of a connection for all of them. One that was deleted
// shows again for a moment.
func vcoRoutes(c *Client) *reader[*VcoRoute] {
	const absences = 3
	return readerOf(c, vcoRouteKind, reader[*VcoRoute]{
		id: vcoRouteID, absences: absences, after: vpnAttachmentKind,
		list: func(ctx context.Context, s scope) ([]*VcoRoute, error) {
			return c.GetVcoRoutes(ctx, s.region, s.parent, RouteTypeCustom)
		},
	})
}

// GetVcoRoutes lists as DescribeVcoRouteEntries does, but returns ErrNotFound only if a
// read of the connection agrees.
func (c *Client) GetVcoRoutes(ctx context.Context, region, connectionID, entryType string) ([]*VcoRoute, error) {
	for look := 1; ; look++ {
		routes, err := c.DescribeVcoRouteEntries(ctx, region, connectionID, entryType)
		if !errors.Is(err, ErrNotFound) {
			return routes, err
		}
		if err = c.confirmConnectionGone(ctx, scope{region: region, parent: connectionID}, err); look == confirmations || !errors.As(err, new(*stillThereError)) {
			return nil, err
		}
	}
}

// confirmConnectionGone takes the answer that the connection of some routes does not
// exist for true only if a read of the connection agrees.
func (c *Client) confirmConnectionGone(ctx context.Context, s scope, err error) error {
	_, unread := vpnAttachments(c).confirmed(ctx, VpnAttachmentObject(s.region, s.parent))
	switch {
	case errors.Is(unread, ErrNotFound):
		return err
	case unread != nil:
		return fmt.Errorf("whether the VPN attachment %s exists could not be confirmed: %w", s.parent, unread)
	default:
		return &stillThereError{noun: vpnAttachmentKind.noun, err: errors.Unwrap(err)}
	}
}

// GetVcoRoute reads one route, out of a listing of its connection's routes. It returns
// ErrNotFound only when the list lacks it three times in a row.
func (c *Client) GetVcoRoute(ctx context.Context, region string, key VcoRouteKey) (*VcoRoute, error) {
	return vcoRoutes(c).get(ctx, VcoRouteObject(region, key))
}

type vcoRouteAnswer struct {
	VpnConnectionID  string `json:"VpnConnectionId"`
	RouteDest        network
	NextHop          string
	Weight           *weight
	State            string
	CreateTime       milliseconds
	RouteEntryType   string
	Source           string
	AsPath           word
	Community        word
	NextHopTunnelIDs []string  `json:"NextHopTunnelIdList"`
	Odd              oddFields `json:"-"`
}

func (a *vcoRouteAnswer) route(connectionID string) *VcoRoute {
	r := &VcoRoute{
		VcoRouteKey: VcoRouteKey{VpnConnectionID: connectionID, Destination: string(a.RouteDest), NextHop: a.NextHop},
		CreateTime:  time.Time(a.CreateTime), State: spelled(a.State, RouteStatePublished), Origin: a.Source, AsPath: string(a.AsPath),
		Community: string(a.Community), NextHopTunnelIDs: a.NextHopTunnelIDs, Odd: a.Odd,
	}
	if a.Weight != nil {
		r.Weight = new(int64(*a.Weight))
	}
	return r
}

type describeVcoRouteEntriesAnswer struct {
	TotalCount      integer
	VcoRouteEntries []vcoRouteAnswer
}

func (describeVcoRouteEntriesAnswer) needs() []string {
	return []string{"TotalCount", "VcoRouteEntries"}
}

// named reports whether an entry says of which route it is. The next hop of a learnt one
// need not be the connection.
func (a *vcoRouteAnswer) named(connectionID string) bool {
	hop := strings.HasPrefix(a.NextHop, "vco-") || a.NextHop != "" && strings.EqualFold(a.RouteEntryType, RouteTypeBgp)
	return a.VpnConnectionID == connectionID && a.RouteDest != "" && hop
}

// learntVcoRouteID: the same destination can be learnt through both tunnels.
func learntVcoRouteID(r *VcoRoute) string {
	return strings.Join(append([]string{r.ID(), r.Origin, r.AsPath}, r.NextHopTunnelIDs...), "_")
}

// DescribeVcoRouteEntries lists the routes of a connection that somebody made, or with
// entryType bgp those that it learnt. The list is complete, or an error. ErrNotFound
// means that the connection does not exist.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevcorouteentries
func (c *Client) DescribeVcoRouteEntries(ctx context.Context, region, connectionID, entryType string) ([]*VcoRoute, error) {
	// Of this action alone, it is the answer for a connection that is gone.
	const unknown = "UnknownError"
	p := params{}
	p.str("VpnConnectionId", connectionID)
	p.str("RouteEntryType", entryType)
	key := vcoRouteID
	if entryType == RouteTypeBgp {
		key = learntVcoRouteID
	}
	all, err := listPages(ctx, c, "DescribeVcoRouteEntries", region, p, key,
		func(a *describeVcoRouteEntriesAnswer) ([]*VcoRoute, integer) {
			var routes []*VcoRoute
			for i := range a.VcoRouteEntries {
				// An entry that does not say of which route it is makes the listing incomplete.
				if e := &a.VcoRouteEntries[i]; e.named(connectionID) {
					routes = append(routes, e.route(connectionID))
				}
			}
			return routes, a.TotalCount
		}, func(req *openapi.Request) { req.RefusedCodes = []string{unknown} })
	return all, vpnAttachmentKind.goneError(err, unknown)
}

// ListVcoRoutes lists the routes of all connections of a region that a transit router
// may have, or of one of them.
func (c *Client) ListVcoRoutes(ctx context.Context, region, connectionID string) ([]*VcoRoute, error) {
	connections := []string{connectionID}
	if connectionID == "" {
		connections = nil
		there, err := c.thinAttachments(ctx, region, "")
		if err != nil {
			return nil, err
		}
		for _, a := range there {
			connections = append(connections, a.VpnConnectionID)
		}
	}
	var all []*VcoRoute
	for _, connection := range connections {
		routes, err := c.GetVcoRoutes(ctx, region, connection, RouteTypeCustom)
		if err != nil && !errors.Is(err, ErrNotFound) { // a connection that does not exist has none
			return nil, err
		}
		all = append(all, routes...)
	}
	return slices.Clip(all), nil
}
