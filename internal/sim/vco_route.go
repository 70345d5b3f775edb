package sim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// VcoRoute is a route of a connection to a transit router: one that somebody made, or
// one that was learnt by BGP.
type VcoRoute struct {
	// Key stands for the ID that routes do not have: connection, destination and next
	// hop, joined by underscores.
	Key             string    `json:"key"`
	RegionID        string    `json:"region_id"`
	VpnConnectionID string    `json:"vpn_connection_id"`
	RouteDest       string    `json:"route_dest"`
	NextHop         string    `json:"next_hop"`
	Weight          int       `json:"weight"`
	Description     string    `json:"description,omitempty"`
	CreateTime      time.Time `json:"create_time"`
	// Bgp marks a learnt route. Source is then CLOUD or VPN_BGP.
	Bgp       bool   `json:"bgp,omitempty"`
	Source    string `json:"source,omitempty"`
	AsPath    string `json:"as_path,omitempty"`
	Community string `json:"community,omitempty"`
	// NextHopTunnelIDs are the tunnels that a learnt route leads through.
	NextHopTunnelIDs []string `json:"next_hop_tunnel_ids,omitempty"`

	name string
	life
}

func (r *VcoRoute) key() string {
	parts := []string{r.VpnConnectionID, r.RouteDest, r.NextHop}
	if r.Bgp {
		parts = append(append(parts, routeBgp), r.NextHopTunnelIDs...)
	}
	return strings.Join(parts, "_")
}

var vcoRoutes = &kind[VcoRoute]{
	kindInfo: kindInfo{
		name: "vco_route", noun: "VcoRoute", prefix: "vcoroute-",
		notFound: apiError{status: http.StatusBadRequest, code: "InvalidRouteEntry.NotFound", message: "Route entry not exists."},
	},
	common: func(r *VcoRoute) common {
		return common{id: &r.Key, region: &r.RegionID, name: &r.name, created: &r.CreateTime, life: &r.life}
	},
	show: func(_ *Server, _ *call, r *VcoRoute) fields { return r.listed() },
	fill: func(*Server, *VcoRoute) {},
	links: []link[VcoRoute]{{
		to: vpnAttachments, ids: func(r *VcoRoute) []string { return []string{r.VpnConnectionID} }, refusal: routeRefusal, configures: true,
	}},
}

// fadingRoute is a route that was deleted. It shows again once: in the second list
// after that, if it comes soon.
type fadingRoute struct {
	*VcoRoute
	lists int
	until time.Time
}

const fading = 45 * time.Second

func init() {
	connection := param{name: "VpnConnectionId", required: true, names: vpnAttachments}
	route := []param{
		regionID, clientToken, connection,
		{name: "RouteDest", required: true, check: isCidr},
		{name: "NextHop", required: true, check: like(`^vco-[0-9A-Za-z]+$`)},
		weight, overlay,
	}
	register(vcoRoutes, []action{
		{
			name: "CreateVcoRouteEntry", handle: (*Server).createVcoRoute,
			params: rows(route, []param{{name: "Description", check: isDescription}, dryRun}),
		},
		{
			name: "DescribeVcoRouteEntries", handle: (*Server).listVcoRoutes,
			params: []param{regionID, clientToken, pageNumber, pageSize, connection, {name: "RouteEntryType", check: oneOf(routeCustom, routeBgp)}},
		},
		{name: "ModifyVcoRouteEntryWeight", handle: changeVcoRoute(modifyVcoRoute), params: rows(route, []param{newWeight})},
		{name: "DeleteVcoRouteEntry", handle: changeVcoRoute((*Server).deleteVcoRoute), params: route},
	})
	for _, name := range []string{"CreateVcoRouteEntry", "DescribeVcoRouteEntries", "ModifyVcoRouteEntryWeight", "DeleteVcoRouteEntry"} {
		row := actions[name]
		row.product, row.about, row.writes = apiVpc, vcoRoutesNamed, name != "DescribeVcoRouteEntries"
		actions[name] = row
	}
}

// vcoRoutesNamed are the keys of the routes that a call is about.
func vcoRoutesNamed(c *call) []string {
	if !c.has("RouteDest") {
		return []string{c.str("VpnConnectionId") + "_*"}
	}
	return []string{c.vcoRoute().key()}
}

// vcoRoute is the route that a call names.
func (c *call) vcoRoute() *VcoRoute {
	return &VcoRoute{RegionID: c.region(), VpnConnectionID: c.str("VpnConnectionId"), RouteDest: c.str("RouteDest"), NextHop: c.str("NextHop")}
}

// routedAttachment is the connection whose routes a write is about.
func (s *Server) routedAttachment(c *call) (*VpnAttachment, *apiError) {
	a := vpnAttachments.findIn(s, c.region(), c.str("VpnConnectionId"))
	switch {
	case a == nil:
		return nil, vpnAttachments.missing()
	case vpnAttachments.view(a).busy():
		return nil, s.busy()
	}
	return a, nil
}

func (s *Server) createVcoRoute(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		a, err := s.routedAttachment(c)
		if err != nil {
			return nil, err
		}
		r := c.vcoRoute()
		r.Key, r.Weight, r.Description = r.key(), c.number("Weight", 0), c.str("Description")
		r.CreateTime, r.life = s.clock.now(), life{Hidden: s.opts.HideAfterCreate}
		switch { // which codes say so is the simulator's choice
		case a.State != stateAttached:
			return nil, refuse("OperationUnsupported.VpnConnection", "The VPN connection is not attached to a transit router.")
		case r.RouteDest == "0.0.0.0/0":
			return nil, refuse("IllegalParam.RouteDest", "The route entry 0.0.0.0/0 is not supported.")
		case r.NextHop != a.VpnConnectionID:
			return nil, illegal("NextHop")
		case vcoRoutes.in(s).find(r.Key) != nil:
			return nil, refuse("VpnRouteEntry.AlreadyExists", "The specified route entry is already exist.")
		case c.str("DryRun") == "true":
			return nil, dryRunPassed()
		}
		if err := vcoRoutes.configure(s, r); err != nil {
			return nil, err
		}
		a.fading = slices.DeleteFunc(a.fading, func(f fadingRoute) bool { return f.Key == r.Key })
		vcoRoutes.in(s).add(r)
		return fields{
			"VpnConnectionId": r.VpnConnectionID, "RouteDest": r.RouteDest, "NextHop": r.NextHop, "Weight": r.Weight, "State": routePublished,
			"CreateTime": r.CreateTime.UnixMilli(), "Description": r.Description, "OverlayMode": "Ipsec",
		}, nil
	})
}

// changeVcoRoute runs a write to the route that a call names, with the weight that it has.
// It answers nothing but the request ID.
func changeVcoRoute(change func(*Server, *call, *VpnAttachment, *VcoRoute)) func(*Server, *call) (fields, *apiError) {
	return func(s *Server, c *call) (fields, *apiError) {
		return s.once(c, func() (fields, *apiError) {
			a, err := s.routedAttachment(c)
			if err != nil {
				return nil, err
			}
			r := vcoRoutes.in(s).find(c.vcoRoute().key())
			if r == nil || r.Weight != c.number("Weight", r.Weight) {
				return nil, vcoRoutes.missing()
			}
			if err := vcoRoutes.configure(s, r); err != nil {
				return nil, err
			}
			change(s, c, a, r)
			return nil, nil
		})
	}
}

// modifyVcoRoute: the call succeeds, and what reads show is documented to mean nothing.
func modifyVcoRoute(_ *Server, c *call, _ *VpnAttachment, r *VcoRoute) {
	r.Weight = c.number("NewWeight", r.Weight)
}

func (s *Server) deleteVcoRoute(_ *call, a *VpnAttachment, r *VcoRoute) {
	vcoRoutes.in(s).release(r.Key)
	a.fading = append(a.fading, fadingRoute{VcoRoute: r, until: s.clock.now().Add(fading)})
}
