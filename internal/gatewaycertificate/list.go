package gatewaycertificate

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds the certificates that gateways use.
var Finder = &framework.Finder[model, *vpc.GatewayCertificate, *model]{
	Kind: Kind, Plural: "certificates", Nouns: "certificates of VPN gateways",
	Arguments: []framework.FilterArgument{
		{Name: "vpn_gateway_id", Description: "Only certificates of this VPN gateway.", Validators: []validator.String{framework.IDWithPrefix("vpn-")}},
		{Name: "certificate_id", Description: "Only this certificate, wherever it is used.", Validators: []validator.String{certificateID()}},
		{
			Name: "certificate_type", Description: "Only certificates that are used for this: `Encryption` or `Signature`.",
			Validators: []validator.String{framework.StringOneOf(vpc.CertificateTypes()...)},
		},
	},
	List: func(ctx context.Context, client *vpc.Client, f framework.Filter) ([]*vpc.GatewayCertificate, error) {
		all, err := client.ListVpnCertificateAssociations(ctx, f.Region, f.Text("vpn_gateway_id"), f.Text("certificate_type"))
		if errors.Is(err, vpc.ErrNotFound) { // a gateway that does not exist uses none
			return nil, nil
		}
		only := f.Text("certificate_id")
		return slices.DeleteFunc(all, func(g *vpc.GatewayCertificate) bool { return only != "" && g.CertificateID != only }), err
	},
	Describe: framework.Shown(map[string]string{
		"vpn_gateway_id": "ID of the VPN gateway.", "certificate_id": "ID of the certificate.",
		"certificate_type": "What it is used for: `Encryption` or `Signature`.",
	}),
}
