package gatewaycertificate_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gatewaycertificate"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	address = "aliyun_vpn_gateway_certificate.test"
	sm      = "vpn-bp1smgateway00000000"
	first   = "6bfe4218-ea1d-4a2e-9d12-0c1f5e7a9b34"
	second  = "0d4c2b6a-51f3-4c0e-8a77-93b1d2e6f508"
)

// args are arguments of the resource: "" leaves one out.
type args map[string]string

func config(c *acctest.Cloud, with args) string {
	all := args{"vpn_gateway_id": `"` + sm + `"`, "certificate_id": `"` + first + `"`, "certificate_type": `"Encryption"`}
	maps.Copy(all, with)
	text := c.Provider() + "resource \"aliyun_vpn_gateway_certificate\" \"test\" {\n"
	for name, value := range all {
		switch {
		case value == "":
		case name == "timeouts":
			text += "  timeouts " + value + "\n"
		default:
			text += "  " + name + " = " + value + "\n"
		}
	}
	return text + "}\n"
}

func cloud(t *testing.T) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: sm, VpnType: "NationalStandard"})
	return c
}

// encryption is the binding of the first certificate, for the protocol.
func encryption() map[string]any {
	return map[string]any{"vpn_gateway_id": sm, "certificate_id": first, "certificate_type": "Encryption"}
}

func TestGatewayCertificate_life(t *testing.T) {
	t.Parallel()
	c := cloud(t)
	id := func(certificate string) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), knownvalue.StringExact(sm+"_"+certificate+"_Encryption"))
	}
	planned := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
	}
	c.Test(
		resource.TestStep{Config: config(c, nil), ConfigStateChecks: []statecheck.StateCheck{
			id(first), statecheck.ExpectKnownValue(address, tfjsonpath.New("association_time"), knownvalue.NotNull()),
		}},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
		resource.TestStep{Config: config(c, nil), PlanOnly: true},
		resource.TestStep{ // only state changes
			PreConfig: func() { c.Sim().ResetRequests() },
			Config:    config(c, args{"timeouts": `{ create = "5m" }`}), ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
		},
		resource.TestStep{ // replaced: the old one goes first
			PreConfig: func() {
				if n := c.Calls("AssociateVpnGatewayWithCertificate") + c.Calls("DissociateVpnGatewayWithCertificate"); n > 0 {
					t.Errorf("other timeouts cost %d calls", n)
				}
			},
			Config: config(c, args{"certificate_id": `"` + second + `"`}), ConfigPlanChecks: planned(plancheck.ResourceActionReplace),
			ConfigStateChecks: []statecheck.StateCheck{id(second)},
		},
		resource.TestStep{ // gone
			PreConfig: func() { c.Sim().RemoveGatewayCertificate(sm + "_" + second + "_Encryption") },
			Config:    config(c, nil), ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
		},
	)
}

// Bad input is refused when planning, with these very words, and nothing reaches the
// API.
func TestGatewayCertificate_badInput(t *testing.T) {
	t.Parallel()
	required := func(name string) string {
		return `The argument "` + name + `" is required, but no definition was found.`
	}
	const form = `certificate_id must be the ID of a certificate: 5 to 128 letters, digits, hyphens, underscores and dots, with a digit among them, got: `
	long := strings.Repeat("7", 129)
	for name, test := range map[string]struct {
		with args
		want string
	}{
		"no gateway":         {args{"vpn_gateway_id": ""}, required("vpn_gateway_id")},
		"no certificate":     {args{"certificate_id": ""}, required("certificate_id")},
		"no type":            {args{"certificate_type": ""}, required("certificate_type")},
		"another kind":       {args{"vpn_gateway_id": `"vco-1"`}, `vpn_gateway_id must be an ID that starts with "vpn-", got: "vco-1".`},
		"empty certificate":  {args{"certificate_id": `""`}, form + `"".`},
		"a name":             {args{"certificate_id": `"certificate"`}, form + `"certificate".`},
		"a space":            {args{"certificate_id": `"6bfe 4218"`}, form + `"6bfe 4218".`},
		"a certificate":      {args{"certificate_id": `"-----BEGIN"`}, form + `"-----BEGIN".`},
		"too long":           {args{"certificate_id": `"` + long + `"`}, form + `"` + long + `".`},
		"type in lower case": {args{"certificate_type": `"encryption"`}, `certificate_type must be "Encryption" or "Signature", got: "encryption": write "Encryption".`},
		"another type":       {args{"certificate_type": `"Both"`}, `certificate_type must be "Encryption" or "Signature", got: "Both".`},
		"region":             {args{"region": `"evil.com/"`}, `region must be a region ID such as "cn-hangzhou", got: "evil.com/".`},
		"time for updates":   {args{"timeouts": `{ update = "1m" }`}, `An argument named "update" is not expected here.`},
		"timeout":            {args{"timeouts": `{ delete = "soon" }`}, `timeouts.delete must be a duration above zero, such as "90s", "45m" or "1h30m", got: "soon".`},
		"misspelt argument":  {args{"certificat_id": `"x"`}, `An argument named "certificat_id" is not expected here.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: config(c, test.with), PlanOnly: true, ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}

// What the gateway uses already is not taken over in silence.
func TestGatewayCertificate_there(t *testing.T) {
	t.Parallel()
	c := cloud(t)
	key := c.Sim().PutGatewayCertificate(sim.GatewayCertificate{VpnGatewayID: sm, CertificateID: first, CertificateType: "Encryption"})
	i := c.Instance(gatewaycertificate.Kind.TypeName, nil)
	acctest.Contains(t, i.Apply(t.Context(), encryption()).Errors(), "Unable to create certificate of the VPN gateway", "uses this certificate already",
		"Nothing was created", "import {", `id = "`+key+"@"+sim.DefaultRegion)
	if i.Exists() || c.Calls("AssociateVpnGatewayWithCertificate") > 0 {
		t.Error("it was taken over, or called again")
	}
	if said := i.Import(key); said.HasError() || !i.Unchanged(encryption()) {
		t.Error(said.Texts())
	}
	acctest.Contains(t, c.Instance(gatewaycertificate.Kind.TypeName, nil).Import(sm+"_"+first).Errors(), "the ID must be <VPN gateway>_<certificate>_<type>")
}

// What the API refuses is said on the argument or in its words.
func TestGatewayCertificate_refused(t *testing.T) {
	t.Parallel()
	c := cloud(t)
	plain := c.Sim().PutGateway(sim.Gateway{})
	with := func(name, value string) map[string]any {
		all := encryption()
		all[name] = value
		return all
	}
	apply := func(config map[string]any) []string {
		return c.Instance(gatewaycertificate.Kind.TypeName, nil).Apply(t.Context(), config).Errors()
	}
	acctest.Contains(t, apply(with("vpn_gateway_id", plain)), "does not support certificates", "Nothing was created")
	acctest.Contains(t, apply(with("vpn_gateway_id", "vpn-none1")), "Unable to create certificate of the VPN gateway", "InvalidVpnGatewayInstanceId.NotFound")
	if errors := apply(encryption()); len(errors) > 0 {
		t.Fatal(errors)
	}
	acctest.Contains(t, apply(with("certificate_type", "Signature")), "for the other use")
	acctest.Contains(t, apply(with("certificate_id", second)), "already has a certificate of this type")
}

// Both certificates of many gateways: a list for each gateway, in plans that need not
// go through the framework, and changes that take turns.
func TestGatewayCertificate_many(t *testing.T) {
	t.Parallel()
	c := cloud(t)
	s := c.Sim()
	starter := c.Instance(gatewaycertificate.Kind.TypeName, nil)
	var all []*acctest.Instance
	const gateways = 8
	for n := range gateways {
		gateway := s.PutGateway(sim.Gateway{VpnGatewayID: fmt.Sprintf("vpn-bp1many%d", n), VpnType: "NationalStandard"})
		for use, certificate := range map[string]string{"Encryption": first, "Signature": second} {
			i := starter.Another()
			if said := i.Apply(t.Context(), map[string]any{"vpn_gateway_id": gateway, "certificate_id": certificate, "certificate_type": use}); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			all = append(all, i)
		}
	}
	next := c.Instance(gatewaycertificate.Kind.TypeName, nil)
	s.ResetRequests()
	for _, i := range all {
		if said := next.With(i).Refresh(); len(said) > 0 {
			t.Fatal(said.Texts())
		}
	}
	if lists := c.Calls("ListVpnCertificateAssociations"); lists != gateways || len(s.Requests()) != lists || c.Shortcuts() < len(all) {
		t.Errorf("%d lists, %d calls, %d answers without the framework", lists, len(s.Requests()), c.Shortcuts())
	}
	found, said := starter.List(map[string]any{"certificate_type": "Signature"}, 0)
	if len(found) != gateways || len(said) > 0 {
		t.Errorf("found %d, %v", len(found), said.Texts())
	}
	data, said := starter.ReadData("aliyun_vpn_gateway_certificates", map[string]any{"certificate_id": first})
	if said.HasError() || strings.Count(data["ids"].String(), "_Encryption") != gateways || strings.Contains(data["ids"].String(), "_Signature") {
		t.Errorf("got %v, %v", data["ids"], said.Texts())
	}
}
