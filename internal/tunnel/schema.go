package tunnel

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// word is a required child of an object that takes one of some words.
func word(description string, allowed []string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + ": " + listed(allowed) + ".", Required: true, Validators: words(allowed),
	}
}

func words(allowed []string) []validator.String {
	return []validator.String{framework.InObject(framework.StringCheck(strings.Join(allowed, ", "), checkWord(allowed)))}
}

func listed(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "`" + w + "`"
	}
	return strings.Join(quoted[:len(quoted)-1], ", ") + " or " + quoted[len(quoted)-1]
}

func lifetime(parameter string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: fmt.Sprintf("Lifetime of the security association in seconds (`%s`), 1 to %d. Defaults to `%d`.", parameter, maxLifetime, defaultLifetime),
		CustomType:          framework.WholeNumber{},
		Optional:            true,
		Computed:            true,
		Validators:          []validator.Int64{framework.InObjectInt64(framework.Int64Check(fmt.Sprintf("1 to %d", maxLifetime), checkLifetime))},
	}
}

// IkeAttribute is the object ike. whose says for which tunnels.
func IkeAttribute(whose string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Phase 1 (IKE) " + whose,
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"version":        word("Version of IKE (`IkeVersion`)", versions),
			"encryption":     word("Encryption (`IkeEncAlg`); `sm4` for gateways of type `NationalStandard`", encryptions),
			"authentication": word("Authentication (`IkeAuthAlg`); `sm3` for gateways of type `NationalStandard`", authentications),
			"dh_group":       word("Diffie-Hellman group (`IkePfs`)", groups),
			"mode": schema.StringAttribute{
				MarkdownDescription: "Mode of IKEv1 (`IkeMode`): `main` or `aggressive`. Defaults to `main`.",
				Optional:            true, Computed: true, Validators: words(modes),
			},
			"lifetime": lifetime("IkeLifetime"),
		},
	}
}

// IpsecAttribute is the object ipsec. whose says for which tunnels.
func IpsecAttribute(whose string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Phase 2 (IPsec) " + whose,
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"encryption":     word("Encryption (`IpsecEncAlg`); `sm4` for gateways of type `NationalStandard`", encryptions),
			"authentication": word("Authentication (`IpsecAuthAlg`); `sm3` for gateways of type `NationalStandard`", authentications),
			"pfs_group":      word("Diffie-Hellman group of perfect forward secrecy (`IpsecPfs`)", pfsGroups),
			"lifetime":       lifetime("IpsecLifetime"),
		},
	}
}

// bgpAttribute is the object bgp. both says what it means for the other tunnel.
func bgpAttribute(both string) schema.SingleNestedAttribute {
	text := func(description, form string, check func(string) error) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Required: true,
			Validators: []validator.String{framework.InObject(framework.StringCheck(form, check))},
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "BGP over the tunnel. It is on where this is set, and off where it is not. " + both +
			"The customer gateway needs an `asn`.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"local_asn": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf("Autonomous system number of this end (`LocalAsn`), 1 to %d. Alibaba Cloud's own is 45104.", int64(maxAsn)),
				CustomType:          framework.WholeNumber{},
				Required:            true,
				Validators:          []validator.Int64{framework.InObjectInt64(framework.Int64Check("an autonomous system number", checkLocalAsn))},
			},
			"tunnel_cidr": text("Network inside the tunnel (`TunnelCidr`): a /30 in 169.254.0.0/16 that no other tunnel of the gateway has. "+
				"169.254.0.0/30 to 169.254.6.0/30 and 169.254.169.252/30 are reserved.", "a /30 in 169.254.0.0/16", checkTunnelCidr),
			"local_ip": text("Address of this end in that network (`LocalBgpIp`). The other end has the other one.", "an IPv4 address", CheckIPv4),
		},
	}
}

// PeerID accepts what an end can name itself in IKE.
func PeerID() validator.String { return framework.StringCheck("1 to 100 characters", checkPeerID) }

// endpointAttributes are the arguments of one tunnel, which a connection with a
// single one has itself.
func endpointAttributes(customerGateway schema.StringAttribute, bothBgp, seen string) map[string]schema.Attribute {
	peerID := func(description string) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description + " If left out later, it stays.", Optional: true, Computed: true,
			Validators: []validator.String{framework.InObject(PeerID())},
		}
	}
	on := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description + " Defaults to `true`.", Optional: true, Computed: true}
	}
	shown := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description + seen, Computed: true}
	}
	attributes := map[string]schema.Attribute{
		"customer_gateway_id":  customerGateway,
		"local_id":             peerID("How this end names itself in IKE (`LocalId`), 1 to 100 characters. Defaults to its address."),
		"remote_id":            peerID("How the other end names itself in IKE (`RemoteId`), 1 to 100 characters. Defaults to the address of its customer gateway."),
		"bgp":                  bgpAttribute(bothBgp),
		"enable_dpd":           on("Whether the tunnel finds out that the other end is gone (dead peer detection)."),
		"enable_nat_traversal": on("Whether the tunnel works through NAT."),
		"remote_ca_certificate": schema.StringAttribute{
			MarkdownDescription: "CA certificate of the other end, in PEM form. Needed with gateways of type `NationalStandard`, and for them only. If left out later, it stays.",
			Optional:            true, Computed: true,
			Validators: []validator.String{framework.InObject(framework.StringCheck("a certificate in PEM form", checkCertificate))},
		},
		"status":     shown("Status of the tunnel, such as `ike_sa_not_established`, or `ipsec_sa_established` when it is up."),
		"bgp_status": shown("Status of the BGP session."),
		"peer_asn": schema.Int64Attribute{
			MarkdownDescription: "Autonomous system number of the other end, where there is BGP." + seen, Computed: true,
		},
		"peer_bgp_ip": shown("Address of the other end inside the tunnel, where there is BGP."),
	}
	KeyAttributes(attributes)
	return attributes
}

// KeyAttributes adds the attributes of a pre-shared key.
func KeyAttributes(attributes map[string]schema.Attribute) {
	framework.SecretAttributes(attributes, "psk", "Pre-shared key, 1 to 100 characters without spaces. If none is given, the API makes one",
		framework.InObject(framework.StringCheck("1 to 100 characters without spaces", checkPsk)))
}

func customerGatewayAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Validators: []validator.String{framework.InObject(framework.StringCheck("an ID that starts with cgw-", func(s string) error {
			if !framework.IsID(s, "cgw-") {
				return fmt.Errorf("must be an ID that starts with %q, got: %q", "cgw-", s)
			}
			return nil
		}))},
	}
}

// Attribute is the object of one tunnel. which names it: "The master tunnel".
func Attribute(which string) schema.SingleNestedAttribute {
	gateway := customerGatewayAttribute("ID of the customer gateway at the other end of this tunnel. The API changes it in place.")
	gateway.Required = true
	attributes := endpointAttributes(gateway, "Both tunnels have it or none, with the same `local_asn`. ", "")
	shown := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	maps.Copy(attributes, map[string]schema.Attribute{
		"ike":         IkeAttribute("of this tunnel alone. Defaults to the connection's `ike`."),
		"ipsec":       IpsecAttribute("of this tunnel alone. Defaults to the connection's `ipsec`."),
		"id":          shown("ID of the tunnel."),
		"internet_ip": shown("Address of this end of the tunnel."),
		"zone_id":     shown("Zone of this end of the tunnel."),
	})
	return schema.SingleNestedAttribute{MarkdownDescription: which, Required: true, Attributes: attributes}
}

// singleAttributes are the arguments of a connection with a single tunnel. moves
// says that its customer gateway changes in place.
func singleAttributes(moves bool) map[string]schema.Attribute {
	const single = " Only for a connection with a single tunnel."
	changing := " Changing it replaces the connection."
	if moves {
		changing = " The API changes it in place."
	}
	gateway := customerGatewayAttribute("ID of the customer gateway at the other end." + single + changing)
	gateway.Optional = true
	attributes := endpointAttributes(gateway, "", " Only of a connection with a single tunnel.")
	for _, name := range slices.Collect(maps.Keys(attributes)) {
		switch a := attributes[name].(type) {
		case schema.StringAttribute:
			if name != "customer_gateway_id" && a.Optional {
				a.MarkdownDescription += single
			}
			attributes[name] = a
		case schema.BoolAttribute:
			a.MarkdownDescription += single
			attributes[name] = a
		case schema.Int64Attribute:
			if a.Optional {
				a.MarkdownDescription += single
			}
			attributes[name] = a
		case schema.SingleNestedAttribute:
			a.MarkdownDescription += single
			attributes[name] = a
		}
	}
	return attributes
}
