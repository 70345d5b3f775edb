package acctest_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// officialArguments are the arguments of each VPN resource of version 1.289.0 of the official provider, as its pages list
// them. Blocks inside tunnels have the same names as outside.
var officialArguments = map[string]string{
	"alicloud_vpn_gateway": "vpn_gateway_name name vpc_id vswitch_id disaster_recovery_vswitch_id bandwidth payment_type instance_charge_type period " +
		"auto_pay auto_propagate enable_ipsec enable_ssl ssl_connections network_type vpn_type description resource_group_id tags",
	"alicloud_vpn_customer_gateway": "customer_gateway_name name ip_address asn description tags",
	"alicloud_vpn_connection": "vpn_connection_name name local_subnet remote_subnet tunnel_options_specification tunnel_ike_config tunnel_ipsec_config " +
		"tunnel_bgp_config enable_tunnels_bgp ike_config ipsec_config bgp_config health_check_config network_type psk ike_local_id ike_remote_id",
	"alicloud_vpn_route_entry":     "vpn_gateway_id next_hop route_dest weight publish_vpc",
	"alicloud_vpn_pbr_route_entry": "vpn_gateway_id next_hop route_dest route_source weight publish_vpc",
	"alicloud_ssl_vpn_server":      "vpn_gateway_id name client_ip_pool local_subnet protocol cipher port compress",
	"alicloud_ssl_vpn_client_cert": "ssl_vpn_server_id name ca_cert client_cert client_key client_config",
	"alicloud_vpn_ipsec_server": "client_ip_pool dry_run effect_immediately ipsec_server_name local_subnet psk psk_enabled vpn_gateway_id ike_config " +
		"ike_version ike_mode ike_enc_alg ike_auth_alg ike_pfs ike_lifetime local_id remote_id ipsec_config ipsec_enc_alg ipsec_auth_alg ipsec_pfs ipsec_lifetime",
	"alicloud_vpn_gateway_vpn_attachment": "vpn_attachment_name local_subnet remote_subnet tunnel_options_specification tunnel_ike_config " +
		"tunnel_ipsec_config tunnel_bgp_config enable_tunnels_bgp ike_config ipsec_config bgp_config health_check_config network_type tunnel_bandwidth " +
		"effect_immediately resource_group_id tags customer_gateway_id enable_dpd enable_nat_traversal psk",
	"alicloud_vpn_gateway_vco_route": "vpn_connection_id route_dest next_hop weight overlay_mode",
	"alicloud_vpn_gateway_enhanced_vpn_gateway": "vpc_id gateway_type network_type vpn_type vswitch_id disaster_recovery_vswitch_id vpn_gateway_name " +
		"description auto_propagate tags",
}

var (
	movedTypes = regexp.MustCompile(`from = (alicloud_\w+)\.\w+\s+to\s+= (aliyun_\w+)\.`)
	guideTitle = regexp.MustCompile(`(?m)^## .*$`)
	word       = regexp.MustCompile(`\w+`)
)

// Every resource that can be moved has a section in the guide, which says what becomes of each of its arguments.
func TestMigrate_guide(t *testing.T) {
	t.Parallel()
	page := readFile(t, migrateGuide)
	if messages := readFile(t, repository, "internal", "framework", "official.go"); !strings.Contains(page, "page_title: \"Moving from alicloud\"") ||
		!strings.Contains(messages, `The guide "Moving from alicloud"`) {
		t.Error("messages name the guide by another title than its own")
	}
	ends := append(guideTitle.FindAllStringIndex(page, -1), []int{len(page), len(page)})
	moves, err := filepath.Glob(filepath.Join(examples, "resources", "*", "move.tf"))
	if err != nil {
		t.Fatal(err)
	}
	moved := map[string]string{}
	for _, file := range moves {
		for _, found := range movedTypes.FindAllStringSubmatch(readFile(t, file), -1) {
			moved[found[1]] = found[2]
		}
	}
	if len(moved) != len(officialArguments) {
		t.Errorf("%d resources have an example that moves them, and the arguments of %d are known", len(moved), len(officialArguments))
	}
	for from, to := range moved {
		section := ""
		for i := range len(ends) - 1 { // the one whose title or text has both, and a table or text of its own
			if text := page[ends[i][0]:ends[i+1][0]]; strings.Contains(text, "`"+from+"`") && strings.Contains(text, "`"+to+"`") &&
				!strings.HasPrefix(text, "## Data sources") {
				section = text
				break
			}
		}
		if section == "" {
			t.Errorf("no section of the guide moves %s to %s", from, to)
			continue
		}
		named := word.FindAllString(section, -1)
		for argument := range strings.FieldsSeq(officialArguments[from]) {
			if !slices.Contains(named, argument) {
				t.Errorf("the guide does not say what becomes of %s of %s", argument, from)
			}
		}
	}
}
