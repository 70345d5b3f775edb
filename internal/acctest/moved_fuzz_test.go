package acctest_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"
	"unicode/utf8"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

var movedFrom = regexp.MustCompile(`from += (alicloud_\w+)\.`)

// FuzzMoved: whatever the state of the official provider holds, it is taken over, or
// an error that can be printed says why not. Nothing crashes, also when what was taken
// over is refreshed.
func FuzzMoved(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(examples, "resources/*/move.tf"))
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	type move struct{ from, to string }
	var moves []move
	for _, file := range files {
		text, err := os.ReadFile(file)
		found := movedFrom.FindSubmatch(text)
		if err != nil || found == nil {
			f.Fatalf("%s: %v", file, err)
		}
		moves = append(moves, move{string(found[1]), path.Base(filepath.Dir(file))})
	}
	ids := []string{
		"vpn-1", "cgw-1", "vco-1", "vss-1", "vsc-1", "ivs-1", "vpn-1:vco-1:10.0.0.0/16", "vpn-1:vco-1:10.0.0.0/16:192.168.0.0/24", "vco-1:vco-1:10.0.0.0/16", "x\\u001b[2J\\u202e", "",
	}
	for n := range moves {
		for _, id := range ids {
			f.Add(uint8(n), `{"id":"`+id+`","name":"\u001b","bandwidth":"1e400","tags":{"a":7},"timeouts":{"create":"\u202e"},"tunnel_options_specification":[{"role":7}]}`)
		}
		for _, state := range []string{`null`, `[]`, `{"id":["\u202e"]}`, `{"id":{"a":"\u009b"}}`, `{"id":1e999}`, "{\x1b", `{"id":"vpn-1","bandwidth":{},"spec":"\u202e","ike_config":[null],"asn":"x"}`} {
			f.Add(uint8(n), state)
		}
	}
	f.Fuzz(func(t *testing.T, n uint8, state string) {
		if !utf8.ValidString(state) {
			t.Skip("Terraform passes UTF-8 on alone")
		}
		m := moves[int(n)%len(moves)]
		synctest.Test(t, func(t *testing.T) {
			i := acctest.NewVirtual(t, sim.Options{}).Instance(m.to, nil)
			said := i.Move("registry.terraform.io/aliyun/alicloud", m.from, state)
			if !said.HasError() {
				said = append(said, i.Refresh()...)
			}
			for _, text := range said.Texts() {
				unprintable := func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }
				if strings.Contains(text, "nternal error") || !utf8.ValidString(text) || strings.ContainsFunc(text, unprintable) {
					t.Errorf("%s from %q: %q", m.to, state, text)
				}
			}
		})
	})
}
