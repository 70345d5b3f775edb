package acctest_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"
	"unicode/utf8"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// hostileTexts try to end what they stand in, or look like what an argument wants.
var hostileTexts = []string{
	"", "x\n\x1b[2J\u202e", "vpn-bp1q8bgx4xnkm2ogj0fiu", "10.0.0.0/16", "2001:db8::/32", "203.0.113.9", "169.254.10.0/30", "ikev2", "AES-256", "30m", "-1h",
	"cn-hangzhou", "cn-hangzhou\r\n", "https://user:a-secret-of-13@host/path", "http://127.0.0.1:1", "acs:tag", "2026-02-30T99:00Z", "vco-1\x00",
	"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", strings.Repeat("长", 130), "%s%d%!", "${file(\"x\")}", "１０.0.0.0/8",
}

// FuzzValidators: whatever stands in an argument, all that has a configuration says
// what is wrong with it in text that can be printed, at an argument, without an error
// of its own, and does not repeat a secret. The arguments are those of the schemas.
func FuzzValidators(f *testing.F) {
	numbers := []float64{0, -1, 1, 1.5, 65535, math.MaxInt64, 1e30}
	const things = 60 // a few more than the provider has
	for thing := range things {
		for n := range 2 {
			at := 2*thing + n
			f.Add(uint8(thing), hostileTexts[at%len(hostileTexts)], numbers[at%len(numbers)])
		}
	}
	f.Fuzz(func(t *testing.T, thing uint8, text string, number float64) {
		if !utf8.ValidString(text) || math.IsNaN(number) || math.IsInf(number, 0) {
			t.Skip("Terraform has no such value")
		}
		synctest.Test(t, func(t *testing.T) {
			all := acctest.NewVirtual(t, sim.Options{}).Instance(vpnGateway().TypeName, nil).Validated()
			if len(all) > things {
				t.Fatalf("there are %d things to validate: the seeds know %d", len(all), things)
			}
			v := all[int(thing)%len(all)]
			for _, leaf := range v.Leaves() {
				checkSaid(t, v, leaf, text, number)
			}
		})
	})
}

func checkSaid(t *testing.T, v acctest.Validated, leaf acctest.Leaf, text string, number float64) {
	t.Helper()
	config := attributes{}
	for _, s := range subjects() {
		if v.Kind == "resource" && s.TypeName == v.TypeName {
			config = s.Full
		}
	}
	for _, d := range v.Validate(config, leaf, text, number) {
		said := d.Summary + "\n" + d.Detail
		at := fmt.Sprintf("%s %s, %s = %q or %v", v.Kind, v.TypeName, strings.Join(leaf.Path, "."), text, number)
		if strings.Contains(said, "nternal error") || strings.Contains(said, "report this") {
			t.Errorf("%s: %s", at, said)
		}
		if !utf8.ValidString(said) || strings.ContainsFunc(said, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			t.Errorf("%s: it cannot be printed: %q", at, said)
		}
		if d.Attribute == nil {
			t.Errorf("%s: it is said of no argument: %s", at, said)
		}
		if leaf.Secret && len(text) > 12 && strings.Contains(said, text) {
			t.Errorf("%s: the secret is repeated: %s", at, said)
		}
	}
}
