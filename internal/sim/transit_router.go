package sim

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

var apiCbn = api{"Cbn", "2017-09-12"}

// TransitRouterVpnAttachment is what attaches a VpnAttachment to a transit router.
// It belongs to product Cbn.
type TransitRouterVpnAttachment struct {
	TransitRouterAttachmentID string `json:"transit_router_attachment_id"`
	RegionID                  string `json:"region_id"`
	Name                      string `json:"name"`
	Description               string `json:"description"`
	// Status is Attaching, Attached or Detaching.
	Status                  string    `json:"status"`
	CreateTime              time.Time `json:"create_time"`
	CenID                   string    `json:"cen_id"`
	TransitRouterID         string    `json:"transit_router_id"`
	VpnID                   string    `json:"vpn_id"`
	ZoneIDs                 []string  `json:"zone_ids"`
	AutoPublishRouteEnabled bool      `json:"auto_publish_route_enabled"`

	life
}

const (
	statusAttaching = "Attaching"
	statusAttached  = "Attached"
	statusDetaching = "Detaching"
)

// The CEN instance and the transit router of an attachment that names none.
const (
	DefaultCen           = "cen-simulator000001"
	DefaultTransitRouter = "tr-bp1simulator00001"
)

var transitRouterVpnAttachments = &kind[TransitRouterVpnAttachment]{
	kindInfo: kindInfo{
		name: "transit_router_vpn_attachment", noun: "TransitRouterAttachment", prefix: "tr-attach-",
		notFound: apiError{
			status: http.StatusBadRequest, code: "InvalidTransitRouterAttachmentId.NotFound",
			message: "The specified TransitRouterAttachmentId is not found.",
		},
		busyIn: []string{statusAttaching, statusDetaching},
	},
	common: func(t *TransitRouterVpnAttachment) common {
		return common{
			id: &t.TransitRouterAttachmentID, region: &t.RegionID, name: &t.Name, created: &t.CreateTime, status: &t.Status, life: &t.life,
		}
	},
	show:   (*Server).showTransitRouterAttachment,
	copied: func(t *TransitRouterVpnAttachment) { t.ZoneIDs = slices.Clone(t.ZoneIDs) },
	fill: func(s *Server, t *TransitRouterVpnAttachment) {
		t.Status = cmp.Or(t.Status, statusAttached)
		t.CenID, t.TransitRouterID = cmp.Or(t.CenID, DefaultCen), cmp.Or(t.TransitRouterID, DefaultTransitRouter)
		if a := vpnAttachments.in(s).find(t.VpnID); a != nil {
			a.Steps = nil
			s.attach(a, t, 0)
		}
	},
	removed: func(s *Server, t *TransitRouterVpnAttachment) {
		if a := vpnAttachments.in(s).find(t.VpnID); a != nil {
			a.State, a.Steps = stateInit, nil
		}
	},
	links: []link[TransitRouterVpnAttachment]{
		{to: vpnAttachments, ids: func(t *TransitRouterVpnAttachment) []string { return []string{t.VpnID} }, refusal: attachmentRefusal},
	},
}

func init() {
	named := param{name: "TransitRouterAttachmentId", required: true, names: transitRouterVpnAttachments}
	register(transitRouterVpnAttachments, []action{
		{
			name: "CreateTransitRouterVpnAttachment", product: apiCbn, writes: true, handle: (*Server).attachVpn,
			params: []param{
				clientToken,
				{name: "RegionId"},
				{name: "CenId"},
				{name: "TransitRouterId"},
				{name: "VpnId", required: true, names: vpnAttachments},
				{name: "VpnOwnerId", check: integer(1, 1<<62)},
				{name: "Zone.N.ZoneId"},
				{name: "TransitRouterAttachmentName"},
				{name: "TransitRouterAttachmentDescription"},
				{name: "AutoPublishRouteEnabled", check: isBool},
				{name: "ChargeType"},
				{name: "DryRun", check: isBool},
			},
		},
		{
			name: "ListTransitRouterVpnAttachments", product: apiCbn, handle: (*Server).listTransitRouterAttachments,
			params: []param{
				{name: "RegionId"},
				{name: "CenId"},
				{name: "TransitRouterId"},
				{name: "TransitRouterAttachmentId", names: transitRouterVpnAttachments},
				{name: "NextToken"},
				{name: "MaxResults", check: integer(1, 100)},
			},
		},
		{
			name: "DeleteTransitRouterVpnAttachment", product: apiCbn, writes: true, handle: (*Server).detachVpn,
			params: []param{{name: "RegionId"}, clientToken, named, {name: "Force", check: isBool}, {name: "DryRun", check: isBool}},
		},
	})
}

// attach lets a transit router take an attachment, which lasts a while.
func (s *Server) attach(a *VpnAttachment, t *TransitRouterVpnAttachment, lasting time.Duration) {
	a.CenID, a.TransitRouterID, a.TransitRouterName = t.CenID, t.TransitRouterID, "transit"
	a.State = stateAttached
	s.pass(vpnAttachments.view(a), stateAttaching, stateAttached, lasting)
}

// attachVpn attaches a connection that nothing is attached to. Which codes the API
// has for others is documented nowhere.
func (s *Server) attachVpn(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		a := vpnAttachments.in(s).find(c.str("VpnId"))
		switch {
		case a == nil:
			return nil, refuse("InvalidVpnId.NotFound", "The specified VpnId is not found.")
		case a.State != stateInit:
			return nil, refuse("IncorrectStatus.Status", "The status of the VPN connection does not support this operation.")
		case !c.has("CenId") && !c.has("TransitRouterId"):
			return nil, missing("TransitRouterId")
		}
		t := &TransitRouterVpnAttachment{
			TransitRouterAttachmentID: transitRouterVpnAttachments.newID(s), RegionID: a.RegionID, Status: statusAttached,
			Name: c.str("TransitRouterAttachmentName"), Description: c.str("TransitRouterAttachmentDescription"), CreateTime: s.clock.now(),
			CenID: c.or("CenId", DefaultCen), TransitRouterID: c.or("TransitRouterId", DefaultTransitRouter), VpnID: a.VpnConnectionID,
			AutoPublishRouteEnabled: c.or("AutoPublishRouteEnabled", "true") == "true",
		}
		for _, name := range c.matching("Zone.N.ZoneId") {
			t.ZoneIDs = append(t.ZoneIDs, c.str(name))
		}
		transitRouterVpnAttachments.in(s).add(t)
		s.pass(transitRouterVpnAttachments.view(t), statusAttaching, statusAttached, s.opts.AttachTime)
		s.attach(a, t, s.opts.AttachTime)
		return fields{"TransitRouterAttachmentId": t.TransitRouterAttachmentID}, nil
	})
}

// detachVpn answers a success, and does nothing, where the ID is wrong: so does the
// cloud.
func (s *Server) detachVpn(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		t := transitRouterVpnAttachments.in(s).find(c.str("TransitRouterAttachmentId"))
		if t == nil {
			return nil, nil
		}
		if transitRouterVpnAttachments.view(t).busy() {
			return nil, refuse("IncorrectStatus.Status", "The status of the attachment does not support this operation.")
		}
		if a := vpnAttachments.in(s).find(t.VpnID); a != nil {
			a.State = stateInit
			s.pass(vpnAttachments.view(a), stateDetaching, stateInit, s.opts.AttachTime)
		}
		s.pass(transitRouterVpnAttachments.view(t), statusDetaching, statusGone, s.opts.AttachTime)
		return nil, nil
	})
}

func (s *Server) showTransitRouterAttachment(_ *call, t *TransitRouterVpnAttachment) fields {
	zones := []fields{}
	for _, id := range t.ZoneIDs {
		zones = append(zones, fields{"ZoneId": id})
	}
	return fields{
		"TransitRouterAttachmentId": t.TransitRouterAttachmentID, "TransitRouterAttachmentName": t.Name,
		"TransitRouterAttachmentDescription": t.Description, "Status": t.Status, "TransitRouterId": t.TransitRouterID,
		"VpnId": t.VpnID, "VpnOwnerId": number(s.opts.AccountID), "VpnRegionId": t.RegionID, "ResourceType": "VPN",
		"AutoPublishRouteEnabled": t.AutoPublishRouteEnabled, "Zones": zones, "CreationTime": t.CreateTime.UTC().Format("2006-01-02T15:04Z"),
	}
}

// listTransitRouterAttachments knows the attachments of all regions.
func (s *Server) listTransitRouterAttachments(c *call) (fields, *apiError) {
	found := []fields{}
	for _, t := range transitRouterVpnAttachments.in(s).list {
		if c.or("TransitRouterAttachmentId", t.TransitRouterAttachmentID) == t.TransitRouterAttachmentID &&
			c.or("TransitRouterId", t.TransitRouterID) == t.TransitRouterID && c.or("CenId", t.CenID) == t.CenID {
			found = append(found, s.showTransitRouterAttachment(c, t))
		}
	}
	from, ok := readNextToken(c.str("NextToken"))
	if !ok || from > len(found) {
		return nil, invalid("NextToken", c.str("NextToken"))
	}
	to := min(from+c.number("MaxResults", 20), len(found))
	next := ""
	if to < len(found) {
		next = nextToken(to)
	}
	return fields{
		"TotalCount": len(found), "MaxResults": c.number("MaxResults", 20), "NextToken": next, "TransitRouterAttachments": found[from:to],
	}, nil
}

// AttachVpn attaches an attachment to a transit router at once, as PutVpnAttachment
// adds one, and returns the ID of what attaches it. DetachVpn takes that away.
func (s *Server) AttachVpn(vpnConnectionID string) string {
	a, _ := s.VpnAttachment(vpnConnectionID)
	return transitRouterVpnAttachments.put(s, TransitRouterVpnAttachment{VpnID: vpnConnectionID, RegionID: a.RegionID})
}

// PutTransitRouterVpnAttachment adds what attaches one, with fields of its own.
func (s *Server) PutTransitRouterVpnAttachment(seed TransitRouterVpnAttachment) string {
	return transitRouterVpnAttachments.put(s, seed)
}

// DetachVpn detaches an attachment at once, and tells whether it was attached.
func (s *Server) DetachVpn(vpnConnectionID string) bool {
	for _, t := range transitRouterVpnAttachments.all(s) {
		if t.VpnID == vpnConnectionID {
			return transitRouterVpnAttachments.remove(s, t.TransitRouterAttachmentID)
		}
	}
	return false
}

// TransitRouterVpnAttachments returns copies of all of them, oldest first.
func (s *Server) TransitRouterVpnAttachments() []TransitRouterVpnAttachment {
	return transitRouterVpnAttachments.all(s)
}
