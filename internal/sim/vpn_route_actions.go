package sim

import (
	"net/netip"
)

// routeParams are the parameters of an action about routes of a gateway, beside
// more: whether they are policy-based, whether they exist.
func routeParams(policy bool, more ...param) []param {
	all := []param{
		regionID, clientToken, vpnGateways.byID(),
		{name: "RouteDest", required: true, check: isCidr},
		{name: "NextHop", required: true, check: like(`^vco-[0-9A-Za-z]+$`)},
	}
	if policy {
		all = append(all, param{name: "RouteSource", required: true, check: isCidr})
	}
	return append(all, more...)
}

var (
	isWeight   = oneOf("0", "100")
	isPriority = integer(1, 100)

	weight    = param{name: "Weight", required: true, check: isWeight}
	newWeight = param{name: "NewWeight", required: true, check: isWeight}
	priority  = param{name: "Priority", check: isPriority}
	overlay   = param{name: "OverlayMode", check: oneOf("Ipsec")}
	publish   = param{name: "PublishVpc", required: true, check: isBool}
	dryRun    = param{name: "DryRun", check: isBool}
)

// isCidr allows a network without bits of a host.
func isCidr(v string) bool {
	prefix, err := netip.ParsePrefix(v)
	return err == nil && prefix.Masked() == prefix
}

func optional(p param) param   { p.required = false; return p }
func compulsory(p param) param { p.required = true; return p }

func init() {
	describe := []param{regionID, pageNumber, pageSize, vpnGateways.byID()}
	describeCustom := append(describe[:len(describe):len(describe)], param{name: "RouteEntryType", check: oneOf(routeCustom, routeBgp)})
	description := param{name: "Description", check: isDescription}
	newPriority := param{name: "NewPriority", required: true, check: isPriority}
	register(vpnRoutes, []action{
		{name: "CreateVpnRouteEntry", handle: createRoute(false), params: routeParams(false, weight, publish, overlay, description, dryRun)},
		{name: "DescribeVpnRouteEntries", handle: (*Server).describeRoutes, params: describeCustom},
		{name: "ModifyVpnRouteEntryWeight", handle: modifyRoute(false), params: routeParams(false, weight, newWeight, overlay)},
		{name: "DeleteVpnRouteEntry", handle: deleteRoute(false), params: routeParams(false, weight, overlay)},
		{
			name: "PublishVpnRouteEntry", handle: (*Server).publishRoute,
			params: routeParams(false, publish, param{name: "RouteType", required: true, check: oneOf("pbr", "dbr")}),
		},
		{name: "CreateVpnPbrRouteEntry", handle: createRoute(true), params: routeParams(true, weight, publish, priority, overlay, description, dryRun)},
		{name: "DescribeVpnPbrRouteEntries", handle: (*Server).describePolicyRoutes, params: describe},
		{name: "ModifyVpnPbrRouteEntryWeight", handle: modifyRoute(true), params: routeParams(true, weight, newWeight, priority, overlay)},
		{name: "ModifyVpnPbrRouteEntryPriority", handle: modifyRoute(true), params: routeParams(true, weight, priority, newPriority)},
		{
			name: "ModifyVpnPbrRouteEntryAttribute", handle: modifyRoute(true),
			params: routeParams(true, weight, compulsory(priority), optional(newWeight), optional(newPriority)),
		},
		{name: "DeleteVpnPbrRouteEntry", handle: deleteRoute(true), params: routeParams(true, weight, priority, overlay)},
	})
	for _, name := range []string{
		"CreateVpnRouteEntry", "DescribeVpnRouteEntries", "ModifyVpnRouteEntryWeight", "DeleteVpnRouteEntry", "PublishVpnRouteEntry",
		"CreateVpnPbrRouteEntry", "DescribeVpnPbrRouteEntries", "ModifyVpnPbrRouteEntryWeight", "ModifyVpnPbrRouteEntryPriority",
		"ModifyVpnPbrRouteEntryAttribute", "DeleteVpnPbrRouteEntry",
	} {
		row := actions[name]
		row.product, row.about = apiVpc, routesNamed
		row.writes = row.params[1].name == clientToken.name
		actions[name] = row
	}
}

// routesNamed are the keys of the routes that a call is about.
func routesNamed(c *call) []string {
	if !c.has("RouteDest") {
		return []string{c.str("VpnGatewayId") + "_*"}
	}
	return []string{c.route().key()}
}

// route is the route that a call names.
func (c *call) route() *VpnRoute {
	return &VpnRoute{
		RegionID: c.region(), VpnGatewayID: c.str("VpnGatewayId"), RouteSource: c.str("RouteSource"), RouteDest: c.str("RouteDest"), NextHop: c.str("NextHop"),
	}
}

func createRoute(policy bool) func(*Server, *call) (fields, *apiError) {
	return func(s *Server, c *call) (fields, *apiError) {
		return s.once(c, func() (fields, *apiError) {
			g, err := s.usableGateway(c)
			if err != nil {
				return nil, err
			}
			r := c.route()
			r.Key = r.key()
			r.Weight, r.Published, r.Description = c.number("Weight", 0), c.str("PublishVpc") == "true", c.str("Description")
			r.CreateTime, r.life = s.clock.now(), life{Hidden: s.opts.HideAfterCreate}
			if policy {
				r.Priority = c.number("Priority", defaultPriority)
			}
			if err := s.checkRoute(g, r); err != nil {
				return nil, err
			}
			if c.str("DryRun") == "true" {
				return nil, dryRunPassed()
			}
			if err := vpnRoutes.configure(s, r); err != nil {
				return nil, err
			}
			vpnRoutes.in(s).add(r)
			answer := r.core()
			answer["Description"], answer["OverlayMode"] = r.Description, "Ipsec"
			return answer, nil
		})
	}
}

// isNamed tells whether a route is the one that a call names: with the weight and
// the priority that it has, where these are sent.
func (c *call) isNamed(policy bool) func(*VpnRoute) bool {
	key := c.route().key()
	return func(r *VpnRoute) bool {
		return r.policy() == policy && r.Key == key && c.number("Weight", r.Weight) == r.Weight && c.number("Priority", r.Priority) == r.Priority
	}
}

// modifyRoute changes weight and priority. A weight of a dual-tunnel gateway stays
// as it is, and the call succeeds.
func modifyRoute(policy bool) func(*Server, *call) (fields, *apiError) {
	return func(s *Server, c *call) (fields, *apiError) {
		return s.changeRoutes(c, c.isNamed(policy), func(g *Gateway, r *VpnRoute) {
			if !g.dual() {
				r.Weight = c.number("NewWeight", r.Weight)
			}
			r.Priority = c.number("NewPriority", r.Priority)
		})
	}
}

func deleteRoute(policy bool) func(*Server, *call) (fields, *apiError) {
	return func(s *Server, c *call) (fields, *apiError) {
		return s.changeRoutes(c, c.isNamed(policy), func(_ *Gateway, r *VpnRoute) { vpnRoutes.in(s).release(r.Key) })
	}
}

// publishRoute has no source: it is about all policy-based routes with that
// destination and next hop.
func (s *Server) publishRoute(c *call) (fields, *apiError) {
	named, policy := c.route(), c.str("RouteType") == "pbr"
	return s.changeRoutes(c, func(r *VpnRoute) bool {
		return r.policy() == policy && r.RouteDest == named.RouteDest && r.NextHop == named.NextHop
	}, func(_ *Gateway, r *VpnRoute) { r.Published = c.str("PublishVpc") == "true" })
}

func (s *Server) describeRoutes(c *call) (fields, *apiError) {
	return s.listRoutes(c, "VpnRouteEntries", "VpnRouteEntry", false, c.or("RouteEntryType", routeCustom) == routeBgp)
}

func (s *Server) describePolicyRoutes(c *call) (fields, *apiError) {
	return s.listRoutes(c, "VpnPbrRouteEntries", "VpnPbrRouteEntry", true, false)
}

func (s *Server) listRoutes(c *call, outer, inner string, policy, bgp bool) (fields, *apiError) {
	g, err := vpnGateways.named(s, c)
	if err != nil {
		return nil, err
	}
	var found []*VpnRoute
	for _, r := range s.routesOf(g.VpnGatewayID, policy, bgp) {
		if r.visible(true) {
			found = append(found, r)
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, r := range page(found, number, size) {
		shown = append(shown, r.listed())
	}
	answer := fields{"PageNumber": number, "PageSize": size, "TotalCount": len(found), outer: fields{inner: shown}}
	if !policy {
		answer["VpnRouteCounts"] = fields{"VpnRouteCount": s.countRoutes(g.VpnGatewayID)}
	}
	return answer, nil
}

// countRoutes counts learnt routes by where they come from.
func (s *Server) countRoutes(gatewayID string) []fields {
	counts := []fields{}
	for _, source := range []string{"CLOUD", "VPN_BGP"} {
		n := 0
		for _, r := range s.routesOf(gatewayID, false, true) {
			if r.Source == source {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, fields{"RouteCount": n, "RouteEntryType": routeBgp, "Source": source})
		}
	}
	return counts
}

// core renders what all answers about a route hold. There is no Description in
// reads.
func (r *VpnRoute) core() fields {
	state := routeNormal
	switch {
	case r.Bgp:
		state = routeBgpState
	case r.Published:
		state = routePublished
	}
	o := fields{
		"VpnInstanceId": r.VpnGatewayID, "RouteDest": r.RouteDest, "NextHop": r.NextHop, "Weight": r.Weight, "State": state,
		"CreateTime": r.CreateTime.UnixMilli(),
	}
	if r.policy() {
		o["RouteSource"], o["Priority"] = r.RouteSource, r.Priority
	}
	return o
}

func (r *VpnRoute) listed() fields {
	o := r.core()
	o["NextHopTunnelId"] = r.NextHopTunnelID
	if !r.policy() {
		o["RouteEntryType"], o["Source"], o["AsPath"], o["Community"] = routeCustom, r.Source, r.AsPath, r.Community
		if r.Bgp {
			o["RouteEntryType"] = routeBgp
		}
	}
	return o
}
