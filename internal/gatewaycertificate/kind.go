// Package gatewaycertificate is all that Terraform knows of the certificates that SM
// gateways use.
package gatewaycertificate

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const exampleID = "vpn-bp1q8bgx4xnkm2ogj0fiu_6bfe4218-ea1d-4a2e-9d12-0c1f5e7a9b34_Encryption"

// Kind is what aliyun_vpn_gateway_certificate shares with other resources.
var Kind = &framework.Kind[model, *vpc.GatewayCertificate, *model]{
	TypeName:  "aliyun_vpn_gateway_certificate",
	Noun:      "certificate of the VPN gateway",
	ExampleID: exampleID,
	ParseID: func(id string) error {
		_, err := vpc.ParseCertificateKey(id)
		return err
	},
	Schema: schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.GatewayCertificate, error) {
		key, err := vpc.ParseCertificateKey(m.ID.ValueString())
		if err != nil {
			return nil, err
		}
		return client.GetGatewayCertificate(ctx, m.Region.ValueString(), key)
	},
	Parameters: framework.Parameters(map[string]string{
		"VpnGatewayId": "vpn_gateway_id", "VpnGatewayInstanceId": "vpn_gateway_id", "CertificateId": "certificate_id",
		"CertificateType": "certificate_type",
	}),
	Hint: framework.Hints(map[string]string{
		"VpnGateway.FinancialLocked": "The VPN gateway is locked until its bill is paid.",
	}),
	Plan: plan,
}

// plan says what a replacement means for the gateway.
func plan(_ context.Context, c *framework.Change[model]) {
	if c.State == nil || c.Plan == nil {
		return
	}
	replaced, unread := c.Replaced(nil)
	c.WarnTakenOver(unread, "")
	c.WarnReplaced(replaced, "Certificate of the VPN gateway", "Until the new one is in use, the gateway has no certificate of this type.")
}
