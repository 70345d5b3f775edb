package sim

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// The states of a VPN gateway.
const (
	statusInit         = "init"
	statusProvisioning = "provisioning"
	statusActive       = "active"
	statusUpdating     = "updating"
	statusDeleting     = "deleting"
	// statusGone ends a gateway's life. No answer ever shows it.
	statusGone = ""
)

// The charge types as Describe spells them, which is not how Create does.
const (
	chargePrepay  = "Prepay"
	chargePostpay = "PostpayByFlow"
)

// Gateway is a VPN gateway as Describe shows it.
type Gateway struct {
	VpnGatewayID   string `json:"vpn_gateway_id"`
	RegionID       string `json:"region_id"`
	Name           string `json:"name"`
	Description    string `json:"description"`
	Status         string `json:"status"`
	BusinessStatus string `json:"business_status"`
	// Bandwidth is in Mbit/s. Describe shows it as Spec, with an M behind it.
	Bandwidth int `json:"bandwidth"`
	// Spec is what Describe shows in place of Bandwidth, when set: older
	// gateways have a bare number.
	Spec string `json:"spec,omitempty"`
	// ChargeType is spelled as Describe does: Prepay or PostpayByFlow.
	ChargeType string    `json:"charge_type"`
	CreateTime time.Time `json:"create_time"`
	// EndTime is zero, and left out of answers, until the order is paid.
	EndTime  time.Time `json:"end_time,omitzero"`
	IpsecVpn bool      `json:"ipsec_vpn"`
	SslVpn   bool      `json:"ssl_vpn"`
	// SslMaxConnections is shown as 0 while SslVpn is off.
	SslMaxConnections          int64             `json:"ssl_max_connections"`
	VpcID                      string            `json:"vpc_id"`
	VSwitchID                  string            `json:"vswitch_id"`
	DisasterRecoveryVSwitchID  string            `json:"disaster_recovery_vswitch_id,omitempty"`
	InternetIP                 string            `json:"internet_ip"`
	DisasterRecoveryInternetIP string            `json:"disaster_recovery_internet_ip,omitempty"`
	SslVpnInternetIP           string            `json:"ssl_vpn_internet_ip,omitempty"`
	EnableBgp                  bool              `json:"enable_bgp"`
	AutoPropagate              bool              `json:"auto_propagate"`
	NetworkType                string            `json:"network_type"`
	VpnType                    string            `json:"vpn_type"`
	GatewayType                string            `json:"gateway_type"`
	ResourceGroupID            string            `json:"resource_group_id"`
	Tags                       map[string]string `json:"tags,omitempty"`
	// OrderID is the order that bought it; zero for a seeded gateway.
	OrderID int64 `json:"order_id,omitempty"`
	// Paid tells whether the order is paid. An unpaid gateway is not built.
	Paid bool `json:"paid"`
	// Reservation is an order waiting to take effect, or a temporary upgrade.
	Reservation *Reservation `json:"reservation,omitempty"`
	// Period is the number of months ordered.
	Period int `json:"period,omitempty"`
	// EniInstanceIDs are the network interfaces of an enhanced gateway, which it gets
	// when it is built.
	EniInstanceIDs []string `json:"eni_instance_ids,omitempty"`

	life
}

const vpnGatewayKindName = "vpn_gateway"

var vpnGateways = &kind[Gateway]{
	kindInfo: kindInfo{
		name:     vpnGatewayKindName,
		noun:     "VpnGateway",
		prefix:   "vpn-bp1",
		tagTypes: []string{"VPNGATEWAY"},
		ownGroup: true,
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidVpnGatewayInstanceId.NotFound",
			message: "The specified vpn gateway instance id does not exist.",
		},
		busyIn: []string{statusInit, statusProvisioning, statusUpdating, statusDeleting},
	},
	common: func(g *Gateway) common {
		return common{
			id: &g.VpnGatewayID, region: &g.RegionID, name: &g.Name, created: &g.CreateTime, status: &g.Status,
			group: &g.ResourceGroupID, tags: &g.Tags, life: &g.life,
		}
	},
	show:   (*Server).show,
	listed: (*Server).listed,
	filters: func(g *Gateway) map[string]string {
		return map[string]string{
			"VpcId": g.VpcID, "Status": g.Status, "BusinessStatus": g.BusinessStatus, "GatewayType": g.GatewayType,
		}
	},
	fill: (*Server).fillGateway,
	copied: func(g *Gateway) {
		g.EniInstanceIDs = slices.Clone(g.EniInstanceIDs)
		if g.Reservation != nil {
			r := *g.Reservation
			g.Reservation = &r
		}
	},
	hidden: func(s *Server, g *Gateway) bool { return !g.Paid && s.opts.UnpaidHidden },
	due: func(s *Server, g *Gateway) {
		if g.Status == statusActive {
			s.giveAddresses(g)
		}
	},
	removed: func(s *Server, g *Gateway) { s.enterEnd(g, nil) },
}

func init() { register(vpnGateways, vpnGatewayActions) }

// Reservation is what Describe shows as ReservationData when asked for it.
type Reservation struct {
	// Status is "1" for an order that has yet to take effect, "2" for a
	// temporary upgrade that is running.
	Status string `json:"status"`
	// OrderType is RENEWCHANGE, TEMP_UPGRADE or RENEW.
	OrderType string    `json:"order_type"`
	EndTime   time.Time `json:"end_time"`
	// Bandwidth and the fields below are the specification that will hold,
	// or, while a temporary upgrade runs, the one from before it.
	Bandwidth      int  `json:"bandwidth"`
	Ipsec          bool `json:"ipsec"`
	Ssl            bool `json:"ssl"`
	MaxConnections int  `json:"max_connections"`
}

// The values of GatewayType.
const (
	typeTraditional = "Traditional"
	typeEnhanced    = "Enhanced.SiteToSite"
)

func (g *Gateway) prepaid() bool { return strings.EqualFold(g.ChargeType, chargePrepay) }

// spec returns the bandwidth in the words of Describe.
func (g *Gateway) spec() string {
	if g.Spec != "" {
		return g.Spec
	}
	return fmt.Sprintf("%dM", g.Bandwidth)
}
