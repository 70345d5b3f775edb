package sslvpnserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// What a gateway cannot have is refused in the plan, before anything is created.
func TestSslVpnServer_gatewayCannotHaveIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		gateway sim.Gateway
		pool    string
		want    string
	}{
		"no SSL":    {sim.Gateway{IpsecVpn: true}, "10.200.0.0/24", gatewayID + " has no SSL, so nobody can dial in to it. Use a gateway with enable_ssl = true."},
		"five":      {sim.Gateway{SslVpn: true, SslMaxConnections: 5}, "10.200.0.0/28", "client_ip_pool is 10.200.0.0/28, which has 16 addresses. " + gatewayID + " has 5 SSL connections, and each needs 4 addresses: 20. Use a /27 or larger."},
		"sixteen":   {sim.Gateway{SslVpn: true, SslMaxConnections: 16}, "10.200.0.0/27", "which has 32 addresses. " + gatewayID + " has 16 SSL connections, and each needs 4 addresses: 64. Use a /26 or larger."},
		"a hundred": {sim.Gateway{SslVpn: true, SslMaxConnections: 100}, "10.200.0.0/24", "has 100 SSL connections, and each needs 4 addresses: 400. Use a /23 or larger."},
		"thousand":  {sim.Gateway{SslVpn: true, SslMaxConnections: 1000}, "10.200.0.0/29", "has 1000 SSL connections, and each needs 4 addresses: 4000. Use a /20 or larger."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			test.gateway.VpnGatewayID = gatewayID
			c.Sim().PutGateway(test.gateway)
			c.Test(resource.TestStep{
				Config: hcl(c, minimal.with(args{"client_ip_pool": `"` + test.pool + `"`})), PlanOnly: true, ExpectError: acctest.Message(test.want),
			})
			expectWrites(t, c)
		})
	}
}

// The smallest pool that is large enough is one, for every number of connections that
// is sold.
func TestSslVpnServer_smallestPool(t *testing.T) {
	t.Parallel()
	for connections, bits := range map[int64]int{5: 27, 10: 26, 20: 25, 50: 24, 100: 23, 200: 22, 500: 21, 1000: 20} {
		c := acctest.New(t, sim.Options{})
		c.Sim().PutGateway(sim.Gateway{VpnGatewayID: gatewayID, SslVpn: true, SslMaxConnections: connections})
		i := c.Instance(typeName, nil)
		if said := i.Apply(t.Context(), values(map[string]any{"client_ip_pool": fmt.Sprintf("10.200.0.0/%d", bits)})); len(said) > 0 {
			t.Errorf("%d connections: %v", connections, said.Texts())
		}
		// A smaller one is refused when it changes, too.
		said := i.Plan(values(map[string]any{"client_ip_pool": fmt.Sprintf("10.200.0.0/%d", bits+1)}))
		acctest.Contains(t, said.Errors(), fmt.Sprintf("Use a /%d or larger.", bits))
		c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.SslMaxConnections = 5 })
		if said := i.Apply(t.Context(), nil); said.HasError() {
			t.Error(said.Texts())
		}
	}
}

// What the API says only when the plan is applied, because the plan could not read
// the gateway or nothing shows it before.
func TestSslVpnServer_refused(t *testing.T) {
	t.Parallel()
	unreadable := func(c *acctest.Cloud) {
		c.Sim().AddFault(sim.Fault{Action: "DescribeVpnGateway", Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "User not authorized."})
	}
	for name, test := range map[string]struct {
		prepare func(*acctest.Cloud)
		want    []string
	}{
		"no SSL": {
			func(c *acctest.Cloud) {
				c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.SslVpn, g.IpsecVpn = false, true })
				unreadable(c)
			}, []string{"The VPN gateway has no SSL. Use one with enable_ssl = true.", "API code: VpnGateway.SslVpnDisabled"},
		},
		"no gateway": {
			func(c *acctest.Cloud) { c.Sim().RemoveGateway(gatewayID) },
			[]string{"The VPN gateway does not exist in this region. Check vpn_gateway_id and region.", "Nothing was created."},
		},
		"bill": {
			func(c *acctest.Cloud) {
				c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.BusinessStatus = "FinancialLocked" })
			}, []string{"The VPN gateway is locked because a payment is overdue. Pay its bill, and apply again."},
		},
		"routes": {
			func(c *acctest.Cloud) {
				c.Sim().AddFault(sim.Fault{Action: "CreateSslVpnServer", Code: "QuotaExceeded.VpnRouteEntry", Message: "The number of route entries has reached the quota limit."})
			}, []string{"The route table of the VPC has as many routes to the VPN gateway as its quota allows, and the server needs one for its pool."},
		},
		"pool": {
			func(c *acctest.Cloud) {
				c.Sim().ChangeGateway(gatewayID, func(g *sim.Gateway) { g.SslMaxConnections = 500 })
				unreadable(c)
			}, []string{"client_ip_pool", "API code: InvalidClientIpPool"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := dialIn(t, sim.Options{})
			test.prepare(c)
			i := c.Instance(typeName, nil)
			said := i.Apply(t.Context(), values(nil))
			acctest.Contains(t, said.Errors(), append(test.want, "Unable to create SSL server")...)
			if i.Exists() || len(c.Sim().SslVpnServers()) > 0 {
				t.Error("something was created")
			}
		})
	}
}

// The gateway has a server already: the error says which, and how to take it over.
func TestSslVpnServer_alreadyThere(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	there := c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: gatewayID, Name: "older", ClientIPPool: "10.200.0.0/24"})
	config := hcl(c, minimal)
	c.Test(
		resource.TestStep{Config: config, ExpectError: acctest.Message("Unable to create SSL server",
			gatewayID+" has the SSL server "+there+` ("older") already, and a gateway has one at most. Refer to that one by its ID or by the data source aliyun_ssl_vpn_server, or take it into state:`,
			`import { to = ADDRESS id = "`+there+`@cn-hangzhou" }`, "Nothing was created.", "API code: Resource.QuotaFull")},
		resource.TestStep{
			Config: config + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, there+"@cn-hangzhou"), ConfigPlanChecks: updateOnly, // TCP becomes UDP
		},
		resource.TestStep{Config: config, ConfigPlanChecks: emptyPlan},
	)
	c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: gatewayID})
	c.Sim().AddFault(sim.Fault{Action: "DescribeSslVpnServers", Times: -1, Status: 403, Code: "Forbidden.RAM", Message: "User not authorized."})
	acctest.Contains(t, c.Instance(typeName, nil).Apply(t.Context(), values(nil)).Errors(),
		gatewayID+" may have an SSL server already, and a gateway has one at most. Its servers could not be read: ")
	c.Sim().ClearFaults()
	for _, v := range c.Sim().SslVpnServers() {
		c.Sim().RemoveSslVpnServer(v.SslVpnServerID)
	}
}

// A plan that deletes or replaces a server names the certificates that go with it.
// One that does neither does not ask for them.
func TestSslVpnServer_takesItsCertificatesAlong(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	const other = "vpn-bp1other0000000000001"
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: other, SslVpn: true, SslMaxConnections: 5})
	i := c.Instance(typeName, nil)
	if said := i.Apply(t.Context(), values(nil)); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	elsewhere := values(map[string]any{"vpn_gateway_id": other})
	for _, config := range []map[string]any{nil, elsewhere} {
		if said := i.Plan(config); len(said) > 0 {
			t.Errorf("a server without certificates: %v", said.Texts())
		}
	}
	id := i.String("id")
	theirs := c.Sim().PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: other})
	c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: theirs, VpnGatewayID: other, Name: "not-ours"})
	first := c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: id, VpnGatewayID: gatewayID, Name: "laptop-1"})
	acctest.Contains(t, i.Plan(nil).Warnings(), "SSL server is deleted with its client certificates",
		"1 client certificate of "+id+" is deleted with it, also those that this configuration does not have:\n  "+first+`  "laptop-1"`+"\n\n",
		"Nobody can dial in with them any more, and they cannot be brought back")
	for n := 2; n <= 7; n++ {
		c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: id, VpnGatewayID: gatewayID, Name: fmt.Sprintf("laptop-%d", n)})
	}
	said := i.Plan(elsewhere)
	acctest.Contains(t, said.Warnings(), "SSL server is replaced with its client certificates", "7 client certificates of "+id+" are deleted with it", `"laptop-5"`, "and 2 more")
	if shown := strings.Join(said.Warnings(), ""); strings.Contains(shown, "laptop-6") || strings.Contains(shown, "not-ours") || said.HasError() {
		t.Errorf("got %v", said.Texts())
	}
	c.Sim().ResetRequests()
	if said := i.Plan(values(map[string]any{"port": 1195})); len(said) > 0 {
		t.Errorf("a change in place: %v", said.Texts())
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("it made %d calls", n)
	}
	c.Sim().AddFault(sim.Fault{Action: "DescribeSslVpnClientCerts", Status: 403, Code: "Forbidden.RAM", Message: "User not authorized."})
	acctest.Contains(t, i.Plan(nil).Warnings(), "All client certificates of "+id+" are deleted with it, also those that this configuration does not have. "+
		"How many there are could not be read: ")
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Fatal(said.Texts())
	}
	if left := c.Sim().SslVpnClientCerts(); len(left) != 1 || left[0].Name != "not-ours" {
		t.Errorf("left are %+v", left)
	}
	c.Sim().RemoveSslVpnServer(theirs)
}

// An encryption that is none is warned of when it is new.
func TestSslVpnServer_weak(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	config := values(map[string]any{"cipher": "none"})
	acctest.Contains(t, i.Plan(config).Warnings(), `cipher is "none": what clients older than OpenVPN 2.4 send can be read on its way. Use "AES-256-CBC", unless a client cannot.`)
	if said := i.Apply(t.Context(), config); said.HasError() {
		t.Fatal(said.Texts())
	}
	if said := i.Plan(config); len(said) > 0 {
		t.Errorf("told of what is not new: %v", said.Texts())
	}
	if said := i.Apply(t.Context(), nil); said.HasError() {
		t.Fatal(said.Texts())
	}
}

// An application cannot be taken away from multi-factor authentication that stays on.
func TestSslVpnServer_applicationStays(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	with := func(application any) map[string]any {
		return values(map[string]any{"mfa": map[string]any{
			"idaas_instance_id": "idaas_1", "idaas_region_id": "cn-hangzhou", "idaas_application_id": application,
		}})
	}
	for _, config := range []map[string]any{with("app_1"), with("app_2")} {
		if said := i.Apply(t.Context(), config); len(said) > 0 {
			t.Fatal(said.Texts())
		}
	}
	c.Sim().ResetRequests()
	acctest.Contains(t, i.Plan(with(nil)).Errors(), i.String("id")+" asks the IDaaS application app_2, and the API has no way to take it away while "+
		"multi-factor authentication stays on. Name another application. For an instance without one, remove mfa, apply, and add it again.")
	expectWrites(t, c)
	for _, config := range []map[string]any{values(nil), with(nil), with("app_1"), nil} {
		if said := i.Apply(t.Context(), config); len(said) > 0 {
			t.Errorf("%v: %v", config, said.Texts())
		}
	}
}

// DNS servers that the API does not clear are not said to be cleared.
func TestSslVpnServer_dnsServersStay(t *testing.T) {
	t.Parallel()
	c := dialIn(t, sim.Options{})
	i := c.Instance(typeName, nil)
	if said := i.Apply(t.Context(), values(map[string]any{"dns_servers": []string{"8.8.8.8"}})); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	id := i.String("id")
	c.Sim().AddFault(sim.Before("DescribeSslVpnServers", 1, func(s *sim.Server) {
		s.ChangeSslVpnServer(id, func(v *sim.SslVpnServer) { v.DNSServers = "8.8.8.8" })
	}))
	said := i.Apply(t.Context(), values(map[string]any{"port": 1195}))
	acctest.Contains(t, said.Errors(), "Unable to update SSL server", "the API accepted the change, but the server still has its DNS servers")
	// State has what is true, and the next apply does the rest.
	if said := i.Apply(t.Context(), values(map[string]any{"port": 1195})); len(said) > 0 || only(t, c).DNSServers != "" || only(t, c).Port != 1195 {
		t.Errorf("%+v: %v", only(t, c), said.Texts())
	}
	if said := i.Apply(t.Context(), nil); len(said) > 0 {
		t.Error(said.Texts())
	}
}
