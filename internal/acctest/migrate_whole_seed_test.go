package acctest_test

import (
	"fmt"
	"maps"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// clearText begins the keys that the official provider has in its state.
const clearText = "Clear-text-of-"

// whole puts the VPN of examples/scenarios/migrate into the simulator, and collects what version 1.289.0 of the official
// provider has of it in state.
type whole struct {
	*sim.Server
	state []officialResources
}

// seedWhole returns the state of all of it.
func seedWhole(s *sim.Server) []byte {
	w := &whole{Server: s}
	w.seedGateways()
	w.seedOffice()
	w.seedDialIn()
	w.seedTransitRouter()
	return officialStateOf(w.state...)
}

func (w *whole) add(typeName, name string, attributes map[string]any) {
	w.addEach(typeName, name, map[string]map[string]any{"": attributes})
}

func (w *whole) addEach(typeName, name string, instances map[string]map[string]any) {
	w.state = append(w.state, officialResources{typeName, name, "", instances})
}

const phonesID, enhancedID = "vpn-bp1phones00000000001", "vpn-bp1branches000000001"

func (w *whole) seedGateways() {
	add := func(name, id string, ipsec bool, tags map[string]string) {
		gateway, attributes := theOffice(), officialAttributes()
		gateway.VpnGatewayID, gateway.Name, gateway.DisasterRecoveryVSwitchID = id, name, sim.DefaultVSwitchI
		gateway.IpsecVpn, gateway.Tags = ipsec, tags
		w.PutGateway(gateway)
		maps.Copy(attributes, map[string]any{
			"id": id, "name": name, "vpn_gateway_name": name, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
			"enable_ipsec": ipsec, "tags": tags,
		})
		w.add("alicloud_vpn_gateway", name, attributes)
	}
	add("main", migratedID, true, map[string]string{"team": "network"})
	add("phones", phonesID, false, nil)

	w.PutGateway(sim.Gateway{
		VpnGatewayID: enhancedID, Name: "branches", GatewayType: "Enhanced.SiteToSite", VpcID: sim.DefaultVPC,
		VSwitchID: sim.DefaultVSwitchH, DisasterRecoveryVSwitchID: sim.DefaultVSwitchI, IpsecVpn: true,
	})
	w.add("alicloud_vpn_gateway_enhanced_vpn_gateway", "branches", map[string]any{
		"id": enhancedID, "gateway_type": "Enhanced.SiteToSite", "vpn_gateway_name": "branches", "description": "", "auto_propagate": false,
		"vpc_id": sim.DefaultVPC, "vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
		"network_type": "public", "vpn_type": "Normal", "status": "active", "create_time": 1700000000000, "tags": map[string]string{}, "timeouts": nil,
	})
}

func (w *whole) seedCustomerGateway(name, address string) (id string) {
	id = w.PutCustomerGateway(sim.CustomerGateway{Name: name, IPAddress: address})
	w.add("alicloud_vpn_customer_gateway", name, map[string]any{
		"id": id, "ip_address": address, "name": name, "customer_gateway_name": name, "description": "", "asn": "",
		"create_time": 1700000000000, "status": "", "tags": map[string]string{}, "timeouts": nil,
	})
	return id
}

// The phases of everything, and what the official state has of them.
var (
	wholeIpsec = sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400}
	ipsecState = map[string]any{"ipsec_enc_alg": "aes256", "ipsec_auth_alg": "sha256", "ipsec_pfs": "group14", "ipsec_lifetime": 86400}
)

func wholeIke(name string) sim.IkeConfig {
	return sim.IkeConfig{Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 86400, Psk: clearText + name}
}

func ikeState(more map[string]any) []any {
	ike := map[string]any{
		"ike_version": "ikev2", "ike_mode": "main", "ike_enc_alg": "aes256", "ike_auth_alg": "sha256", "ike_pfs": "group14", "ike_lifetime": 86400,
		"local_id": "", "remote_id": "",
	}
	maps.Copy(ike, more)
	return []any{ike}
}

// tunnels are two tunnels to a customer gateway, each with the key of its name. which says in state which one it is.
func (w *whole) tunnels(customer string, names [2]string, which func(i int) map[string]any) (all []sim.VpnTunnel, state []any) {
	for i, name := range names {
		all = append(all, sim.VpnTunnel{
			CustomerGatewayID: customer, EnableDpd: true, EnableNatTraversal: true, Ike: wholeIke(name), Ipsec: wholeIpsec,
		})
		tunnel := map[string]any{
			"customer_gateway_id": customer, "enable_dpd": true, "enable_nat_traversal": true, "tunnel_id": "tun-" + name,
			"internet_ip": "203.0.113.9", "state": "active", "status": "ipsec_sa_established", "zone_no": "cn-hangzhou-h", "tunnel_bgp_config": []any{},
			"tunnel_ike_config":   ikeState(map[string]any{"psk": clearText + name}),
			"tunnel_ipsec_config": []any{ipsecState},
		}
		maps.Copy(tunnel, which(i))
		state = append(state, tunnel)
	}
	return all, state
}

func (w *whole) seedOffice() {
	customer := w.seedCustomerGateway("office", "198.51.100.1")
	const office = "vco-bp1migrated000000001"
	roles := [2]string{"master", "slave"}
	tunnels, specification := w.tunnels(customer, roles, func(i int) map[string]any { return map[string]any{"role": roles[i]} })
	for i, role := range roles {
		tunnels[i].Role = role
	}
	w.PutVpnConnection(sim.VpnConnection{
		VpnConnectionID: office, VpnGatewayID: migratedID, Name: "office", LocalSubnet: "0.0.0.0/0", RemoteSubnet: "0.0.0.0/0",
		Tunnels: tunnels, AutoConfigRoute: true,
	})
	w.add("alicloud_vpn_connection", "office", map[string]any{
		"id": office, "vpn_gateway_id": migratedID, "name": "office", "vpn_connection_name": "office", "customer_gateway_id": "",
		"local_subnet": []string{"0.0.0.0/0"}, "remote_subnet": []string{"0.0.0.0/0"}, "effect_immediately": false, "auto_config_route": true,
		"enable_dpd": true, "enable_nat_traversal": true, "enable_tunnels_bgp": false, "status": "ipsec_sa_established", "network_type": nil,
		"ike_config": []any{}, "ipsec_config": []any{}, "bgp_config": []any{}, "health_check_config": []any{},
		"tunnel_options_specification": specification, "tags": map[string]string{}, "resource_group_id": sim.DefaultResourceGroup, "timeouts": nil,
	})
	route := func(source, destination string, published bool) map[string]any {
		w.PutVpnRoute(sim.VpnRoute{
			VpnGatewayID: migratedID, RouteSource: source, RouteDest: destination, NextHop: office, Weight: 100, Priority: 10, Published: published,
		})
		status := map[bool]string{true: "published", false: "normal"}[published]
		all := map[string]any{
			"id": migratedID + ":" + office + ":" + destination, "vpn_gateway_id": migratedID, "next_hop": office, "route_dest": destination,
			"weight": 100, "publish_vpc": published, "create_time": 1700000000000, "status": status, "timeouts": nil,
		}
		if source != "" {
			all["id"], all["route_source"] = migratedID+":"+office+":"+source+":"+destination, source
		} else {
			all["route_entry_type"] = "custom"
		}
		return all
	}
	w.addEach("alicloud_vpn_route_entry", "office", map[string]map[string]any{
		"192.168.0.0/16": route("", "192.168.0.0/16", true), "172.16.0.0/12": route("", "172.16.0.0/12", true),
	})
	w.add("alicloud_vpn_pbr_route_entry", "printers", route("10.0.1.0/24", "192.168.9.0/24", false))
}

func (w *whole) seedDialIn() {
	const local = "10.0.0.0/16,10.1.0.0/16"
	server := w.PutSslVpnServer(sim.SslVpnServer{
		VpnGatewayID: migratedID, Name: "team", ClientIPPool: "10.200.0.0/24", LocalSubnet: local, Proto: "UDP", Cipher: "AES-256-CBC",
	})
	w.add("alicloud_ssl_vpn_server", "team", map[string]any{
		"id": server, "vpn_gateway_id": migratedID, "name": "team", "client_ip_pool": "10.200.0.0/24", "local_subnet": local,
		"protocol": "UDP", "cipher": "AES-256-CBC", "port": 1194, "compress": false, "connections": 0, "max_connections": 20,
		"internet_ip": "203.0.113.9",
	})
	certs := map[string]map[string]any{}
	for _, name := range []string{"anna", "bert"} {
		id := w.PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: server, Name: name, Cert: "certificate of " + name, Key: clearText + name})
		certs[name] = map[string]any{
			"id": id, "ssl_vpn_server_id": server, "name": name, "status": "normal", "ca_cert": "certificate", "client_cert": "certificate of " + name,
			"client_key": clearText + name, "client_config": fmt.Sprintf("client\nkey %s.key\n", id),
		}
	}
	w.addEach("alicloud_ssl_vpn_client_cert", "team", certs)

	const phones = "phones"
	ike := wholeIke(phones)
	ike.LocalID = "vpn.example.com"
	id := w.PutIpsecServer(sim.IpsecServer{
		VpnGatewayID: phonesID, Name: phones, ClientIPPool: "10.201.0.0/24", LocalSubnet: "10.0.0.0/16", Ike: ike, Ipsec: wholeIpsec,
	})
	w.add("alicloud_vpn_ipsec_server", phones, map[string]any{
		"id": id, "vpn_gateway_id": phonesID, "ipsec_server_name": phones, "client_ip_pool": "10.201.0.0/24", "local_subnet": "10.0.0.0/16",
		"effect_immediately": false, "psk": ike.Psk, "psk_enabled": true, "dry_run": nil, "timeouts": nil,
		"ike_config": ikeState(map[string]any{"local_id": "vpn.example.com"}), "ipsec_config": []any{ipsecState},
	})
}

func (w *whole) seedTransitRouter() {
	const branch, router, network = "vco-bp1migrated000000002", "tr-bp1migrated0000000001", "192.168.12.0/24"
	customer := w.seedCustomerGateway("branch", "198.51.100.2")
	tunnels, specification := w.tunnels(customer, [2]string{"tunnel1", "tunnel2"}, func(i int) map[string]any {
		return map[string]any{"tunnel_index": i + 1, "role": ""}
	})
	w.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{
		VpnConnectionID: branch, Name: "branch", LocalSubnet: "0.0.0.0/0", RemoteSubnet: "0.0.0.0/0", Tunnels: tunnels, AutoConfigRoute: true,
	}})
	w.add("alicloud_vpn_gateway_vpn_attachment", "branch", map[string]any{
		"id": branch, "vpn_attachment_name": "branch", "local_subnet": "0.0.0.0/0", "remote_subnet": "0.0.0.0/0", "network_type": "public",
		"effect_immediately": false, "customer_gateway_id": "", "enable_dpd": true, "enable_nat_traversal": true, "enable_tunnels_bgp": false,
		"tunnel_bandwidth": "Standard", "status": "attached", "internet_ip": "", "create_time": 1700000000000,
		"ike_config": []any{}, "ipsec_config": []any{}, "bgp_config": []any{}, "health_check_config": []any{},
		"tunnel_options_specification": specification, "tags": map[string]string{}, "resource_group_id": sim.DefaultResourceGroup, "timeouts": nil,
	})
	w.add("alicloud_cen_transit_router_vpn_attachment", "branch", map[string]any{
		"id": w.PutTransitRouterVpnAttachment(sim.TransitRouterVpnAttachment{
			VpnID: branch, RegionID: sim.DefaultRegion, TransitRouterID: router, Name: "branch", ZoneIDs: []string{"cn-hangzhou-h"},
		}),
		"transit_router_attachment_name": "branch", "transit_router_id": router, "vpn_id": branch, "auto_publish_route_enabled": true,
		"cen_id": nil, "status": "Attached", "zone": []any{map[string]any{"zone_id": "cn-hangzhou-h"}},
	})
	w.PutVcoRoute(sim.VcoRoute{RegionID: sim.DefaultRegion, VpnConnectionID: branch, RouteDest: network, NextHop: branch, Weight: 100})
	w.add("alicloud_vpn_gateway_vco_route", "branch", map[string]any{
		"id": branch + ":" + network + ":" + branch + ":100", "vpn_connection_id": branch, "next_hop": branch, "route_dest": network,
		"weight": 100, "overlay_mode": nil, "status": "published", "timeouts": nil,
	})
}
