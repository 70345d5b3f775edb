package sim

import "time"

// The rows for the two steps of a diagnosis.
func init() {
	registerActions([]action{
		{
			name: "DiagnoseVpnGateway", product: apiVpc, handle: (*Server).diagnoseVpnGateway,
			params: []param{
				regionID, clientToken,
				vpnGateways.byID(),
				{name: "ResourceType", required: true, check: oneOf("IPsec")},
				{name: "ResourceId", required: true},
				{name: "IPsecExtendInfo"},
			},
		},
		{
			name: "GetVpnGatewayDiagnoseResult", product: apiVpc, handle: (*Server).diagnoseResult,
			params: []param{
				regionID, clientToken,
				vpnGateways.filterByID(),
				{name: "DiagnoseId"},
			},
		},
	})
}

// diagnosis is one that was asked for.
type diagnosis struct {
	ID         string    `json:"id"`
	GatewayID  string    `json:"gateway_id"`
	RegionID   string    `json:"region_id"`
	ResourceID string    `json:"resource_id"`
	Begin      time.Time `json:"begin"`
}

// diagnoseVpnGateway starts a diagnosis of a connection, whose name is not looked
// at.
func (s *Server) diagnoseVpnGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := vpnGateways.named(s, c)
		if err != nil {
			return nil, err
		}
		d := diagnosis{
			ID:         s.data.IDs.newID("vpndgn-"),
			GatewayID:  g.VpnGatewayID,
			RegionID:   g.RegionID,
			ResourceID: c.str("ResourceId"),
			Begin:      s.clock.now(),
		}
		s.data.Diagnoses = append(s.data.Diagnoses, d)
		return fields{"DiagnoseId": d.ID}, nil
	})
}

// diagnoseResult tells the newest diagnosis that fits. All is well, always.
func (s *Server) diagnoseResult(c *call) (fields, *apiError) {
	if !c.has("DiagnoseId") && !c.has("VpnGatewayId") {
		return nil, missing("DiagnoseId")
	}
	for i := len(s.data.Diagnoses) - 1; i >= 0; i-- {
		d := s.data.Diagnoses[i]
		if d.RegionID == c.region() && c.or("DiagnoseId", d.ID) == d.ID &&
			c.or("VpnGatewayId", d.GatewayID) == d.GatewayID {
			return d.fields(), nil
		}
	}
	return nil, invalid("DiagnoseId", c.str("DiagnoseId"))
}

func (d diagnosis) fields() fields {
	begin := d.Begin.UTC().Format(time.RFC3339)
	return fields{
		"DiagnoseId":         d.ID,
		"VpnGatewayId":       d.GatewayID,
		"ResourceType":       "IPsec",
		"ResourceInstanceId": d.ResourceID,
		"BeginTime":          begin,
		"FinishTime":         begin,
		"TotalCount":         1,
		"FinishedCount":      1,
		"DiagnoseResult": []fields{{
			"DiagnoseName":              "GatewayStatus",
			"DiagnoseResultLevel":       "normal",
			"DiagnoseResultDescription": "0",
		}},
	}
}
