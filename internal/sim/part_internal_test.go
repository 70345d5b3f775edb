package sim

import "net/http"

// part is what a third kind has to write: an object that is part of a gateway and
// needs customer gateways, as a connection is. The tests use it over HTTP.
type part struct {
	PartID           string            `json:"part_id"`
	RegionID         string            `json:"region_id"`
	Name             string            `json:"name"`
	Status           string            `json:"status"`
	VpnGatewayID     string            `json:"vpn_gateway_id"`
	CustomerGateways []string          `json:"customer_gateways"`
	Tags             map[string]string `json:"tags,omitempty"`

	life
}

var parts = &kind[part]{
	kindInfo: kindInfo{
		name: "part", noun: "Part", prefix: "part-", tagTypes: []string{"PART", "PIECE"},
		notFound: apiError{status: http.StatusNotFound, code: "InvalidPartId.NotFound", message: "There is no such part."},
		busyIn:   []string{statusDeleting},
	},
	common: func(p *part) common {
		return common{id: &p.PartID, region: &p.RegionID, name: &p.Name, status: &p.Status, tags: &p.Tags, life: &p.life}
	},
	show: func(_ *Server, _ *call, p *part) fields {
		return fields{"PartId": p.PartID, "Status": p.Status, "Tags": fields{"Tag": tagObjects(p.Tags)}}
	},
	fill: func(_ *Server, p *part) { p.Status = statusActive },
	links: []link[part]{
		{to: vpnGateways, ids: func(p *part) []string { return []string{p.VpnGatewayID} }, refusal: "DependencyViolation.Part", configures: true},
		{to: customerGateways, ids: func(p *part) []string { return p.CustomerGateways }, refusal: "DependencyViolation.Part"},
	},
}

func init() {
	register(parts, []action{
		{
			name: "CreatePart", product: apiVpc, writes: true, handle: (*Server).createPart,
			params: []param{regionID, clientToken, vpnGateways.byID(), {name: "CustomerGatewayId.N", names: customerGateways}},
		},
		{name: "DescribePart", product: apiVpc, handle: parts.describe, params: []param{regionID, parts.byID()}},
		{
			name: "DescribeParts", product: apiVpc, handle: parts.list,
			params: []param{regionID, pageNumber, pageSize, parts.filterByID(), {name: "Tag.N.Key"}, {name: "Tag.N.Value"}},
		},
		{name: "DeletePart", product: apiVpc, writes: true, handle: parts.delete, params: []param{regionID, clientToken, parts.byID()}},
	})
}

func (s *Server) createPart(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		needed, err := c.list("CustomerGatewayId")
		if err != nil {
			return nil, err
		}
		p := &part{
			PartID: parts.newID(s), RegionID: c.region(), Status: statusActive,
			VpnGatewayID: c.str("VpnGatewayId"), CustomerGateways: needed,
		}
		if err := parts.configure(s, p); err != nil {
			return nil, err
		}
		parts.in(s).add(p)
		return fields{"PartId": p.PartID}, nil
	})
}

// label goes with the part that it is on, as a certificate does with its server.
type label struct {
	LabelID  string `json:"label_id"`
	RegionID string `json:"region_id"`
	Name     string `json:"name"`
	PartID   string `json:"part_id"`

	life
}

var labels = &kind[label]{
	kindInfo: kindInfo{
		name: "label", noun: "Label", prefix: "label-",
		notFound: apiError{status: http.StatusNotFound, code: "InvalidLabelId.NotFound", message: "There is no such label."},
	},
	common: func(l *label) common {
		return common{id: &l.LabelID, region: &l.RegionID, name: &l.Name, life: &l.life}
	},
	show:  func(_ *Server, _ *call, l *label) fields { return fields{"LabelId": l.LabelID} },
	fill:  func(*Server, *label) {},
	links: []link[label]{{to: parts, ids: func(l *label) []string { return []string{l.PartID} }, follows: true}},
}

func init() {
	register(labels, []action{
		{name: "DescribeLabel", product: apiVpc, handle: labels.describe, params: []param{regionID, labels.byID()}},
	})
}
