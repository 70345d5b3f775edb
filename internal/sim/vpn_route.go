package sim

import (
	"cmp"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// DefaultRouteQuota is the number of destination-based routes of a gateway, and
// that of its policy-based ones.
const DefaultRouteQuota = 20

// The values of RouteEntryType, and the states of routes that somebody made.
const (
	routeCustom     = "custom"
	routeBgp        = "bgp"
	routePublished  = "published"
	routeNormal     = "normal"
	routeBgpState   = "Active"
	defaultPriority = 10
	// routeRefusal keeps what routes need from being deleted: the simulator's choice.
	routeRefusal = "DependencyViolation.VpnRouteEntry"
)

// VpnRoute is a route of a VPN gateway: a destination-based one, a policy-based
// one, which has a source, or one that the gateway learnt by BGP.
type VpnRoute struct {
	// Key stands for the ID that routes do not have: gateway, source if there is
	// one, destination and next hop, joined by underscores.
	Key          string `json:"key"`
	RegionID     string `json:"region_id"`
	VpnGatewayID string `json:"vpn_gateway_id"`
	RouteSource  string `json:"route_source,omitempty"`
	RouteDest    string `json:"route_dest"`
	NextHop      string `json:"next_hop"`
	// Weight is 0 or 100, and Priority 1 to 100: that of policy-based routes.
	Weight   int `json:"weight"`
	Priority int `json:"priority,omitempty"`
	// Published says that the route is in the VPC's route table.
	Published   bool      `json:"published"`
	Description string    `json:"description,omitempty"`
	CreateTime  time.Time `json:"create_time"`
	// Bgp marks a learnt route. Source is then CLOUD or VPN_BGP.
	Bgp             bool   `json:"bgp,omitempty"`
	Source          string `json:"source,omitempty"`
	AsPath          string `json:"as_path,omitempty"`
	Community       string `json:"community,omitempty"`
	NextHopTunnelID string `json:"next_hop_tunnel_id,omitempty"`

	name string
	life
}

func (r *VpnRoute) key() string {
	parts := []string{r.VpnGatewayID, r.RouteSource, r.RouteDest, r.NextHop}
	if r.Bgp {
		parts = append(parts, routeBgp, r.NextHopTunnelID)
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "_")
}

func (r *VpnRoute) policy() bool { return r.RouteSource != "" }

var vpnRoutes = &kind[VpnRoute]{
	kindInfo: kindInfo{
		name: "vpn_route", noun: "VpnRoute", prefix: "vpnroute-",
		notFound: apiError{status: http.StatusBadRequest, code: "InvalidRouteEntry.NotFound", message: "Route entry not exists."},
	},
	common: func(r *VpnRoute) common {
		return common{id: &r.Key, region: &r.RegionID, name: &r.name, created: &r.CreateTime, life: &r.life}
	},
	show: func(_ *Server, _ *call, r *VpnRoute) fields { return r.listed() },
	fill: func(_ *Server, r *VpnRoute) {
		if r.policy() {
			r.Priority = cmp.Or(r.Priority, defaultPriority)
		}
	},
	links: []link[VpnRoute]{
		{
			to: vpnGateways, ids: func(r *VpnRoute) []string { return []string{r.VpnGatewayID} },
			refusal: routeRefusal, configures: true,
		},
		{to: vpnConnections, ids: func(r *VpnRoute) []string { return []string{r.NextHop} }, refusal: routeRefusal},
	},
}

// routesOf lists a gateway's routes of one type. custom ones are destination-based or
// policy-based.
func (s *Server) routesOf(gatewayID string, policy, bgp bool) []*VpnRoute {
	var all []*VpnRoute
	for _, r := range vpnRoutes.in(s).list {
		if r.VpnGatewayID == gatewayID && r.policy() == policy && r.Bgp == bgp {
			all = append(all, r)
		}
	}
	return all
}

// changeRoutes runs a write to the routes of a gateway: those that match find, of
// which there has to be one. It answers nothing but the request ID.
func (s *Server) changeRoutes(c *call, find func(*VpnRoute) bool, change func(*Gateway, *VpnRoute)) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := s.usableGateway(c)
		if err != nil {
			return nil, err
		}
		var matching []*VpnRoute
		for _, r := range vpnRoutes.in(s).list {
			if r.VpnGatewayID == g.VpnGatewayID && !r.Bgp && find(r) {
				matching = append(matching, r)
			}
		}
		if len(matching) == 0 {
			return nil, vpnRoutes.missing()
		}
		if err := vpnRoutes.configure(s, matching[0]); err != nil {
			return nil, err
		}
		for _, r := range matching {
			change(g, r)
		}
		return nil, nil
	})
}

var sharedRange = netip.MustParsePrefix("100.64.0.0/10")

// checkRoute refuses what the reference says that a route cannot be. Which codes
// say so is the simulator's choice.
func (s *Server) checkRoute(g *Gateway, r *VpnRoute) *apiError {
	same := s.routesOf(g.VpnGatewayID, r.policy(), false)
	quota := s.opts.RouteQuota
	for _, cidr := range []string{r.RouteDest, r.RouteSource} {
		prefix, err := netip.ParsePrefix(cidr)
		if err != nil {
			continue // it has no source
		}
		if prefix.Addr().Is4() && prefix.Bits() == 0 && (!r.policy() || !g.dual()) {
			return refuse("IllegalParam.RouteDest", "The route entry 0.0.0.0/0 is not supported.")
		}
		if !g.dual() && prefix.Overlaps(sharedRange) {
			return refuse("IllegalParam.RouteDest", "The route entry overlaps with 100.64.0.0/10.")
		}
	}
	next := vpnConnections.findIn(s, r.RegionID, r.NextHop)
	switch {
	case next == nil || next.VpnGatewayID != g.VpnGatewayID:
		return vpnConnections.missing()
	case slices.ContainsFunc(same, func(old *VpnRoute) bool { return old.Key == r.Key }):
		return refuse("VpnRouteEntry.AlreadyExists", "The specified route entry is already exist.")
	case quota >= 0 && len(same) >= quota:
		return quotaFull()
	}
	return nil
}

// VpnRoutes returns copies of all routes, oldest first.
func (s *Server) VpnRoutes() []VpnRoute { return vpnRoutes.all(s) }

// VpnRoute returns a copy of the route with a key.
func (s *Server) VpnRoute(key string) (VpnRoute, bool) { return vpnRoutes.get(s, key) }

// PutVpnRoute adds or replaces a route, such as one that is learnt by BGP, and
// returns its key.
func (s *Server) PutVpnRoute(seed VpnRoute) string {
	seed.Key = seed.key()
	return vpnRoutes.put(s, seed)
}

// ChangeVpnRoute changes any field of one but what is in its key.
func (s *Server) ChangeVpnRoute(key string, change func(*VpnRoute)) bool {
	return vpnRoutes.change(s, key, change)
}

// RemoveVpnRoute removes one, and tells whether there was one.
func (s *Server) RemoveVpnRoute(key string) bool { return vpnRoutes.remove(s, key) }
