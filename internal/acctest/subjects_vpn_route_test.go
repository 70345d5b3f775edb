package acctest_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

// The gateway of the routes, which has one tunnel for each connection: there every
// argument can be changed in place. theirGateway is that of other people.
const (
	ourGateway, ourHop     = "vpn-bp1routes0000000000a", "vco-bp1routes0000000000a"
	theirGateway, theirHop = "vpn-bp1others0000000000a", "vco-bp1others0000000000a"
	routeDestination       = "10.0.0.0/16"
	routeSource            = "192.168.1.0/24"
)

func addRouted(s *sim.Server, gateway, hop string) {
	s.PutGateway(sim.Gateway{VpnGatewayID: gateway, VpcID: sim.DefaultVPC, VSwitchID: sim.DefaultVSwitchH})
	s.PutVpnConnection(sim.VpnConnection{VpnConnectionID: hop, RegionID: sim.DefaultRegion, VpnGatewayID: gateway})
}

// vpnRoute is the subject aliyun_vpn_route_entry.
func vpnRoute() *acctest.Subject {
	minimal := attributes{"vpn_gateway_id": ourGateway, "next_hop": ourHop, "destination": routeDestination}
	s := routeSubject(minimal, attributes{}, "VpnRouteEntr", "")
	s.TypeName = vpnroute.Kind.TypeName
	return s
}

// vpnPolicyRoute is the subject aliyun_vpn_pbr_route_entry.
func vpnPolicyRoute() *acctest.Subject {
	minimal := attributes{"vpn_gateway_id": ourGateway, "next_hop": ourHop, "source": routeSource, "destination": routeDestination}
	s := routeSubject(minimal, attributes{"priority": 10}, "VpnPbrRouteEntr", routeSource)
	s.TypeName = vpnroute.PolicyKind.TypeName
	s.Updates = append(s.Updates, acctest.Update{Attribute: "priority", Value: 5})
	entry := s.ListPath + ".0."
	s.Shown = append(s.Shown, acctest.Field{Name: entry + "RouteSource"}, acctest.Field{Name: entry + "Priority", Number: true})
	s.Created = append(s.Created, fields("RouteSource", "Priority")...)
	s.TokenActions = append(s.TokenActions, "ModifyVpnPbrRouteEntryPriority")
	return s
}

// routeSubject is what both kinds have. object begins their names in actions.
func routeSubject(minimal, more attributes, object, source string) *acctest.Subject {
	list := object + "ies." + object + "y"
	entry := list + ".0."
	key := func(n int) string {
		parts := []string{ourGateway, source, fmt.Sprintf("10.%d.0.0/16", n), ourHop}
		return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "_")
	}
	put := func(s *sim.Server, id string) string {
		parts := strings.Split(id, "_")
		r := sim.VpnRoute{
			RegionID: sim.DefaultRegion, VpnGatewayID: parts[0], RouteDest: parts[len(parts)-2], NextHop: parts[len(parts)-1], Weight: 100, Published: true,
		}
		if source != "" {
			r.RouteSource = parts[1]
		}
		return s.PutVpnRoute(r)
	}
	return &acctest.Subject{
		Seed: func(s *sim.Server) { addRouted(s, ourGateway, ourHop) }, Minimal: minimal,
		Full: with(with(minimal, more), attributes{"weight": 100, "publish_vpc": true, "description": "matrix"}),
		Many: func(n int) attributes {
			return with(minimal, attributes{"destination": fmt.Sprintf("10.%d.0.0/16", n)})
		},

		Unique: "destination", TakeOver: "import {", NotImported: []string{"description"},
		Updates: []acctest.Update{{Attribute: "weight", Value: 0}, {Attribute: "publish_vpc", Value: false}},

		CreateAction: "Create" + object + "y", ReadAction: "Describe" + object + "ies", ListAction: "Describe" + object + "ies", ListPath: list,
		DeleteAction: "Delete" + object + "y",
		TokenActions: []string{"Create" + object + "y", "Modify" + object + "yWeight", "PublishVpnRouteEntry", "Delete" + object + "y"},
		Created:      fields("VpnInstanceId", "RouteDest", "NextHop", "Weight", "State", "CreateTime", "Description", "OverlayMode", "RequestId"),
		Shown: append(fields(entry+"VpnInstanceId", entry+"RouteDest", entry+"NextHop", entry+"NextHopTunnelId", "RequestId"),
			acctest.Field{Name: entry + "State", OtherCase: `"Published"`}, acctest.Field{Name: entry + "Weight", Number: true},
			acctest.Field{Name: entry + "CreateTime", Number: true}),
		IDField: entry + "VpnInstanceId", CreatedID: "VpnInstanceId",
		NotFound: func(action string) sim.Fault {
			f := sim.NotFound(action, 1)
			if !strings.HasPrefix(action, "Describe") {
				f.Status, f.Code, f.Message = http.StatusBadRequest, "InvalidRouteEntry.NotFound", "Route entry not exists."
			}
			return f
		},

		Foreign: func(s *sim.Server) string {
			addRouted(s, theirGateway, theirHop)
			return put(s, strings.ReplaceAll(strings.ReplaceAll(key(0), ourGateway, theirGateway), ourHop, theirHop))
		},
		NthID: key,
		List: func(i *acctest.Instance) ([]string, acctest.Diagnostics) {
			found, said := i.List(attributes{"vpn_gateway_id": ourGateway}, 0)
			var ids []string
			for _, one := range found {
				ids = append(ids, one.DisplayName)
			}
			return ids, said
		},
		Put:    func(s *sim.Server, id string) { put(s, id) },
		Remove: (*sim.Server).RemoveVpnRoute,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, r := range s.VpnRoutes() {
				ids = append(ids, r.Key)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { r, _ := s.VpnRoute(id); return r },
		Leaving: func(*sim.Server, string) bool { return false },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			r, _ := s.VpnRoute(id)
			have := attributes{"destination": r.RouteDest, "next_hop": r.NextHop, "weight": r.Weight, "publish_vpc": r.Published}
			if source != "" {
				have["source"], have["priority"] = r.RouteSource, r.Priority
			}
			return differences(wants, have)
		},
		WayBack: []string{routeDestination, ourHop, sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
