package vpc_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	vsc     = "vsc-bp13k5mp4tg8v3z9b1goe"
	certKey = "client-key-that-nobody-prints"
)

func clientCerts(entries ...string) answer {
	return ok(fmt.Sprintf(`{"TotalCount":%d,"RequestId":"R","SslVpnClientCertKeys":{"SslVpnClientCertKey":[%s]}}`, len(entries), strings.Join(entries, ",")))
}

func clientCert(fields string) string {
	return fmt.Sprintf(`{"SslVpnClientCertId":%q,"SslVpnServerId":%q%s}`, vsc, vss, fields)
}

// ofGateway is the answer about the SSL server, which names the gateway.
func ofGateway() answer {
	return sslServers(1, fmt.Sprintf(`{"SslVpnServerId":%q,"VpnGatewayId":%q}`, vss, id))
}

// The example of the reference, and odd forms.
func TestSslVpnClientCertAnswers(t *testing.T) {
	t.Parallel()
	one := func(fields string) (*vpc.SslVpnClientConfig, error) {
		return play(t, map[string][]answer{"DescribeSslVpnClientCert": {ok(clientCert(fields))}}).DescribeSslVpnClientCert(t.Context(), region, vsc)
	}
	got, err := one(`,"RegionId":"cn-hangzhou","Name":"text","Status":"Normal","CreateTime":1552550980000,"EndTime":"1647158980000","CaCert":"ca",` +
		`"ClientCert":"cert","ClientKey":"key","ClientConfig":"config","ResourceGroupId":"rg-1"`)
	if err != nil {
		t.Fatal(err)
	}
	if got.CaCert != "ca" || got.ClientCert != "cert" || got.ClientKey != "key" || got.ClientConfig != "config" || got.SslVpnServerID != vss ||
		got.Name != "text" || got.Status != vpc.CertNormal || got.ResourceGroupID != "rg-1" ||
		got.EndTime.Sub(got.CreateTime) != 3*365*24*time.Hour || !got.CreateTime.Equal(time.UnixMilli(1552550980000)) {
		t.Errorf("got %+v", got)
	}
	got, err = one(`,"Status":"expiring-soon","ClientKey":17,"EndTime":true`)
	if err != nil || got.ClientKey != "" || got.SslVpnServerID != vss || got.Status != vpc.CertExpiringSoon || len(got.Odd) != 2 {
		t.Errorf("got %+v, %v", got, err)
	}
	// What is no ID of a server is not taken for one: it would plan a replacement.
	list := play(t, map[string][]answer{"DescribeSslVpnClientCerts": {clientCerts(`{"SslVpnClientCertId":"` + vsc + `","SslVpnServerId":"vpn-1"}`)}})
	all, err := list.DescribeSslVpnClientCerts(t.Context(), vpc.DescribeSslVpnClientCertsInput{RegionID: region, SslVpnServerID: vss, ResourceGroupID: "rg-1"})
	if err != nil || len(all) != 1 || all[0].SslVpnServerID != "" || len(all[0].Odd) != 1 {
		t.Errorf("got %+v, %v", all, err)
	}
	if form := list.form(0); form.Get("SslVpnServerId") != vss || form.Get("ResourceGroupId") != "rg-1" {
		t.Errorf("sent %v", form)
	}
}

// The key is in no error, whatever is wrong with the answer.
func TestSslVpnClientCertKeyInNoError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"ClientKey":"` + certKey, `{"SslVpnClientCertId":"vsc-other","ClientKey":"` + certKey + `"}`, `"` + certKey + `"`, `{"ClientKey":"` + certKey + `"}`,
	} {
		_, err := play(t, map[string][]answer{"DescribeSslVpnClientCert": {ok(body)}}).GetSslVpnClientConfig(t.Context(), region, vsc)
		if err == nil || strings.Contains(err.Error(), certKey) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// A refresh lists, and never reads a key.
func TestSslVpnClientCertRefresh(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{"DescribeSslVpnClientCerts": {clientCerts(
		clientCert(`,"Name":"a"`), strings.ReplaceAll(clientCert(`,"Name":"b"`), vsc, "vsc-2"),
	)}})
	for range 2 {
		for _, id := range []string{vsc, "vsc-2"} {
			if got, err := api.GetSslVpnClientCert(t.Context(), region, id); err != nil || got.SslVpnClientCertID != id {
				t.Errorf("got %+v, %v", got, err)
			}
		}
	}
	if got := api.actions(); got != "DescribeSslVpnClientCerts" {
		t.Errorf("called %s", got)
	}
	// A list of others is no answer about this one.
	if _, err := api.GetSslVpnClientCert(t.Context(), region, "vsc-3"); errors.Is(err, vpc.ErrNotFound) || !strings.Contains(fmt.Sprint(err), "asked to list the SSL client certificate vsc-3, and listed "+vsc) {
		t.Errorf("got %v", err)
	}
	api = play(t, map[string][]answer{"DescribeSslVpnClientCerts": {clientCerts(), refuse(404, "InvalidSslVpnClientCertId.NotFound"), clientCerts()}})
	if _, err := api.GetSslVpnClientCert(t.Context(), region, "vsc-3"); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// A create and a deletion keep the turn of the SSL server's gateway. Another name has
// nothing to do with it.
func TestSslVpnClientCertWrites(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{
		"DescribeSslVpnServers":  {ofGateway()},
		"CreateSslVpnClientCert": {ok(fmt.Sprintf(`{"SslVpnClientCertId":%q,"Name":"n","RequestId":"R"}`, vsc))},
		"ModifySslVpnClientCert": {done}, "DeleteSslVpnClientCert": {done},
	})
	created, err := api.CreateSslVpnClientCert(t.Context(), vpc.CreateSslVpnClientCertInput{RegionID: region, SslVpnServerID: vss, Name: new("n")})
	if err != nil || created.ID != vsc || created.Unsettled != nil || created.Token != api.form(1).Get("ClientToken") {
		t.Errorf("got %+v, %v", created, err)
	}
	api.expectSent(t, 1, sent(map[string]string{"SslVpnServerId": vss, "Name": "n"}))
	if err := api.ModifySslVpnClientCert(t.Context(), region, vsc, "other"); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 3, sent(map[string]string{"SslVpnClientCertId": vsc, "Name": "other"}))
	if err := api.DeleteSslVpnClientCert(t.Context(), region, vsc, vss); err != nil {
		t.Error(err)
	}
	// The gateway is asked for once.
	if got := api.actions(); got != "DescribeSslVpnServers CreateSslVpnClientCert DescribeVpnGateway ModifySslVpnClientCert DeleteSslVpnClientCert DescribeVpnGateway" {
		t.Errorf("called %s", got)
	}
	api.expectSent(t, 4, sent(map[string]string{"SslVpnClientCertId": vsc}))
}

func TestSslVpnClientCertGone(t *testing.T) {
	t.Parallel()
	// A deletion says it in its own way, and a read in another.
	for code, want := range map[string]bool{
		"InvalidSslVpnClientCertId.NotFound": true, "InvalidInstanceId.NotFound": true, "InvalidSslVpnServerId.NotFound": false, "Forbidden": false,
	} {
		api := play(t, map[string][]answer{
			"DescribeSslVpnServers": {ofGateway()}, "DeleteSslVpnClientCert": {refuse(404, code)}, "DescribeSslVpnClientCert": {refuse(404, code)},
			"DescribeSslVpnClientCerts": {clientCerts()},
		})
		if err := api.DeleteSslVpnClientCert(t.Context(), region, vsc, vss); errors.Is(err, vpc.ErrNotFound) != want || vpc.ErrorCode(err) != code {
			t.Errorf("delete, %s: got %v", code, err)
		}
		if _, err := api.GetSslVpnClientConfig(t.Context(), region, vsc); errors.Is(err, vpc.ErrNotFound) != want {
			t.Errorf("read, %s: got %v", code, err)
		}
	}
	// With its server it is gone without a call, if the list agrees.
	api := play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(0)}, "DescribeSslVpnClientCerts": {clientCerts()}})
	if err := api.DeleteSslVpnClientCert(t.Context(), region, vsc, vss); !errors.Is(err, vpc.ErrNotFound) || strings.Contains(api.actions(), "Delete") {
		t.Errorf("got %v after %s", err, api.actions())
	}
	api = play(t, map[string][]answer{"DescribeSslVpnServers": {sslServers(0)}, "DescribeSslVpnClientCerts": {clientCerts(clientCert(""))}})
	if err := api.DeleteSslVpnClientCert(t.Context(), region, vsc, vss); err == nil || errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("it is still listed: got %v", err)
	}
	// Without its server none is made.
	_, err := api.CreateSslVpnClientCert(t.Context(), vpc.CreateSslVpnClientCertInput{RegionID: region, SslVpnServerID: vss})
	if !errors.Is(err, vpc.ErrNotFound) || strings.Contains(api.actions(), "Create") {
		t.Errorf("got %v after %s", err, api.actions())
	}
}

// A node that does not know a new certificate yet is asked again while the list has it.
func TestSslVpnClientConfigStale(t *testing.T) {
	t.Parallel()
	stale := refuse(http.StatusNotFound, "InvalidInstanceId.NotFound")
	api := play(t, map[string][]answer{
		"DescribeSslVpnClientCert": {stale, ok(clientCert(`,"ClientKey":"key"`))}, "DescribeSslVpnClientCerts": {clientCerts(clientCert(""))},
	})
	if got, err := api.GetSslVpnClientConfig(t.Context(), region, vsc); err != nil || got.ClientKey != "key" {
		t.Errorf("got %+v, %v", got, err)
	}
	api = play(t, map[string][]answer{"DescribeSslVpnClientCert": {stale}, "DescribeSslVpnClientCerts": {clientCerts(clientCert(""))}})
	if _, err := api.GetSslVpnClientConfig(t.Context(), region, vsc); err == nil || errors.Is(err, vpc.ErrNotFound) || !strings.Contains(err.Error(), "is listed, and cannot be read") {
		t.Errorf("got %v", err)
	}
}

// A create of unknown outcome is sent again with its token.
func TestCreateSslVpnClientCertOfUnknownOutcome(t *testing.T) {
	t.Parallel()
	made := ok(fmt.Sprintf(`{"SslVpnClientCertId":%q}`, vsc))
	for name, answers := range map[string][]answer{
		"500": {refuse(http.StatusInternalServerError, "InternalError"), made}, "lost": {lost, lost, made}, "another's ID": {ok(`{"SslVpnClientCertId":"vss-1"}`), made},
	} {
		api := play(t, map[string][]answer{"CreateSslVpnClientCert": answers, "DescribeSslVpnServers": {ofGateway()}})
		created, err := api.CreateSslVpnClientCert(t.Context(), vpc.CreateSslVpnClientCertInput{RegionID: region, SslVpnServerID: vss})
		if err != nil || created.ID != vsc || api.form(1).Get("ClientToken") != created.Token || api.form(len(answers)).Get("ClientToken") != created.Token {
			t.Errorf("%s: got %+v, %v", name, created, err)
		}
	}
}
