package vpnconnection_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What a gateway cannot have is refused in the plan, before anything is created.
func TestVpnConnection_gatewayCannotHaveIt(t *testing.T) {
	t.Parallel()
	shangMi := args{"ike": ike(args{"version": `"ikev1"`, "encryption": sm, "authentication": `"sm3"`}), "ipsec": ipsec(args{"encryption": sm, "authentication": `"sm3"`})}
	withCertificate := args{"remote_ca_certificate": certificate}
	for name, test := range map[string]struct {
		gateway sim.Gateway
		config  args
		want    string
	}{
		"no IPsec": {
			sim.Gateway{SslVpn: true},
			dual(nil, nil, nil),
			gatewayID + ` has no IPsec, so it can have no IPsec connections. Use a gateway with enable_ipsec = true.`,
		},
		"two tunnels for a single one": {
			sim.Gateway{VSwitchID: sim.DefaultVSwitchH},
			dual(nil, nil, nil),
			gatewayID + ` builds connections with a single tunnel: it has no second vSwitch. Write customer_gateway_id, ike and ipsec instead of tunnels.`,
		},
		"a single tunnel for two": {
			sim.Gateway{},
			single(nil),
			gatewayID + ` builds connections with two tunnels. Write tunnels, with master and slave in it, instead of customer_gateway_id.`,
		},
		"SM algorithms": {
			sim.Gateway{},
			dual(shangMi, withCertificate, withCertificate),
			gatewayID + ` is of type Normal, which has no SM algorithms. Use others, such as encryption = "aes256" and authentication = "sha256".`,
		},
		"no SM algorithms": {
			sim.Gateway{VpnType: "NationalStandard"},
			dual(nil, nil, nil),
			gatewayID + ` is of type NationalStandard, which has SM algorithms only: encryption = "sm4" and authentication = "sm3".`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			test.gateway.VpnGatewayID = gatewayID
			c.Sim().PutGateway(test.gateway)
			putCustomerGateways(c)
			c.Test(resource.TestStep{Config: hcl(c, test.config), PlanOnly: true, ExpectError: acctest.Message(test.want)})
			expectWrites(t, c)
		})
	}
}

// A gateway for SM algorithms, with certificates and without keys to lose.
func TestVpnConnection_shangMi(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: gatewayID, VpnType: "NationalStandard"})
	putCustomerGateways(c)
	config := func(lifetime string) string {
		with := args{"remote_ca_certificate": certificate}
		return hcl(c, dual(args{
			"ike":   ike(args{"version": `"ikev1"`, "encryption": sm, "authentication": `"sm3"`, "lifetime": lifetime}),
			"ipsec": ipsec(args{"encryption": sm, "authentication": `"sm3"`}),
		}, with, with))
	}
	c.Test(
		resource.TestStep{Config: config("")},
		resource.TestStep{Config: config("3600"), ConfigPlanChecks: updateOnly},
		resource.TestStep{Config: config("3600"), ConfigPlanChecks: emptyPlan},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
	)
}

// Quotas, and what else the API says only when the plan is applied.
func TestVpnConnection_refused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options sim.Options
		prepare func(*acctest.Cloud)
		config  args
		want    string
	}{
		"quota": {
			sim.Options{ConnectionQuota: 1},
			func(c *acctest.Cloud) { c.Sim().PutVpnConnection(sim.VpnConnection{RemoteSubnet: "172.16.0.0/12"}) }, dual(nil, nil, nil),
			`The gateway has as many IPsec connections as its quota allows (10 unless raised).`,
		},
		"routes": {
			sim.Options{},
			func(c *acctest.Cloud) {
				c.Sim().AddFault(sim.Fault{Action: "CreateVpnConnection", Code: "QuotaExceeded.PolicyBasedRoute", Message: "The quota of policy based routes is exceeded."})
			}, dual(nil, nil, nil),
			`The gateway has as many policy-based routes as its quota allows (20 unless raised), and a connection with subnets other than 0.0.0.0/0 adds its own. Name fewer subnets`,
		},
		"customer gateway": {
			sim.Options{},
			func(*acctest.Cloud) {}, dual(nil, nil, args{"customer_gateway_id": `"cgw-none"`}),
			`A customer gateway of the connection does not exist in this region. Check customer_gateway_id, in each tunnel.`,
		},
		"gateway": {
			sim.Options{},
			func(*acctest.Cloud) {}, dual(args{"vpn_gateway_id": `"vpn-none"`}, nil, nil),
			`The VPN gateway does not exist in this region. Check vpn_gateway_id and region.`,
		},
		"bill": {
			sim.Options{},
			func(c *acctest.Cloud) {
				c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" })
			}, dual(nil, nil, nil),
			`The VPN gateway is locked because a payment is overdue. Pay its bill, and apply again.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := office(t, test.options)
			test.prepare(c)
			c.Test(resource.TestStep{Config: hcl(c, test.config), ExpectError: acctest.Message("Unable to create IPsec connection", test.want)})
		})
	}
}

// The same connection is there already: the error says which, and how to take it
// over.
func TestVpnConnection_alreadyThere(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	there := c.Sim().PutVpnConnection(sim.VpnConnection{Name: "older"})
	config := hcl(c, dual(nil, nil, nil))
	c.Test(
		resource.TestStep{Config: config, ExpectError: acctest.Message("Unable to create IPsec connection",
			there+` ("older") connects `+gatewayID+` to the same customer gateways with the same subnets already.`,
			`import { to = ADDRESS id = "`+there+`@cn-hangzhou" }`, "Nothing was created.", "API code: InvalidVpnConnection.AlreadyExists")},
		resource.TestStep{
			Config: config + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, there+"@cn-hangzhou"), ConfigPlanChecks: updateOnly,
		},
		resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan},
	)
}

// A create that was carried out although the answer was an error is one connection.
func TestVpnConnection_createdDespiteAnError(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	c.Sim().AddFault(sim.Fault{Action: "CreateVpnConnection", Applied: true, Status: 500, Code: "InternalError", Message: "The request processing has failed due to some unknown error."})
	config := hcl(c, dual(nil, nil, nil))
	c.Test(
		resource.TestStep{Config: config},
		resource.TestStep{PreConfig: func() {
			only(t, c)
			expectWrites(t, c, "CreateVpnConnection", "CreateVpnConnection")
		}, Config: config, ConfigPlanChecks: emptyPlan},
	)
}

// Weak choices are warned of when they are new.
func TestVpnConnection_weak(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	i := c.Instance("aliyun_vpn_connection", nil)
	config := dualValues(gatewayID, nil, nil)
	config["ike"] = map[string]any{"version": "ikev1", "encryption": "3des", "authentication": "md5", "dh_group": "group2", "mode": "aggressive"}
	config["ipsec"] = map[string]any{"encryption": "des", "authentication": "sha256", "pfs_group": "group1"}
	said := i.Apply(t.Context(), config)
	acctest.Contains(t, i.Another().Plan(config).Warnings(),
		`ike.version is "ikev1": it is deprecated (RFC 9395). Use "ikev2", unless the other end cannot.`,
		`ike.mode is "aggressive": it sends a hash of the key that can be guessed offline. Use "main", unless the other end cannot.`,
		`ike.encryption is "3des": its blocks have 64 bits, and it is no longer advised. Use "aes256", unless the other end cannot.`,
		`ike.authentication is "md5": it is broken as a hash. Use "sha256", unless the other end cannot.`,
		`ike.dh_group is "group2": its modulus has 1024 bits. Use "group14", unless the other end cannot.`,
		`ipsec.encryption is "des": its key has 56 bits. Use "aes256", unless the other end cannot.`,
		`ipsec.pfs_group is "group1": its modulus has 768 bits. Use "group14", unless the other end cannot.`)
	if said.HasError() || len(i.Another().Plan(config).Warnings()) != 7 {
		t.Errorf("got %v", said.Texts())
	}
	if said := i.Plan(config); len(said) > 0 {
		t.Errorf("told of what is not new: %v", said.Texts())
	}
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Error(said.Texts())
	}
}

// A gateway with an IPsec server has no connections: the error names the server.
func TestVpnConnection_besideServer(t *testing.T) {
	t.Parallel()
	c := office(t, sim.Options{})
	server := c.Sim().PutIpsecServer(sim.IpsecServer{VpnGatewayID: gatewayID, Name: "people"})
	i := c.Instance("aliyun_vpn_connection", nil)
	acctest.Contains(t, i.Apply(t.Context(), dualValues(gatewayID, nil, nil)).Errors(), "Unable to create IPsec connection",
		"A VPN gateway has either IPsec connections or an IPsec server, and "+gatewayID+" has the IPsec server "+server+` ("people"). Use another VPN gateway`,
		"Nothing was created.")
	c.Sim().RemoveIpsecServer(server)
	if said := i.Apply(t.Context(), dualValues(gatewayID, nil, nil)); said.HasError() {
		t.Error(said.Texts())
	}
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Error(said.Texts())
	}
}
