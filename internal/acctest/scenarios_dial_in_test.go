package acctest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// People dial in, from the first apply to the destroy, with what happens in three
// years between.
func TestScenarios_dialIn(t *testing.T) {
	t.Parallel()
	m := scenario(t, "dial-in")
	store := t.TempDir()
	m.env = append(m.env, vaultFolder+"="+store)
	ovpn := func(person string) string {
		t.Helper()
		var secret struct{ Ovpn string }
		if err := json.Unmarshal([]byte(readFile(t, store, "people", "data", "vpn", person)), &secret); err != nil {
			t.Fatal(err)
		}
		return secret.Ovpn
	}
	cert := func(person string) sim.SslVpnClientCert {
		t.Helper()
		for _, v := range m.sim.SslVpnClientCerts() {
			if v.Name == person {
				return v
			}
		}
		t.Fatalf("%s has no certificate", person)
		return sim.SslVpnClientCert{}
	}
	has := func(person string) {
		t.Helper()
		if key := cert(person).Key; key == "" || !strings.Contains(ovpn(person), key) {
			t.Errorf("the store does not have the key of %s", person)
		}
	}
	// Every line of a key is one that may be nowhere else.
	var keys []string
	hidden := func() {
		t.Helper()
		for _, v := range m.sim.SslVpnClientCerts() {
			keys = append(keys, strings.Split(v.Key, "\n")[1:3]...)
		}
		m.hidden(keys...)
	}

	m.apply("Apply complete! Resources: 11 added, 0 changed, 0 destroyed.")
	says(t, ovpn("anna"), "cipher AES-256-CBC", "remote "+m.sim.Gateways()[0].SslVpnInternetIP+" 1194")
	has("anna")
	has("bert")
	hidden()

	// Three years later, each plan says so.
	m.sim.Advance(1080 * 24 * time.Hour)
	says(t, m.must("plan", "-no-color").said(), "SSL client certificate expires soon", "No changes.")

	// A new certificate for one of them, whose file goes to the store before the old
	// certificate is deleted.
	anna, bert := cert("anna"), cert("bert")
	m.edit("variables.tf", "anna = 1", "anna = 2")
	says(t, m.must("apply", "-auto-approve", "-no-color").said(), "Apply complete! Resources: 1 added, 2 changed, 1 destroyed.")
	has("anna")
	has("bert")
	if cert("anna").Key == anna.Key || cert("bert").Key != bert.Key {
		t.Error("want the certificate of one person replaced, and that of the other as it was")
	}
	hidden()

	// Somebody leaves, and somebody comes.
	m.edit("variables.tf", "bert = 1", "carl = 1")
	says(t, m.must("plan", "-no-color").said(), "All clients of the SSL server will be disconnected for a moment", "(bert)")
	m.apply("Apply complete! Resources: 3 added, 0 changed, 3 destroyed.")
	has("carl")
	if all := m.sim.SslVpnClientCerts(); len(all) != 2 {
		t.Errorf("want two certificates, got %+v", all)
	}
	hidden()

	// The SSL server is deleted in the console, with all certificates.
	m.sim.RemoveSslVpnServer(cert("anna").SslVpnServerID)
	m.sim.Advance(time.Hour)
	says(t, m.must("plan", "-no-color").said(), "SSL client certificate does not exist any more")
	m.must("apply", "-auto-approve", "-no-color")
	says(t, m.must("plan", "-no-color").said(), "No changes.")
	has("anna")
	hidden()

	m.must("destroy", "-auto-approve", "-no-color")
	if left := m.sim.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}
