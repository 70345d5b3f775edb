package sim

// tunnelOptions is the parameter that holds what belongs to a tunnel. It is a list
// but in ModifyTunnelAttribute.
const tunnelOptions = "TunnelOptionsSpecification"

// connectionParams are what create and modify both take, beside the tunnels.
var connectionParams = []param{
	regionID, clientToken,
	{name: "Name", check: isPartName},
	{name: "EffectImmediately", check: isBool},
	{name: "AutoConfigRoute", check: isBool},
	{name: "EnableTunnelsBgp", check: isBool},
	{name: "EnableDpd", check: isBool},
	{name: "EnableNatTraversal", check: isBool},
	{name: "RemoteCaCertificate"},
	{name: "IkeConfig"},
	{name: "IpsecConfig"},
	{name: "BgpConfig"},
	{name: "HealthCheckConfig"},
}

// tunnelParams are the parameters of a tunnel, whose values are checked when it is
// known what kind of gateway they are for.
func tunnelParams(prefix string) []param {
	all := []param{{name: prefix + ".CustomerGatewayId", names: customerGateways}}
	for _, f := range tunnelFields {
		all = append(all, param{name: prefix + "." + f.path()})
	}
	return all
}

func rows(groups ...[]param) []param {
	var all []param
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

func init() {
	list := tunnelOptions + ".N"
	tunnelNames := []param{{name: list + ".Role", check: oneOf(roleMaster, roleSlave)}, {name: list + ".TunnelId"}}
	register(vpnConnections, []action{
		{
			name: "CreateVpnConnection", product: apiVpc, writes: true, handle: (*Server).createVpnConnection,
			params: rows([]param{
				vpnGateways.byID(),
				{name: "LocalSubnet", required: true},
				{name: "RemoteSubnet", required: true},
				{name: "CustomerGatewayId", names: customerGateways},
				{name: "DryRun", check: isBool},
				{name: "Tags.N.Key", check: length(1, 64), refusal: "InvalidParameter.TagKey"},
				{name: "Tags.N.Value"},
			}, connectionParams, tunnelNames[:1], tunnelParams(list)),
		},
		{
			name: "DescribeVpnConnection", product: apiVpc, handle: (*Server).describeConnection,
			params: []param{regionID, vpnConnections.byID()},
		},
		{
			name: "DescribeVpnConnections", product: apiVpc, handle: (*Server).listConnections,
			params: []param{
				regionID, pageNumber, pageSize, vpnConnections.filterByID(),
				{name: "VpnGatewayId"},
				{name: "CustomerGatewayId"},
				{name: "ResourceGroupId"},
				{name: "Tag.N.Key"},
				{name: "Tag.N.Value"},
			},
		},
		{
			name: "ModifyVpnConnectionAttribute", product: apiVpc, writes: true, handle: (*Server).modifyVpnConnection,
			params: rows([]param{vpnConnections.byID(), {name: "LocalSubnet"}, {name: "RemoteSubnet"}},
				connectionParams, tunnelNames, tunnelParams(list)),
		},
		{
			name: "ModifyTunnelAttribute", product: apiVpc, writes: true, handle: (*Server).modifyTunnel,
			params: rows([]param{regionID, clientToken, vpnConnections.byID(), {name: "TunnelId", required: true}},
				tunnelParams(tunnelOptions)),
		},
		{
			name: "DeleteVpnConnection", product: apiVpc, writes: true, handle: vpnConnections.delete,
			params: []param{regionID, clientToken, vpnConnections.byID()},
		},
		{
			name: "DownloadVpnConnectionConfig", product: apiVpc, handle: (*Server).downloadConnectionConfig,
			params: []param{regionID, vpnConnections.byID()},
		},
		{
			name: "DescribeVpnConnectionLogs", product: apiVpc, handle: (*Server).connectionLogs,
			params: []param{
				regionID, pageNumber, pageSize, vpnConnections.byID(),
				{name: "TunnelId"},
				{name: "From", check: integer(0, 1<<31-1)},
				{name: "To", check: integer(0, 1<<31-1)},
				{name: "MinutePeriod", check: integer(1, 10)},
			},
		},
		{
			name: "DiagnoseVpnConnections", product: apiVpc, handle: (*Server).diagnoseConnections,
			params: []param{
				regionID, pageNumber, pageSize,
				{name: "VpnGatewayId"},
				{name: "VpnConnectionIds.N", names: vpnConnections},
				{name: "TunnelIds.N"},
			},
		},
	})
}
