package vpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	serverID   = "iss-bp1jougp8cfsbo8y9cvbn"
	serverList = "ListIpsecServers"
)

func servers(next string, total int, entries ...string) answer {
	return ok(fmt.Sprintf(`{"TotalCount":%d,"NextToken":%q,"MaxResults":20,"RequestId":"R","IpsecServers":[%s]}`, total, next, strings.Join(entries, ",")))
}

func serverEntry(id string) string {
	return fmt.Sprintf(`{"IpsecServerId":%q,"VpnGatewayId":"vpn-a"}`, id)
}

// The documented answer can be read. The simulator is held against the same file.
func TestIpsecServer_sample(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sim/testdata/ipsec_servers.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []struct{ Answer json.RawMessage }
	if err := json.Unmarshal(text, &samples); err != nil || len(samples) == 0 {
		t.Fatal(samples, err)
	}
	for _, s := range samples {
		all, err := play(t, map[string][]answer{serverList: {ok(string(s.Answer))}}).ListIpsecServers(t.Context(), vpc.ListIpsecServersInput{RegionID: region})
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		got := fmt.Sprintf("%+v", *all[0])
		for _, want := range []string{
			"IpsecServerID:iss-a VpnGatewayID:vpn-a Name:people ClientIPPool:10.200.0.0/24 LocalSubnets:[10.1.0.0/16 10.0.0.0/16]",
			"Version:ikev2 Mode:main EncAlg:aes AuthAlg:sha1 Pfs:group2 Lifetime:86400 LocalID:203.0.113.1 RemoteID:198.51.100.1",
			"Ipsec:{EncAlg:aes AuthAlg:sha1 Pfs:group2 Lifetime:86400} InternetIP:203.0.113.1 OnlineClients:1 MaxConnections:5",
			"CreateTime:2026-01-02 03:04:05 +0000 UTC Odd:[]",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("got %s, want %s", got, want)
			}
		}
		if psk := all[0].Ike.Psk; psk == nil || *psk != "made-up" || all[0].EffectImmediately == nil || !*all[0].EffectImmediately {
			t.Errorf("got %s", got)
		}
	}
}

// What is odd in an answer costs a field, and nothing else.
func TestIpsecServer_odd(t *testing.T) {
	t.Parallel()
	entry := `{"IpsecServerId":"iss-a","VpnGatewayId":"gateway","ClientIpPool":"10.200.0.0","LocalSubnet":"everything","OnlineClientCount":"many",` +
		`"EffectImmediately":"perhaps","IkeConfig":{"IkeLifetime":"long","IkeVersion":"IKEv2"},"Psk":7,"InternetIp":"here","CreationTime":"yesterday"}`
	all, err := play(t, map[string][]answer{serverList: {servers("", 1, entry)}}).ListIpsecServers(t.Context(), vpc.ListIpsecServersInput{RegionID: region})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	got := all[0]
	if odd := len(got.Odd); odd != 9 || got.VpnGatewayID != "" || got.ClientIPPool != "" || got.LocalSubnets != nil || got.Ike.Version != "ikev2" ||
		got.Ike.Psk != nil || !got.CreateTime.IsZero() {
		t.Errorf("%d: got %+v", odd, got)
	}
}

// All pages are read. One answer without the server proves nothing, and an error
// does not repeat a key.
func TestIpsecServer_lists(t *testing.T) {
	t.Parallel()
	var first []string
	for i := range 20 {
		first = append(first, serverEntry(fmt.Sprintf("iss-%d", i)))
	}
	api := play(t, map[string][]answer{serverList: {servers("more", 21, first...), servers("", 21, serverEntry("iss-20"))}})
	all, err := api.ListIpsecServers(t.Context(), vpc.ListIpsecServersInput{RegionID: region, VpnGatewayID: "vpn-a"})
	if err != nil || len(all) != 21 || api.form(1).Get("NextToken") != "more" || api.form(0).Get("MaxResults") != "20" || api.form(1).Get("VpnGatewayId") != "vpn-a" {
		t.Errorf("got %d, %v", len(all), err)
	}

	api = play(t, map[string][]answer{serverList: {servers("", 0), servers("", 1, serverEntry(serverID))}})
	if got, err := api.GetIpsecServer(t.Context(), region, serverID); err != nil || got.IpsecServerID != serverID {
		t.Errorf("got %v, %v", got, err)
	}
	api = play(t, map[string][]answer{serverList: {servers("", 0)}})
	if got, err := api.GetIpsecServer(t.Context(), region, serverID); !errors.Is(err, vpc.ErrNotFound) || len(api.calls) < 3 {
		t.Errorf("%s: got %v, %v", api.actions(), got, err)
	}
	// A list for this server that shows another one says nothing of this one.
	api = play(t, map[string][]answer{serverList: {servers("", 1, serverEntry("iss-other"))}})
	if _, err := api.GetIpsecServer(t.Context(), region, serverID); err == nil || errors.Is(err, vpc.ErrNotFound) || !strings.Contains(err.Error(), "asked to list the IPsec server "+serverID+", and listed iss-other") {
		t.Errorf("got %v", err)
	}
	api = play(t, map[string][]answer{serverList: {servers("", 1, serverEntry("iss-other")), servers("", 1, serverEntry(serverID))}})
	if got, err := api.ReadIpsecServer(t.Context(), region, serverID); err != nil || got.IpsecServerID != serverID {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := play(t, map[string][]answer{serverList: {ok(`{"Psk":"the-key"`)}}).GetIpsecServer(t.Context(), region, serverID); err == nil || strings.Contains(err.Error(), "the-key") {
		t.Errorf("got %v", err)
	}
}

// What is sent stands in the body, the key apart from the other parameters of IKE.
func TestIpsecServer_writes(t *testing.T) {
	t.Parallel()
	name, pool, key := "people", "10.200.0.0/24", "the key"
	settings := vpc.IpsecServerSettings{
		Name: &name, ClientIPPool: &pool, LocalSubnets: []string{"10.0.0.0/16", "10.1.0.0/16"}, EffectImmediately: new(true),
		Ike: &vpc.IkeConfig{Version: "ikev2", LocalID: "here", Lifetime: 60, Psk: &key}, Ipsec: &vpc.IpsecConfig{Pfs: "group14"},
	}
	api := play(t, map[string][]answer{
		"CreateIpsecServer": {ok(`{"IpsecServerId":"` + serverID + `","RequestId":"R"}`)}, "UpdateIpsecServer": {ok(`{"RequestId":"R"}`)},
		"DeleteIpsecServer": {ok(`{"RequestId":"R"}`)},
	})
	created, err := api.CreateIpsecServer(t.Context(), vpc.CreateIpsecServerInput{RegionID: region, VpnGatewayID: id, IpsecServerSettings: settings})
	if err != nil || created.ID != serverID || created.Unsettled != nil {
		t.Fatal(created, err)
	}
	if err := api.UpdateIpsecServer(t.Context(), vpc.UpdateIpsecServerInput{
		RegionID: region, IpsecServerID: serverID, VpnGatewayID: id, IpsecServerSettings: settings,
	}); err != nil {
		t.Fatal(err)
	}
	if err := api.DeleteIpsecServer(t.Context(), region, serverID, id); err != nil {
		t.Fatal(err)
	}
	want := "CreateIpsecServer DescribeVpnGateway UpdateIpsecServer DescribeVpnGateway DeleteIpsecServer DescribeVpnGateway"
	if got := api.actions(); got != want {
		t.Fatalf("the calls are %s, want %s", got, want)
	}
	for i, own := range map[int]map[string]string{
		0: {"VpnGatewayId": id, "IpSecServerName": name, "PskEnabled": "true"}, 2: {"IpsecServerId": serverID, "IpsecServerName": name},
	} {
		form := api.form(i)
		own["ClientIpPool"], own["LocalSubnet"], own["EffectImmediately"], own["Psk"] = pool, "10.0.0.0/16,10.1.0.0/16", "true", key
		own["IkeConfig"], own["IpsecConfig"] = `{"IkeLifetime":60,"IkeVersion":"ikev2","LocalId":"here"}`, `{"IpsecPfs":"group14"}`
		own["RegionId"] = region
		for name, want := range own {
			if got := form.Get(name); got != want {
				t.Errorf("call %d, %s: got %q, want %q", i, name, got, want)
			}
		}
		for name := range form {
			if own[name] == "" && name != "ClientToken" {
				t.Errorf("call %d sends %s", i, name)
			}
		}
		if len(api.calls[i].query) > 0 {
			t.Errorf("call %d has a query: %v", i, api.calls[i].query)
		}
	}
	// Without the gateway a write would not take its turn.
	if err := api.DeleteIpsecServer(t.Context(), region, serverID, ""); err == nil || slices.Contains(strings.Fields(api.actions())[6:], "DeleteIpsecServer") {
		t.Errorf("got %v", err)
	}
}
