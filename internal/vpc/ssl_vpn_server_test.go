package vpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const vss = "vss-bp15j3du13gq1dgey63ab"

func sslServers(total int, entries ...string) answer {
	return ok(fmt.Sprintf(`{"TotalCount":%d,"RequestId":"R","SslVpnServers":{"SslVpnServer":[%s]}}`, total, strings.Join(entries, ",")))
}

// readSslServer reads the server of one list.
func readSslServer(t *testing.T, fields string) *vpc.SslVpnServer {
	t.Helper()
	entry := fmt.Sprintf(`{"SslVpnServerId":%q,%s}`, vss, fields)
	all, err := play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(1, entry)}}).
		DescribeSslVpnServers(t.Context(), vpc.DescribeSslVpnServersInput{RegionID: region})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

// What the cloud answers. The simulator is held against the same file.
func TestSslVpnServerAnswersOfTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sim/testdata/ssl_servers.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []struct{ Answer json.RawMessage }
	if err := json.Unmarshal(text, &samples); err != nil || len(samples) != 1 {
		t.Fatal(err)
	}
	got, err := play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(1, string(samples[0].Answer))}}).
		DescribeSslVpnServers(t.Context(), vpc.DescribeSslVpnServersInput{RegionID: region})
	want := &vpc.SslVpnServer{
		SslVpnServerID: "vss-xx1aaaaaaaaaaaaaaaaaa", VpnGatewayID: "vpn-xx1aaaaaaaaaaaaaaaaaa", Name: "text", ClientIPPool: "192.168.1.0/24",
		LocalSubnets: []string{"172.16.1.0/24"}, Protocol: "UDP", Port: 1194, Cipher: "AES-128-CBC", Compress: new(false),
		CreateTime: time.UnixMilli(1492753580000).UTC(), MaxConnections: 5, InternetIP: "203.0.113.10",
	}
	if err != nil || len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSslVpnServerAnswers(t *testing.T) {
	t.Parallel()
	// Old samples have texts in place of numbers, and words in other cases.
	got := readSslServer(t, `"Port":"1194","Compress":"true","Proto":"udp","Cipher":"aes-256-cbc","Connections":"2","MaxConnections":"5",
		"LocalSubnet":"10.1.0.0/16, 10.0.0.0/16","DnsServers":"100.100.2.136,100.100.2.138","EnableMultiFactorAuth":true,
		"IDaaSInstanceId":"idaas-1","IDaaSRegionId":"cn-hangzhou","IDaaSApplicationId":"app_1"`)
	if got.Port != 1194 || !*got.Compress || got.Protocol != "UDP" || got.Cipher != "AES-256-CBC" || got.Connections != 2 || got.MaxConnections != 5 ||
		!reflect.DeepEqual(got.LocalSubnets, []string{"10.1.0.0/16", "10.0.0.0/16"}) ||
		!reflect.DeepEqual(got.DNSServers, []string{"100.100.2.136", "100.100.2.138"}) ||
		*got.Idaas != (vpc.Idaas{InstanceID: "idaas-1", RegionID: "cn-hangzhou", ApplicationID: "app_1"}) || len(got.Odd) > 0 {
		t.Errorf("got %+v", got)
	}
	// What an answer lacks is not known, and what it says is empty is.
	if got := readSslServer(t, `"Name":"n"`); got.DNSServers != nil || got.Compress != nil || got.EnableMultiFactorAuth != nil || got.Idaas != nil || got.Port != 0 {
		t.Errorf("got %+v", got)
	}
	if got := readSslServer(t, `"DnsServers":"","EnableMultiFactorAuth":false,"IDaaSInstanceId":"idaas-1"`); got.DNSServers == nil || len(got.DNSServers) != 0 ||
		*got.EnableMultiFactorAuth || got.Idaas != nil {
		t.Errorf("got %+v", got)
	}
	// One odd field costs that field and no other.
	for field, value := range map[string]string{
		"ClientIpPool": `"all"`, "LocalSubnet": `"10.0.0.0"`, "Port": `{}`, "Compress": `"perhaps"`, "DnsServers": `"dns.example"`, "VpnGatewayId": `"vco-1"`,
		"EnableMultiFactorAuth": `2`, "InternetIp": `"gateway"`, "CreateTime": `"yesterday"`,
	} {
		got := readSslServer(t, fmt.Sprintf(`"Name":"n",%q:%s`, field, value))
		if !got.IsOdd(field) || len(got.Odd) != 1 || got.Name != "n" {
			t.Errorf("%s: got %+v", field, got)
		}
		if got.ClientIPPool != "" || got.LocalSubnets != nil || got.DNSServers != nil || got.VpnGatewayID != "" || got.InternetIP != "" || got.Port != 0 {
			t.Errorf("%s was read: %+v", field, got)
		}
	}
}

// Many servers are read out of one list, and none of them directly.
func TestGetSslVpnServer(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(2, `{"SslVpnServerId":"vss-1"}`, `{"SslVpnServerId":"vss-2"}`), sslServers(0)}})
	for _, id := range []string{"vss-1", "vss-2"} {
		if got, err := api.GetSslVpnServer(t.Context(), region, id); err != nil || got.SslVpnServerID != id {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	if got := api.actions(); got != "DescribeSslVpnServers" {
		t.Errorf("called %s", got)
	}
	if _, err := api.GetSslVpnServer(t.Context(), region, "vss-3"); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	// The list, a look by ID, and both again.
	if got := strings.Count(api.actions(), "DescribeSslVpnServers"); got != 4 {
		t.Errorf("%d lists before it is gone", got)
	}
	if api.form(1).Get("SslVpnServerId") != "vss-3" || api.form(3).Has("SslVpnServerId") {
		t.Error("it was looked for in one way only")
	}
}

var settings = vpc.SslVpnServerSettings{
	ClientIPPool: "10.200.0.0/24", LocalSubnets: []string{"10.0.0.0/16", "10.1.0.0/16"}, Protocol: "UDP", Cipher: "none", Port: 1194,
}

// Every setting is in every create and change: the reference documents two sets of
// defaults.
func TestSslVpnServerForms(t *testing.T) {
	t.Parallel()
	all := map[string]string{
		"ClientIpPool": "10.200.0.0/24", "LocalSubnet": "10.0.0.0/16,10.1.0.0/16", "Proto": "UDP", "Cipher": "none", "Port": "1194",
		"Compress": "false", "EnableMultiFactorAuth": "false",
	}
	api := play(t, map[string][]answer{
		"CreateSslVpnServer": {ok(fmt.Sprintf(`{"SslVpnServerId":%q,"RequestId":"R"}`, vss))}, "ModifySslVpnServer": {done}, "DeleteSslVpnServer": {done},
	})
	created, err := api.CreateSslVpnServer(t.Context(), vpc.CreateSslVpnServerInput{RegionID: region, VpnGatewayID: id, Name: new("n"), SslVpnServerSettings: settings})
	if err != nil || created.ID != vss || created.Unsettled != nil || created.Token != api.form(0).Get("ClientToken") {
		t.Errorf("got %+v, %v", created, err)
	}
	api.expectSent(t, 0, sent(all, map[string]string{"VpnGatewayId": id, "Name": "n"}))

	full := settings
	full.DNSServers, full.Compress, full.Idaas = []string{"1.1.1.1", "8.8.8.8"}, true, &vpc.Idaas{InstanceID: "idaas-1", RegionID: "cn-hangzhou"}
	modify := vpc.ModifySslVpnServerInput{RegionID: region, SslVpnServerID: vss, VpnGatewayID: id, Settings: &full}
	if err := api.ModifySslVpnServer(t.Context(), modify); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 2, sent(all, map[string]string{
		"SslVpnServerId": vss, "Compress": "true", "DnsServers": "1.1.1.1,8.8.8.8", "EnableMultiFactorAuth": "true", "IDaaSInstanceId": "idaas-1", "IDaaSRegionId": "cn-hangzhou",
	}))
	none := settings
	none.NoDNSServers = true
	modify.Settings = &none
	if err := api.ModifySslVpnServer(t.Context(), modify); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 4, sent(all, map[string]string{"SslVpnServerId": vss, "DnsServers": ""}))
	// A name alone is alone.
	modify.Settings, modify.Name = nil, new("other")
	if err := api.ModifySslVpnServer(t.Context(), modify); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 6, sent(map[string]string{"SslVpnServerId": vss, "Name": "other"}))
	if err := api.DeleteSslVpnServer(t.Context(), region, vss, id); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 8, sent(map[string]string{"SslVpnServerId": vss}))
	// Each write is followed by a look at the gateway, whose turn it keeps.
	const look = " DescribeVpnGateway "
	if got := api.actions(); got != "CreateSslVpnServer"+look+"ModifySslVpnServer"+look+"ModifySslVpnServer"+look+"ModifySslVpnServer"+look+"DeleteSslVpnServer DescribeVpnGateway" {
		t.Errorf("called %s", got)
	}
	if err := api.DeleteSslVpnServer(t.Context(), region, vss, ""); err == nil || !strings.Contains(err.Error(), "the VPN gateway that it belongs to was not named") {
		t.Errorf("got %v", err)
	}
}

// That the gateway is missing does not mean that its server is, nor the reverse.
func TestSslVpnServerGone(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{"InvalidSslVpnServerId.NotFound": true, "InvalidVpnGatewayInstanceId.NotFound": false, "Forbidden": false} {
		api := play(t, map[string][]answer{"DeleteSslVpnServer": {refuse(404, code)}, "DescribeSslVpnServers": {sslServers(0)}})
		if err := api.DeleteSslVpnServer(t.Context(), region, vss, id); errors.Is(err, vpc.ErrNotFound) != want || vpc.ErrorCode(err) != code {
			t.Errorf("%s: got %v", code, err)
		}
	}
	// An answer about another server, or the code that it is gone, proves nothing either.
	there := sslServers(1, fmt.Sprintf(`{"SslVpnServerId":%q}`, vss))
	other := sslServers(1, `{"SslVpnServerId":"vss-2"}`)
	for _, odd := range []answer{other, refuse(404, "InvalidSslVpnServerId.NotFound"), sslServers(0)} {
		api := play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(0), odd, there}})
		if got, err := api.GetSslVpnServer(t.Context(), region, vss); err != nil || got.SslVpnServerID != vss {
			t.Errorf("%s: got %+v, %v", odd.body, got, err)
		}
	}
	lasting := play(t, map[string][]answer{"DescribeSslVpnServers": {other}})
	if _, err := lasting.GetSslVpnServer(t.Context(), region, vss); err == nil || errors.Is(err, vpc.ErrNotFound) ||
		!strings.Contains(err.Error(), "was asked to list the SSL server "+vss+", and listed vss-2") {
		t.Errorf("got %v", err)
	}
	// One list without it proves nothing.
	api := play(t, map[string][]answer{"DescribeSslVpnServers": {there, sslServers(0), there, there, sslServers(0)}})
	if err := api.WaitSslVpnServerDeleted(t.Context(), region, vss); err != nil {
		t.Error(err)
	}
	if got := strings.Count(api.actions(), "DescribeSslVpnServers"); got < 8 {
		t.Errorf("%d lists prove that it is gone", got)
	}
	api = play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(0), there}})
	if got, err := api.WaitSslVpnServerShown(t.Context(), region, vss); err != nil || got.SslVpnServerID != vss {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A create of unknown outcome is sent again with its token.
func TestCreateSslVpnServerOfUnknownOutcome(t *testing.T) {
	t.Parallel()
	made := ok(fmt.Sprintf(`{"SslVpnServerId":%q}`, vss))
	for name, answers := range map[string][]answer{
		"500": {refuse(http.StatusInternalServerError, "InternalError"), made}, "lost": {lost, lost, made}, "another's ID": {ok(`{"SslVpnServerId":"vsc-1"}`), made},
	} {
		api := play(t, map[string][]answer{"CreateSslVpnServer": answers})
		created, err := api.CreateSslVpnServer(t.Context(), vpc.CreateSslVpnServerInput{RegionID: region, VpnGatewayID: id, SslVpnServerSettings: settings})
		if err != nil || created.ID != vss || api.form(0).Get("ClientToken") != created.Token || api.form(len(answers)-1).Get("ClientToken") != created.Token {
			t.Errorf("%s: got %+v, %v", name, created, err)
		}
	}
}

func TestDescribeSslVpnClients(t *testing.T) {
	t.Parallel()
	list := ok(`{"TotalCount":2,"RegionId":"cn-hangzhou","VpnGatewayId":"` + id + `","ClientInfoList":[
		{"CommonName":"vsc-1","Ip":"203.0.113.7","Port":"51820","PrivateIp":"10.200.0.6","Status":"Online","ConnectedTime":1735689600000,"ReceiveBytes":1099511627776,"SendBytes":"12"},
		{"CommonName":"vsc-1","Ip":"203.0.113.7","Port":51821,"PrivateIp":"10.200.0.10","Status":"online","ConnectedTime":1735689600000}]}`)
	api := play(t, map[string][]answer{"DescribeSslVpnClients": {list}})
	got, err := api.DescribeSslVpnClients(t.Context(), region, id)
	if err != nil || len(got) != 2 || got[1].Port != "51821" || *got[0] != (vpc.SslVpnClient{
		CommonName: "vsc-1", Status: "online", IP: "203.0.113.7", Port: "51820", PrivateIP: "10.200.0.6",
		ConnectedTime: time.UnixMilli(1735689600000).UTC(), ReceiveBytes: 1 << 40, SendBytes: 12,
	}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if api.form(0).Get("VpnGatewayId") != id {
		t.Errorf("sent %v", api.form(0))
	}
	if _, err := api.DescribeSslVpnClients(t.Context(), region, " "); err == nil || api.actions() != "DescribeSslVpnClients" {
		t.Errorf("asked for all: %v", err)
	}
	gone := play(t, map[string][]answer{"DescribeSslVpnClients": {notFound}})
	if _, err := gone.DescribeSslVpnClients(t.Context(), region, id); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
