package vpnattachment_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What a connection of a gateway refuses too is tested there.
func TestVpnAttachment_badInput(t *testing.T) {
	t.Parallel()
	const (
		secret      = "n0b0dy-prints-th1s"
		certificate = `"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"`
		smIke       = `{ version = "ikev1", encryption = "sm4", authentication = "sm3", dh_group = "group14" }`
		smIpsec     = `{ encryption = "sm4", authentication = "sm3", pfs_group = "group14" }`
	)
	health := func(change args) args {
		return single(args{"health_check": args{"destination_ip": `"192.168.0.1"`, "source_ip": `"10.0.0.1"`}.with(change).object()})
	}
	far := args{"customer_gateway_id": `"` + first + `"`}.object()
	both := func(one, two string) args { return dual(nil, args{"bgp": one}, args{"bgp": two}) }
	rows := map[string]struct {
		config args
		want   string
	}{
		"no subnets":          {dual(args{"remote_subnets": ""}, nil, nil), `The argument "remote_subnets" is required, but no definition was found.`},
		"empty subnets":       {dual(args{"local_subnets": "[]"}, nil, nil), `local_subnets must name at least one network, such as 10.0.0.0/16.`},
		"host bits":           {dual(args{"local_subnets": `["10.0.0.1/16"]`}, nil, nil), `must be a network without host bits: 10.0.0.0/16, got: "10.0.0.1/16".`},
		"overlap":             {dual(args{"remote_subnets": `["10.0.128.0/17"]`}, nil, nil), `10.0.128.0/17 in remote_subnets overlaps 10.0.0.0/16 in local_subnets. An address is either behind the transit router or behind the other end. For all addresses, write 0.0.0.0/0 alone in both.`},
		"one text":            {dual(args{"local_subnets": `"10.0.0.0/16"`}, nil, nil), `set of string required`},
		"network type":        {dual(args{"network_type": `"internet"`}, nil, nil), `network_type must be "public" or "private", got: "internet".`},
		"network type case":   {dual(args{"network_type": `"Public"`}, nil, nil), `network_type must be "public" or "private", got: "Public": write "public".`},
		"bandwidth":           {dual(args{"tunnel_bandwidth": `"1000M"`}, nil, nil), `tunnel_bandwidth must be "Standard" or "Large", got: "1000M".`},
		"bandwidth case":      {dual(args{"tunnel_bandwidth": `"large"`}, nil, nil), `tunnel_bandwidth must be "Standard" or "Large", got: "large": write "Large".`},
		"resource group":      {dual(args{"resource_group_id": `"group"`}, nil, nil), `resource_group_id must be an ID that starts with "rg-", got: "group".`},
		"a gateway":           {dual(args{"vpn_gateway_id": `"vpn-1"`}, nil, nil), `An argument named "vpn_gateway_id" is not expected here.`},
		"name too long":       {dual(args{"name": `"` + strings.Repeat("x", 101) + `"`}, nil, nil), `name must have 1 to 100 characters, got 101.`},
		"name like a URL":     {dual(args{"name": `"https://x"`}, nil, nil), `name must not start with "https://".`},
		"no tunnels":          {base(), `Write tunnels, with tunnel1 and tunnel2 in it, or customer_gateway_id in a region that builds attachments with a single tunnel.`},
		"one tunnel":          {base().with(args{"tunnels": args{"tunnel1": far}.object()}), `attribute "tunnel2" is required`},
		"roles":               {base().with(args{"tunnels": args{"master": far, "slave": far}.object()}), `attributes "tunnel1" and "tunnel2" are required`},
		"a list of tunnels":   {base().with(args{"tunnels": "[" + far + "]"}), `object required`},
		"no customer gateway": {dual(nil, nil, args{"customer_gateway_id": ""}), `attribute "customer_gateway_id" is required`},
		"customer gateway":    {dual(nil, args{"customer_gateway_id": `"vpn-1"`}, nil), `tunnels.tunnel1.customer_gateway_id must be an ID that starts with "cgw-", got: "vpn-1".`},
		"mixed":               {dual(args{"customer_gateway_id": `"` + first + `"`}, nil, nil), `customer_gateway_id is an argument of a connection with a single tunnel. In a connection with tunnels, write it in tunnels.tunnel1 and tunnels.tunnel2.`},
		"mixed: health":       {dual(args{"health_check": `{ destination_ip = "192.168.0.1", source_ip = "10.0.0.1" }`}, nil, nil), `The API has none for a connection with two tunnels. Remove it.`},
		"no ike":              {dual(args{"ike": ""}, nil, nil), `tunnels.tunnel1 has no ike, and the connection has none for both tunnels.`},
		"no ipsec":            {dual(args{"ipsec": ""}, args{"ipsec": goodIpsec}, nil), `tunnels.tunnel2 has no ipsec, and the connection has none for both tunnels.`},
		"single, no ike":      {single(args{"ike": ""}), `ike is missing. The API's own defaults are weak, so they are not used.`},
		"algorithm":           {dual(args{"ipsec": `{ encryption = "aes128", authentication = "sha1", pfs_group = "group2" }`}, nil, nil), `ipsec.encryption must be "aes", "aes192", "aes256", "des", "3des" or "sm4", got: "aes128".`},
		"certificate":         {dual(nil, nil, args{"remote_ca_certificate": certificate}), `tunnels.tunnel2.remote_ca_certificate is set. The API takes a certificate for an attachment with a single tunnel only. Remove it.`},
		"sm in two tunnels":   {dual(args{"ike": smIke, "ipsec": smIpsec}, nil, nil), `tunnels.tunnel1 has SM algorithms. They need a certificate, which the API takes for an attachment with a single tunnel only. Use others, such as encryption = "aes256" and authentication = "sha256".`},
		"sm, no certificate":  {single(args{"ike": smIke, "ipsec": smIpsec}), `remote_ca_certificate is missing. Tunnels with SM algorithms need the CA certificate of the other end.`},
		"BGP in one tunnel":   {dual(nil, args{"bgp": bgp("169.254.10.0/30", "169.254.10.1")}, nil), `tunnels.tunnel1 has bgp, and tunnels.tunnel2 has not. The API knows BGP for both tunnels or none: write bgp in both, or in none.`},
		"same network":        {both(bgp("169.254.10.0/30", "169.254.10.1"), bgp("169.254.10.0/30", "169.254.10.2")), `tunnels.tunnel1.bgp.tunnel_cidr and tunnels.tunnel2.bgp.tunnel_cidr are both "169.254.10.0/30". Each tunnel needs a network of its own.`},
		"reserved network":    {both(bgp("169.254.6.0/30", "169.254.6.1"), bgp("169.254.11.0/30", "169.254.11.1")), `tunnels.tunnel1.bgp.tunnel_cidr must not be one of the networks that Alibaba Cloud reserves`},
		"psk with a space":    {dual(nil, args{"psk": `"` + secret + ` x"`}, nil), `tunnels.tunnel1.psk must not contain spaces, tabs or line breaks.`},
		"key, no version":     {dual(nil, nil, args{"psk_wo": `"` + secret + `"`}), `Attribute "tunnels.tunnel2.psk_wo_version" must be specified when "tunnels.tunnel2.psk_wo" is specified`},
		"policy":              {health(args{"policy": `"drop"`}), `health_check.policy must be "revoke_route" or "reserve_route", got: "drop".`},
		"no source":           {health(args{"source_ip": ""}), `attribute "source_ip" is required`},
		"interval":            {health(args{"interval": "0"}), `health_check.interval must be at least 1.`},
	}
	if len(rows) < 35 {
		t.Errorf("only %d rows", len(rows))
	}
	for name, test := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: hcl(c, test.config), ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// The ID of a connection of a VPN gateway looks like that of an attachment, and the
// other way round. Import, refresh and data source name the right resource.
func TestVpnAttachment_otherKind(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	gateway := c.Sim().PutGateway(sim.Gateway{})
	const mine, other = "aliyun_vpn_attachment", "aliyun_vpn_connection"
	attachment := c.Sim().PutVpnAttachment(sim.VpnAttachment{})
	connection := c.Sim().PutVpnConnection(sim.VpnConnection{VpnGatewayID: gateway})
	for _, test := range []struct{ typeName, id, summary, want string }{
		{
			mine, connection, "Unable to read VPN attachment",
			connection + " is not an attachment to a transit router, but a connection of a VPN gateway.\n\nUse " + other + " for it.",
		},
		{
			other, attachment, "Unable to read IPsec connection",
			attachment + " is not a connection of a VPN gateway, but an attachment to a transit router.\n\nUse " + mine + " for it.",
		},
	} {
		i := c.Instance(test.typeName, nil)
		acctest.Contains(t, i.Import(test.id).Errors(), test.summary, test.want)
		acctest.Contains(t, i.Import(test.id+"@cn-hangzhou").Errors(), test.summary, test.want)
		_, said := i.ReadData(test.typeName, map[string]any{"id": test.id})
		acctest.Contains(t, said.Errors(), test.summary, test.want)
	}

	// Attached ones too: the API shows them with another type then.
	c.Sim().AttachVpn(attachment)
	acctest.Contains(t, c.Instance(other, nil).Import(attachment).Errors(), "Use "+mine+" for it.")
	if said := c.Instance(mine, nil).Import(attachment); said.HasError() {
		t.Error(said.Texts())
	}
	c.Sim().DetachVpn(attachment)
	c.Sim().RemoveVpnAttachment(attachment)
	c.Sim().RemoveVpnConnection(connection)
	c.Sim().RemoveGateway(gateway)
}
