package sim

import (
	"maps"
	"slices"
	"strings"
)

func init() {
	list := tunnelOptions + ".N"
	written := slices.DeleteFunc(rows(connectionParams, tunnelParams(list)), func(p param) bool {
		// The actions for attachments have RemoteCaCert, and none in a tunnel.
		return strings.HasSuffix(p.name, "RemoteCaCertificate")
	})
	written = append(written, []param{
		{name: "RemoteCaCert", check: length(1, 1<<16)},
		{name: "CustomerGatewayId", names: customerGateways},
		{name: "NetworkType", check: oneOf("public", "private")},
		{name: list + ".TunnelIndex", check: oneOf("1", "2")},
	}...)
	register(vpnAttachments, []action{
		{
			name: "CreateVpnAttachment", product: apiVpc, writes: true, handle: (*Server).createVpnAttachment,
			params: rows([]param{
				{name: "LocalSubnet", required: true},
				{name: "RemoteSubnet", required: true},
				{name: "ResourceGroupId"},
				{name: "TunnelBandwidth", check: oneOf("Standard", "Large")},
				{name: "DryRun", check: isBool},
				{name: "Tags.N.Key", check: length(1, 64), refusal: "InvalidParameter.TagKey"},
				{name: "Tags.N.Value"},
			}, written),
		},
		{
			name: "DescribeVpnAttachments", product: apiVpc, handle: (*Server).listAttachments,
			params: []param{
				regionID, pageNumber, pageSize, vpnAttachments.filterByID(),
				{name: "AttachType", check: oneOf(attachCen, attachNone, "VPNGW")},
			},
		},
		{
			name: "ModifyVpnAttachmentAttribute", product: apiVpc, writes: true, handle: (*Server).modifyVpnAttachment,
			params: rows([]param{
				vpnAttachments.byID(), {name: "LocalSubnet"}, {name: "RemoteSubnet"}, {name: list + ".TunnelId"},
			}, written),
		},
		{
			name: "DeleteVpnAttachment", product: apiVpc, writes: true, handle: (*Server).deleteVpnAttachment,
			params: []param{regionID, clientToken, vpnAttachments.byID()},
		},
	})
}

// succeeded is what successes of some of these actions hold besides.
func succeeded(o fields) fields {
	if o == nil {
		o = fields{}
	}
	maps.Copy(o, fields{"Code": "200", "Message": "successful", "Success": true})
	return o
}

func (s *Server) createVpnAttachment(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		tags, err := c.newTags("Tags")
		if err != nil {
			return nil, err
		}
		group := c.or("ResourceGroupId", DefaultResourceGroup)
		if !s.groups[group] {
			return nil, groupNotFound()
		}
		dual := len(c.below(tunnelOptions)) > 0
		if dual && s.singleTunnel(c.region()) {
			return nil, refuse("InvalidParameter", "The parameter %s is not supported in this region.", tunnelOptions)
		}
		a := &VpnAttachment{
			VpnConnection: VpnConnection{
				RegionID: c.region(), ResourceGroupID: group, State: stateInit, CreateTime: s.clock.now(),
				AutoConfigRoute: c.or("AutoConfigRoute", "true") == "true", Tags: tags, life: life{Hidden: s.opts.HideAfterCreate},
			},
			NetworkType: c.str("NetworkType"), TunnelBandwidth: c.str("TunnelBandwidth"),
		}
		s.beginAttachment(a, dual)
		if err := checkAttachmentForm(c, a, true); err != nil {
			return nil, err
		}
		if err := s.setConnection(c, a, &a.VpnConnection); err != nil {
			return nil, err
		}
		if c.str("DryRun") == "true" {
			return nil, refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
		}
		a.VpnConnectionID = vpnAttachments.newID(s)
		vpnAttachments.in(s).add(a)
		s.pass(vpnAttachments.view(a), statusUpdating, stateInit, s.opts.UpdateTime)
		return succeeded(fields{"VpnConnectionId": a.VpnConnectionID, "Name": a.Name, "CreateTime": a.CreateTime.UnixMilli()}), nil
	})
}

// checkAttachmentForm refuses the parameters of the form that the attachment does
// not have. Which codes the API has for that is documented nowhere.
func checkAttachmentForm(c *call, a *VpnAttachment, create bool) *apiError {
	single := []string{"CustomerGatewayId", "IkeConfig", "IpsecConfig", "BgpConfig", "HealthCheckConfig", "RemoteCaCert"}
	dual := len(c.below(tunnelOptions)) > 0
	indexes, err := c.indexes(tunnelOptions)
	i := slices.IndexFunc(single, c.has)
	switch {
	case err != nil:
		return err
	case a.dual() && i >= 0:
		return refuse("InvalidParameter", "The parameter %s is not for a connection with two tunnels.", single[i])
	case !a.dual() && (dual || c.has("EnableTunnelsBgp")):
		return refuse("InvalidParameter", "The parameter %s is not for a connection with a single tunnel.", tunnelOptions)
	case create && a.dual() && len(indexes) != 2:
		return missing(tunnelOptions)
	case create && !a.dual() && !c.has("CustomerGatewayId"):
		return missing("CustomerGatewayId")
	}
	return nil
}

// modifyVpnAttachment changes a copy, which takes the attachment's place if nothing
// is wrong with it. Whether the API changes NetworkType is documented nowhere: here
// it does not.
func (s *Server) modifyVpnAttachment(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		a, err := vpnAttachments.changeable(s, c)
		if err != nil {
			return nil, err
		}
		if err := checkAttachmentForm(c, a, false); err != nil {
			return nil, err
		}
		changed := vpnAttachments.clone(a)
		if err := s.setConnection(c, &changed, &changed.VpnConnection); err != nil {
			return nil, err
		}
		*a = changed
		o := s.attachment(a, false)
		if tunnels, ok := o[tunnelOptions].(fields); ok { // a list, and doubly nested in reads only
			o[tunnelOptions] = tunnels["TunnelOptions"]
		}
		s.pass(vpnAttachments.view(a), statusUpdating, a.State, s.opts.UpdateTime)
		return o, nil
	})
}

func (s *Server) deleteVpnAttachment(c *call) (fields, *apiError) {
	o, err := vpnAttachments.delete(s, c)
	if err != nil {
		return nil, err
	}
	return succeeded(o), nil
}

// showAttachment renders an attachment that is asked for by its ID.
func (s *Server) showAttachment(c *call, a *VpnAttachment) fields {
	o := s.attachment(a, true)
	o["Tags"] = fields{"Tag": tagObjects(a.Tags)}
	if c.showStatus != "" {
		o["State"] = c.showStatus
	}
	return o
}

// attachment renders what is in every full answer.
func (s *Server) attachment(a *VpnAttachment, text bool) fields {
	o := s.connection(a, &a.VpnConnection, text)
	maps.Copy(o, fields{
		"AttachType": a.attachType(), "AttachInstanceId": a.CenID, "Spec": "1000M", "NetworkType": a.NetworkType,
		"TunnelBandwidth": strings.ToLower(a.TunnelBandwidth), "CrossAccountAuthorized": false,
	})
	if a.TransitRouterID != "" {
		maps.Copy(o, fields{"TransitRouterId": a.TransitRouterID, "TransitRouterName": a.TransitRouterName})
	}
	if tunnels, ok := o[tunnelOptions].(fields); ok {
		for _, t := range tunnels["TunnelOptions"].([]fields) { //nolint:forcetypeassert // It is.
			if t["State"] != statusUpdating { // a tunnel is never attached
				t["State"] = statusActive
			}
		}
	}
	return o
}

// listAttachments shows little of each, and none of those that nothing is attached
// to unless they are asked for. Its list is not doubly nested, nor are tags.
func (s *Server) listAttachments(c *call) (fields, *apiError) {
	wanted := c.or("AttachType", attachCen)
	found, err := vpnAttachments.matching(s, c, func(a *VpnAttachment) bool { return a.attachType() == wanted })
	if err != nil {
		return nil, err
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, a := range page(found, number, size) {
		shown = append(shown, fields{
			"InstanceId": a.VpnConnectionID, "Name": a.Name, "Description": "", "AttachType": a.attachType(),
			"TransitRouterId": a.TransitRouterID, "TransitRouterName": a.TransitRouterName,
			"TunnelBandwidth": strings.ToLower(a.TunnelBandwidth), "CrossAccountAuthorized": false, "Tags": tagObjects(a.Tags),
		})
	}
	return fields{"PageNumber": number, "PageSize": size, "TotalCount": len(found), "VpnAttachments": shown}, nil
}
