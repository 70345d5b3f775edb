package acctest_test

// notSimulated are actions that the simulator gets together with the resource.
var notSimulated = []string{
	"CreateIpsecServer", "CreateSslVpnClientCert", "CreateSslVpnServer", "CreateVcoRouteEntry", "DeleteIpsecServer",
	"DeleteSslVpnClientCert", "DeleteSslVpnServer", "DeleteVcoRouteEntry", "DescribeSslVpnClientCert",
	"DescribeSslVpnClientCerts", "DescribeSslVpnClients", "DescribeSslVpnServers", "DescribeVcoRouteEntries",
	"DescribeVpnSslServerLogs", "ListIpsecServerLogs", "ListIpsecServers", "ModifySslVpnClientCert",
	"ModifySslVpnServer", "ModifyVcoRouteEntryWeight", "UpdateIpsecServer",
}

// otherUses are those of resources that are not here yet.
func otherUses() map[string]use {
	all := map[string]use{}
	for why, actions := range map[string][]string{
		"Not yet: routes of connections to transit routers.": {
			"CreateVcoRouteEntry", "DescribeVcoRouteEntries", "ModifyVcoRouteEntryWeight", "DeleteVcoRouteEntry",
		},
		"Not yet: people who dial in.": {
			"CreateSslVpnServer", "DescribeSslVpnServers", "ModifySslVpnServer", "DeleteSslVpnServer", "DescribeSslVpnClients",
			"CreateSslVpnClientCert", "DescribeSslVpnClientCert", "DescribeSslVpnClientCerts", "ModifySslVpnClientCert", "DeleteSslVpnClientCert",
			"CreateIpsecServer", "ListIpsecServers", "UpdateIpsecServer", "DeleteIpsecServer",
		},
	} {
		for _, action := range actions {
			all[action] = use{why: why}
		}
	}
	return all
}
