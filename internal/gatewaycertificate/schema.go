package gatewaycertificate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// certificateID accepts what can be the ID of a certificate.
func certificateID() validator.String {
	return framework.StringCheck("the ID of a certificate", vpc.CheckCertificateID)
}

func schemaOf(context.Context) schema.Schema {
	argument := func(description string, check validator.String) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " Changing it replaces the certificate of the gateway.", Required: true,
			PlanModifiers: []planmodifier.String{framework.ReplaceString()}, Validators: []validator.String{check},
		}
	}
	return schema.Schema{
		MarkdownDescription: "Lets a VPN gateway of type `NationalStandard` use an SM certificate. The gateway needs two different ones: " +
			"one to encrypt and one to sign. The certificates themselves are managed in Certificate Management Service.\n\n" +
			"API: [AssociateVpnGatewayWithCertificate](https://www.alibabacloud.com/help/en/vpn/developer-reference/" +
			"api-vpc-2016-04-28-associatevpngatewaywithcertificate).",
		Attributes: map[string]schema.Attribute{
			"vpn_gateway_id": argument("ID of the VPN gateway, whose `vpn_type` is `NationalStandard`.", framework.IDWithPrefix("vpn-")),
			"certificate_id": argument("ID of the certificate in Certificate Management Service.", certificateID()),
			"certificate_type": argument("What the certificate is used for: `Encryption` or `Signature`.",
				framework.StringOneOf(vpc.CertificateTypes()...)),
			"region": framework.RegionAttribute(),

			"id":               framework.ConstantString("Gateway, certificate and type, joined by underscores, such as `" + exampleID + "`."),
			"association_time": framework.ConstantString("When the gateway began to use the certificate (RFC 3339, UTC)."),
		},
		Blocks: map[string]schema.Block{"timeouts": framework.TimeoutsBlock(
			"How long creating may take, the gateway's turn included. Defaults to `30m`.", "",
			"How long deleting may take, the gateway's turn included. Defaults to `30m`.",
		)},
	}
}
