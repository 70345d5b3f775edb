package vpc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// States of a gateway, as Status spells them.
const (
	StatusInit         = "init"
	StatusProvisioning = "provisioning"
	StatusActive       = "active"
	StatusUpdating     = "updating"
	StatusDeleting     = "deleting"
)

// Statuses lists the states of a gateway.
func Statuses() []string {
	return []string{StatusInit, StatusProvisioning, StatusActive, StatusUpdating, StatusDeleting}
}

// BusinessStatuses lists the values of BusinessStatus.
func BusinessStatuses() []string { return []string{"Normal", "FinancialLocked"} }

// Values of GatewayType.
const (
	GatewayTypeTraditional = "Traditional"
	GatewayTypeEnhanced    = "Enhanced.SiteToSite"
)

// GatewayTypes lists the values of GatewayType.
func GatewayTypes() []string { return []string{GatewayTypeTraditional, GatewayTypeEnhanced} }

// Charge types, as CreateVpnGateway spells them.
const (
	ChargeTypePrepay  = "PREPAY"
	ChargeTypePostpay = "POSTPAY"
)

// VpnGateway is a gateway as DescribeVpnGateway answers it.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpngateway
type VpnGateway struct {
	VpnGatewayID string
	Name         string
	// Description is nil when the answer lacks it.
	Description *string
	// Status is init, provisioning, active, updating or deleting.
	Status string
	// BusinessStatus is Normal or FinancialLocked (payment overdue).
	BusinessStatus string
	// Bandwidth is in Mbit/s (the API's Spec, "10M" or "10"); 0 when the answer
	// lacks it.
	Bandwidth int64
	// ChargeType is spelled in several ways: Prepay, POSTPAY, PostpayByFlow ...
	ChargeType string
	// CreateTime and EndTime are in UTC; zero when the API names none.
	CreateTime, EndTime time.Time
	// IpsecVpn and SslVpn are nil when the answer lacks them.
	IpsecVpn, SslVpn *bool
	// SslMaxConnections means nothing while SslVpn is false.
	SslMaxConnections         int64
	VpcID                     string
	VSwitchID                 string
	DisasterRecoveryVSwitchID string
	// InternetIP and its two siblings are empty while the gateway has none.
	InternetIP, DisasterRecoveryInternetIP, SslVpnInternetIP string
	// EnableBgp and AutoPropagate are nil when the answer lacks them.
	EnableBgp, AutoPropagate *bool
	// NetworkType is public or private; VpnType is Normal or NationalStandard.
	NetworkType, VpnType string
	// GatewayType is Traditional or Enhanced.SiteToSite.
	GatewayType     string
	ResourceGroupID string
	Tags            map[string]string
	// EniInstanceIDs are the network interfaces of an enhanced gateway; nil when the
	// answer lacks them.
	EniInstanceIDs []string
	// Reservation is a pending order or a running temporary upgrade, if any.
	Reservation *Reservation
	// Odd names the fields of the answer that had no documented form, as the API
	// spells them: "Spec", "Tags", "ReservationData.Status". They read as if the
	// answer lacked them.
	Odd []string
}

// IsOdd reports whether a field of the answer, or something in it, had no
// documented form.
func (g *VpnGateway) IsOdd(field string) bool { return oddFields(g.Odd).has(field) }

// DualTunnel reports whether the gateway builds connections with two tunnels.
// Without vSwitches in the answer, that cannot be told, and it returns false.
func (g *VpnGateway) DualTunnel() bool {
	return g.DisasterRecoveryVSwitchID != "" || g.GatewayType == GatewayTypeEnhanced
}

// Reservation is the answer's ReservationData. While a temporary upgrade runs,
// its specification is the one from before, to which the gateway returns.
type Reservation struct {
	// Status is "1" (ordered, not effective yet) or "2" (temporary upgrade running).
	Status string
	// OrderType is RENEWCHANGE, TEMP_UPGRADE or RENEW.
	OrderType string
	// EndTime is when the reservation ends, as the API writes it (ISO 8601).
	EndTime string
	// Bandwidth is in Mbit/s.
	Bandwidth         int64
	IpsecVpn, SslVpn  *bool
	SslMaxConnections int64
}

// TemporaryUpgrade reports whether the gateway runs with a larger specification
// for a while.
func (r *Reservation) TemporaryUpgrade() bool {
	return r != nil && r.OrderType == "TEMP_UPGRADE" && r.Status == "2"
}

// CreateVpnGatewayInput holds the parameters of CreateVpnGateway; nil pointers
// are not sent.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createvpngateway
type CreateVpnGatewayInput struct {
	RegionID string
	VpcID    string
	// Bandwidth is in Mbit/s: 5, 10, 20, 50, 100, 200, 500 or 1000.
	Bandwidth int64
	// Name is 2 to 100 characters.
	Name *string
	// InstanceChargeType is PREPAY or POSTPAY.
	InstanceChargeType *string
	// Period is in months: 1 to 9, 12, 24 or 36.
	Period *int64
	// AutoPay pays a PREPAY order at once; the API's default is false.
	AutoPay                   *bool
	EnableIpsec, EnableSsl    *bool
	SslConnections            *int64
	VSwitchID                 *string
	DisasterRecoveryVSwitchID *string
	NetworkType, VpnType      *string
	ResourceGroupID           *string
}

func (in CreateVpnGatewayInput) params() params {
	p := params{}
	p.str("VpcId", in.VpcID)
	p.int64Ptr("Bandwidth", &in.Bandwidth)
	p.strPtr("Name", in.Name)
	p.strPtr("InstanceChargeType", in.InstanceChargeType)
	p.int64Ptr("Period", in.Period)
	p.boolPtr("AutoPay", in.AutoPay)
	p.boolPtr("EnableIpsec", in.EnableIpsec)
	p.boolPtr("EnableSsl", in.EnableSsl)
	p.int64Ptr("SslConnections", in.SslConnections)
	p.strPtr("VSwitchId", in.VSwitchID)
	p.strPtr("DisasterRecoveryVSwitchId", in.DisasterRecoveryVSwitchID)
	p.strPtr("NetworkType", in.NetworkType)
	p.strPtr("VpnType", in.VpnType)
	p.strPtr("ResourceGroupId", in.ResourceGroupID)
	return p
}

// CreateVpnGatewayOutput is the answer of CreateVpnGateway.
type CreateVpnGatewayOutput struct {
	VpnGatewayID string
	// Name is the given name, or the ID.
	Name string
	// OrderID has every digit that the API sent; it may be empty.
	OrderID string
	// ClientToken is the one that the gateway was created with.
	ClientToken string
}

type createVpnGatewayAnswer struct {
	VpnGatewayID orderedID `json:"VpnGatewayId"`
	Name         string
	OrderID      digits `json:"OrderId"`
}

// orderedID is the ID in the answer to an order. There is nothing to compare it
// with, so at least it has to look like one: any other text is an answer of no use,
// after which the order is sent again with its token.
type orderedID string

func (o *orderedID) UnmarshalJSON(b []byte) error {
	id, err := readID(b, "vpn-", vpnGatewayKind)
	*o = orderedID(id)
	return err
}

// readID reads the ID of a kind out of JSON.
func readID(b []byte, prefix string, k *kind) (id string, err error) {
	if err := json.Unmarshal(b, &id); err != nil {
		return "", err
	}
	if id != "" && !strings.HasPrefix(id, prefix) {
		return "", fmt.Errorf("%q is not the ID of a %s", id, k.noun)
	}
	return id, nil
}

func (createVpnGatewayAnswer) needs() []string { return []string{"VpnGatewayId"} }

// CreateVpnGateway orders a gateway and returns before it is built; use
// WaitVpnGatewayActive. A PREPAY order without AutoPay is built only when
// someone has paid it.
//
// When ctx ends while the outcome is unknown, the call is sent once more with
// the same token, detached from ctx and for at most recoveryTime, to learn the
// ID of what may have been bought. If that fails too, the error is an
// *openapi.UnknownOutcomeError. Errors to expect: Resource.QuotaFull,
// InvalidVpcId.NotFound, InvalidVSwitchId.NotFound (also: a second vSwitch is
// missing in a dual-tunnel region), InsufficientBalance.
func (c *Client) CreateVpnGateway(ctx context.Context, in CreateVpnGatewayInput) (CreateVpnGatewayOutput, error) {
	return c.orderGateway(ctx, "CreateVpnGateway", in.RegionID, vpnGatewayKind, in.params())
}

func (c *Client) orderGateway(ctx context.Context, action, region string, k *kind, p params) (CreateVpnGatewayOutput, error) {
	var out tolerant[createVpnGatewayAnswer]
	token, err := c.create(ctx, c.request(action, region, p), k, &out)
	if err != nil {
		return CreateVpnGatewayOutput{}, err
	}
	created, id := out.value, string(out.value.VpnGatewayID)
	c.reads.wrote(VpnGatewayObject(region, id))
	return CreateVpnGatewayOutput{
		VpnGatewayID: id, Name: created.Name, OrderID: string(created.OrderID), ClientToken: token,
	}, nil
}

// ModifyVpnGatewayAttributeInput holds what can be changed in place; nil
// pointers are not sent and not changed.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifyvpngatewayattribute
type ModifyVpnGatewayAttributeInput struct {
	RegionID, VpnGatewayID string
	// Name is 2 to 100 characters.
	Name *string
	// Description is 1 to 100 characters: it cannot be cleared.
	Description *string
	// AutoPropagate can be switched off only after BGP is off on every
	// connection.
	AutoPropagate *bool
}

// ModifyVpnGatewayAttribute starts a change; the gateway may be updating for a
// while afterwards. Errors to expect: InvalidName, InvalidDescription,
// ErrNotFound.
func (c *Client) ModifyVpnGatewayAttribute(ctx context.Context, in ModifyVpnGatewayAttributeInput) error {
	return c.modifyGateway(ctx, "ModifyVpnGatewayAttribute", VpnGatewayObject(in.RegionID, in.VpnGatewayID), in)
}

func (c *Client) modifyGateway(ctx context.Context, action string, o Object, in ModifyVpnGatewayAttributeInput) error {
	p := params{}
	p.str(o.kind.idParameter, o.ID)
	p.strPtr("Name", in.Name)
	p.strPtr("Description", in.Description)
	p.boolPtr("AutoPropagate", in.AutoPropagate)
	return c.change(ctx, o, func() error { return c.callOnce(ctx, c.request(action, o.Region, p), nil) })
}

// DeleteVpnGateway starts a deletion; use WaitVpnGatewayDeleted. Errors to
// expect: ErrNotFound, ForbiddenRelease (a prepaid gateway before it expires),
// DependencyViolation.VpnConnection, .SslVpnServer and .GreTunnel.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-deletevpngateway
func (c *Client) DeleteVpnGateway(ctx context.Context, region, id string) error {
	return c.deleteGateway(ctx, "DeleteVpnGateway", VpnGatewayObject(region, id))
}

func (c *Client) deleteGateway(ctx context.Context, action string, o Object) error {
	p := params{}
	p.str(o.kind.idParameter, o.ID)
	req := c.request(action, o.Region, p)
	// A gateway that is being configured has answered this to a delete.
	req.BusyCodes = []string{"UnknownError"}
	err := c.change(ctx, o, func() error { return c.callOnce(ctx, req, nil) })
	if still := (*stillThereError)(nil); errors.As(err, &still) && still.status == StatusDeleting {
		return nil // an earlier delete is under way
	}
	return err
}
