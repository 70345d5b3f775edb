// Package vpngateway is the resource aliyun_vpn_gateway.
//
// The data's way: HCL is checked by the schema's validators (schema.go) and by
// the rules between attributes (plan.go); the planned model becomes a
// vpc.CreateVpnGatewayInput and a vpc.VpnGateway becomes the observed model
// (model.go); create.go and resource.go call the API in between, and package gateway
// does what both kinds of gateways need. private_state.go keeps what neither the
// configuration nor the API knows.
package vpngateway
