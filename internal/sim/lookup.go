package sim

import (
	"maps"
	"net/http"
	"slices"
)

// The rows for what is there before anything is bought.
func init() {
	registerActions([]action{
		{
			name: "DescribeRegions", product: apiVpc, handle: (*Server).describeRegions,
			params: []param{
				{name: "RegionId"},
				{name: "ProductType"},
				{name: "AcceptLanguage", check: oneOf("zh-CN", "en-US")},
			},
		},
		{
			name: "DescribeVpnGatewayAvailableZones", product: apiVpc, method: http.MethodGet,
			handle: (*Server).describeAvailableZones,
			params: []param{
				regionID,
				{name: "Spec", required: true, check: oneOf("5M", "10M", "20M", "50M", "100M", "200M", "500M", "1000M")},
				{name: "GatewayType", check: oneOf(typeTraditional, typeEnhanced)},
				{name: "AcceptLanguage", check: oneOf("zh-CN", "en-US")},
			},
		},
	})
}

// describeRegions lists the regions that have a network. Real names of regions
// are of no use here, so the identifier stands for the name as well.
func (s *Server) describeRegions(*call) (fields, *apiError) {
	list := []fields{}
	for _, id := range slices.Sorted(maps.Keys(s.networks)) {
		list = append(list, fields{
			"RegionId": id, "LocalName": id, "RegionEndpoint": "vpc." + id + ".aliyuncs.com",
		})
	}
	return fields{"Regions": fields{"Region": list}}, nil
}

// describeAvailableZones lists the zones where a gateway can stand. Unlike
// most lists of the API this one is not doubly nested.
func (s *Server) describeAvailableZones(c *call) (fields, *apiError) {
	list := []fields{}
	for _, zone := range s.zones(c.region()) {
		list = append(list, fields{"ZoneId": zone, "ZoneName": zone})
	}
	return fields{"RegionId": c.region(), "AvailableZoneIdList": list}, nil
}
