package vpnconnection_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const existingID = "vco-bp1existing0000000001"

// existing is a connection that is there already, with two tunnels to two customer
// gateways, or with one.
func existing(t *testing.T, two bool) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	gateway := sim.Gateway{VpnGatewayID: "vpn-1", InternetIP: "203.0.113.1", VSwitchID: sim.DefaultVSwitchH, VpcID: sim.DefaultVPC}
	if two {
		gateway.DisasterRecoveryVSwitchID, gateway.DisasterRecoveryInternetIP = sim.DefaultVSwitchI, "203.0.113.2"
	}
	c.Sim().PutGateway(gateway)
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-1", IPAddress: "198.51.100.1", Asn: 65010})
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-2", IPAddress: "198.51.100.2", Asn: 65010})
	one := sim.VpnTunnel{
		TunnelID: "tun-1", Role: "master", CustomerGatewayID: "cgw-1", EnableDpd: true, EnableNatTraversal: true,
		Ike: sim.IkeConfig{
			Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 28800, Psk: "key-of-the-first-tunnel",
		},
		Ipsec: sim.IpsecConfig{EncAlg: "aes256", AuthAlg: "sha256", Pfs: "disabled", Lifetime: 3600},
		Bgp:   &sim.TunnelBgp{LocalAsn: 45104, TunnelCidr: "169.254.10.0/30", LocalBgpIP: "169.254.10.1"},
	}
	second := one
	second.TunnelID, second.Role, second.CustomerGatewayID, second.EnableDpd = "tun-2", "slave", "cgw-2", false
	second.Ike.LocalID, second.Ike.RemoteID, second.Ike.Psk = "cloud.example.com", "office.example.com", "key-of-the-second-tunnel"
	second.Bgp = &sim.TunnelBgp{
		LocalAsn: 45104, TunnelCidr: "169.254.11.0/30", LocalBgpIP: "169.254.11.2", PeerAsn: 65010, PeerBgpIP: "169.254.11.1", Status: "success",
	}
	v := sim.VpnConnection{
		VpnConnectionID: existingID, VpnGatewayID: "vpn-1", Name: "office", LocalSubnet: "10.20.0.0/16", RemoteSubnet: "192.168.0.0/16",
		Tunnels: []sim.VpnTunnel{one, second},
	}
	if !two {
		one.TunnelID, one.Role, one.Bgp = "", "", nil
		v.Tunnels = []sim.VpnTunnel{one}
	}
	c.Sim().PutVpnConnection(v)
	return c
}

// wanted is what the other end of existing has to set.
func wanted(two bool) peerconfig.Config {
	first := peerconfig.Tunnel{
		Name: "master", LocalAddress: "198.51.100.1", RemoteAddress: "203.0.113.1", LocalID: "198.51.100.1", RemoteID: "203.0.113.1",
		PSK: "key-of-the-first-tunnel", DPD: true, NATTraversal: true,
		IKE: peerconfig.IKE{
			Version: "ikev2", Mode: "main", Encryption: "aes256", Authentication: "sha256", DHGroup: "group14", Lifetime: 28800,
		},
		IPsec: peerconfig.IPsec{Encryption: "aes256", Authentication: "sha256", PFSGroup: "disabled", Lifetime: 3600},
		BGP: &peerconfig.BGP{
			LocalASN: 65010, RemoteASN: 45104, LocalIP: "169.254.10.2", RemoteIP: "169.254.10.1", TunnelCIDR: "169.254.10.0/30",
		},
	}
	c := peerconfig.Config{
		Name: "office", VpnConnectionID: existingID, LocalSubnets: []string{"192.168.0.0/16"}, RemoteSubnets: []string{"10.20.0.0/16"},
	}
	if !two {
		first.Name, first.BGP = "tunnel", nil
		c.Tunnels = []peerconfig.Tunnel{first}
		return c
	}
	second := first
	second.Name, second.LocalAddress, second.RemoteAddress, second.DPD = "slave", "198.51.100.2", "203.0.113.2", false
	second.LocalID, second.RemoteID, second.PSK = "office.example.com", "cloud.example.com", "key-of-the-second-tunnel"
	second.BGP = &peerconfig.BGP{
		LocalASN: 65010, RemoteASN: 45104, LocalIP: "169.254.11.1", RemoteIP: "169.254.11.2", TunnelCIDR: "169.254.11.0/30",
	}
	c.Tunnels = []peerconfig.Tunnel{first, second}
	return c
}

// sink shows, in the state of another provider, what no state of ours has.
const sink = "provider \"echo\" {\n  data = %s\n}\nresource \"echo\" \"sink\" {}\n"

func peerConfigOf(id, value string) string {
	return fmt.Sprintf("ephemeral \"aliyun_vpn_connection_peer_config\" \"office\" {\n  vpn_connection_id = %q\n}\n"+sink, id, value)
}

const ofOffice = "ephemeral.aliyun_vpn_connection_peer_config.office"

func testPeerConfig(t *testing.T, c *acctest.Cloud, steps ...resource.TestStep) {
	t.Helper()
	factories := c.Factories()
	factories["echo"] = echoprovider.NewProviderServer()
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: factories, Steps: steps,
	})
}

// The function takes the ephemeral resource as it is, in every format, and writes
// what the far end of this connection has to set.
func TestVpnConnectionPeerConfig(t *testing.T) {
	t.Parallel()
	for _, two := range []bool{true, false} {
		c := existing(t, two)
		var all []string
		for _, format := range peerconfig.Formats() {
			want, err := peerconfig.Render(format, wanted(two))
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, want)
		}
		formats := strings.ReplaceAll(fmt.Sprintf("%q", peerconfig.Formats()), " ", ", ")
		testPeerConfig(t, c, resource.TestStep{
			Config: c.Provider() + peerConfigOf(existingID, fmt.Sprintf("join(\"\", [for f in %s : provider::aliyun::peer_config(f, %s)])", formats, ofOffice)),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("echo.sink", tfjsonpath.New("data"), knownvalue.StringExact(strings.Join(all, ""))),
			},
		})
	}
}

// What cannot be known is said, and nothing is made up.
func TestVpnConnectionPeerConfig_errors(t *testing.T) {
	t.Parallel()
	c := existing(t, true)
	config := c.Provider() + peerConfigOf(existingID, ofOffice+".name")
	lacks := func(path string) func() {
		return func() {
			c.Sim().ClearFaults()
			c.Sim().AddFault(sim.Fault{Action: "DescribeVpnConnection", Kind: sim.KindAnswer, Times: -1, Remove: []string{path}})
		}
	}
	const tunnel = "TunnelOptionsSpecification.TunnelOptions.0."
	testPeerConfig(t, c,
		resource.TestStep{
			Config:      c.Provider() + peerConfigOf("vco-none", ofOffice+".name"),
			ExpectError: regexp.MustCompile(`(?s)No such IPsec connection.*There is no IPsec connection vco-none in cn-hangzhou`),
		},
		resource.TestStep{
			Config:      c.Provider() + peerConfigOf("vpn-1", ofOffice+".name"),
			ExpectError: regexp.MustCompile(`(?s)starts\s+with\s+"vco-"`),
		},
		resource.TestStep{
			PreConfig: lacks(tunnel + "TunnelIkeConfig.Psk"), Config: config,
			ExpectError: regexp.MustCompile(`(?s)has no pre-shared key for\s+master`),
		},
		resource.TestStep{
			PreConfig: func() {
				c.Sim().ClearFaults()
				c.Sim().AddFault(sim.Fault{
					Action: "DescribeVpnConnection", Kind: sim.KindAnswer, Times: -1,
					Set: map[string]json.RawMessage{tunnel + "CustomerGatewayId": json.RawMessage(`"cgw-gone"`)},
				})
			},
			Config: config, ExpectError: regexp.MustCompile(`(?s)customer gateway of master cannot be read:\s+no such\s+customer\s+gateway`),
		},
		resource.TestStep{
			PreConfig: func() {
				c.Sim().ClearFaults()
				c.Sim().ChangeCustomerGateway("cgw-1", func(g *sim.CustomerGateway) { g.Asn = 0 })
			},
			Config: config, ExpectError: regexp.MustCompile(`(?s)master has BGP, and its customer gateway cgw-1 has no\s+ASN`),
		},
		resource.TestStep{PreConfig: lacks("Name"), Config: c.Provider()},
	)
}

// The gateway tells the address where the answer about the connection does not.
func TestVpnConnectionPeerConfig_addressOfTheGateway(t *testing.T) {
	t.Parallel()
	for _, two := range []bool{true, false} {
		c := existing(t, two)
		c.Sim().AddFault(sim.Fault{
			Action: "DescribeVpnConnection", Kind: sim.KindAnswer, Times: -1,
			Remove: []string{"InternetIp", "TunnelOptionsSpecification.TunnelOptions.0.InternetIp", "TunnelOptionsSpecification.TunnelOptions.1.InternetIp"},
		})
		want := "203.0.113.1"
		if two {
			want += " 203.0.113.2"
		}
		testPeerConfig(t, c, resource.TestStep{
			Config: c.Provider() + peerConfigOf(existingID, fmt.Sprintf("join(\" \", %s.tunnels[*].remote_address)", ofOffice)),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("echo.sink", tfjsonpath.New("data"), knownvalue.StringExact(want)),
			},
		})
	}
}
