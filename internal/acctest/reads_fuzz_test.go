package acctest_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"unicode"
	"unicode/utf8"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	readConnection = "vco-bp1reads00000000001"
	readGateway    = "vpn-bp1reads00000000001" // as addSslServer names it
	readServer     = "vss-bp1reads00000000001"
	readTunnel     = "tun-bp1reads00000000001"
)

// asking is something that asks the API, and changes nothing.
type asking struct {
	name string
	read func(*acctest.Instance) acctest.Diagnostics
}

// crowds are the gateways that some kinds need for many objects: here is one of each.
var crowds = regexp.MustCompile(`^vpn-bp1(server|dialin)[0-9]*[1-9][0-9]*$`)

// readSeed has one object of each kind, and what a connection shows beside itself.
var readSeed = sync.OnceValues(func() ([]byte, error) {
	s := sim.New(sim.Options{})
	for n, subject := range subjects() {
		subject.Seeded(s)
		subject.Put(s, listedID(subject, n))
	}
	addConnection(s, sim.DefaultRegion, `"`+readConnection+`" "`+readTunnel+`"`)
	now := s.Now()
	s.ChangeVpnConnection(readConnection, func(v *sim.VpnConnection) {
		v.Problems = []sim.Problem{{TunnelID: readTunnel, Reason: "It differs.", LocalParam: "a", RemoteParam: "b"}}
		v.Logs = []sim.LogLine{{TunnelID: readTunnel, Time: now, Text: "a line"}}
	})
	addSslServer(s, readServer)
	s.ChangeSslVpnServer(readServer, func(v *sim.SslVpnServer) { v.Clients = []sim.SslVpnClient{{}} })
	for _, g := range s.Gateways() {
		if crowds.MatchString(g.VpnGatewayID) {
			s.RemoveGateway(g.VpnGatewayID)
		}
	}
	var data bytes.Buffer
	err := s.Save(&data)
	return data.Bytes(), err
})

// readings are all data sources, list resources, ephemeral resources and actions, each
// with a configuration that finds something.
func readings(i *acctest.Instance) []asking {
	ids := map[string]string{}
	for n, subject := range subjects() {
		ids[subject.TypeName] = listedID(subject, n)
	}
	given := map[string]any{
		"vpn_connection_id": readConnection, "ssl_vpn_client_cert_id": ids[sslClientCert().TypeName], "vpn_gateway_id": readGateway, "bandwidth": 10,
	}
	var all []asking
	for _, v := range i.Validated() {
		config := map[string]any{}
		for _, leaf := range v.Leaves() {
			name := leaf.Path[0]
			switch id, singular := ids[v.TypeName]; {
			case v.TypeName == "aliyun_vco_routes" && leaf.Required:
				config[name] = ourVco
			case leaf.Required:
				config[name] = given[name]
			case name == "tunnel_id":
				config[name] = readTunnel
			case name == "id" && singular:
				config[name] = id
			}
		}
		r := asking{name: v.Kind + " " + v.TypeName}
		switch v.Kind {
		case "data source":
			r.read = func(i *acctest.Instance) (said acctest.Diagnostics) { _, said = i.ReadData(v.TypeName, config); return }
		case "ephemeral resource":
			r.read = func(i *acctest.Instance) (said acctest.Diagnostics) { _, said = i.Open(v.TypeName, config); return }
		case "action":
			r.read = func(i *acctest.Instance) (said acctest.Diagnostics) { _, said = i.Invoke(v.TypeName, config); return }
		case "list resource":
			r.read = func(i *acctest.Instance) (said acctest.Diagnostics) {
				_, said = i.Of(v.TypeName).List(config, 0)
				return
			}
		default:
			continue
		}
		all = append(all, r)
	}
	return all
}

// FuzzReads: whatever one value of what a data source, a list resource, an ephemeral
// resource or an action is answered holds, and whatever stands in the place of the
// whole answer, nothing crashes, and what is said of it can be printed.
func FuzzReads(f *testing.F) {
	odd := []string{`null`, `""`, `"x\u001b[2J"`, `-1`, `1e400`, `[]`, `{"a":[1]}`, `true`, `"\u0000\ud800"`, `[{"Tag":7}]`, `"2026-02-30T99:00Z"`, `"\n</ca>up x"`}
	seed, err := readSeed()
	if err != nil {
		f.Fatal(err)
	}
	const things = 50 // a few more than the provider has
	for thing := range things {
		for n := range 3 {
			f.Add(uint8(thing), uint8(n%2), uint16(11*n+thing), []byte(odd[(thing+n)%len(odd)]))
		}
	}
	f.Fuzz(func(t *testing.T, thing, action uint8, at uint16, value []byte) {
		if !json.Valid(value) {
			t.Skip("FuzzDecodeAnswer has what is no JSON")
		}
		synctest.Test(t, func(t *testing.T) {
			c := acctest.NewVirtual(t, sim.Options{})
			if err := c.Sim().Load(bytes.NewReader(seed)); err != nil {
				t.Fatal(err)
			}
			first := c.Instance(vpnGateway().TypeName, nil)
			all := readings(first)
			if len(all) > things {
				t.Fatalf("there are %d things that read: the seeds know %d", len(all), things)
			}
			r := all[int(thing)%len(all)]
			c.Sim().ResetRequests()
			if said := r.read(first); said.HasError() {
				t.Fatalf("%s, undisturbed: %v", r.name, said.Texts())
			}
			requests := c.Sim().Requests()
			request := requests[int(action)%len(requests)]
			paths := acctest.JSONPaths(c.Answer(request))
			where := "the whole answer"
			if n := int(at) % (len(paths) + 1); n < len(paths) {
				where = paths[n]
				c.Sim().AddFault(sim.Set(request.Action, where, string(value), -1))
			} else {
				c.Sim().AddFault(sim.Fault{Action: request.Action, Kind: sim.KindRaw, Body: string(value), ContentType: "application/json", Times: -1})
			}
			for _, text := range r.read(c.Instance(vpnGateway().TypeName, nil)).Texts() {
				unprintable := func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }
				if strings.Contains(text, "nternal error") || !utf8.ValidString(text) || strings.ContainsFunc(text, unprintable) {
					t.Errorf("%s, %s of %s is %s: %q", r.name, where, request.Action, value, text)
				}
			}
		})
	})
}
