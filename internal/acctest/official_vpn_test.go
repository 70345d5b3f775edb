package acctest_test

import (
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// optional are arguments: texts, numbers and switches, with spaces between the names.
func optional(words, numbers, switches string) map[string]schema.Attribute {
	all := texts(strings.Fields(words)...)
	for _, name := range strings.Fields(numbers) {
		all[name] = schema.Int64Attribute{Optional: true}
	}
	for _, name := range strings.Fields(switches) {
		all[name] = schema.BoolAttribute{Optional: true}
	}
	return all
}

func blocksOf(arguments map[string]schema.Attribute, blocks map[string]schema.Block) schema.Block {
	return schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: arguments, Blocks: blocks}}
}

// phases are the blocks of IKE and IPsec, whose names begin with prefix in a tunnel.
func phases(prefix string, more ...string) map[string]schema.Block {
	return map[string]schema.Block{
		prefix + "ike_config": blocksOf(optional("ike_version ike_mode ike_enc_alg ike_auth_alg ike_pfs "+
			strings.Join(more, " "), "ike_lifetime", ""), nil),
		prefix + "ipsec_config": blocksOf(optional("ipsec_enc_alg ipsec_auth_alg ipsec_pfs", "ipsec_lifetime", ""), nil),
	}
}

// vpnResources are those that this provider has as well.
func vpnResources() []officialNetwork {
	tunnels := func(which map[string]schema.Attribute) map[string]schema.Block {
		tunnel := optional("customer_gateway_id", "", "enable_dpd enable_nat_traversal")
		maps.Copy(tunnel, which)
		return map[string]schema.Block{"tunnel_options_specification": blocksOf(tunnel, phases("tunnel_", "psk"))}
	}
	subnets := schema.SetAttribute{Required: true, ElementType: types.StringType}
	connection := optional("vpn_connection_name vpn_gateway_id", "", "effect_immediately")
	connection["local_subnet"], connection["remote_subnet"] = subnets, subnets
	return []officialNetwork{
		{name: "alicloud_vpn_customer_gateway", arguments: texts("customer_gateway_name", "ip_address")},
		{name: "alicloud_vpn_connection", arguments: connection, blocks: tunnels(texts("role"))},
		{name: "alicloud_vpn_route_entry", arguments: optional("vpn_gateway_id route_dest next_hop", "weight", "publish_vpc")},
		{name: "alicloud_vpn_pbr_route_entry", arguments: optional("vpn_gateway_id route_source route_dest next_hop", "weight", "publish_vpc")},
		{name: "alicloud_ssl_vpn_server", arguments: texts("name", "vpn_gateway_id", "client_ip_pool", "local_subnet", "cipher")},
		{
			name: "alicloud_ssl_vpn_client_cert", arguments: texts("name", "ssl_vpn_server_id"),
			shown: []string{"status", "ca_cert", "client_cert", "client_key", "client_config"},
		},
		{
			name:      "alicloud_vpn_ipsec_server",
			arguments: optional("ipsec_server_name vpn_gateway_id client_ip_pool local_subnet psk", "", "psk_enabled"), blocks: phases("", "local_id"),
		},
		{
			name:      "alicloud_vpn_gateway_vpn_attachment",
			arguments: optional("vpn_attachment_name local_subnet remote_subnet network_type", "", "effect_immediately"),
			blocks:    tunnels(optional("", "tunnel_index", "")),
		},
		{name: "alicloud_vpn_gateway_vco_route", arguments: optional("vpn_connection_id next_hop route_dest", "weight", "")},
		{
			name:      "alicloud_vpn_gateway_enhanced_vpn_gateway",
			arguments: texts("gateway_type", "vpn_gateway_name", "vpc_id", "vswitch_id", "disaster_recovery_vswitch_id"),
		},
	}
}
