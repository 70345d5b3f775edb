package sim

// The values that rows and handlers share.
const (
	networkPublic  = "public"
	networkPrivate = "private"
)

// vpnGatewayActions are the rows for VPN gateways.
var vpnGatewayActions = []action{
	{
		name: "CreateVpnGateway", product: apiVpc, writes: true, handle: (*Server).createVpnGateway,
		params: []param{
			regionID, clientToken,
			{name: "VpcId", required: true},
			{name: "Bandwidth", required: true, check: oneOf("5", "10", "20", "50", "100", "200", "500", "1000")},
			{name: "Name", check: isName},
			{name: "InstanceChargeType", check: oneOf("PREPAY", "POSTPAY")},
			{name: "Period", check: oneOf("1", "2", "3", "4", "5", "6", "7", "8", "9", "12", "24", "36")},
			{name: "AutoPay", check: isBool},
			{name: "EnableIpsec", check: isBool},
			{name: "EnableSsl", check: isBool},
			// The reference lists eight values, the specification's example
			// sends 2. Any positive number up to the largest is taken.
			{name: "SslConnections", check: integer(1, 1000)},
			{name: "VSwitchId"},
			{name: "DisasterRecoveryVSwitchId"},
			{name: "VpnType", check: oneOf("Normal", "NationalStandard")},
			{name: "NetworkType", check: oneOf(networkPublic, networkPrivate)},
			{name: "ResourceGroupId"},
		},
	},
	{
		name: "DescribeVpnGateway", product: apiVpc, handle: vpnGateways.describe,
		params: []param{
			regionID,
			vpnGateways.byID(),
			{name: "IncludeReservationData", check: isBool},
		},
	},
	{
		name: "DescribeVpnGateways", product: apiVpc, handle: vpnGateways.list,
		params: []param{
			regionID, pageNumber, pageSize,
			{name: "VpcId"},
			vpnGateways.filterByID(),
			{name: "Status", check: oneOf(statusInit, statusProvisioning, statusActive, statusUpdating, statusDeleting)},
			{name: "BusinessStatus", check: oneOf("Normal", "FinancialLocked")},
			{name: "ResourceGroupId"},
			{name: "GatewayType", check: oneOf(typeTraditional, typeEnhanced)},
			{name: "Tag.N.Key"},
			{name: "Tag.N.Value"},
			{name: "IncludeReservationData", check: isBool},
		},
	},
	{
		name: "ModifyVpnGatewayAttribute", product: apiVpc, writes: true, handle: (*Server).modifyVpnGatewayAttribute,
		params: []param{
			regionID, clientToken,
			vpnGateways.byID(),
			{name: "Name", check: isName},
			{name: "Description", check: isDescription},
			{name: "AutoPropagate", check: isBool},
		},
	},
	{
		name: "DeleteVpnGateway", product: apiVpc, writes: true, handle: (*Server).deleteVpnGateway,
		params: []param{regionID, clientToken, vpnGateways.byID()},
	},
}
