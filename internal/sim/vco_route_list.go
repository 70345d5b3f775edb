package sim

import (
	"net/http"
	"slices"
	"time"
)

// listVcoRoutes answers UnknownError for a connection that does not exist, as the cloud
// does.
func (s *Server) listVcoRoutes(c *call) (fields, *apiError) {
	a := vpnAttachments.findIn(s, c.region(), c.str("VpnConnectionId"))
	if a == nil {
		return nil, refuseWith(http.StatusBadRequest, "UnknownError", "An error occurred while processing your request.")
	}
	bgp := c.or("RouteEntryType", routeCustom) == routeBgp
	var found []*VcoRoute
	for _, r := range vcoRoutes.in(s).list {
		if r.VpnConnectionID == a.VpnConnectionID && r.Bgp == bgp && r.visible(true) {
			found = append(found, r)
		}
	}
	if !bgp {
		found = append(found, a.fadingRoutes(s.clock.now())...)
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, r := range page(found, number, size) {
		shown = append(shown, r.listed())
	}
	counts := []fields{}
	for _, source := range []string{"CLOUD", "VPN_BGP"} {
		n := 0
		for _, r := range vcoRoutes.in(s).list {
			if r.VpnConnectionID == a.VpnConnectionID && r.Bgp && r.Source == source {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, fields{"RouteCount": n, "RouteEntryType": routeBgp, "Source": source})
		}
	}
	return fields{"PageNumber": number, "PageSize": size, "TotalCount": len(found), "VcoRouteEntries": shown, "VpnRouteCounts": counts}, nil
}

// fadingRoutes are the deleted routes that a list shows once more.
func (a *VpnAttachment) fadingRoutes(now time.Time) []*VcoRoute {
	const again = 2
	a.fading = slices.DeleteFunc(a.fading, func(f fadingRoute) bool { return now.After(f.until) })
	var shown []*VcoRoute
	for i := range a.fading {
		if a.fading[i].lists++; a.fading[i].lists == again {
			shown = append(shown, a.fading[i].VcoRoute)
		}
	}
	a.fading = slices.DeleteFunc(a.fading, func(f fadingRoute) bool { return f.lists >= again })
	return shown
}

// listed renders a route. There are no Description and no OverlayMode in reads.
func (r *VcoRoute) listed() fields {
	o := fields{
		"VpnConnectionId": r.VpnConnectionID, "RouteDest": r.RouteDest, "NextHop": r.NextHop, "Weight": r.Weight, "State": routePublished,
		"RouteEntryType": routeCustom, "CreateTime": r.CreateTime.UnixMilli(), "Source": r.Source, "AsPath": r.AsPath, "Community": r.Community,
	}
	if r.Bgp {
		o["RouteEntryType"], o["State"], o["NextHopTunnelIdList"] = routeBgp, routeBgpState, r.NextHopTunnelIDs
	}
	return o
}

// VcoRoutes returns copies of all routes of connections, oldest first.
func (s *Server) VcoRoutes() []VcoRoute { return vcoRoutes.all(s) }

// VcoRoute returns a copy of the route with a key.
func (s *Server) VcoRoute(key string) (VcoRoute, bool) { return vcoRoutes.get(s, key) }

// PutVcoRoute adds or replaces a route, such as one that is learnt by BGP, and returns
// its key.
func (s *Server) PutVcoRoute(seed VcoRoute) string {
	seed.Key = seed.key()
	return vcoRoutes.put(s, seed)
}

// ChangeVcoRoute changes any field of one but what is in its key.
func (s *Server) ChangeVcoRoute(key string, change func(*VcoRoute)) bool {
	return vcoRoutes.change(s, key, change)
}

// RemoveVcoRoute removes one, and tells whether there was one.
func (s *Server) RemoveVcoRoute(key string) bool { return vcoRoutes.remove(s, key) }
