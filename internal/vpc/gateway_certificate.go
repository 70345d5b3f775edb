package vpc

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// GatewayCertificate says that an SM gateway uses a certificate.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-listvpncertificateassociations
type GatewayCertificate struct {
	CertificateKey
	// AssociationTime is in UTC; zero when the API names none.
	AssociationTime time.Time
}

// Without its gateway there is no binding. That the binding itself does not exist is
// said by a code that the reference does not name.
var gatewayCertificateKind = &kind{noun: "certificate of the VPN gateway", idParameter: "VpnGatewayId", gone: vpnGatewayKind.gone}

// GatewayCertificateObject names a binding.
func GatewayCertificateObject(region string, key CertificateKey) Object {
	return Object{
		Region: region, ID: key.ID(), Parent: key.VpnGatewayID, kind: gatewayCertificateKind,
		reader: func(c *Client) confirmer { return gatewayCertificates(c) },
	}
}

// gatewayCertificates reads bindings: one list of a gateway for both of them.
func gatewayCertificates(c *Client) *reader[*GatewayCertificate] {
	return readerOf(c, gatewayCertificateKind, reader[*GatewayCertificate]{
		id: func(g *GatewayCertificate) string { return g.ID() },
		list: func(ctx context.Context, s scope) ([]*GatewayCertificate, error) {
			return ofGateway(ctx, c, s, func() ([]*GatewayCertificate, error) {
				return c.ListVpnCertificateAssociations(ctx, s.region, s.parent, "")
			})
		},
	})
}

// GetGatewayCertificate reads one binding, out of a listing of its gateway's. It
// returns ErrNotFound only when the list lacks it several times in a row.
func (c *Client) GetGatewayCertificate(ctx context.Context, region string, key CertificateKey) (*GatewayCertificate, error) {
	return gatewayCertificates(c).get(ctx, GatewayCertificateObject(region, key))
}

type listCertificatesAnswer struct {
	TotalCount              integer
	NextToken               string
	VpnCertificateRelations []struct {
		VpnGatewayID    string `json:"VpnGatewayId"`
		CertificateID   string `json:"CertificateId"`
		CertificateType string
		AssociationTime milliseconds
		Odd             oddFields `json:"-"`
	}
}

func (listCertificatesAnswer) needs() []string {
	return []string{"TotalCount", "NextToken", "VpnCertificateRelations"}
}

// certificatesOf is the answer to a question about one gateway, or about all where
// gateway is empty. One that shows another gateway is an answer to something else.
type certificatesOf struct {
	tolerant[listCertificatesAnswer]

	gateway string
}

func (c *certificatesOf) UnmarshalJSON(b []byte) error {
	if err := c.tolerant.UnmarshalJSON(b); err != nil || c.gateway == "" {
		return err
	}
	for i := range c.value.VpnCertificateRelations {
		switch shown := &c.value.VpnCertificateRelations[i].VpnGatewayID; *shown {
		case "", c.gateway:
			*shown = c.gateway
		default:
			return fmt.Errorf("the VPN gateway %s was asked for, and another one is shown", c.gateway)
		}
	}
	return nil
}

// ListVpnCertificateAssociations lists the bindings of a region; gatewayID and
// certificateType narrow the list unless they are empty. The list is complete, or an
// error.
func (c *Client) ListVpnCertificateAssociations(ctx context.Context, region, gatewayID, certificateType string) ([]*GatewayCertificate, error) {
	const action, size = "ListVpnCertificateAssociations", 20 // the largest that the API allows
	p := params{}
	if gatewayID != "" {
		p.list("VpnGatewayId", []string{gatewayID})
	}
	p.filter("CertificateType", certificateType)
	p.str("MaxResults", strconv.Itoa(size))
	key := func(g *GatewayCertificate) string {
		if g.VpnGatewayID == "" || CheckCertificateID(g.CertificateID) != nil || !slices.Contains(CertificateTypes(), g.CertificateType) {
			return "" // what it is cannot be told, so nothing can be said to be absent
		}
		return g.ID()
	}
	all, err := allTokens(ctx, action, key, func(ctx context.Context, token string) (page[*GatewayCertificate], error) {
		p := maps.Clone(p)
		p.filter("NextToken", token)
		req := c.request(action, region, p)
		req.RequiredField = "TotalCount"
		out := certificatesOf{gateway: gatewayID}
		if err := c.call(ctx, req, &out); err != nil {
			return page[*GatewayCertificate]{}, err
		}
		entries := make([]*GatewayCertificate, len(out.value.VpnCertificateRelations))
		for i, r := range out.value.VpnCertificateRelations {
			entries[i] = &GatewayCertificate{
				CertificateKey:  CertificateKey{r.VpnGatewayID, r.CertificateID, spelled(r.CertificateType, CertificateTypes()...)},
				AssociationTime: time.Time(r.AssociationTime),
			}
		}
		return page[*GatewayCertificate]{entries: entries, total: int64(out.value.TotalCount), next: out.value.NextToken}, nil
	})
	return all, gatewayCertificateKind.goneError(err)
}

// CertificateBoundError says that a gateway uses a certificate already. Nothing was
// changed.
type CertificateBoundError struct{ CertificateKey }

func (e *CertificateBoundError) Error() string {
	return fmt.Sprintf("the VPN gateway %s uses this certificate already", e.VpnGatewayID)
}

func (k CertificateKey) params() params {
	p := params{}
	p.str("VpnGatewayId", k.VpnGatewayID)
	p.str("CertificateId", k.CertificateID)
	p.str("CertificateType", k.CertificateType)
	return p
}

// AssociateVpnGatewayWithCertificate lets an SM gateway use a certificate, and waits
// until the gateway is active again. It returns the client token that the call was
// made with. A certificate that the gateway uses already is a *CertificateBoundError. Errors to
// expect: InvalidVpnGatewayInstanceId.NotFound, and *openapi.UnknownOutcomeError as
// for CreateVpnGateway.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-associatevpngatewaywithcertificate
func (c *Client) AssociateVpnGatewayWithCertificate(ctx context.Context, region string, key CertificateKey) (Created, error) {
	o := GatewayCertificateObject(region, key)
	return c.createPart(ctx, region, key.VpnGatewayID, func() (Object, string, error) {
		if _, err := gatewayCertificates(c).existing(ctx, o); err == nil {
			return o, "", &CertificateBoundError{key}
		} else if !errors.Is(err, ErrNotFound) {
			return o, "", err
		}
		var token string
		req := c.request("AssociateVpnGatewayWithCertificate", region, key.params())
		req.TokenSent = &token
		err := c.callOnce(ctx, req, nil)
		if err != nil {
			err = c.recoverOnce(ctx, req, nil, err)
		}
		return o, token, err
	})
}

// WaitGatewayCertificateShown looks until the list shows a binding that was just made,
// and returns it. The API's nodes do not all know of it at once.
func (c *Client) WaitGatewayCertificateShown(ctx context.Context, region string, key CertificateKey) (*GatewayCertificate, error) {
	return gatewayCertificates(c).waitFor(ctx, GatewayCertificateObject(region, key), goal[*GatewayCertificate]{
		awaited: "shown", fresh: true, reached: func(*GatewayCertificate) (bool, error) { return true, nil },
	})
}

// DissociateVpnGatewayWithCertificate ends the use of a certificate, waits until the
// gateway is active again, and looks until the list lacks the binding. It returns
// ErrNotFound if there was none.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-dissociatevpngatewaywithcertificate
func (c *Client) DissociateVpnGatewayWithCertificate(ctx context.Context, region string, key CertificateKey) error {
	o, r := GatewayCertificateObject(region, key), gatewayCertificates(c)
	err := c.changePart(ctx, o, func() error {
		err := c.callOnce(ctx, c.request("DissociateVpnGatewayWithCertificate", region, key.params()), nil)
		if openapi.IsRefused(err) {
			// Whatever the code, a binding that is not there cannot be ended.
			if _, unread := r.fresh(ctx, o); errors.Is(unread, ErrNotFound) {
				return &notFoundError{noun: o.kind.noun, err: err}
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.waitPartGone(ctx, o)
}
