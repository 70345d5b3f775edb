package vpc

import (
	"context"
	"time"
)

// CustomerGateway is the other end of IPsec connections, as DescribeCustomerGateway
// answers it.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describecustomergateway
type CustomerGateway struct {
	CustomerGatewayID, Name string
	// Description is nil when the answer lacks it.
	Description *string
	// IPAddress is empty when the answer lacks it.
	IPAddress string
	// Asn is 1 to 4294967295; 0 when the gateway has none.
	Asn int64
	// AuthKey is the secret of BGP sessions. It is nil when the answer lacks it.
	AuthKey *string
	// CreateTime is in UTC; zero when the API names none.
	CreateTime      time.Time
	ResourceGroupID string
	Tags            map[string]string
	// Odd names the fields of the answer that had no documented form.
	Odd []string
}

var customerGatewayKind = &kind{
	noun:        "customer gateway",
	idParameter: "CustomerGatewayId",
	tagType:     "CUSTOMERGATEWAY",
	groupType:   "CustomerGateway",
	gone:        []string{"InvalidCustomerGatewayInstanceId.NotFound"},
}

// CustomerGatewayObject names a customer gateway for TagResources and its like.
func CustomerGatewayObject(region, id string) Object {
	return Object{Region: region, ID: id, kind: customerGatewayKind, reader: func(c *Client) confirmer { return customerGateways(c) }}
}

func customerGatewayID(g *CustomerGateway) string { return g.CustomerGatewayID }

func customerGateways(c *Client) *reader[*CustomerGateway] {
	return readerOf(c, customerGatewayKind, reader[*CustomerGateway]{
		id: customerGatewayID,
		describe: func(ctx context.Context, o Object) (*CustomerGateway, error) {
			return c.DescribeCustomerGateway(ctx, o.Region, o.ID)
		},
		find: func(ctx context.Context, o Object) ([]*CustomerGateway, error) {
			return c.DescribeCustomerGateways(ctx, DescribeCustomerGatewaysInput{RegionID: o.Region, CustomerGatewayID: o.ID})
		},
		list: func(ctx context.Context, s scope) ([]*CustomerGateway, error) {
			return c.DescribeCustomerGateways(ctx, DescribeCustomerGatewaysInput{RegionID: s.region})
		},
		next: func(ctx context.Context, s scope) { _ = vpnConnections(c).startEarly(ctx, s) },
	})
}

type customerGatewayAnswer struct {
	CustomerGatewayID string `json:"CustomerGatewayId"`
	Name              string
	Description       *string
	IPAddress         address `json:"IpAddress"`
	Asn               asn
	AuthKey           *string
	CreateTime        milliseconds
	ResourceGroupID   string `json:"ResourceGroupId"`
	Tags              tagList
	Odd               oddFields `json:"-"`
}

func (customerGatewayAnswer) needs() []string { return []string{"CustomerGatewayId"} }

func (a *customerGatewayAnswer) gateway() *CustomerGateway {
	return &CustomerGateway{
		CustomerGatewayID: a.CustomerGatewayID, Name: a.Name, Description: a.Description, IPAddress: string(a.IPAddress),
		Asn: int64(a.Asn), AuthKey: a.AuthKey, CreateTime: time.Time(a.CreateTime), ResourceGroupID: a.ResourceGroupID,
		Tags: a.Tags.asMap(), Odd: a.Odd,
	}
}

// GetCustomerGateway reads one customer gateway, out of a listing of the region
// where many are read. It returns ErrNotFound only when two calls agree.
func (c *Client) GetCustomerGateway(ctx context.Context, region, id string) (*CustomerGateway, error) {
	return customerGateways(c).get(ctx, CustomerGatewayObject(region, id))
}

// DescribeCustomerGateway reads one customer gateway. It returns ErrNotFound when
// this one answer says that it does not exist.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describecustomergateway
func (c *Client) DescribeCustomerGateway(ctx context.Context, region, id string) (*CustomerGateway, error) {
	answer, odd, err := describe[customerGatewayAnswer](ctx, c, "DescribeCustomerGateway", CustomerGatewayObject(region, id), params{})
	if err != nil {
		return nil, err
	}
	answer.CustomerGatewayID, answer.Odd = id, odd
	return answer.gateway(), nil
}

// DescribeCustomerGatewaysInput selects customer gateways; empty fields select all.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describecustomergateways
type DescribeCustomerGatewaysInput struct {
	RegionID, CustomerGatewayID, ResourceGroupID string
	// Tags must all be there with these values.
	Tags map[string]string
}

type describeCustomerGatewaysAnswer struct {
	TotalCount       integer
	CustomerGateways struct{ CustomerGateway []customerGatewayAnswer }
}

func (describeCustomerGatewaysAnswer) needs() []string {
	return []string{"TotalCount", "CustomerGateways"}
}

// DescribeCustomerGateways lists the customer gateways of a region. The list is
// complete, or an error.
func (c *Client) DescribeCustomerGateways(ctx context.Context, in DescribeCustomerGatewaysInput) ([]*CustomerGateway, error) {
	p := params{}
	p.filter("CustomerGatewayId", in.CustomerGatewayID)
	p.filter("ResourceGroupId", in.ResourceGroupID)
	p.tags("Tag", in.Tags)
	return listPages(ctx, c, "DescribeCustomerGateways", in.RegionID, p, customerGatewayID,
		func(answer *describeCustomerGatewaysAnswer) ([]*CustomerGateway, integer) {
			gateways := make([]*CustomerGateway, len(answer.CustomerGateways.CustomerGateway))
			for i := range gateways {
				gateways[i] = answer.CustomerGateways.CustomerGateway[i].gateway()
			}
			return gateways, answer.TotalCount
		})
}

// CreateCustomerGatewayInput holds the parameters of CreateCustomerGateway; nil
// pointers are not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createcustomergateway
type CreateCustomerGatewayInput struct {
	RegionID, IPAddress string
	// Asn is 1 to 4294967295, without 45104, which is Alibaba Cloud's own.
	Asn *int64
	// AuthKey is 1 to 64 characters, and secret.
	AuthKey *string
	// Name and Description are 1 to 100 characters.
	Name, Description *string
	ResourceGroupID   *string
	// Tags are at most 20.
	Tags map[string]string
}

// CreateCustomerGateway makes a customer gateway, which is ready at once, and
// returns its ID and the client token that it was made with. An address can be
// used by one customer gateway of a region only.
// Errors to expect: InvalidIpAddress.AlreadyExist, InvalidIpAddress.WrongFormat,
// Resource.QuotaFull, and *openapi.UnknownOutcomeError as for CreateVpnGateway.
func (c *Client) CreateCustomerGateway(ctx context.Context, in CreateCustomerGatewayInput) (id, token string, err error) {
	p := params{}
	p.str("IpAddress", in.IPAddress)
	p.int64Ptr("Asn", in.Asn)
	p.strPtr("AuthKey", in.AuthKey)
	p.strPtr("Name", in.Name)
	p.strPtr("Description", in.Description)
	p.strPtr("ResourceGroupId", in.ResourceGroupID)
	p.tags("Tags", in.Tags) // this action alone spells it so
	var out tolerant[createCustomerGatewayAnswer]
	token, err = c.create(ctx, c.request("CreateCustomerGateway", in.RegionID, p), customerGatewayKind, &out)
	if err != nil {
		return "", "", err
	}
	id = string(out.value.CustomerGatewayID)
	c.reads.wrote(CustomerGatewayObject(in.RegionID, id))
	return id, token, nil
}

type createCustomerGatewayAnswer struct {
	CustomerGatewayID createdCustomerGatewayID `json:"CustomerGatewayId"`
}

// createdCustomerGatewayID has to look like an ID, as orderedID has.
type createdCustomerGatewayID string

func (c *createdCustomerGatewayID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "cgw-", customerGatewayKind)
	*c = createdCustomerGatewayID(id)
	return err
}

func (createCustomerGatewayAnswer) needs() []string { return []string{"CustomerGatewayId"} }

// ModifyCustomerGatewayAttributeInput holds what can be changed in place; nil
// pointers are not sent and not changed.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifycustomergatewayattribute
type ModifyCustomerGatewayAttributeInput struct {
	RegionID, CustomerGatewayID string
	Name, Description, AuthKey  *string
}

// ModifyCustomerGatewayAttribute changes a customer gateway. Errors to expect:
// InvalidName, InvalidDescription, ErrNotFound.
func (c *Client) ModifyCustomerGatewayAttribute(ctx context.Context, in ModifyCustomerGatewayAttributeInput) error {
	p := params{}
	p.str("CustomerGatewayId", in.CustomerGatewayID)
	p.strPtr("Name", in.Name)
	p.strPtr("Description", in.Description)
	p.strPtr("AuthKey", in.AuthKey)
	return c.change(ctx, CustomerGatewayObject(in.RegionID, in.CustomerGatewayID), func() error {
		return c.callOnce(ctx, c.request("ModifyCustomerGatewayAttribute", in.RegionID, p), nil)
	})
}

// DeleteCustomerGateway deletes a customer gateway. Errors to expect: ErrNotFound,
// DependencyViolation.VpnConnection.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletecustomergateway
func (c *Client) DeleteCustomerGateway(ctx context.Context, region, id string) error {
	p := params{}
	p.str("CustomerGatewayId", id)
	return c.change(ctx, CustomerGatewayObject(region, id), func() error {
		return c.callOnce(ctx, c.request("DeleteCustomerGateway", region, p), nil)
	})
}

// WaitCustomerGatewayShown looks until a customer gateway that was just created
// shows, and returns it. The API's nodes do not all know of it at once.
func (c *Client) WaitCustomerGatewayShown(ctx context.Context, region, id string) (*CustomerGateway, error) {
	return customerGateways(c).waitFor(ctx, CustomerGatewayObject(region, id), goal[*CustomerGateway]{
		awaited: "shown", fresh: true, reached: func(*CustomerGateway) (bool, error) { return true, nil },
	})
}

// WaitCustomerGatewayDeleted looks until two different calls agree that the
// customer gateway does not exist.
func (c *Client) WaitCustomerGatewayDeleted(ctx context.Context, region, id string) error {
	_, err := customerGateways(c).waitFor(ctx, CustomerGatewayObject(region, id), goal[*CustomerGateway]{awaited: "deleted", gone: true})
	return err
}
