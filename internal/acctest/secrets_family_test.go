package acctest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// The secrets that no resource has. The schemas may have no others.
const (
	ofKeyID, ofKey, ofToken = "provider.access_key", "provider.secret_key", "provider.security_token"
	ofOIDC                  = "provider.assume_role_with_oidc.oidc_token"
	ofPeer                  = "ephemeral.aliyun_vpn_connection_peer_config.tunnels.psk"
	ofClientKey             = "ephemeral.aliyun_ssl_vpn_client_config.client_key"
	ofClientConfig          = "ephemeral.aliyun_ssl_vpn_client_config.client_config"
	ofOvpn                  = "ephemeral.aliyun_ssl_vpn_client_config.ovpn"
)

// familyConfig has two providers, which log in with a key and with an OIDC token, and
// an object for each ephemeral resource.
const familyConfig = `
provider "aliyun" {
  region         = %[1]q
  access_key     = var.access_key
  secret_key     = var.secret_key
  security_token = var.security_token
  endpoints {
    vpc = %[2]q
    sts = %[2]q
  }
}

provider "aliyun" {
  alias  = "oidc"
  region = %[1]q
  assume_role_with_oidc {
    role_arn          = "acs:ram::1234567890123456:role/ci"
    oidc_provider_arn = "acs:ram::1234567890123456:oidc-provider/ci"
    oidc_token        = var.oidc_token
  }
  endpoints {
    vpc = %[2]q
    sts = %[2]q
  }
}

resource "aliyun_ssl_vpn_client_cert" %[3]q {
  name              = %[3]q
  ssl_vpn_server_id = %[4]q
}

ephemeral "aliyun_ssl_vpn_client_config" "person" {
  ssl_vpn_client_cert_id = aliyun_ssl_vpn_client_cert.%[3]s.id
}

ephemeral "aliyun_vpn_connection_peer_config" "office" {
  vpn_connection_id = %[5]q
}

locals {
  key  = ephemeral.aliyun_ssl_vpn_client_config.person.client_key
  conf = provider::aliyun::peer_config("strongswan", ephemeral.aliyun_vpn_connection_peer_config.office)
}

resource "aliyun_vpn_customer_gateway" "key" {
  provider            = aliyun.oidc
  ip_address          = "198.51.100.77"
  name                = %[3]q
  auth_key_wo         = strcontains(ephemeral.aliyun_ssl_vpn_client_config.person.ovpn, local.key) ? split("\n", local.key)[1] : null
  auth_key_wo_version = 1
}

resource "aliyun_vpn_customer_gateway" "peer" {
  ip_address          = "198.51.100.78"
  name                = %[3]q
  auth_key_wo         = length(local.conf) > 0 ? ephemeral.aliyun_vpn_connection_peer_config.office.tunnels[0].psk : null
  auth_key_wo_version = 1
}
`

// familySecrets is one configuration with every secret that there is.
type familySecrets struct {
	config string
	// first and second are the values that the run gives, by the place in the schemas.
	// inState are those that their owner has chosen to keep there.
	first, second map[string]string
	inState       map[string]bool
}

// variable is the name of the variable with a secret.
func variable(place string) string { return strings.ReplaceAll(place, ".", "_") }

// env gives every variable its value.
func (f *familySecrets) env(values map[string]string) []string {
	var all []string
	for _, place := range []string{ofKeyID, ofKey, ofToken, ofOIDC} {
		all = append(all, "TF_VAR_"+place[strings.LastIndex(place, ".")+1:]+"="+f.first[place])
	}
	for place, value := range values {
		all = append(all, "TF_VAR_"+variable(place)+"="+value)
	}
	return all
}

// secretPaths are the sensitive and write-only attributes of a block, wherever they
// stand.
func secretPaths(at string, block *tfprotov6.SchemaBlock) []string {
	var all []string
	var among func(at string, attributes []*tfprotov6.SchemaAttribute)
	among = func(at string, attributes []*tfprotov6.SchemaAttribute) {
		for _, a := range attributes {
			if a.Sensitive || a.WriteOnly {
				all = append(all, at+"."+a.Name)
			}
			if a.NestedType != nil {
				among(at+"."+a.Name, a.NestedType.Attributes)
			}
		}
	}
	among(at, block.Attributes)
	for _, b := range block.BlockTypes {
		all = append(all, secretPaths(at+"."+b.TypeName, b.Block)...)
	}
	return all
}

// newFamilySecrets reads all schemas, and fails the test where it meets a secret that
// it cannot give a value.
func newFamilySecrets(t *testing.T, address, connection string) *familySecrets {
	t.Helper()
	f := &familySecrets{first: map[string]string{}, second: map[string]string{}, inState: map[string]bool{}}
	f.config = fmt.Sprintf(familyConfig, sim.DefaultRegion, address, harmless, certServer, connection)
	for _, name := range []string{"access_key", "secret_key", "security_token", "oidc_token"} {
		f.config += fmt.Sprintf("variable %q {\n  type      = string\n  ephemeral = true\n}\n", name)
	}
	offered, err := provider.NewServer("test", provider.Options{}).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(offered.ResourceSchemas) == 0 {
		t.Fatal(offered, err)
	}
	found := secretPaths("provider", offered.Provider.Block)
	for name, schema := range offered.EphemeralResourceSchemas {
		found = append(found, secretPaths("ephemeral."+name, schema.Block)...)
	}
	for name, schema := range offered.DataSourceSchemas {
		found = append(found, secretPaths("data."+name, schema.Block)...)
		asks := func(a *tfprotov6.SchemaAttribute) bool { return a.Required || a.Name == "id" && a.Optional }
		if !slices.ContainsFunc(schema.Block.Attributes, asks) { // it lists all that there is
			f.config += fmt.Sprintf("data %q \"all\" {\n  depends_on = [aliyun_vpn_customer_gateway.peer]\n}\n", name)
		}
	}
	for name, schema := range offered.ListResourceSchemas {
		found = append(found, secretPaths("list."+name, schema.Block)...)
	}
	for name, schema := range offered.ActionSchemas {
		found = append(found, secretPaths("action."+name, schema.Schema.Block)...)
	}
	want := []string{ofKeyID, ofKey, ofToken, ofOIDC, ofPeer, ofClientKey, ofClientConfig, ofOvpn}
	if slices.Sort(found); !slices.Equal(found, slices.Sorted(slices.Values(want))) {
		t.Fatalf("the schemas have the secrets %q, and this test gives values to %q", found, want)
	}
	for _, place := range []string{ofKeyID, ofKey, ofToken, ofOIDC, ofClientConfig} {
		f.first[place] = marked + "first-of-" + place
	}
	for _, s := range subjects() {
		all := secretPaths(s.TypeName, offered.ResourceSchemas[s.TypeName].Block)
		given := f.addObjects(t, s, secretsOf(t, s.TypeName, offered.ResourceSchemas[s.TypeName].Block))
		if given != len(all) {
			t.Errorf("%s has the secrets %q, and this test gives values to %d", s.TypeName, all, given)
		}
	}
	return f
}

// addObjects adds as many objects of a kind as its secrets need: what is kept in state
// and what is write-only do not stand side by side. It returns how many secrets they
// have.
func (f *familySecrets) addObjects(t *testing.T, s *acctest.Subject, secrets []secretAttribute) int {
	t.Helper()
	configs, given := map[string]attributes{}, 0
	expressions := []string{`"` + versionHere + `"`, version}
	for _, a := range secrets {
		base, name := s.Minimal, fmt.Sprint("write_only_", a.WriteOnly)
		if other, ok := s.SecretIn[a.String()]; ok {
			base, name = other, "other_"+a.Name
		}
		if configs[name] == nil {
			configs[name] = with(base, attributes{"name": harmless, s.Unique: s.Nth(len(configs) + 1)[s.Unique]})
		}
		place := s.TypeName + "." + a.String()
		value := attributes{a.Name: "@" + place + "@"}
		if a.WriteOnly {
			value[versionOf(a.Name)] = versionHere
		}
		configs[name] = placed(configs[name], a.path, value)
		expressions = append(expressions, `"@`+place+`@"`, "var."+variable(place))
		f.first[place], f.second[place] = marked+"first-of-"+place, marked+"second-of-"+place
		f.inState[place] = !a.WriteOnly
		f.config += fmt.Sprintf("variable %q {\n  type      = string\n  sensitive = true\n  ephemeral = %t\n}\n", variable(place), a.WriteOnly)
		given++
	}
	for _, name := range slices.Sorted(maps.Keys(configs)) {
		lines := strings.NewReplacer(expressions...).Replace(resourceLines(t, configs[name]))
		f.config += fmt.Sprintf("resource %q %q {\n%s}\n", s.TypeName, name, lines)
	}
	return given
}

// TestSecrets_family leads objects with every secret of every schema through their
// life, under the fullest log: refused, created, read, changed, destroyed. What its
// owner has chosen to keep in state is there and in plans, and nowhere else; all else
// is nowhere.
func TestSecrets_family(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" {
		t.Skip("Go asks the keychain of macOS for certificates, and not SSL_CERT_FILE")
	}
	const connection, peer = "vco-bp1secret00000000001", marked + "psk-of-the-peer"
	server := sim.New(sim.Options{Credentials: []sim.Credential{{
		AccessKeyID: marked + "first-of-" + ofKeyID, AccessKeySecret: marked + "first-of-" + ofKey, SecurityToken: marked + "first-of-" + ofToken,
	}}})
	for _, s := range subjects() {
		s.Seeded(server)
	}
	addConnection(server, sim.DefaultRegion, `"`+connection+`"`)
	server.ChangeVpnConnection(connection, func(v *sim.VpnConnection) { v.Tunnels[0].Ike.Psk, v.Tunnels[1].Ike.Psk = peer, peer+"2" })
	seeded := server.Objects()
	tls := serveTLS(t, server)
	f := newFamilySecrets(t, tls.host(), connection)
	l := newLifecycleOf(t, f.config, "SSL_CERT_FILE="+tls.ca, "ALIBABA_CLOUD_MAX_RETRIES=0")
	if !l.knowsSecrets() {
		t.Skip("this CLI knows no ephemeral values, or no write-only arguments")
	}
	// Beside what is refused, the answers have a secret of the API's own.
	answer := func() {
		server.ClearFaults()
		server.AddFault(sim.Set("DescribeSslVpnClientCert", "ClientConfig", `"client\nremote 203.0.113.9 1194\n# `+f.first[ofClientConfig]+`"`, -1))
	}
	refuse := func(actions func(*acctest.Subject) []string) {
		for _, s := range subjects() {
			for _, action := range actions(s) {
				server.AddFault(sim.Fault{Action: action, Times: -1, Status: http.StatusBadRequest, Code: "Odd.Refusal", Message: "It is refused."})
			}
		}
	}

	first, second := f.env(f.first), f.env(f.second)
	refuse(func(s *acctest.Subject) []string { return []string{s.CreateAction} })
	l.do(first, 1, "apply", "-auto-approve")
	answer()
	l.do(first, 0, "plan", "-out=create.tfplan")
	l.do(nil, 0, "show", "create.tfplan")
	l.do(first, 0, "apply", "create.tfplan")
	l.do(first, 0, "apply", "-refresh-only", "-auto-approve")
	l.write("main.tf", []byte(strings.ReplaceAll(string(l.read("main.tf")), version, "2")))
	l.do(second, 0, "plan", "-out=update.tfplan")
	refuse(func(s *acctest.Subject) []string { return s.TokenActions })
	l.do(second, 1, "apply", "-auto-approve")
	answer()
	l.do(second, 0, "apply", "-auto-approve")
	l.do(nil, 0, "show")
	l.keep("alive/")
	key := f.arrived(t, server, peer)
	l.do(second, 0, "destroy", "-auto-approve")
	l.keep("")
	if left := acctest.Leftovers(seeded, server.Objects()); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
	handed := tls.handedOut()
	if len(handed) == 0 {
		t.Error("STS has handed out nothing")
	}
	maps.Copy(handed, map[string]string{"peer's key": peer, "client's key": key[1], "more of the client's key": key[2]})
	f.search(t, l.kept, handed)
}

// arrived looks whether the cloud has every secret now, and what was read of it. It
// returns the lines of the client's key.
func (f *familySecrets) arrived(t *testing.T, server *sim.Server, peer string) []string {
	t.Helper()
	var saved bytes.Buffer
	if err := server.Save(&saved); err != nil {
		t.Fatal(err)
	}
	certs := server.SslVpnClientCerts()
	if len(certs) != 1 {
		t.Fatalf("want one certificate, got %+v", certs)
	}
	key := strings.Split(certs[0].Key, "\n")
	handedOn := map[string]bool{}
	for _, g := range server.CustomerGateways() {
		handedOn[g.AuthKey] = true
	}
	if len(key) < 4 || !handedOn[key[1]] || !handedOn[peer] {
		t.Error("the keys were not read and handed on, so this test proves nothing")
	}
	for place, value := range f.second {
		if text, _ := json.Marshal(value); !bytes.Contains(saved.Bytes(), text) {
			t.Errorf("%s was not sent, so this test proves nothing", place)
		}
	}
	return key
}

// search looks for everything that is a secret. What is in state may be there and in
// plans alone.
func (f *familySecrets) search(t *testing.T, kept evidence, read map[string]string) {
	t.Helper()
	nowhere, elsewhere := read, map[string]string{}
	for which, values := range map[string]map[string]string{"first": f.first, "second": f.second} {
		for place, value := range values {
			if f.inState[place] {
				elsewhere[which+" "+place] = value
			} else {
				nowhere[which+" "+place] = value
			}
		}
	}
	hold := []string{"trace.log", "01 apply -auto-approve (stderr)", "02 plan -out=create.tfplan (stdout)", "09 show (stdout)"}
	kept.check(t, nowhere, append(hold, "create.tfplan:tfplan", "update.tfplan:tfstate", "alive/terraform.tfstate")...)
	kept.forgetStates(t, elsewhere)
	kept.check(t, elsewhere, hold...)
}
