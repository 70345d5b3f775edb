package vpnconnection_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// putAttachment adds an attachment to a transit router under the ID of existing.
func putAttachment(t *testing.T) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-1", IPAddress: "198.51.100.1", Asn: 65010})
	c.Sim().PutVpnAttachment(sim.VpnAttachment{
		Addresses:     []string{"203.0.113.1", "203.0.113.2"},
		VpnConnection: sim.VpnConnection{VpnConnectionID: existingID, Name: "office"},
	})
	c.Sim().AttachVpn(existingID)
	return c
}

// An attachment has a configuration for its other end too, tunnel by tunnel.
func TestVpnConnectionPeerConfig_attachment(t *testing.T) {
	t.Parallel()
	c := putAttachment(t)
	testPeerConfig(t, c, resource.TestStep{
		Config: c.Provider() + peerConfigOf(existingID, fmt.Sprintf(
			`join(" ", [for t in %s.tunnels : "${t.name} ${t.local_address} ${t.remote_address}"])`, ofOffice)),
		ConfigStateChecks: []statecheck.StateCheck{
			statecheck.ExpectKnownValue("echo.sink", tfjsonpath.New("data"),
				knownvalue.StringExact("tunnel1 198.51.100.1 203.0.113.1 tunnel2 198.51.100.1 203.0.113.2")),
		},
	})
}

// It can be diagnosed, and the problem names its tunnel.
func TestVpnConnectionDiagnosis_attachment(t *testing.T) {
	t.Parallel()
	c := putAttachment(t)
	a, _ := c.Sim().VpnAttachment(existingID)
	c.Sim().ChangeVpnAttachment(existingID, func(v *sim.VpnAttachment) {
		v.Problems = []sim.Problem{{TunnelID: a.Tunnels[1].TunnelID, Reason: "the keys differ"}}
	})
	const data = "data.aliyun_vpn_connection_diagnosis.office"
	c.Test(resource.TestStep{
		Config: c.Provider() + "data \"aliyun_vpn_connection_diagnosis\" \"office\" {\n  vpn_connection_id = \"" + existingID + "\"\n}\n",
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttr(data, "healthy", "false"), resource.TestCheckResourceAttr(data, "problems.0.tunnel", "tunnel2"),
		),
	})
	if c.Sim().DetachVpn(existingID) {
		c.Sim().RemoveVpnAttachment(existingID)
	}
}
