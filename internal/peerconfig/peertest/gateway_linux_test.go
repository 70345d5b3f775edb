package peertest_test

import (
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

// vpnConnection is a connection of a dual-tunnel gateway in the parameters of
// CreateVpnConnection.
// https://www.alibabacloud.com/help/en/vpn/sub-product-ipsec-vpn/developer-reference/api-vpc-2016-04-28-createvpnconnection
type vpnConnection struct {
	LocalSubnet, RemoteSubnet string // separated by commas; local is the VPC's side
	Tunnels                   [2]tunnelOptions
}

type tunnelOptions struct {
	Role                        string // master, slave
	InternetIP, CustomerGateway string // the gateway's address of this tunnel; that of the customer gateway
	IkeVersion, IkeMode         string
	IkeEncAlg, IkeAuthAlg       string
	IkePfs                      string
	LocalID, RemoteID, Psk      string
	IpsecEncAlg, IpsecAuthAlg   string
	IpsecPfs                    string
	Lifetime                    int64
}

// What the API's words stand for: the keyword of strongSwan's proposals, and the
// name under which an SA then shows it.
var (
	cipher = map[string][2]string{
		"aes":    {"aes128", "AES_CBC-128"},
		"aes192": {"aes192", "AES_CBC-192"},
		"aes256": {"aes256", "AES_CBC-256"},
		"des":    {"des", "DES_CBC"},
		"3des":   {"3des", "3DES_CBC"},
	}
	integrity = map[string][2]string{
		"md5":    {"md5", "HMAC_MD5_96"},
		"sha1":   {"sha1", "HMAC_SHA1_96"},
		"sha256": {"sha2_256", "HMAC_SHA2_256_128"},
		"sha384": {"sha2_384", "HMAC_SHA2_384_192"},
		"sha512": {"sha2_512", "HMAC_SHA2_512_256"},
	}
	group = map[string][2]string{
		"group1":  {"modp768", "MODP_768"},
		"group2":  {"modp1024", "MODP_1024"},
		"group5":  {"modp1536", "MODP_1536"},
		"group14": {"modp2048", "MODP_2048"},
	}
)

// gatewayConf is the swanctl.conf of the gateway. It waits for the peer.
func gatewayConf(c vpnConnection) string {
	var connections, secrets strings.Builder
	for _, t := range c.Tunnels {
		proposal := cipher[t.IkeEncAlg][0] + "-" + integrity[t.IkeAuthAlg][0] + "-" + group[t.IkePfs][0]
		esp := cipher[t.IpsecEncAlg][0] + "-" + integrity[t.IpsecAuthAlg][0]
		if t.IpsecPfs != "disabled" {
			esp += "-" + group[t.IpsecPfs][0]
		}
		var children strings.Builder
		for _, child := range c.children(t) {
			fmt.Fprintf(&children, "%s {\n local_ts = %s\n remote_ts = %s\n esp_proposals = %s\n life_time = %d\n}\n",
				child.name, child.local, child.remote, esp, t.Lifetime)
		}
		fmt.Fprintf(&connections, `gateway-%s {
  version = %s
  aggressive = %s
  local_addrs = %s
  remote_addrs = %s
  proposals = %s
  local-psk { auth = psk; id = "%s" }
  remote-psk { auth = psk; id = "%s" }
  children { %s }
}
`, t.Role, strings.TrimPrefix(t.IkeVersion, "ikev"), yesNo(t.IkeMode == "aggressive"), t.InternetIP, t.CustomerGateway, proposal,
			t.LocalID, t.RemoteID, children.String())
		fmt.Fprintf(&secrets, "ike-%s { id-a = \"%s\"; id-b = \"%s\"; secret = 0x%x }\n", t.Role, t.LocalID, t.RemoteID, t.Psk)
	}
	return strings.ReplaceAll("connections {\n"+connections.String()+"}\nsecrets {\n"+secrets.String()+"}\n", "; ", "\n")
}

type gatewayChild struct{ name, local, remote string }

// children are the phases 2 of a tunnel: IKEv2 carries all networks in one,
// IKEv1 one pair in each.
func (c vpnConnection) children(t tunnelOptions) (list []gatewayChild) {
	if t.IkeVersion == "ikev2" {
		return []gatewayChild{{"all-" + t.Role, c.LocalSubnet, c.RemoteSubnet}}
	}
	for i, local := range strings.Split(c.LocalSubnet, ",") {
		for k, remote := range strings.Split(c.RemoteSubnet, ",") {
			list = append(list, gatewayChild{fmt.Sprintf("all-%s-%d-%d", t.Role, i, k), local, remote})
		}
	}
	return list
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// peerOf is the connection seen from its other end.
func peerOf(c vpnConnection) peerconfig.Config {
	config := peerconfig.Config{
		Name: "peers", VpnConnectionID: "vco-bp1q8bgx4xnkm2ogj0fiu",
		LocalSubnets:  strings.Split(c.RemoteSubnet, ","),
		RemoteSubnets: strings.Split(c.LocalSubnet, ","),
	}
	for _, t := range c.Tunnels {
		config.Tunnels = append(config.Tunnels, peerconfig.Tunnel{
			Name: t.Role, LocalAddress: t.CustomerGateway, RemoteAddress: t.InternetIP,
			LocalID: t.RemoteID, RemoteID: t.LocalID, PSK: t.Psk, DPD: true, NATTraversal: true,
			IKE: peerconfig.IKE{
				Version: t.IkeVersion, Mode: t.IkeMode, Encryption: t.IkeEncAlg, Authentication: t.IkeAuthAlg,
				DHGroup: t.IkePfs, Lifetime: t.Lifetime,
			},
			IPsec: peerconfig.IPsec{Encryption: t.IpsecEncAlg, Authentication: t.IpsecAuthAlg, PFSGroup: t.IpsecPfs, Lifetime: t.Lifetime},
		})
	}
	return config
}
