package vpc

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// VpnAttachment is an IPsec connection for a transit router, as
// DescribeVpnConnection answers it. Its tunnels have an Index and no role, or there
// is a single one.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnection
type VpnAttachment struct {
	// VpnConnection has what all connections have. State is init while nothing is
	// attached, attached, or attaching, detaching or updating on the way; VpnGatewayID
	// means nothing.
	VpnConnection

	// NetworkType is public or private, TunnelBandwidth Standard or Large. They are
	// empty when the answer lacks them.
	NetworkType, TunnelBandwidth string
	// AttachInstanceID is the CEN instance of the transit router. These are empty
	// while nothing is attached.
	AttachInstanceID, TransitRouterID, TransitRouterName string
}

// The values of VpnAttachment.
const (
	NetworkPublic   = "public"
	NetworkPrivate  = "private"
	TunnelsStandard = "Standard"
	TunnelsLarge    = "Large"

	attachCen  = "CEN"
	attachNone = "NO_ASSOCIATED"
)

// InUse reports that a transit router has the attachment, or is about to.
func (a *VpnAttachment) InUse() bool {
	return a.State != "init" && (strings.EqualFold(a.AttachType, attachCen) || a.TransitRouterID != "")
}

// settled reports a state that does not change by itself.
func (a *VpnAttachment) settled() bool { return a.State == "init" || a.State == "attached" }

var vpnAttachmentKind = &kind{
	noun:        "VPN attachment",
	idParameter: "VpnConnectionId",
	tagType:     "VPNATTACHMENT",
	groupType:   "VpnAttachment",
	gone:        []string{"InvalidVpnConnectionInstanceId.NotFound"},
}

// VpnAttachmentObject names an attachment for TagResources and its like.
func VpnAttachmentObject(region, id string) Object {
	return Object{Region: region, ID: id, kind: vpnAttachmentKind, reader: func(c *Client) confirmer { return vpnAttachments(c) }}
}

func vpnAttachmentID(a *VpnAttachment) string { return a.VpnConnectionID }

func vpnAttachments(c *Client) *reader[*VpnAttachment] {
	return readerOf(c, vpnAttachmentKind, reader[*VpnAttachment]{
		id:     vpnAttachmentID,
		status: func(a *VpnAttachment) string { return a.State },
		routed: vpnAttachmentID,
		thin:   true,
		describe: func(ctx context.Context, o Object) (*VpnAttachment, error) {
			return c.DescribeVpnAttachment(ctx, o.Region, o.ID)
		},
		find: func(ctx context.Context, o Object) ([]*VpnAttachment, error) {
			return c.thinAttachments(ctx, o.Region, o.ID)
		},
		list: func(ctx context.Context, s scope) ([]*VpnAttachment, error) {
			return c.thinAttachments(ctx, s.region, "")
		},
	})
}

// GetVpnAttachment reads one attachment. No list shows one whole. It returns
// ErrNotFound only when two calls agree.
func (c *Client) GetVpnAttachment(ctx context.Context, region, id string) (*VpnAttachment, error) {
	return vpnAttachments(c).get(ctx, VpnAttachmentObject(region, id))
}

// DescribeVpnAttachment reads one attachment. It returns ErrNotFound when this one
// answer says that it does not exist, and another error when the ID is that of a
// connection of a VPN gateway.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnconnection
func (c *Client) DescribeVpnAttachment(ctx context.Context, region, id string) (*VpnAttachment, error) {
	answer, odd, err := describe[vpnConnectionAnswer](ctx, c, "DescribeVpnConnection", VpnAttachmentObject(region, id), params{})
	if err != nil {
		return nil, err
	}
	answer.VpnConnectionID, answer.Odd = id, odd
	a := answer.attachment()
	other := strings.EqualFold(a.AttachType, attachGateway)
	if a.AttachType == "" { // as the reference shows connections of gateways, where the list decides
		listed, err := c.thinAttachments(ctx, region, id)
		if err != nil {
			return nil, err
		}
		other = !slices.ContainsFunc(listed, func(a *VpnAttachment) bool { return a.VpnConnectionID == id })
	}
	if other {
		return nil, &OtherKindError{ID: id, Not: "an attachment to a transit router", But: "a connection of a VPN gateway"}
	}
	return a, nil
}

func (a *vpnConnectionAnswer) attachment() *VpnAttachment {
	v := &VpnAttachment{
		VpnConnection: *a.connection(), AttachInstanceID: a.AttachInstanceID, TransitRouterID: a.TransitRouterID, TransitRouterName: a.TransitRouterName,
	}
	odd := oddities{&v.Odd}
	v.NetworkType = odd.word("NetworkType", a.NetworkType, NetworkPublic, NetworkPrivate)
	v.TunnelBandwidth = odd.word("TunnelBandwidth", a.TunnelBandwidth, TunnelsStandard, TunnelsLarge)
	return v
}

// thinAttachment is what is read of an attachment in a list.
type thinAttachment struct {
	InstanceID string `json:"InstanceId"`
	Name       string
	Odd        oddFields `json:"-"`
}

type describeVpnAttachmentsAnswer struct {
	TotalCount     integer
	VpnAttachments []thinAttachment
}

func (describeVpnAttachmentsAnswer) needs() []string { return []string{"TotalCount", "VpnAttachments"} }

// thinAttachments lists the attachments of a region, or the one with an ID, with
// their IDs and names alone. The API lists those that a transit router has, and, when
// asked for them, those that none has. The list is complete, or an error.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpnattachments
func (c *Client) thinAttachments(ctx context.Context, region, id string) ([]*VpnAttachment, error) {
	all := make(map[string]*VpnAttachment)
	// Those that none has once more at the end: one may be let go meanwhile.
	for _, attachType := range []string{attachNone, attachCen, attachNone} {
		p := params{}
		p.filter("VpnConnectionId", id)
		p.str("AttachType", attachType)
		found, err := listPages(ctx, c, "DescribeVpnAttachments", region, p, vpnAttachmentID, thinEntries)
		if err != nil {
			return nil, err
		}
		for _, a := range found {
			all[a.VpnConnectionID] = a
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b *VpnAttachment) int {
		return strings.Compare(a.VpnConnectionID, b.VpnConnectionID)
	}), nil
}

func thinEntries(answer *describeVpnAttachmentsAnswer) ([]*VpnAttachment, integer) {
	attachments := make([]*VpnAttachment, len(answer.VpnAttachments))
	for i, entry := range answer.VpnAttachments {
		attachments[i] = &VpnAttachment{VpnConnection: VpnConnection{VpnConnectionID: entry.InstanceID, Name: entry.Name, Odd: entry.Odd}}
	}
	return attachments, answer.TotalCount
}

// ListVpnAttachmentsInput selects attachments; empty fields select all.
type ListVpnAttachmentsInput struct {
	RegionID string
	// Tags must all be there with these values.
	Tags map[string]string
	// The transit router that has them, the customer gateway that they lead to, and
	// their group. The list does not show these, so every attachment is read.
	TransitRouterID, CustomerGatewayID, ResourceGroupID string
}

// ListVpnAttachments reads all attachments of a region: it lists them, and reads
// each by itself, a few at a time. The list is complete, or an error.
func (c *Client) ListVpnAttachments(ctx context.Context, in ListVpnAttachmentsInput) ([]*VpnAttachment, error) {
	thin, err := c.thinAttachments(ctx, in.RegionID, "")
	if err != nil {
		return nil, err
	}
	all, err := c.readAttachments(ctx, in.RegionID, thin)
	return slices.DeleteFunc(all, func(a *VpnAttachment) bool { return !in.selects(a) }), err
}

// AttachmentsNamed reads the attachments of a region that have a name, or none for
// "", and those whose name cannot be read, but for those that known knows.
func (c *Client) AttachmentsNamed(ctx context.Context, region, name string, known func(id string) bool) ([]*VpnAttachment, error) {
	thin, err := c.thinAttachments(ctx, region, "")
	if err != nil {
		return nil, err
	}
	return c.readAttachments(ctx, region, slices.DeleteFunc(thin, func(a *VpnAttachment) bool {
		return a.Name != name && !a.IsOdd("Name") || known(a.VpnConnectionID)
	}))
}

// readAttachments reads each attachment of a list, in the order of their IDs.
func (c *Client) readAttachments(ctx context.Context, region string, thin []*VpnAttachment) ([]*VpnAttachment, error) {
	var mu sync.Mutex
	var all []*VpnAttachment
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(pagesAtOnce)
	for _, entry := range thin {
		group.Go(func() (err error) {
			defer recovered(&err)
			a, err := c.GetVpnAttachment(ctx, region, entry.VpnConnectionID)
			if errors.Is(err, ErrNotFound) {
				return nil // it was deleted meanwhile
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, a)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b *VpnAttachment) int { return strings.Compare(a.VpnConnectionID, b.VpnConnectionID) })
	return all, nil
}

func (in *ListVpnAttachmentsInput) selects(a *VpnAttachment) bool {
	for key, value := range in.Tags {
		if has, ok := a.Tags[key]; !ok || has != value {
			return false
		}
	}
	leads := in.CustomerGatewayID == "" || in.CustomerGatewayID == a.CustomerGatewayID ||
		slices.ContainsFunc(a.Tunnels, func(t Tunnel) bool { return t.CustomerGatewayID == in.CustomerGatewayID })
	return leads && (in.TransitRouterID == "" || in.TransitRouterID == a.TransitRouterID) &&
		(in.ResourceGroupID == "" || in.ResourceGroupID == a.ResourceGroupID)
}
