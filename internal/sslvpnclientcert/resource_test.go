package sslvpnclientcert_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnclientcert"
)

const (
	address       = "aliyun_ssl_vpn_client_cert.test"
	server        = "vss-bp1certs0000000000000a"
	gateway       = "vpn-bp1certs0000000000000a"
	second        = "vss-bp1certs0000000000000b"
	secondGateway = "vpn-bp1certs0000000000000b"
)

// withServers has two SSL servers.
func withServers(t *testing.T, options sim.Options) *acctest.Cloud {
	t.Helper()
	return seeded(acctest.New(t, options))
}

func seeded(c *acctest.Cloud) *acctest.Cloud {
	for id, parent := range map[string]string{server: gateway, second: secondGateway} {
		c.Sim().PutGateway(sim.Gateway{
			VpnGatewayID: parent, SslVpn: true, SslMaxConnections: 20, InternetIP: "203.0.113.1", SslVpnInternetIP: "203.0.113.9",
		})
		c.Sim().PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: id, VpnGatewayID: parent, Proto: "UDP"})
	}
	return c
}

func config(c *acctest.Cloud, lines ...string) string {
	return c.Provider() + "resource \"aliyun_ssl_vpn_client_cert\" \"test\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func of(id string) string { return fmt.Sprintf("ssl_vpn_server_id = %q", id) }

func value(name string, want knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), want)
}

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
}

func instance(c *acctest.Cloud) *acctest.Instance {
	return c.Instance(sslvpnclientcert.Kind.TypeName, nil)
}

func TestSslVpnClientCert_life(t *testing.T) {
	t.Parallel()
	c := withServers(t, sim.Options{})
	only := func() sim.SslVpnClientCert {
		all := c.Sim().SslVpnClientCerts()
		if len(all) != 1 {
			t.Fatalf("want one certificate, got %+v", all)
		}
		return all[0]
	}
	var id string
	c.Test(
		resource.TestStep{ // as little as possible
			Config: config(c, of(server)),
			ConfigStateChecks: []statecheck.StateCheck{
				value("status", knownvalue.StringExact("normal")), value("expire_time", knownvalue.NotNull()), value("create_time", knownvalue.NotNull()),
				value("region", knownvalue.StringExact(sim.DefaultRegion)), value("name", knownvalue.Null()),
				value("resource_group_id", knownvalue.StringExact(sim.DefaultResourceGroup)),
			},
		},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{ // in place
			PreConfig: func() { id = only().SslVpnClientCertID },
			Config:    config(c, of(server), `name = "anna"`), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // left out, it stays
			PreConfig: func() {
				if now := only(); now.SslVpnClientCertID != id || now.Name != "anna" {
					t.Errorf("got %+v", now)
				}
			},
			Config:           config(c, of(server)),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{ // another hand
			PreConfig: func() {
				c.Sim().ChangeSslVpnClientCert(id, func(v *sim.SslVpnClientCert) { v.Name = "theirs" })
			},
			Config: config(c, of(server), `name = "anna"`), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // replaced
			Config: config(c, of(second), `name = "anna"`), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
		},
		resource.TestStep{ // gone with its server, which is there again
			PreConfig: func() {
				if now := only(); now.SslVpnServerID != second || now.SslVpnClientCertID == id {
					t.Errorf("got %+v", now)
				}
				c.Sim().RemoveSslVpnServer(second)
				c.Sim().PutSslVpnServer(sim.SslVpnServer{SslVpnServerID: second, VpnGatewayID: secondGateway})
			},
			Config: config(c, of(second), `name = "anna"`), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
	// Keys stay where they are.
	if n := c.Calls("DescribeSslVpnClientCert"); n > 0 {
		t.Errorf("the key was read %d times", n)
	}
}

// Many are refreshed by one list.
func TestSslVpnClientCert_refreshedByTheList(t *testing.T) {
	t.Parallel()
	c := withServers(t, sim.Options{})
	var ids []string
	for range 30 {
		ids = append(ids, c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: server}))
	}
	first := instance(c)
	var all []*acctest.Instance
	for _, id := range ids {
		one := first.Another()
		if said := one.Import(id); len(said) > 0 {
			t.Fatal(said.Texts())
		}
		all = append(all, one)
	}
	for _, one := range all {
		if said := one.Refresh(); len(said) > 0 {
			t.Error(said.Texts())
		}
	}
	if n := c.Calls("DescribeSslVpnClientCerts"); n != 1 {
		t.Errorf("%d lists for 30 certificates", n)
	}
}

// Each plan warns before a certificate ends and after, and while nothing changes too.
func TestSslVpnClientCert_warnsOfTheEnd(t *testing.T) {
	t.Parallel()
	for left, want := range map[time.Duration]string{
		60 * 24 * time.Hour: "", 20 * 24 * time.Hour: "SSL client certificate expires soon", -time.Hour: "SSL client certificate has expired",
	} {
		c := withServers(t, sim.Options{})
		ends := c.Sim().Now().Add(left)
		id := c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: server, Name: "anna", EndTime: ends})
		i := instance(c)
		if said := i.Import(id); len(said) > 0 {
			t.Fatal(said.Texts())
		}
		same := map[string]any{"ssl_vpn_server_id": server, "name": "anna"}
		said := i.Plan(same)
		if want == "" {
			if len(said) > 0 {
				t.Errorf("%s left: %v", left, said.Texts())
			}
			continue
		}
		acctest.Contains(t, said.Warnings(), want, id+" (anna) of "+server, ends.UTC().Format(time.RFC3339), "replace_triggered_by", "-replace=ADDRESS")
		// Nor does one that is replaced anyway.
		for _, text := range i.Plan(map[string]any{"ssl_vpn_server_id": second}).Warnings() {
			if strings.Contains(text, want) {
				t.Errorf("a plan that replaces it says %s", text)
			}
		}
	}
}

// What a deletion means for others is said in the plan.
func TestSslVpnClientCert_warnsOfDisconnection(t *testing.T) {
	t.Parallel()
	c := withServers(t, sim.Options{})
	i := instance(c)
	if said := i.Apply(t.Context(), map[string]any{"ssl_vpn_server_id": server, "name": "anna"}); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	id := i.String("id")
	acctest.Contains(t, i.Plan(map[string]any{"ssl_vpn_server_id": second, "name": "anna"}).Warnings(),
		"All clients of the SSL server will be disconnected for a moment", "The plan replaces the SSL client certificate "+id+" (anna)", server,
		"hand out its configuration")
	if said := i.Plan(map[string]any{"ssl_vpn_server_id": server, "name": "Anna"}); len(said) > 0 {
		t.Errorf("another name: %v", said.Texts())
	}
	acctest.Contains(t, i.Plan(nil).Warnings(),
		"All clients of the SSL server will be disconnected for a moment", "The plan deletes the SSL client certificate "+id+" (anna)",
		"clients of all certificates of "+server, "dial in again by themselves")
}

// One that is gone is dropped from state with a word about its server.
func TestSslVpnClientCert_gone(t *testing.T) {
	t.Parallel()
	c := withServers(t, sim.Options{})
	i := instance(c)
	config := map[string]any{"ssl_vpn_server_id": server}
	if said := i.Apply(t.Context(), config); len(said) > 0 {
		t.Fatal(said.Texts())
	}
	id := i.String("id")
	c.Sim().RemoveSslVpnServer(server)
	// A destroy has nothing to do, and does not fail.
	if said := c.Instance(sslvpnclientcert.Kind.TypeName, nil).With(i).Destroy(); said.HasError() {
		t.Error(said.Texts())
	}
	acctest.Contains(t, i.Refresh().Warnings(), "SSL client certificate does not exist any more", id, "with its SSL server "+server, "hand out its configuration")
	if i.Exists() {
		t.Error("it is still in state")
	}
	// The server is known to this process, and to the next one not.
	acctest.Contains(t, i.Apply(t.Context(), config).Errors(), "Unable to create SSL client certificate",
		"The SSL server does not exist in this region. Check ssl_vpn_server_id and region.", "Nothing was created.")
	acctest.Contains(t, instance(c).Apply(t.Context(), config).Errors(), "Unable to create SSL client certificate",
		"There is no SSL server "+server+" in "+sim.DefaultRegion+". Check ssl_vpn_server_id and region.", "Nothing was created.")
}

// The limits of the API come with what helps.
func TestSslVpnClientCert_limits(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options sim.Options
		wants   []string
	}{
		"the 51st": {sim.Options{}, []string{
			"as many SSL client certificates as its quota allows, in all regions together (50 unless raised)", "Delete those of people who have left",
			"API code: CreateSslCertsQuotaFull.QuotaFull", "Nothing was created.",
		}},
		"too many creations": {sim.Options{ClientCertCreateTimes: 50, ClientCertQuota: -1}, []string{
			"Certificates that were deleted count here too, so deleting some does not help", "nor does trying again",
			"API code: SslVpnClientCreateTimes.ReachLimits", "Nothing was created.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := withServers(t, test.options)
			for range 50 {
				c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: second})
			}
			said := instance(c).Apply(t.Context(), map[string]any{"ssl_vpn_server_id": server})
			acctest.Contains(t, said.Errors(), append(test.wants, "Unable to create SSL client certificate")...)
			if n := c.Calls("CreateSslVpnClientCert"); n != 1 {
				t.Errorf("it was sent %d times", n)
			}
		})
	}
}

// Moved from the official provider, offline: the plan is empty, and what its state has
// as plain text is gone.
func TestSslVpnClientCert_moved(t *testing.T) {
	t.Parallel()
	const leaked = "clear-text-of-the-official-state"
	c := withServers(t, sim.Options{})
	id := c.Sim().PutSslVpnClientCert(sim.SslVpnClientCert{SslVpnServerID: server, Name: "anna"})
	state, err := json.Marshal(map[string]any{
		"id": id, "ssl_vpn_server_id": server, "name": "anna", "status": "normal",
		"ca_cert": leaked, "client_cert": leaked, "client_key": leaked, "client_config": leaked,
	})
	if err != nil {
		t.Fatal(err)
	}
	i := instance(c)
	if said := i.Move("registry.terraform.io/aliyun/alicloud", "alicloud_ssl_vpn_client_cert", string(state)); said.HasError() {
		t.Fatal(said.Texts())
	}
	if n := len(c.Sim().Requests()); n > 0 {
		t.Errorf("the move made %d calls", n)
	}
	if strings.Contains(fmt.Sprintf("%+v", i), leaked) {
		t.Error("the key is still in state")
	}
	if said := i.Refresh(); len(said) > 0 || i.String("region") != sim.DefaultRegion {
		t.Errorf("in %s: %v", i.String("region"), said.Texts())
	}
	if !i.Unchanged(map[string]any{"ssl_vpn_server_id": server, "name": "anna"}) {
		t.Errorf("the plan after the move is not empty: %v", i)
	}
}
