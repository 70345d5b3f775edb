package acctest_test

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vcoroute"
)

// The connections of the routes, which a transit router has: ours, and that of other
// people.
const ourVco, theirVco = "vco-bp1vcoroutes00000000a", "vco-bp1others000000000000b"

func addVco(s *sim.Server, id string) {
	s.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{VpnConnectionID: id, RegionID: sim.DefaultRegion}})
	s.AttachVpn(id)
}

// vcoRoute is the subject aliyun_vco_route_entry.
func vcoRoute() *acctest.Subject {
	const (
		create, list, remove = "CreateVcoRouteEntry", "DescribeVcoRouteEntries", "DeleteVcoRouteEntry"

		entry = "VcoRouteEntries.0."
	)
	minimal := attributes{"vpn_connection_id": ourVco, "next_hop": ourVco, "destination": routeDestination}
	key := func(n int) string { return fmt.Sprintf("%[1]s_10.%[2]d.0.0/16_%[1]s", ourVco, n) }
	put := func(s *sim.Server, id string) string {
		parts := strings.Split(id, "_")
		return s.PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: parts[0], RouteDest: parts[1], NextHop: parts[2], Weight: 100})
	}
	return &acctest.Subject{
		TypeName: vcoroute.Kind.TypeName, Minimal: minimal, Full: with(minimal, attributes{"weight": 100, "description": "matrix"}),
		Seed: func(s *sim.Server) { addVco(s, ourVco) },
		Many: func(n int) attributes {
			return with(minimal, attributes{"destination": fmt.Sprintf("10.%d.0.0/16", n)})
		},
		Unique: "destination", TakeOver: "import {", NotImported: []string{"description"}, Fixed: true,

		CreateAction: create, ReadAction: list, ListAction: list, ListPath: "VcoRouteEntries", DeleteAction: remove,
		TokenActions: []string{create, remove},
		Created:      fields("VpnConnectionId", "RouteDest", "NextHop", "Weight", "State", "CreateTime", "Description", "OverlayMode", "RequestId"),
		Shown: append(fields(entry+"VpnConnectionId", entry+"RouteDest", entry+"NextHop", entry+"State", "RequestId"),
			acctest.Field{Name: entry + "Weight", Number: true}, acctest.Field{Name: entry + "CreateTime", Number: true}),
		IDField: entry + "VpnConnectionId", CreatedID: "VpnConnectionId",
		NotFound: func(action string) sim.Fault {
			f := sim.NotFound(action, 1)
			f.Status, f.Code, f.Message = http.StatusBadRequest, "InvalidRouteEntry.NotFound", "Route entry not exists."
			if action == list {
				f.Code, f.Message = "UnknownError", "An error occurred while processing your request."
			}
			return f
		},

		Foreign: func(s *sim.Server) string {
			addVco(s, theirVco)
			return put(s, strings.ReplaceAll(key(0), ourVco, theirVco))
		},
		NthID: key,
		List: func(i *acctest.Instance) ([]string, acctest.Diagnostics) {
			found, said := i.List(attributes{"vpn_connection_id": ourVco}, 0)
			var ids []string
			for _, one := range found {
				ids = append(ids, one.DisplayName)
			}
			return ids, said
		},
		Put:    func(s *sim.Server, id string) { put(s, id) },
		Remove: (*sim.Server).RemoveVcoRoute,
		Live: func(s *sim.Server) []string {
			var ids []string
			for _, r := range s.VcoRoutes() {
				ids = append(ids, r.Key)
			}
			return ids
		},
		Object:  func(s *sim.Server, id string) any { r, _ := s.VcoRoute(id); return r },
		Leaving: func(*sim.Server, string) bool { return false },
		Differences: func(s *sim.Server, id string, wants attributes) []string {
			r, _ := s.VcoRoute(id)
			return differences(wants, attributes{"destination": r.RouteDest, "next_hop": r.NextHop, "weight": r.Weight})
		},
		WayBack: []string{routeDestination, ourVco, sim.DefaultRegion, "Apply again"},
		Nothing: "Nothing was created",
	}
}
