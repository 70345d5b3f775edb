package acctest_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestSecrets_crash crashes the provider, and then Terraform, while a secret is
// on its way to the API. The dump of all goroutines, what Terraform prints of it,
// logs, plans and state do not have the secret. Each resource is tried with one
// secret that its owner keeps in state and with one that is write-only.
func TestSecrets_crash(t *testing.T) {
	t.Parallel()
	schemas, found := resourceSchemas(t), 0
	for _, s := range subjects() {
		tried := map[bool]bool{}
		for _, a := range secretsOf(t, s.TypeName, schemas[s.TypeName].Block) {
			if tried[a.WriteOnly] {
				continue
			}
			found++
			tried[a.WriteOnly] = true
			for _, v := range victims[:2] { // both at once leave nobody to print the dump
				t.Run(s.TypeName+"."+a.String()+" "+v.name, func(t *testing.T) {
					t.Parallel()
					crashWithSecret(t, s, a, v)
				})
			}
		}
	}
	if found < 2 {
		t.Errorf("only %d secrets are known: this test proves little", found)
	}
}

func crashWithSecret(t *testing.T, s *acctest.Subject, a secretAttribute, v victim) {
	t.Helper()
	secret := marked + "in-a-crash-of-" + a.Name
	server := s.Seeded(sim.New(sim.Options{}))
	l := newLifecycleOf(t, secretConfig(t, s, a), append(keyPair(), "ALIBABA_CLOUD_ENDPOINT_VPC="+serveSim(t, server),
		"TF_VAR_secret="+secret, "GOTRACEBACK=all")...)
	if !l.knowsSecrets() {
		t.Skip("this CLI knows no ephemeral variables, or no write-only arguments")
	}
	sent, goOn := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() { close(sent) })
	server.AddFault(sim.Fault{Action: s.CreateAction, Times: -1, Kind: sim.KindHook, Hook: func(*sim.Server) {
		once()
		<-goOn
	}})
	c := l.start("apply", "-auto-approve", "-no-color")
	select {
	case <-sent:
	case <-c.done:
		t.Fatalf("nothing was created:\n%s", c.said())
	}
	err := v.send(l.workspace, c, crash)
	if exit := c.wait(); err != nil || exit == 0 {
		t.Fatalf("it did not crash: %v, exit code %d\n%s", err, exit, c.said())
	}
	close(goOn)
	eventually(t, "the provider ends", func() bool { return ended(l.providerPid()) })
	l.kept.add(t, "stdout", []byte(c.stdout.String()))
	l.kept.add(t, "stderr", []byte(c.stderr.String()))
	l.keep("")
	dump := append(append([]byte{}, l.kept["trace.log"]...), l.kept["stderr"]...)
	if text := string(dump); !strings.Contains(text, "SIGQUIT") || !strings.Contains(text, "goroutine 1 ") {
		t.Error("there is no dump: this test proves nothing")
	}
	if !a.WriteOnly {
		delete(l.kept, "terraform.tfstate") // its owner chose to have it there
	}
	l.kept.search(t, map[string]string{"secret": secret}, "trace.log", "stdout")
}
