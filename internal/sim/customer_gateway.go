package sim

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"time"
)

const customerGatewayQuota = 100 // in a region

// CustomerGateway is a customer gateway as Describe shows it. It has no status.
type CustomerGateway struct {
	CustomerGatewayID string            `json:"customer_gateway_id"`
	RegionID          string            `json:"region_id"`
	Name              string            `json:"name"`
	Description       string            `json:"description"`
	IPAddress         string            `json:"ip_address"`
	Asn               int64             `json:"asn"` // 0 when none was given
	AuthKey           string            `json:"auth_key,omitempty"`
	CreateTime        time.Time         `json:"create_time"`
	ResourceGroupID   string            `json:"resource_group_id"`
	Tags              map[string]string `json:"tags,omitempty"`

	life
}

var customerGateways = &kind[CustomerGateway]{
	kindInfo: kindInfo{
		name: "customer_gateway", noun: "CustomerGateway", prefix: "cgw-bp1", tagTypes: []string{"CUSTOMERGATEWAY"}, ownGroup: true,
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidCustomerGatewayInstanceId.NotFound",
			message: "The specified customer gateway instance id does not exist.",
		},
	},
	common: func(g *CustomerGateway) common {
		return common{
			id: &g.CustomerGatewayID, region: &g.RegionID, name: &g.Name, created: &g.CreateTime,
			group: &g.ResourceGroupID, tags: &g.Tags, life: &g.life,
		}
	},
	show: (*Server).showCustomerGateway,
	fill: func(s *Server, g *CustomerGateway) { g.IPAddress = cmp.Or(g.IPAddress, s.address(false)) },
}

func init() {
	register(customerGateways, []action{
		{
			name: "CreateCustomerGateway", product: apiVpc, writes: true, handle: (*Server).createCustomerGateway,
			params: []param{
				regionID, clientToken,
				{name: "ResourceGroupId"},
				{name: "IpAddress", required: true, check: isAddress, refusal: "InvalidIpAddress.WrongFormat"},
				{name: "Asn", check: isAsn},
				{name: "AuthKey", check: length(1, 64)},
				{name: "Name", check: isPartName},
				{name: "Description", check: isDescription},
				{name: "Tags.N.Key", check: length(1, 64), refusal: "InvalidParameter.TagKey"},
				{name: "Tags.N.Value"},
			},
		},
		{name: "DescribeCustomerGateway", product: apiVpc, handle: customerGateways.describe, params: []param{regionID, customerGateways.byID()}},
		{
			name: "DescribeCustomerGateways", product: apiVpc, handle: customerGateways.list,
			params: []param{
				regionID, pageNumber, pageSize, customerGateways.filterByID(),
				{name: "ResourceGroupId"},
				{name: "Tag.N.Key"},
				{name: "Tag.N.Value"},
			},
		},
		{
			name: "ModifyCustomerGatewayAttribute", product: apiVpc, writes: true, handle: (*Server).modifyCustomerGateway,
			params: []param{
				regionID, clientToken, customerGateways.byID(),
				{name: "Name", check: isPartName},
				{name: "Description", check: isDescription},
				{name: "AuthKey", check: length(1, 64)},
			},
		},
		{
			name: "DeleteCustomerGateway", product: apiVpc, writes: true, handle: customerGateways.delete,
			params: []param{regionID, clientToken, customerGateways.byID()},
		},
	})
}

func (s *Server) createCustomerGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		tags, err := c.newTags("Tags")
		if err != nil {
			return nil, err
		}
		here, address := customerGateways.existing(s, c.region()), c.str("IpAddress")
		group := c.or("ResourceGroupId", DefaultResourceGroup)
		switch {
		case !s.groups[group]:
			return nil, groupNotFound()
		case slices.ContainsFunc(here, func(g *CustomerGateway) bool { return g.IPAddress == address }):
			return nil, refuse("InvalidIpAddress.AlreadyExist", "The specified IpAddress already exists.")
		case len(here) >= customerGatewayQuota:
			return nil, quotaFull()
		}
		g := &CustomerGateway{
			CustomerGatewayID: customerGateways.newID(s), RegionID: c.region(), Name: c.str("Name"), Description: c.str("Description"),
			IPAddress: address, Asn: readAsn(c.str("Asn")), AuthKey: c.str("AuthKey"), CreateTime: s.clock.now(),
			ResourceGroupID: group, Tags: tags, life: life{Hidden: s.opts.HideAfterCreate},
		}
		customerGateways.in(s).add(g)
		return g.core(), nil
	})
}

// modifyCustomerGateway answers with the new values: the simulator's choice. A new
// key is a change of the gateways whose connections use it.
func (s *Server) modifyCustomerGateway(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := customerGateways.changeable(s, c)
		if err == nil && c.has("AuthKey") {
			err = s.configureUsers(customerGateways, g.CustomerGatewayID)
		}
		if err != nil {
			return nil, err
		}
		g.Name, g.Description, g.AuthKey = c.or("Name", g.Name), c.or("Description", g.Description), c.or("AuthKey", g.AuthKey)
		answer := g.core()
		answer["ResourceGroupId"] = g.ResourceGroupID
		return answer, nil
	})
}

// core renders what all answers hold.
func (g *CustomerGateway) core() fields {
	return fields{
		"CustomerGatewayId": g.CustomerGatewayID, "Name": g.Name, "Description": g.Description,
		"IpAddress": g.IPAddress, "CreateTime": g.CreateTime.UnixMilli(),
	}
}

// showCustomerGateway leaves Asn out when there is none: the simulator's choice.
func (s *Server) showCustomerGateway(_ *call, g *CustomerGateway) fields {
	o := g.core()
	maps.Copy(o, fields{"AuthKey": g.AuthKey, "ResourceGroupId": g.ResourceGroupID, "Tags": fields{"Tag": tagObjects(g.Tags)}})
	if g.Asn != 0 {
		o["Asn"] = g.Asn
	}
	return o
}

// CustomerGateways returns copies of all customer gateways, oldest first.
func (s *Server) CustomerGateways() []CustomerGateway { return customerGateways.all(s) }

// CustomerGateway returns a copy of one, wherever it is.
func (s *Server) CustomerGateway(id string) (CustomerGateway, bool) {
	return customerGateways.get(s, id)
}

// PutCustomerGateway adds or replaces one, and returns its ID. Blank fields are filled.
func (s *Server) PutCustomerGateway(seed CustomerGateway) string {
	return customerGateways.put(s, seed)
}

// ChangeCustomerGateway changes any field of one, as ChangeGateway does.
func (s *Server) ChangeCustomerGateway(id string, change func(*CustomerGateway)) bool {
	return customerGateways.change(s, id, change)
}

// RemoveCustomerGateway removes one, and tells whether there was one.
func (s *Server) RemoveCustomerGateway(id string) bool { return customerGateways.remove(s, id) }
