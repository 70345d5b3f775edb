// Package vpnconnection is all that Terraform knows of IPsec connections of VPN
// gateways.
package vpnconnection
