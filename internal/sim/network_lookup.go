package sim

// The rows that show the network which gateways stand in. They show what the simulator
// has of it, which is little.
func init() {
	dryRun := param{name: "DryRun", check: isBool}
	registerActions([]action{
		{
			name: "DescribeZones", product: apiVpc, handle: (*Server).describeZones,
			params: []param{
				regionID,
				{name: "AcceptLanguage", check: oneOf("zh-cn", "en-us", "ja")},
				{name: "ZoneType"},
			},
		},
		{
			name: "DescribeVpcAttribute", product: apiVpc, handle: (*Server).describeVpc,
			params: []param{regionID, {name: "VpcId", required: true}, {name: "IsDefault", check: isBool}, dryRun},
		},
		{
			name: "DescribeVSwitchAttributes", product: apiVpc, handle: (*Server).describeVSwitch,
			params: []param{optional(regionID), {name: "VSwitchId", required: true}, dryRun},
		},
	})
}

func (s *Server) describeZones(c *call) (fields, *apiError) {
	list := []fields{}
	for _, zone := range s.zones(c.region()) {
		list = append(list, fields{"ZoneId": zone, "LocalName": zone, "ZoneType": c.or("ZoneType", "AvailabilityZone")})
	}
	return fields{"Zones": fields{"Zone": list}}, nil
}

func (s *Server) describeVpc(c *call) (fields, *apiError) {
	vpc, ok := s.networks[c.region()][c.str("VpcId")]
	if !ok {
		return nil, refuseWith(404, "InvalidVpcId.NotFound", "The specified VPC does not exist in this region.")
	}
	ids := []string{}
	for _, vsw := range vpc.VSwitches {
		ids = append(ids, vsw.ID)
	}
	return fields{
		"VpcId": vpc.ID, "RegionId": c.region(), "Status": "Available", "VSwitchIds": fields{"VSwitchId": ids},
		"ResourceGroupId": DefaultResourceGroup, "IsDefault": false,
	}, nil
}

// describeVSwitch looks in all regions where none is named.
func (s *Server) describeVSwitch(c *call) (fields, *apiError) {
	for region, networks := range s.networks {
		if c.or("RegionId", region) != region {
			continue
		}
		for _, vpc := range networks {
			if vsw, ok := vpc.vSwitch(c.str("VSwitchId")); ok {
				return fields{
					"VSwitchId": vsw.ID, "VpcId": vpc.ID, "ZoneId": vsw.ZoneID, "Status": "Available",
					"ResourceGroupId": DefaultResourceGroup, "IsDefault": false,
				}, nil
			}
		}
	}
	return nil, vSwitchNotFound()
}
