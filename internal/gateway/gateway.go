// Package gateway is what both kinds of VPN gateways are to Terraform: the
// attributes that both have, and what is done for money's sake when one is bought,
// read and released. Each kind has its own schema, calls, and create, update and
// delete.
package gateway

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// The resources of both kinds.
const (
	TypeName         = "aliyun_vpn_gateway"
	EnhancedTypeName = "aliyun_enhanced_vpn_gateway"
)

// Kind is what messages and checks need to know of a kind of gateways.
type Kind struct {
	// TypeName is the resource's name in HCL, and Noun what messages call a gateway.
	TypeName, Noun string
	// Type is its GatewayType. Other is the other kind's, and OtherTypeName the
	// resource for that.
	Type, Other, OtherTypeName string
	// Explain adds to a failure what the resource knows of the API's code.
	Explain func(framework.Failure) framework.Failure
}

// WhatAddress explains the commands to copy: a provider does not know the address
// of a resource.
func (k *Kind) WhatAddress() string {
	return "ADDRESS stands for the resource's address, such as " + k.TypeName + ".office."
}

// cannot is the summary of an error: "Unable to create VPN gateway".
func (k *Kind) cannot(verb string) string { return "Unable to " + verb + " " + k.Noun }

// sentenceNoun is the noun at the beginning of a sentence.
func (k *Kind) sentenceNoun() string { return strings.ToUpper(k.Noun[:1]) + k.Noun[1:] }

func (k *Kind) fail(diags *diag.Diagnostics, f framework.Failure) {
	framework.AddFailure(diags, k.Explain(f))
}

// IsOther reports that a gateway is of the other kind. One whose type the answer
// lacks, or names in a new way, may be of this kind.
func (k *Kind) IsOther(g *vpc.VpnGateway) bool { return strings.EqualFold(g.GatewayType, k.Other) }

// RefuseOther refuses, with an error that names the right resource, a gateway of
// the other kind. It returns false for one of this kind.
func (k *Kind) RefuseOther(g *vpc.VpnGateway, diags *diag.Diagnostics) bool {
	if !k.IsOther(g) {
		return false
	}
	diags.AddError("Not a gateway of this resource", fmt.Sprintf("%s is of type %s, which %s does not manage. Use %s for it.",
		g.VpnGatewayID, k.Other, k.TypeName, k.OtherTypeName))
	return true
}
