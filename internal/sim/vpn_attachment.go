package sim

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// VpnAttachment is an IPsec connection for a transit router. It is a connection
// without a gateway of the owner: VpnGatewayID names one that the cloud keeps for
// itself. AutoConfigRoute is in no answer here either.
type VpnAttachment struct {
	// VpnConnection has what all connections have. State is init while nothing is
	// attached, and attached, or attaching, detaching or updating on the way.
	VpnConnection

	// NetworkType is public or private, and TunnelBandwidth Standard or Large.
	NetworkType     string `json:"network_type"`
	TunnelBandwidth string `json:"tunnel_bandwidth"`
	// Addresses are those of this end, one for each tunnel.
	Addresses []string `json:"addresses"`
	// The transit router, and the CEN instance that it belongs to. Empty while
	// nothing is attached.
	CenID             string `json:"cen_id,omitempty"`
	TransitRouterID   string `json:"transit_router_id,omitempty"`
	TransitRouterName string `json:"transit_router_name,omitempty"`

	// fading are routes that were deleted, and show once more.
	fading []fadingRoute
}

// The states of attachments, and what the API calls them when they are attached
// or not.
const (
	stateInit      = "init"
	stateAttaching = "attaching"
	stateAttached  = "attached"
	stateDetaching = "detaching"

	attachCen  = "CEN"
	attachNone = "NO_ASSOCIATED"
)

// The policies of health checks.
const (
	policyRevoke  = "revoke_route"
	policyReserve = "reserve_route"
)

// attachmentRefusal keeps an attachment from being deleted while it is attached.
// Which code the API has for that is documented nowhere.
const attachmentRefusal = "DependencyViolation.TransitRouterAttachment"

var vpnAttachments = &kind[VpnAttachment]{
	kindInfo: kindInfo{
		name: "vpn_attachment", noun: "VpnAttachment", idName: "VpnConnectionId", prefix: "vco-bp1", tagTypes: []string{"VPNATTACHMENT"},
		ownGroup: true,
		notFound: apiError{
			status: http.StatusNotFound, code: "InvalidVpnConnectionInstanceId.NotFound",
			message: "The specified vpn connection instance id does not exist.",
		},
		busyIn: []string{statusUpdating, statusDeleting, stateAttaching, stateDetaching},
	},
	common: func(a *VpnAttachment) common {
		return common{
			id: &a.VpnConnectionID, region: &a.RegionID, name: &a.Name, created: &a.CreateTime, status: &a.State,
			group: &a.ResourceGroupID, tags: &a.Tags, life: &a.life,
		}
	},
	show: (*Server).showAttachment,
	fill: (*Server).fillAttachment,
	copied: func(a *VpnAttachment) {
		copyConnection(&a.VpnConnection)
		a.Addresses = slices.Clone(a.Addresses)
	},
	due: func(_ *Server, a *VpnAttachment) {
		if a.State == stateInit {
			a.CenID, a.TransitRouterID, a.TransitRouterName = "", "", ""
		}
	},
	links: []link[VpnAttachment]{
		{to: customerGateways, ids: func(a *VpnAttachment) []string { return a.customerGateways() }, refusal: connectionRefusal},
	},
	deleteTime: func(s *Server) time.Duration { return s.opts.UpdateTime },
}

// attachType says what is at the end of an attachment.
func (a *VpnAttachment) attachType() string {
	if a.TransitRouterID != "" {
		return attachCen
	}
	return attachNone
}

func (a *VpnAttachment) dual() bool     { return len(a.Tunnels) > 1 }
func (a *VpnAttachment) sm() bool       { return false }
func (a *VpnAttachment) region() string { return a.RegionID }

// end puts the tunnels into zones of the region, in turn.
func (a *VpnAttachment) end(s *Server, role string) (address, zone string) {
	i := 0
	if role == roleSlave {
		i = 1
	}
	if zones := s.zones(a.RegionID); len(zones) > 0 {
		zone = zones[i%len(zones)]
	}
	if i < len(a.Addresses) {
		address = a.Addresses[i]
	}
	return address, zone
}

// made has other defaults than a connection of a gateway.
func (a *VpnAttachment) made(s *Server, id, role string) VpnTunnel {
	return VpnTunnel{
		TunnelID: id, Role: role, Status: tunnelDown, EnableDpd: true, EnableNatTraversal: true,
		Ike: IkeConfig{
			Version: "ikev2", Mode: "main", EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 86400, Psk: s.newPsk(),
		},
		Ipsec: IpsecConfig{EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 86400},
	}
}

// beginAttachment gives a new attachment its tunnels, two or one, and the ends of them.
func (s *Server) beginAttachment(a *VpnAttachment, dual bool) {
	a.VpnGatewayID = cmp.Or(a.VpnGatewayID, s.data.IDs.newID("vpn-bp1"))
	a.NetworkType, a.TunnelBandwidth = cmp.Or(a.NetworkType, "public"), cmp.Or(a.TunnelBandwidth, "Standard")
	if dual {
		a.Tunnels = []VpnTunnel{{}, {}} // so that there are two
	}
	a.Tunnels = s.newTunnels(a)
	if !dual {
		a.HealthCheck = &HealthCheck{Interval: 3, Retry: 3, Policy: policyRevoke}
	}
	s.addAddresses(a)
}

func (s *Server) addAddresses(a *VpnAttachment) {
	for len(a.Addresses) < len(a.Tunnels) {
		a.Addresses = append(a.Addresses, s.address(a.NetworkType == "private"))
	}
}

// fillAttachment completes a seed. It has two tunnels to the first customer gateway
// of the region, unless it names others.
func (s *Server) fillAttachment(a *VpnAttachment) {
	a.State = cmp.Or(a.State, stateInit)
	a.LocalSubnet, a.RemoteSubnet = cmp.Or(a.LocalSubnet, "10.0.0.0/16"), cmp.Or(a.RemoteSubnet, "192.168.0.0/16")
	seeds := slices.Clone(a.Tunnels)
	s.beginAttachment(a, len(seeds) != 1)
	far := customerGateways.existing(s, a.RegionID)
	for i := range a.Tunnels {
		made := a.Tunnels[i]
		if i < len(seeds) {
			a.Tunnels[i] = seeds[i]
		}
		t := &a.Tunnels[i]
		t.fill(made)
		if len(far) > 0 {
			t.CustomerGatewayID = cmp.Or(t.CustomerGatewayID, far[0].CustomerGatewayID)
		}
		a.EnableTunnelsBgp = a.EnableTunnelsBgp || t.Bgp != nil && t.Role != ""
	}
}

// VpnAttachments returns copies of all attachments, oldest first.
func (s *Server) VpnAttachments() []VpnAttachment { return vpnAttachments.all(s) }

// VpnAttachment returns a copy of one, wherever it is.
func (s *Server) VpnAttachment(id string) (VpnAttachment, bool) { return vpnAttachments.get(s, id) }

// PutVpnAttachment adds or replaces one, and returns its ID. Blank fields are
// filled.
func (s *Server) PutVpnAttachment(seed VpnAttachment) string { return vpnAttachments.put(s, seed) }

// ChangeVpnAttachment changes any field of one, as ChangeGateway does.
func (s *Server) ChangeVpnAttachment(id string, change func(*VpnAttachment)) bool {
	return vpnAttachments.change(s, id, change)
}

// RemoveVpnAttachment removes one, and tells whether there was one.
func (s *Server) RemoveVpnAttachment(id string) bool { return vpnAttachments.remove(s, id) }
