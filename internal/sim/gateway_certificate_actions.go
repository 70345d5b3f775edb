package sim

import "slices"

func init() {
	certificateType := param{name: "CertificateType", check: oneOf(certificateEncryption, certificateSignature)}
	named := []param{
		regionID, clientToken, vpnGateways.byID(), compulsory(certificateType),
		{name: "CertificateId", required: true, check: length(1, 128)},
		dryRun,
	}
	register(gatewayCertificates, []action{
		{
			name: "AssociateVpnGatewayWithCertificate", product: apiVpc, writes: true, handle: (*Server).associateCertificate,
			params: named, about: certificatesNamed,
		},
		{
			name: "DissociateVpnGatewayWithCertificate", product: apiVpc, writes: true, handle: (*Server).dissociateCertificate,
			params: named, about: certificatesNamed,
		},
		{
			name: "ListVpnCertificateAssociations", product: apiVpc, handle: (*Server).listCertificates, about: certificatesNamed,
			params: []param{
				regionID, certificateType,
				{name: "CertificateId.N"},
				{name: "VpnGatewayId.N"},
				{name: "NextToken"},
				{name: "MaxResults", check: integer(1, 20)},
			},
		},
	})
}

// certificatesNamed are the keys of the bindings that a call is about.
func certificatesNamed(c *call) []string {
	if c.has("CertificateId") {
		return []string{c.certificate().key()}
	}
	var keys []string
	for _, name := range c.matching("VpnGatewayId.N") {
		keys = append(keys, c.params[name]+"_*")
	}
	return keys
}

// certificate is the binding that a call names.
func (c *call) certificate() *GatewayCertificate {
	return &GatewayCertificate{
		RegionID: c.region(), VpnGatewayID: c.str("VpnGatewayId"), CertificateID: c.str("CertificateId"), CertificateType: c.str("CertificateType"),
	}
}

// associateCertificate takes SM gateways only, which use two different certificates:
// one to encrypt and one to sign. Which codes the API has for what it refuses is
// documented nowhere; they are the simulator's choice.
func (s *Server) associateCertificate(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		g, err := vpnGateways.named(s, c)
		if err != nil {
			return nil, err
		}
		b := c.certificate()
		b.Key, b.AssociationTime, b.life = b.key(), s.clock.now(), life{Hidden: s.opts.HideAfterCreate}
		if g.VpnType != "NationalStandard" {
			return nil, refuse("OperationUnsupported.VpnType", "The specified vpn gateway does not support certificates.")
		}
		for _, other := range gatewayCertificates.existing(s, c.region()) {
			switch {
			case other.VpnGatewayID != b.VpnGatewayID:
			case other.Key == b.Key:
				return nil, refuse("CertificateAssociation.AlreadyExists", "The certificate is already associated with the vpn gateway.")
			case other.CertificateType == b.CertificateType:
				return nil, refuse("QuotaExceeded.Certificate", "The vpn gateway already has a certificate of this type.")
			case other.CertificateID == b.CertificateID:
				return nil, refuse("InvalidCertificateId.Duplicated", "The certificate is already associated with the vpn gateway for the other use.")
			}
		}
		if err := c.onlyValidates(); err != nil {
			return nil, err
		}
		if err := gatewayCertificates.configure(s, b); err != nil {
			return nil, err
		}
		gatewayCertificates.in(s).add(b)
		return nil, nil
	})
}

func (s *Server) dissociateCertificate(c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		if _, err := vpnGateways.named(s, c); err != nil {
			return nil, err
		}
		b := gatewayCertificates.findIn(s, c.region(), c.certificate().key())
		if b == nil {
			return nil, gatewayCertificates.missing()
		}
		if err := c.onlyValidates(); err != nil {
			return nil, err
		}
		if err := gatewayCertificates.configure(s, b); err != nil {
			return nil, err
		}
		gatewayCertificates.in(s).release(b.Key)
		return nil, nil
	})
}

// onlyValidates answers that all is well to a call that asks no more.
func (c *call) onlyValidates() *apiError {
	if c.str("DryRun") == "true" {
		return refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
	}
	return nil
}

// listCertificates shows the bindings that fit, and counts all of them.
func (s *Server) listCertificates(c *call) (fields, *apiError) {
	gateways, err := c.list("VpnGatewayId")
	if err != nil {
		return nil, err
	}
	ids, err := c.list("CertificateId")
	if err != nil {
		return nil, err
	}
	found := []fields{}
	for _, b := range gatewayCertificates.existing(s, c.region()) {
		if (len(gateways) == 0 || slices.Contains(gateways, b.VpnGatewayID)) && (len(ids) == 0 || slices.Contains(ids, b.CertificateID)) &&
			c.or("CertificateType", b.CertificateType) == b.CertificateType && b.visible(len(gateways) > 0) {
			found = append(found, b.fields())
		}
	}
	const usual = 10
	shown, next, err := tokenPage(c, found, usual)
	if err != nil {
		return nil, err
	}
	return fields{
		"VpnCertificateRelations": shown, "TotalCount": len(found), "NextToken": next, "MaxResults": c.number("MaxResults", usual),
	}, nil
}

func (g *GatewayCertificate) fields() fields {
	return fields{
		"RegionId": g.RegionID, "VpnGatewayId": g.VpnGatewayID, "CertificateId": g.CertificateID, "CertificateType": g.CertificateType,
		"AssociationTime": g.AssociationTime.UTC().Format("2006-01-02T15:04Z07:00"),
	}
}
