package vpc

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"time"
)

// RouteKey names a route of a VPN gateway. Routes have no ID.
type RouteKey struct {
	VpnGatewayID string
	// Source is the network that a policy-based route is for; "" names a
	// destination-based one.
	Source string
	// Destination is a network in CIDR form, and NextHop the ID of an IPsec
	// connection.
	Destination, NextHop string
}

// ID is the key as one text: its parts joined by underscores, which none of them
// contains.
func (k RouteKey) ID() string {
	if k.Source == "" {
		return strings.Join([]string{k.VpnGatewayID, k.Destination, k.NextHop}, "_")
	}
	return strings.Join([]string{k.VpnGatewayID, k.Source, k.Destination, k.NextHop}, "_")
}

// ParseRouteID reads what ID writes. policy says that the route has a source.
func ParseRouteID(id string, policy bool) (RouteKey, error) {
	parts := strings.Split(id, "_")
	form := "<VPN gateway>_<destination>_<next hop>"
	if policy {
		form = "<VPN gateway>_<source>_<destination>_<next hop>"
	}
	if len(parts) != strings.Count(form, "_")+1 {
		return RouteKey{}, fmt.Errorf("the ID must be %s, got: %q", form, id)
	}
	k := RouteKey{VpnGatewayID: parts[0], NextHop: parts[len(parts)-1], Destination: parts[len(parts)-2]}
	networks := []string{k.Destination}
	if policy {
		k.Source = parts[1]
		networks = append(networks, k.Source)
	}
	for _, network := range networks {
		if prefix, err := netip.ParsePrefix(network); err != nil || prefix.Masked().String() != network {
			return RouteKey{}, fmt.Errorf("the ID must be %s, and %q in it is not a network such as 10.0.0.0/16", form, network)
		}
	}
	switch {
	case !strings.HasPrefix(k.VpnGatewayID, "vpn-"):
		return RouteKey{}, fmt.Errorf("the ID must be %s, and %q is not the ID of a VPN gateway", form, k.VpnGatewayID)
	case !strings.HasPrefix(k.NextHop, "vco-"):
		return RouteKey{}, fmt.Errorf("the ID must be %s, and %q is not the ID of an IPsec connection", form, k.NextHop)
	}
	return k, nil
}

// action is the one of two actions that is for this kind of route.
func (k RouteKey) action(destination, policy string) string {
	if k.Source == "" {
		return destination
	}
	return policy
}

func (k RouteKey) params() params {
	p := params{}
	p.str("VpnGatewayId", k.VpnGatewayID)
	p.filter("RouteSource", k.Source)
	p.str("RouteDest", k.Destination)
	p.str("NextHop", k.NextHop)
	return p
}

// VpnRoute is a route of a VPN gateway, as DescribeVpnRouteEntries and
// DescribeVpnPbrRouteEntries list it. Neither shows the description.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnrouteentries
type VpnRoute struct {
	RouteKey
	// Weight is 0 or 100; nil when the answer lacks it.
	Weight *int64
	// Priority is 1 to 100, the smaller one first, of a policy-based route; 0 when
	// the answer lacks it.
	Priority int64
	// State is published or normal, or Active of a route learnt by BGP.
	State string
	// CreateTime is in UTC; zero when the API names none.
	CreateTime time.Time
	// EntryType is custom or bgp. The rest is of learnt routes: where they come from
	// (CLOUD or VPN_BGP), AS path, community, and the tunnel that they lead through.
	EntryType, Origin, AsPath, Community, NextHopTunnelID string
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

// Values of State and of EntryType.
const (
	RouteStatePublished = "published"
	RouteStateNormal    = "normal"

	RouteTypeCustom = "custom"
	RouteTypeBgp    = "bgp"
)

// Published reports whether the route is in the VPC's route table; nil where the
// state does not say.
func (r *VpnRoute) Published() *bool {
	switch r.State {
	case RouteStatePublished:
		return new(true)
	case RouteStateNormal:
		return new(false)
	default:
		return nil
	}
}

// goneRoute are the codes that say that a route does not exist. Without its
// gateway there is none.
var goneRoute = append([]string{"InvalidRouteEntry.NotFound"}, vpnGatewayKind.gone...)

var (
	vpnRouteKind = &kind{noun: "route of the VPN gateway", idParameter: "VpnInstanceId", gone: goneRoute}
	pbrRouteKind = &kind{noun: "policy-based route of the VPN gateway", idParameter: "VpnInstanceId", gone: goneRoute}
)

// VpnRouteObject names a route.
func VpnRouteObject(region string, key RouteKey) Object {
	kind, policy := vpnRouteKind, key.Source != ""
	if policy {
		kind = pbrRouteKind
	}
	return Object{
		Region: region, ID: key.ID(), Parent: key.VpnGatewayID, kind: kind,
		reader: func(c *Client) confirmer { return vpnRoutes(c, policy) },
	}
}

func vpnRouteID(r *VpnRoute) string { return r.ID() }

// vpnRoutes reads routes: one list of a gateway for all of one kind.
func vpnRoutes(c *Client, policy bool) *reader[*VpnRoute] {
	kind, list := vpnRouteKind, func(ctx context.Context, s scope) ([]*VpnRoute, error) {
		return c.DescribeVpnRouteEntries(ctx, s.region, s.parent, RouteTypeCustom)
	}
	if policy {
		kind, list = pbrRouteKind, func(ctx context.Context, s scope) ([]*VpnRoute, error) {
			return c.DescribeVpnPbrRouteEntries(ctx, s.region, s.parent)
		}
	}
	return readerOf(c, kind, reader[*VpnRoute]{
		id: vpnRouteID, after: vpnConnectionKind,
		list: func(ctx context.Context, s scope) ([]*VpnRoute, error) {
			return ofGateway(ctx, c, s, func() ([]*VpnRoute, error) { return list(ctx, s) })
		},
	})
}

// GetVpnRoute reads one route, out of a listing of its gateway's routes. It
// returns ErrNotFound only when the list lacks it several times in a row.
func (c *Client) GetVpnRoute(ctx context.Context, region string, key RouteKey) (*VpnRoute, error) {
	return vpnRoutes(c, key.Source != "").get(ctx, VpnRouteObject(region, key))
}

// DescribeVpnRoute reads one route, out of a new list. It returns ErrNotFound when
// this one list lacks it.
func (c *Client) DescribeVpnRoute(ctx context.Context, region string, key RouteKey) (*VpnRoute, error) {
	return vpnRoutes(c, key.Source != "").fresh(ctx, VpnRouteObject(region, key))
}

type vpnRouteAnswer struct {
	VpnInstanceID   string `json:"VpnInstanceId"`
	RouteSource     network
	RouteDest       network
	NextHop         string
	Weight          *weight
	Priority        priority
	State           string
	CreateTime      milliseconds
	RouteEntryType  string
	Source          string
	AsPath          word
	Community       word
	NextHopTunnelID string    `json:"NextHopTunnelId"`
	Odd             oddFields `json:"-"`
}

func (a *vpnRouteAnswer) route(gatewayID string) *VpnRoute {
	r := &VpnRoute{
		RouteKey: RouteKey{VpnGatewayID: gatewayID, Source: string(a.RouteSource), Destination: string(a.RouteDest), NextHop: a.NextHop},
		Priority: int64(a.Priority), State: spelled(a.State, RouteStatePublished, RouteStateNormal), CreateTime: time.Time(a.CreateTime),
		EntryType: spelled(a.RouteEntryType, RouteTypeCustom, RouteTypeBgp), Origin: a.Source, AsPath: string(a.AsPath),
		Community: string(a.Community), NextHopTunnelID: a.NextHopTunnelID, Odd: a.Odd,
	}
	if a.Weight != nil {
		r.Weight = new(int64(*a.Weight))
	}
	return r
}

// named reports whether an entry says of which route it is.
func (a *vpnRouteAnswer) named(gatewayID string, policy bool) bool {
	hop := strings.HasPrefix(a.NextHop, "vco-") || a.NextHop != "" && strings.EqualFold(a.RouteEntryType, RouteTypeBgp)
	return a.VpnInstanceID == gatewayID && a.RouteDest != "" && hop && policy == (a.RouteSource != "")
}

type describeVpnRouteEntriesAnswer struct {
	TotalCount      integer
	VpnRouteEntries struct{ VpnRouteEntry []vpnRouteAnswer }
}

func (describeVpnRouteEntriesAnswer) needs() []string {
	return []string{"TotalCount", "VpnRouteEntries"}
}

type describeVpnPbrRouteEntriesAnswer struct {
	TotalCount         integer
	VpnPbrRouteEntries struct{ VpnPbrRouteEntry []vpnRouteAnswer }
}

func (describeVpnPbrRouteEntriesAnswer) needs() []string {
	return []string{"TotalCount", "VpnPbrRouteEntries"}
}

// DescribeVpnRouteEntries lists a gateway's destination-based routes, or with
// entryType bgp those that it learnt. The list is complete, or an error.
// ErrNotFound means that the gateway does not exist.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnrouteentries
func (c *Client) DescribeVpnRouteEntries(ctx context.Context, region, gatewayID, entryType string) ([]*VpnRoute, error) {
	p := params{}
	p.str("VpnGatewayId", gatewayID)
	p.str("RouteEntryType", entryType)
	key := vpnRouteID
	if entryType == RouteTypeBgp {
		key = learntRouteID
	}
	all, err := listPages(ctx, c, "DescribeVpnRouteEntries", region, p, key, func(a *describeVpnRouteEntriesAnswer) ([]*VpnRoute, integer) {
		return routes(gatewayID, false, a.VpnRouteEntries.VpnRouteEntry), a.TotalCount
	})
	return all, vpnGatewayKind.goneError(err)
}

// learntRouteID: the same destination can be learnt through both tunnels.
func learntRouteID(r *VpnRoute) string {
	return strings.Join([]string{r.ID(), r.NextHopTunnelID, r.Origin, r.AsPath}, "_")
}

// DescribeVpnPbrRouteEntries lists a gateway's policy-based routes.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnpbrrouteentries
func (c *Client) DescribeVpnPbrRouteEntries(ctx context.Context, region, gatewayID string) ([]*VpnRoute, error) {
	p := params{}
	p.str("VpnGatewayId", gatewayID)
	all, err := listPages(ctx, c, "DescribeVpnPbrRouteEntries", region, p, vpnRouteID,
		func(a *describeVpnPbrRouteEntriesAnswer) ([]*VpnRoute, integer) {
			return routes(gatewayID, true, a.VpnPbrRouteEntries.VpnPbrRouteEntry), a.TotalCount
		})
	return all, vpnGatewayKind.goneError(err)
}

// routes are the entries that say of which route they are. A listing that lacks
// the others is incomplete, and so an error.
func routes(gatewayID string, policy bool, entries []vpnRouteAnswer) []*VpnRoute {
	var all []*VpnRoute
	for i := range entries {
		if entries[i].named(gatewayID, policy) {
			all = append(all, entries[i].route(gatewayID))
		}
	}
	return all
}
