package acctest_test

const (
	gatewayResource  = "resource aliyun_vpn_gateway"
	enhancedResource = "resource aliyun_enhanced_vpn_gateway"
	certResource     = "resource aliyun_vpn_gateway_certificate"
	customerResource = "resource aliyun_vpn_customer_gateway"
	vcoResource      = "resource aliyun_vpn_connection"
	attachResource   = "resource aliyun_vpn_attachment"
	routeResource    = "resource aliyun_vpn_route_entry"
	vcoRouteResource = "resource aliyun_vco_route_entry"
	pbrResource      = "resource aliyun_vpn_pbr_route_entry"
)

// Parameters that several actions have.
var (
	byName      = arguments{"Name": is("name")}
	nameAndText = joined(byName, arguments{"Description": is("description")})
	inGroup     = arguments{"ResourceGroupId": is("resource_group_id")}
	withTags    = arguments{"Tags": is("tags"), "Tags.Key": is("tags"), "Tags.Value": is("tags")}
	ofAGateway  = arguments{"VpnGatewayId": is("vpn_gateway_id")}
	placement   = joined(nameAndText, inGroup, arguments{
		"VpcId": is("vpc_id"), "VSwitchId": is("vswitch_id"), "DisasterRecoveryVSwitchId": is("disaster_recovery_vswitch_id"),
		"NetworkType": is("network_type"), "VpnType": is("vpn_type"),
	})
)

// without leaves parameters out that an action does not have.
func without(all arguments, names ...string) arguments {
	rest := joined(all)
	for _, name := range names {
		delete(rest, name)
	}
	return rest
}

func gatewayUses() map[string]use {
	changed := joined(nameAndText, arguments{"VpnGatewayId": is("id"), "AutoPropagate": is("auto_propagate")})
	certificate := joined(ofAGateway, arguments{"CertificateId": is("certificate_id"), "CertificateType": is("certificate_type")})
	return map[string]use{
		"CreateVpnGateway": {by: []string{gatewayResource}, arguments: joined(without(placement, "Description"), arguments{
			"Bandwidth": is("bandwidth"), "InstanceChargeType": is("instance_charge_type"), "Period": is("period"), "AutoPay": is("auto_pay"),
			"EnableIpsec": is("enable_ipsec"), "EnableSsl": is("enable_ssl"), "SslConnections": is("ssl_connections"),
		})},
		"DescribeVpnGateway":               {by: []string{gatewayResource, enhancedResource, "data source aliyun_vpn_gateway", "data source aliyun_enhanced_vpn_gateway"}},
		"DescribeVpnGateways":              {by: []string{gatewayResource, enhancedResource, "data source aliyun_vpn_gateways", "data source aliyun_enhanced_vpn_gateways"}},
		"ModifyVpnGatewayAttribute":        {by: []string{gatewayResource}, arguments: changed},
		"DeleteVpnGateway":                 {by: []string{gatewayResource}},
		"DescribeVpnGatewayAvailableZones": {by: []string{"data source aliyun_vpn_gateway_zones", gatewayResource}},
		"CheckVpnBgpEnabled":               {by: []string{"data source aliyun_vpn_bgp"}},
		"MoveVpnResourceGroup": {by: []string{gatewayResource, enhancedResource, customerResource, attachResource}, arguments: joined(arguments{
			"InstanceId": is("id"), "NewResourceGroupId": is("resource_group_id"), "ResourceType": own("The kind of the resource."),
		})},
		"TagResources": {by: []string{gatewayResource, enhancedResource, customerResource, vcoResource, attachResource}, arguments: joined(arguments{
			"ResourceId": is("id"), "ResourceType": own("The kind of the resource."), "Tag": is("tags"), "Tag.Key": is("tags"), "Tag.Value": is("tags"),
		})},
		"UnTagResources": {by: []string{gatewayResource, enhancedResource, customerResource, vcoResource, attachResource}},

		"CreateEnhancedVpnGateway": {by: []string{enhancedResource}, arguments: joined(without(placement, "Description"), arguments{
			"GatewayType": own("It has one value."),
		})},
		"UpdateEnhancedVpnGateway": {by: []string{enhancedResource}, arguments: changed},
		"DeleteEnhancedVpnGateway": {by: []string{enhancedResource}},

		"AssociateVpnGatewayWithCertificate":  {by: []string{certResource}, arguments: certificate},
		"DissociateVpnGatewayWithCertificate": {by: []string{certResource}},
		"ListVpnCertificateAssociations":      {by: []string{certResource, "data source aliyun_vpn_gateway_certificate", "data source aliyun_vpn_gateway_certificates"}},

		"CreateCustomerGateway": {by: []string{customerResource}, arguments: joined(nameAndText, inGroup, withTags, arguments{
			"IpAddress": is("ip_address"), "Asn": is("asn"), "AuthKey": is("auth_key_wo"),
		})},
		"DescribeCustomerGateway":        {by: []string{customerResource, "data source aliyun_vpn_customer_gateway"}},
		"DescribeCustomerGateways":       {by: []string{customerResource, "data source aliyun_vpn_customer_gateways"}},
		"ModifyCustomerGatewayAttribute": {by: []string{customerResource}, arguments: joined(nameAndText, arguments{"CustomerGatewayId": is("id"), "AuthKey": is("auth_key_wo")})},
		"DeleteCustomerGateway":          {by: []string{customerResource}},
	}
}

// The settings of connections, as the API groups them.
var (
	ikeSettings = arguments{
		"IkeVersion": is("version"), "IkeMode": is("mode"), "IkeEncAlg": is("encryption"), "IkeAuthAlg": is("authentication"),
		"IkePfs": is("dh_group"), "IkeLifetime": is("lifetime"),
	}
	ipsecSettings = arguments{
		"IpsecEncAlg": is("encryption"), "IpsecAuthAlg": is("authentication"), "IpsecPfs": is("pfs_group"), "IpsecLifetime": is("lifetime"),
	}
	bgpSettings = arguments{"LocalAsn": is("local_asn"), "TunnelCidr": is("tunnel_cidr"), "LocalBgpIp": is("local_ip")}
	identities  = arguments{"Psk": is("psk_wo"), "LocalId": is("local_id"), "RemoteId": is("remote_id")}
)

// oneTunnelSettings are the settings of a connection with one tunnel; certificate is what
// the action calls the other end's CA.
func oneTunnelSettings(certificate string) arguments {
	return joined(
		arguments{
			"IkeConfig": is("ike"), "IpsecConfig": is("ipsec"), "BgpConfig": is("bgp"), "HealthCheckConfig": is("health_check"),
			"EnableDpd": is("enable_dpd"), "EnableNatTraversal": is("enable_nat_traversal"), certificate: is("remote_ca_certificate"),
			"BgpConfig.EnableBgp": own("BGP is on where `bgp` is set."), "HealthCheckConfig.enable": own("It is on where `health_check` is set."),
		},
		inside("IkeConfig", "ike", ikeSettings), inside("IkeConfig", "", identities), inside("IpsecConfig", "ipsec", ipsecSettings), inside("BgpConfig", "bgp", bgpSettings),
		inside("HealthCheckConfig", "health_check", arguments{
			"dip": is("destination_ip"), "sip": is("source_ip"), "interval": is("interval"), "retry": is("retry_times"),
		}))
}

// twoTunnelSettings are the settings of both tunnels, of which one stands for both; more are
// those that name a tunnel.
func twoTunnelSettings(tunnel string, more arguments) arguments {
	const list = "TunnelOptionsSpecification"
	return joined(
		arguments{list: is("tunnels")},
		inside(list, "tunnels."+tunnel, merged(
			arguments{
				"CustomerGatewayId": is("customer_gateway_id"), "EnableDpd": is("enable_dpd"), "EnableNatTraversal": is("enable_nat_traversal"),
				"TunnelBgpConfig": is("bgp"), "TunnelIkeConfig": is("ike"), "TunnelIpsecConfig": is("ipsec"),
			},
			inside("TunnelIkeConfig", "ike", ikeSettings), inside("TunnelIkeConfig", "", identities), inside("TunnelIpsecConfig", "ipsec", ipsecSettings),
			inside("TunnelBgpConfig", "bgp", bgpSettings), more)))
}

// connectionSettings are those of a whole connection.
var connectionSettings = joined(byName, arguments{
	"LocalSubnet": is("local_subnets"), "RemoteSubnet": is("remote_subnets"), "EffectImmediately": is("effect_immediately"),
	"AutoConfigRoute": is("auto_config_route"), "EnableTunnelsBgp": own("BGP is on where both tunnels have `bgp`."),
})

var (
	caOfPeer     = arguments{"RemoteCaCertificate": is("remote_ca_certificate")}
	roleOfTunnel = arguments{"Role": own("The name of the tunnel in `tunnels`.")}
	byIndex      = arguments{"TunnelIndex": own("The name of the tunnel in `tunnels`.")}
	idOfTunnel   = arguments{"TunnelId": own("Read from the connection.")}
)

func connectionUses() map[string]use {
	attached := joined(connectionSettings, oneTunnelSettings("RemoteCaCert"), twoTunnelSettings("tunnel1", byIndex), arguments{
		"CustomerGatewayId": is("customer_gateway_id"), "NetworkType": is("network_type"), "HealthCheckConfig.Policy": is("health_check.policy"),
	})
	return map[string]use{
		"CreateVpnConnection": {by: []string{vcoResource}, arguments: joined(connectionSettings, oneTunnelSettings("RemoteCaCertificate"),
			twoTunnelSettings("master", merged(caOfPeer, roleOfTunnel)), withTags, ofAGateway, arguments{"CustomerGatewayId": is("customer_gateway_id")})},
		"DescribeVpnConnection":  {by: []string{vcoResource, attachResource, "data source aliyun_vpn_connection", "ephemeral resource aliyun_vpn_connection_peer_config"}},
		"DescribeVpnConnections": {by: []string{vcoResource, "data source aliyun_vpn_connections"}},
		"ModifyVpnConnectionAttribute": {by: []string{vcoResource}, arguments: joined(connectionSettings, oneTunnelSettings("RemoteCaCertificate"),
			twoTunnelSettings("master", merged(caOfPeer, roleOfTunnel, idOfTunnel)), arguments{"VpnConnectionId": is("id")})},
		"ModifyTunnelAttribute": {by: []string{vcoResource}, arguments: joined(twoTunnelSettings("master", caOfPeer), idOfTunnel, arguments{"VpnConnectionId": is("id")})},
		"DeleteVpnConnection":   {by: []string{vcoResource}},

		"CreateVpnAttachment":    {by: []string{attachResource}, arguments: joined(attached, inGroup, withTags, arguments{"TunnelBandwidth": is("tunnel_bandwidth")})},
		"DescribeVpnAttachments": {by: []string{attachResource, "data source aliyun_vpn_attachment", "data source aliyun_vpn_attachments"}},
		"ModifyVpnAttachmentAttribute": {by: []string{attachResource}, arguments: joined(attached, arguments{
			"VpnConnectionId": is("id"), "TunnelOptionsSpecification.TunnelId": own("Read from the connection."),
		})},
		"DeleteVpnAttachment": {by: []string{attachResource}},

		"DescribeVpnConnectionLogs":             {by: []string{"data source aliyun_vpn_connection_logs"}},
		"DiagnoseVpnConnections":                {by: []string{"data source aliyun_vpn_connection_diagnosis", "action aliyun_vpn_connection_diagnose"}},
		"DescribeVpnCrossAccountAuthorizations": {by: []string{"data source aliyun_vpn_cross_account_authorizations"}},
	}
}

func routeUses() map[string]use {
	route := joined(ofAGateway, arguments{"RouteDest": is("destination"), "NextHop": is("next_hop"), "Weight": is("weight")})
	policy := joined(route, arguments{"RouteSource": is("source"), "Priority": is("priority")})
	created := arguments{"PublishVpc": is("publish_vpc"), "Description": is("description")}
	weight, priority := arguments{"NewWeight": is("weight")}, arguments{"NewPriority": is("priority")}
	return map[string]use{
		"CreateVcoRouteEntry": {by: []string{vcoRouteResource}, arguments: joined(without(route, "VpnGatewayId"), arguments{
			"VpnConnectionId": is("vpn_connection_id"), "Description": is("description"),
		})},
		"DescribeVcoRouteEntries": {by: []string{vcoRouteResource, "data source aliyun_vco_route_entry", "data source aliyun_vco_routes"}},
		"DeleteVcoRouteEntry":     {by: []string{vcoRouteResource}},

		"CreateVpnRouteEntry":       {by: []string{routeResource}, arguments: joined(route, created)},
		"DescribeVpnRouteEntries":   {by: []string{routeResource, "data source aliyun_vpn_route_entry", "data source aliyun_vpn_routes"}},
		"ModifyVpnRouteEntryWeight": {by: []string{routeResource}, arguments: joined(route, weight)},
		"DeleteVpnRouteEntry":       {by: []string{routeResource}},
		"PublishVpnRouteEntry": {by: []string{routeResource, pbrResource}, arguments: joined(without(route, "Weight"), arguments{
			"PublishVpc": is("publish_vpc"), "RouteType": own("The kind of the resource."),
		})},
		"CreateVpnPbrRouteEntry":          {by: []string{pbrResource}, arguments: joined(policy, created)},
		"DescribeVpnPbrRouteEntries":      {by: []string{pbrResource, "data source aliyun_vpn_pbr_route_entry", "data source aliyun_vpn_routes"}},
		"ModifyVpnPbrRouteEntryAttribute": {by: []string{pbrResource}, arguments: joined(policy, weight, priority)},
		"ModifyVpnPbrRouteEntryWeight":    {by: []string{pbrResource}, arguments: joined(policy, weight)},
		"ModifyVpnPbrRouteEntryPriority":  {by: []string{pbrResource}, arguments: joined(policy, priority)},
		"DeleteVpnPbrRouteEntry":          {by: []string{pbrResource}},
	}
}

// dialInUses are those for people who dial in.
func dialInUses() map[string]use {
	const server, certificate, ipsec = "resource aliyun_ssl_vpn_server", "resource aliyun_ssl_vpn_client_cert", "resource aliyun_vpn_ipsec_server"
	pool := merged(byName, arguments{"ClientIpPool": is("client_ip_pool"), "LocalSubnet": is("local_subnets")})
	ssl := joined(pool, arguments{
		"Cipher": is("cipher"), "Compress": is("compress"), "DnsServers": is("dns_servers"), "Port": is("port"), "Proto": is("protocol"),
		"EnableMultiFactorAuth": own("It is on where `mfa` is set."), "IDaaSInstanceId": is("mfa.idaas_instance_id"),
		"IDaaSRegionId": is("mfa.idaas_region_id"), "IDaaSApplicationId": is("mfa.idaas_application_id"),
	})
	dialIn := merged(without(joined(pool), "Name"), inside("IkeConfig", "ike", ikeSettings), inside("IpsecConfig", "ipsec", ipsecSettings), arguments{
		"EffectImmediately": is("effect_immediately"), "IkeConfig": is("ike"), "IpsecConfig": is("ipsec"), "Psk": is("psk_wo"),
		"PskEnabled": own("On: every server has a key."), "IkeConfig.LocalId": is("local_id"), "IkeConfig.RemoteId": is("remote_id"),
	})
	return map[string]use{
		"CreateSslVpnServer":    {by: []string{server}, arguments: joined(ssl, ofAGateway)},
		"DescribeSslVpnServers": {by: []string{server, "data source aliyun_ssl_vpn_server", "data source aliyun_ssl_vpn_servers"}},
		"ModifySslVpnServer":    {by: []string{server}, arguments: joined(ssl, arguments{"SslVpnServerId": is("id")})},
		"DeleteSslVpnServer":    {by: []string{server}},
		"DescribeSslVpnClients": {by: []string{"data source aliyun_ssl_vpn_clients"}},

		"CreateSslVpnClientCert": {by: []string{certificate}, arguments: joined(byName, arguments{"SslVpnServerId": is("ssl_vpn_server_id")})},
		"DescribeSslVpnClientCert": {by: []string{
			certificate, "data source aliyun_ssl_vpn_client_cert", "ephemeral resource aliyun_ssl_vpn_client_config",
		}},
		"DescribeSslVpnClientCerts": {by: []string{certificate, "data source aliyun_ssl_vpn_client_certs"}},
		"ModifySslVpnClientCert":    {by: []string{certificate}, arguments: joined(byName, arguments{"SslVpnClientCertId": is("id")})},
		"DeleteSslVpnClientCert":    {by: []string{certificate}},

		"CreateIpsecServer": {by: []string{ipsec}, arguments: joined(dialIn, ofAGateway, arguments{"IpSecServerName": is("name")})},
		"ListIpsecServers":  {by: []string{ipsec, "data source aliyun_vpn_ipsec_server", "data source aliyun_vpn_ipsec_servers"}},
		"UpdateIpsecServer": {by: []string{ipsec}, arguments: joined(dialIn, arguments{"IpsecServerId": is("id"), "IpsecServerName": is("name")})},
		"DeleteIpsecServer": {by: []string{ipsec}},
	}
}

// unused are the actions that nothing here needs.
func unused() map[string]use {
	network := use{why: "The network is the business of the official provider, whose data sources have it."}
	logs := use{why: "The log of a server is for people, and the console shows it. Nothing in a plan depends on it."}
	diagnosis := use{why: "Some regions lack it. `DiagnoseVpnConnections` finds the same everywhere, in one call."}
	return map[string]use{
		"DescribeRegions": network, "DescribeZones": network, "DescribeVpcAttribute": network, "DescribeVSwitchAttributes": network,
		"DescribeVpnSslServerLogs": logs, "ListIpsecServerLogs": logs,
		"DiagnoseVpnGateway": diagnosis, "GetVpnGatewayDiagnoseResult": diagnosis,
		"ModifyVcoRouteEntryWeight": {why: "The reference says that the weight of such a route is not used, so that another one replaces the route."},
		"ListTagResources":          {why: "Each kind that has tags shows them in its own answers."},
		"DownloadVpnConnectionConfig": {why: "Whose side it describes is documented nowhere. `aliyun_vpn_connection_peer_config` has both sides, " +
			"from `DescribeVpnConnection`."},
	}
}
