package vpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const vco = "vco-bp1q8bgx4xnkm2ogj0fiu"

// script is an API that answers each action in turn, the last answer again and
// again. Describe calls of a gateway show an active one unless it says otherwise.
type script struct {
	*vpc.Client
	answers map[string][]answer

	mu    sync.Mutex
	calls []scripted
	// before runs before a call is answered.
	before func(action string)
}

type scripted struct {
	action      string
	form, query url.Values
}

func play(t *testing.T, answers map[string][]answer) *script {
	t.Helper()
	s := &script{answers: answers, before: func(string) {}}
	s.Client = client(t, s, vpc.Config{})
	return s
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(text))
	action := r.Header.Get("X-Acs-Action")
	s.before(action)
	s.mu.Lock()
	n := 0
	for _, c := range s.calls {
		if c.action == action {
			n++
		}
	}
	s.calls = append(s.calls, scripted{action, form, r.URL.Query()})
	s.mu.Unlock()
	all := s.answers[action]
	if len(all) == 0 {
		all = []answer{in("active")}
	}
	next := all[min(n, len(all)-1)]
	if next.status == 0 {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(next.status)
	_, _ = io.WriteString(w, next.body)
}

// actions are the calls so far, in order.
func (s *script) actions() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, c := range s.calls {
		all = append(all, c.action)
	}
	return strings.Join(all, " ")
}

func (s *script) form(n int) url.Values {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[n].form
}

func connection(fields string) answer {
	return ok(fmt.Sprintf(`{"VpnConnectionId":%q,"RequestId":"R",%s}`, vco, fields))
}

func connections(total int, entries ...string) answer {
	return ok(fmt.Sprintf(`{"TotalCount":%d,"RequestId":"R","VpnConnections":{"VpnConnection":[%s]}}`, total, strings.Join(entries, ",")))
}

// readConnection reads the connection of one answer.
func readConnection(t *testing.T, fields string) *vpc.VpnConnection {
	t.Helper()
	got, err := play(t, map[string][]answer{"DescribeVpnConnection": {connection(fields)}}).DescribeVpnConnection(t.Context(), region, vco)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What the cloud answers, in the single read and in the list. The simulator is
// held against the same file.
func TestVpnConnectionAnswersOfTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sim/testdata/connections.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []struct {
		Action string
		Answer json.RawMessage
	}
	if err := json.Unmarshal(text, &samples); err != nil || len(samples) != 3 {
		t.Fatal(err)
	}
	read := func(n int, id string) *vpc.VpnConnection {
		body := ok(string(samples[n].Answer))
		api := play(t, map[string][]answer{"DescribeVpnConnection": {body}, "DescribeVpnConnections": {connections(1, body.body)}})
		var v *vpc.VpnConnection
		var err error
		if samples[n].Action == "DescribeVpnConnection" {
			v, err = api.DescribeVpnConnection(t.Context(), region, id)
		} else {
			var all []*vpc.VpnConnection
			all, err = api.DescribeVpnConnections(t.Context(), vpc.DescribeVpnConnectionsInput{RegionID: region})
			v = all[0]
		}
		if err != nil || len(v.Odd) > 0 || v.VpnConnectionID != id {
			t.Fatalf("got %+v, %v", v, err)
		}
		return v
	}
	dual := read(0, "vco-a")
	psk, yes, no := "made-up-two", true, false
	want := vpc.Tunnel{
		TunnelID: "tun-b", Role: "slave", Index: 2, CustomerGatewayID: "cgw-a", InternetIP: "203.0.113.42", ZoneID: "ap-northeast-2a",
		State: "active", Status: "ipsec_sa_established", EnableDpd: &yes, EnableNatTraversal: &no,
		Ike: vpc.IkeConfig{
			Version: "ikev2", Mode: "main", EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 86400,
			LocalID: "203.0.113.42", RemoteID: "198.51.100.41", Psk: &psk,
		},
		Ipsec: vpc.IpsecConfig{EncAlg: "aes", AuthAlg: "sha1", Pfs: "group2", Lifetime: 3600},
		Bgp: &vpc.BgpConfig{
			LocalAsn: 65532, TunnelCidr: "169.254.11.0/30", LocalBgpIP: "169.254.11.2", PeerAsn: 65010, PeerBgpIP: "169.254.11.1", Status: "success",
		},
	}
	if got := dual.Tunnel("slave"); !reflect.DeepEqual(*got, want) {
		t.Errorf("got %+v", *got)
	}
	if dual.Tunnel("master").Bgp.PeerAsn != 0 || dual.Tunnel("other") != nil || len(dual.Tunnels) != 2 || dual.CustomerGatewayID != "" ||
		!*dual.EnableTunnelsBgp || dual.CreateTime.Year() != 2025 || dual.Tags != nil || dual.VpnGatewayID != "vpn-a" || dual.State != "active" {
		t.Errorf("got %+v", dual)
	}
	list := read(1, "vco-b")
	if list.Tags["team"] != "network" || list.Status != "" || !slices.Equal(list.RemoteSubnets, []string{"192.168.1.0/24", "192.168.0.0/24"}) || len(list.Tunnels) != 2 {
		t.Errorf("got %+v", list)
	}
	single := read(2, "vco-c")
	if single.CustomerGatewayID != "cgw-c" || single.Ike.Mode != "aggressive" || *single.Ike.Psk != "made-up-one" || single.Ike.Lifetime != 86400 ||
		single.Ipsec.AuthAlg != "md5" || single.Bgp != nil || single.HealthCheck != nil || len(single.Tunnels) != 0 || *single.EffectImmediately {
		t.Errorf("got %+v", single)
	}
}

// Whether BGP is on is said in three places, and in none by the list of a single
// tunnel.
func TestVpnConnectionBgp(t *testing.T) {
	t.Parallel()
	const values = `"LocalAsn":"45104","TunnelCidr":"169.254.10.0/30"`
	tunnels := func(fields string) string {
		return `"TunnelOptionsSpecification":{"TunnelOptions":[{"TunnelId":"tun-1","Role":"MASTER","TunnelBgpConfig":{` + fields + `}}]}`
	}
	for fields, want := range map[string]bool{
		`"EnableTunnelsBgp":true,` + tunnels(values): true, `"EnableTunnelsBgp":"false",` + tunnels(values): false,
		tunnels(values): true, tunnels(`"LocalAsn":"","TunnelCidr":""`): false,
		`"VpnBgpConfig":{"EnableBgp":"true",` + values + `}`: true, `"VpnBgpConfig":{"EnableBgp":false,` + values + `}`: false,
		`"VpnBgpConfig":{` + values + `}`: true, `"VpnBgpConfig":{"LocalAsn":45104}`: false, `"VpnBgpConfig":null`: false,
	} {
		v := readConnection(t, fields)
		bgp := v.Bgp
		if tunnel := v.Tunnel("master"); tunnel != nil {
			bgp = tunnel.Bgp
		}
		if (bgp != nil) != want || want && (bgp.LocalAsn != 45104 || bgp.TunnelCidr != "169.254.10.0/30") {
			t.Errorf("%s: got %+v", fields, bgp)
		}
	}
}

// One odd field costs that field, in a tunnel as at the top.
func TestVpnConnectionOddFields(t *testing.T) {
	t.Parallel()
	v := readConnection(t, `"VpnGatewayId":"gateway","CustomerGatewayId":7,"Name":"n","State":"Active","LocalSubnet":"10.0.0.0/8, 10.1.0.0","RemoteSubnet":" 10.2.0.0/16 ,",
		"CreateTime":"yesterday","EnableTunnelsBgp":"maybe","IkeConfig":{"IkeLifetime":"long","IkeVersion":"IKEv2"},"Tags":{"Tag":[{"Key":1}]},
		"TunnelOptionsSpecification":{"TunnelOptions":[
			{"TunnelId":"tun-1","Role":"Master","EnableDpd":"perhaps","EnableNatTraversal":"TRUE","TunnelIkeConfig":{"IkeLifetime":{},"Psk":"k"},"CustomerGatewayId":"x"},
			{"TunnelId":"1","Role":"slave","TunnelIpsecConfig":[]}]}`)
	slices.Sort(v.Odd)
	if want := "CreateTime CustomerGatewayId EnableTunnelsBgp IkeConfig.IkeLifetime LocalSubnet Tags.Tag VpnGatewayId"; strings.Join(v.Odd, " ") != want {
		t.Errorf("odd are %v", v.Odd)
	}
	if v.VpnGatewayID != "" || v.Name != "n" || v.State != "active" || v.LocalSubnets != nil || !slices.Equal(v.RemoteSubnets, []string{"10.2.0.0/16"}) ||
		v.EnableTunnelsBgp != nil || v.Ike.Version != "ikev2" || v.Ike.Lifetime != 0 || !v.IsOdd("IkeConfig") || v.IsOdd("Name") {
		t.Errorf("got %+v", v)
	}
	one, two := v.Tunnel("master"), v.Tunnel("slave")
	if strings.Join(one.Odd, " ") != "EnableDpd TunnelIkeConfig.IkeLifetime CustomerGatewayId" || one.EnableDpd != nil || !*one.EnableNatTraversal ||
		*one.Ike.Psk != "k" || one.TunnelID != "tun-1" || one.CustomerGatewayID != "" {
		t.Errorf("got %+v", one)
	}
	if strings.Join(two.Odd, " ") != "TunnelIpsecConfig TunnelId" || two.TunnelID != "" || !two.IsOdd("TunnelIpsecConfig") {
		t.Errorf("got %+v", two)
	}
}

// An answer about another connection is asked for again, and then an error. It
// never means that the connection is gone.
func TestVpnConnectionOfAnotherID(t *testing.T) {
	t.Parallel()
	other := ok(`{"VpnConnectionId":"vco-foreign","State":"active","IkeConfig":{"Psk":"topsecret"},"RequestId":"R"}`)
	api := play(t, map[string][]answer{"DescribeVpnConnection": {other}})
	got, err := api.GetVpnConnection(t.Context(), region, vco)
	if err == nil || got != nil || errors.Is(err, vpc.ErrNotFound) || strings.Contains(err.Error(), "topsecret") {
		t.Errorf("got %+v, %v", got, err)
	}
	api = play(t, map[string][]answer{"DescribeVpnConnection": {other, connection(`"Name":"n"`)}})
	if got, err := api.GetVpnConnection(t.Context(), region, vco); err != nil || got.Name != "n" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// An attachment to a transit router is none of a gateway's connections.
func TestVpnConnectionAttachments(t *testing.T) {
	t.Parallel()
	entry := func(id, more string) string {
		return fmt.Sprintf(`{"VpnConnectionId":%q,"VpnGatewayId":"vpn-1"%s}`, id, more)
	}
	api := play(t, map[string][]answer{
		"DescribeVpnConnections": {connections(4, entry("vco-1", ""), entry("vco-2", `,"AttachType":"CEN"`),
			entry("vco-3", `,"AttachType":"vpngw"`), entry("vco-4", `,"AttachType":"NO_ASSOCIATED"`))},
		"DescribeVpnConnection": {connection(`"AttachType":"CEN"`)},
	})
	all, err := api.DescribeVpnConnections(t.Context(), vpc.DescribeVpnConnectionsInput{RegionID: region, VpnGatewayID: "vpn-1"})
	if err != nil || len(all) != 2 || all[0].VpnConnectionID != "vco-1" || all[1].VpnConnectionID != "vco-3" {
		t.Errorf("got %v, %v", all, err)
	}
	if got := api.form(0); got.Get("VpnGatewayId") != "vpn-1" || got.Get("PageSize") != "50" {
		t.Errorf("sent %v", got)
	}
	_, err = api.GetVpnConnection(t.Context(), region, vco)
	if err == nil || err.Error() != vco+" is not a connection of a VPN gateway, but an attachment to a transit router" || errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// Many reads are one listing of the region, whatever their gateways.
func TestVpnConnectionsAreReadTogether(t *testing.T) {
	t.Parallel()
	var entries []string
	for i := range 20 {
		entries = append(entries, fmt.Sprintf(`{"VpnConnectionId":"vco-%d","VpnGatewayId":"vpn-%d"}`, i, i%3))
	}
	api := play(t, map[string][]answer{"DescribeVpnConnections": {connections(20, entries...)}})
	api.answers["DescribeVpnConnection"] = []answer{ok(entries[0]), ok(entries[1]), ok(entries[2])}
	for i := range 20 {
		id := fmt.Sprintf("vco-%d", i)
		if got, err := api.GetVpnConnection(t.Context(), region, id); err != nil || got.VpnConnectionID != id {
			t.Errorf("%s: got %+v, %v", id, got, err)
		}
	}
	if got := api.actions(); got != strings.Repeat("DescribeVpnConnection ", 3)+"DescribeVpnConnections" {
		t.Errorf("called %s", got)
	}
}

// Absence is confirmed by both ways to look.
func TestVpnConnectionGone(t *testing.T) {
	t.Parallel()
	gone := refuse(http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
	api := play(t, map[string][]answer{"DescribeVpnConnection": {gone}, "DescribeVpnConnections": {connections(0)}})
	if _, err := api.GetVpnConnection(t.Context(), region, vco); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if got := api.actions(); got != "DescribeVpnConnection DescribeVpnConnection DescribeVpnConnections" {
		t.Errorf("called %s", got)
	}
	if err := api.WaitVpnConnectionDeleted(t.Context(), region, vco); err != nil {
		t.Error(err)
	}
	there := connections(1, fmt.Sprintf(`{"VpnConnectionId":%q,"Name":"listed"}`, vco))
	api = play(t, map[string][]answer{"DescribeVpnConnection": {gone}, "DescribeVpnConnections": {there}})
	if got, err := api.GetVpnConnection(t.Context(), region, vco); err != nil || got.Name != "listed" {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, code := range []string{"InvalidCustomerGatewayInstanceId.NotFound", "InvalidVpnGatewayInstanceId.NotFound", "InvalidInstanceIds.NotFound"} {
		api := play(t, map[string][]answer{"DescribeVpnConnection": {refuse(http.StatusNotFound, code)}})
		if _, err := api.GetVpnConnection(t.Context(), region, vco); errors.Is(err, vpc.ErrNotFound) || vpc.ErrorCode(err) != code {
			t.Errorf("%s: got %v", code, err)
		}
	}
	api = play(t, map[string][]answer{"DescribeVpnConnection": {gone, gone, connection(`"Name":"n"`)}})
	if got, err := api.WaitVpnConnectionShown(t.Context(), region, vco); err != nil || got.Name != "n" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// No answer that holds a key is repeated in an error, whatever is wrong with it.
func TestVpnConnectionErrorsHoldNoKey(t *testing.T) {
	t.Parallel()
	for name, a := range map[string]answer{
		"cut": ok(`{"VpnConnectionId":"` + vco + `","IkeConfig":{"Psk":"topsecret"`), "a page": {http.StatusBadGateway, "<p>topsecret</p>"},
		"a list": ok(`["topsecret"]`), "another ID": ok(`{"VpnConnectionId":"vco-x","IkeConfig":{"Psk":"topsecret"}}`),
		"no list": ok(`{"TotalCount":1,"VpnConnections":"topsecret"}`), "no ID": ok(`{"IkeConfig":{"Psk":"topsecret"}}`),
	} {
		api := play(t, map[string][]answer{
			"DescribeVpnConnection": {a}, "DescribeVpnConnections": {a}, "ModifyVpnConnectionAttribute": {a}, "ModifyTunnelAttribute": {a},
			"DescribeCustomerGateway": {a}, "DescribeCustomerGateways": {a},
		})
		_, one := api.DescribeVpnConnection(t.Context(), region, vco)
		_, all := api.DescribeVpnConnections(t.Context(), vpc.DescribeVpnConnectionsInput{RegionID: region})
		_, far := api.DescribeCustomerGateway(t.Context(), region, "cgw-1")
		_, fars := api.DescribeCustomerGateways(t.Context(), vpc.DescribeCustomerGatewaysInput{RegionID: region})
		writes := errors.Join(
			api.ModifyVpnConnectionAttribute(t.Context(), vpc.ModifyVpnConnectionAttributeInput{RegionID: region, VpnConnectionID: vco, VpnGatewayID: id}),
			api.ModifyTunnelAttribute(t.Context(), vpc.ModifyTunnelAttributeInput{RegionID: region, VpnConnectionID: vco, VpnGatewayID: id}),
		)
		if text := fmt.Sprint(one, all, far, fars, writes); one == nil || all == nil || far == nil || fars == nil || strings.Contains(text, "topsecret") {
			t.Errorf("%s: got %s", name, text)
		}
	}
}
