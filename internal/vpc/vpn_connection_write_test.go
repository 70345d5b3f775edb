package vpc_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var madeConnection = ok(`{"VpnConnectionId":"` + vco + `","RequestId":"R"}`)

func tunnelInput(role, cgw string) vpc.TunnelInput {
	return vpc.TunnelInput{
		Role: role, CustomerGatewayID: &cgw, EnableDpd: new(true), EnableNatTraversal: new(false), RemoteCaCertificate: new("PEM"),
		Ike: &vpc.IkeConfig{
			Version: "ikev2", Mode: "main", EncAlg: "aes256", AuthAlg: "sha256", Pfs: "group14", Lifetime: 3600,
			LocalID: "near", RemoteID: "far", Psk: new("topsecret"),
		},
		Ipsec: &vpc.IpsecConfig{EncAlg: "aes", AuthAlg: "sha1", Pfs: "disabled", Lifetime: 7200},
		Bgp:   &vpc.BgpConfig{LocalAsn: 65000, TunnelCidr: "169.254.10.0/30", LocalBgpIP: "169.254.10.1", PeerAsn: 9, Status: "read"},
	}
}

// fieldsOfTunnel are what tunnelInput is below its prefix.
var fieldsOfTunnel = map[string]string{
	"EnableDpd": "true", "EnableNatTraversal": "false", "RemoteCaCertificate": "PEM",
	"TunnelIkeConfig.IkeVersion": "ikev2", "TunnelIkeConfig.IkeMode": "main", "TunnelIkeConfig.IkeEncAlg": "aes256",
	"TunnelIkeConfig.IkeAuthAlg": "sha256", "TunnelIkeConfig.IkePfs": "group14", "TunnelIkeConfig.IkeLifetime": "3600",
	"TunnelIkeConfig.LocalId": "near", "TunnelIkeConfig.RemoteId": "far", "TunnelIkeConfig.Psk": "topsecret",
	"TunnelIpsecConfig.IpsecEncAlg": "aes", "TunnelIpsecConfig.IpsecAuthAlg": "sha1", "TunnelIpsecConfig.IpsecPfs": "disabled",
	"TunnelIpsecConfig.IpsecLifetime": "7200", "TunnelBgpConfig.LocalAsn": "65000", "TunnelBgpConfig.TunnelCidr": "169.254.10.0/30",
	"TunnelBgpConfig.LocalBgpIp": "169.254.10.1",
}

func sent(groups ...map[string]string) url.Values {
	all := url.Values{"RegionId": {region}}
	for _, g := range groups {
		for name, value := range g {
			all.Set(name, value)
		}
	}
	return all
}

func tunnelAt(prefix string, more map[string]string) map[string]string {
	all := map[string]string{}
	for _, group := range []map[string]string{fieldsOfTunnel, more} {
		for name, value := range group {
			all[prefix+name] = value
		}
	}
	return all
}

// expectSent compares the form of a call, but for its token, and sees to it that
// nothing but the protocol is anywhere else.
func (s *script) expectSent(t *testing.T, n int, want url.Values) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	got := url.Values{}
	for name, values := range s.calls[n].form {
		if name != "ClientToken" {
			got[name] = values
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	if len(s.calls[n].form["ClientToken"]) != 1 {
		t.Error("no token")
	}
	if len(s.calls[n].query) != 0 {
		t.Errorf("the query has %v", s.calls[n].query)
	}
}

// Both forms, as the reference names their parameters. All of them are in the
// body: a query is written to logs on the way, and keys are among them.
func TestVpnConnectionForms(t *testing.T) {
	t.Parallel()
	const first, second, tunnel = "TunnelOptionsSpecification.1.", "TunnelOptionsSpecification.2.", "TunnelOptionsSpecification."
	api := play(t, map[string][]answer{"CreateVpnConnection": {madeConnection}, "ModifyVpnConnectionAttribute": {done}, "ModifyTunnelAttribute": {done}})
	created, err := api.CreateVpnConnection(t.Context(), vpc.CreateVpnConnectionInput{
		RegionID: region, VpnGatewayID: id, Tags: map[string]string{"k": "v"},
		ConnectionSettings: vpc.ConnectionSettings{
			LocalSubnets: []string{"10.0.0.0/16", "10.1.0.0/16"}, RemoteSubnets: []string{"192.168.0.0/24"},
			Name: new("n"), EffectImmediately: new(true), AutoConfigRoute: new(false), EnableTunnelsBgp: new(true),
			Tunnels: []vpc.TunnelInput{tunnelInput("master", "cgw-1"), tunnelInput("slave", "cgw-2")},
		},
	})
	if err != nil || created.ID != vco || created.Unsettled != nil || created.Token != api.form(0).Get("ClientToken") {
		t.Errorf("got %+v, %v", created, err)
	}
	api.expectSent(t, 0, sent(map[string]string{
		"VpnGatewayId": id, "LocalSubnet": "10.0.0.0/16,10.1.0.0/16", "RemoteSubnet": "192.168.0.0/24", "Name": "n", "EffectImmediately": "true",
		"AutoConfigRoute": "false", "EnableTunnelsBgp": "true", "Tags.1.Key": "k", "Tags.1.Value": "v",
	}, tunnelAt(first, map[string]string{"Role": "master", "CustomerGatewayId": "cgw-1"}),
		tunnelAt(second, map[string]string{"Role": "slave", "CustomerGatewayId": "cgw-2"})))

	change := tunnelInput("master", "cgw-3")
	change.TunnelID = "tun-1"
	if err := api.ModifyVpnConnectionAttribute(t.Context(), vpc.ModifyVpnConnectionAttributeInput{
		RegionID: region, VpnConnectionID: vco, VpnGatewayID: id,
		ConnectionSettings: vpc.ConnectionSettings{RemoteSubnets: []string{"192.168.1.0/24"}, Tunnels: []vpc.TunnelInput{change}},
	}); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 2, sent(map[string]string{"VpnConnectionId": vco, "RemoteSubnet": "192.168.1.0/24"},
		tunnelAt(first, map[string]string{"Role": "master", "TunnelId": "tun-1", "CustomerGatewayId": "cgw-3"})))
	if err := api.ModifyTunnelAttribute(t.Context(), vpc.ModifyTunnelAttributeInput{
		RegionID: region, VpnConnectionID: vco, VpnGatewayID: id, TunnelID: "tun-1", Tunnel: change,
	}); err != nil {
		t.Error(err)
	}
	api.expectSent(t, 4, sent(map[string]string{"VpnConnectionId": vco, "TunnelId": "tun-1"},
		tunnelAt(tunnel, map[string]string{"CustomerGatewayId": "cgw-3"})))
}

// The single form has documents in JSON, in which only what is set stands.
func TestVpnConnectionSingleForm(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{"CreateVpnConnection": {madeConnection}, "ModifyVpnConnectionAttribute": {done}})
	in := tunnelInput("", "cgw-1")
	if _, err := api.CreateVpnConnection(t.Context(), vpc.CreateVpnConnectionInput{
		RegionID: region, VpnGatewayID: id, ConnectionSettings: vpc.ConnectionSettings{
			LocalSubnets: []string{"10.0.0.0/16"}, RemoteSubnets: []string{"192.168.0.0/24"},
			Single: &vpc.SingleTunnelInput{
				CustomerGatewayID: in.CustomerGatewayID, Ike: in.Ike, Ipsec: &vpc.IpsecConfig{Pfs: "group2"}, Bgp: in.Bgp,
				HealthCheck: &vpc.HealthCheck{Enable: true, Dip: "192.168.0.1", Sip: "10.0.0.1", Interval: 5, Retry: 4}, EnableDpd: in.EnableDpd,
			},
		},
	}); err != nil {
		t.Fatal(err)
	}
	form := api.form(0)
	for name, want := range map[string]string{
		"IkeConfig":   `{"IkeVersion":"ikev2","IkeMode":"main","IkeEncAlg":"aes256","IkeAuthAlg":"sha256","IkePfs":"group14","IkeLifetime":3600,"LocalId":"near","RemoteId":"far","Psk":"topsecret"}`,
		"IpsecConfig": `{"IpsecPfs":"group2"}`, "HealthCheckConfig": `{"enable":true,"dip":"192.168.0.1","sip":"10.0.0.1","interval":5,"retry":4}`,
		"BgpConfig": `{"EnableBgp":true,"LocalAsn":65000,"TunnelCidr":"169.254.10.0/30","LocalBgpIp":"169.254.10.1"}`,
	} {
		var got, expected any
		if err := errors.Join(json.Unmarshal([]byte(form.Get(name)), &got), json.Unmarshal([]byte(want), &expected)); err != nil || !reflect.DeepEqual(got, expected) {
			t.Errorf("%s: sent %s, %v", name, form.Get(name), err)
		}
	}
	if form.Get("CustomerGatewayId") != "cgw-1" || form.Get("EnableDpd") != "true" || form.Has("EnableNatTraversal") || form.Has("EnableTunnelsBgp") {
		t.Errorf("sent %v", form)
	}
	if err := api.ModifyVpnConnectionAttribute(t.Context(), vpc.ModifyVpnConnectionAttributeInput{
		RegionID: region, VpnConnectionID: vco, VpnGatewayID: id, ConnectionSettings: vpc.ConnectionSettings{
			Name: new("n"), Single: &vpc.SingleTunnelInput{EnableBgp: new(false), HealthCheck: &vpc.HealthCheck{}},
		},
	}); err != nil {
		t.Fatal(err)
	}
	api.expectSent(t, 2, sent(map[string]string{
		"VpnConnectionId": vco, "Name": "n", "BgpConfig": `{"EnableBgp":false}`, "HealthCheckConfig": `{"enable":false}`,
	}))
}

var inputOfConnection = vpc.CreateVpnConnectionInput{
	RegionID: region, VpnGatewayID: id,
	ConnectionSettings: vpc.ConnectionSettings{LocalSubnets: []string{"10.0.0.0/16"}, RemoteSubnets: []string{"192.168.0.0/24"}},
}

// A create that was answered 500 although it was carried out, or was not answered
// at all, is sent again with its token.
func TestCreateVpnConnectionOfUnknownOutcome(t *testing.T) {
	t.Parallel()
	fault := refuse(http.StatusInternalServerError, "InternalError")
	for name, answers := range map[string][]answer{
		"500": {fault, madeConnection}, "lost": {lost, lost, madeConnection}, "no ID": {done, madeConnection},
		"another's ID": {ok(`{"VpnConnectionId":"cgw-1"}`), madeConnection}, "500, then busy": {fault, refuse(400, "VpnGateway.Configuring"), madeConnection},
	} {
		api := play(t, map[string][]answer{"CreateVpnConnection": answers})
		created, err := api.CreateVpnConnection(t.Context(), inputOfConnection)
		if err != nil || created.ID != vco || created.Unsettled != nil {
			t.Errorf("%s: got %+v, %v", name, created, err)
		}
		for i := range answers {
			if api.form(i).Get("ClientToken") != created.Token || created.Token == "" {
				t.Errorf("%s: attempt %d has another token", name, i)
			}
		}
	}
	api := play(t, map[string][]answer{"CreateVpnConnection": {lost}})
	created, err := api.CreateVpnConnection(t.Context(), inputOfConnection)
	if token, unknown := vpc.UnknownOutcome(err); !unknown || token != created.Token || created.ID != "" {
		t.Errorf("got %+v, %v", created, err)
	}
	// What is busy before anything was done gets a new token: its refusal may be
	// remembered.
	for _, code := range []string{"VpnGateway.Configuring", "VpnConnection.Configuring", "Appliance.Configuring", "VpnTask.CONFLICT", "TaskConflict", "VpnGateway.task.conflict"} {
		api := play(t, map[string][]answer{"CreateVpnConnection": {refuse(400, code), madeConnection}})
		if created, err := api.CreateVpnConnection(t.Context(), inputOfConnection); err != nil || created.Token == api.form(0).Get("ClientToken") {
			t.Errorf("%s: got %+v, %v", code, created, err)
		}
	}
}

// A customer gateway that is missing does not make the connection missing, nor
// does a write that finds no connection while reads find it.
func TestVpnConnectionWritesThatFindNothing(t *testing.T) {
	t.Parallel()
	change := func(api *script) error {
		return api.ModifyVpnConnectionAttribute(t.Context(), vpc.ModifyVpnConnectionAttributeInput{
			RegionID: region, VpnConnectionID: vco, VpnGatewayID: id, ConnectionSettings: vpc.ConnectionSettings{Name: new("n")},
		})
	}
	const far = "InvalidCustomerGatewayInstanceId.NotFound"
	api := play(t, map[string][]answer{"ModifyVpnConnectionAttribute": {refuse(404, far)}})
	if err := change(api); errors.Is(err, vpc.ErrNotFound) || vpc.ErrorCode(err) != far || api.actions() != "ModifyVpnConnectionAttribute" {
		t.Errorf("got %v after %s", err, api.actions())
	}
	gone := refuse(404, "InvalidVpnConnectionInstanceId.NotFound")
	api = play(t, map[string][]answer{"ModifyVpnConnectionAttribute": {gone, done}, "DescribeVpnConnection": {connection(`"State":"active"`)}})
	if err := change(api); err != nil || api.actions() != "ModifyVpnConnectionAttribute DescribeVpnConnection ModifyVpnConnectionAttribute DescribeVpnGateway" {
		t.Errorf("got %v after %s", err, api.actions())
	}
	api = play(t, map[string][]answer{"DeleteVpnConnection": {gone}, "DescribeVpnConnection": {gone}, "DescribeVpnConnections": {connections(0)}})
	if err := api.DeleteVpnConnection(t.Context(), region, vco, id); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// A part without its gateway would not wait for its turn.
func TestVpnConnectionWritesNameTheGateway(t *testing.T) {
	t.Parallel()
	api := play(t, nil)
	want := "the IPsec connection " + vco + " was not changed: the VPN gateway that it belongs to was not named"
	if err := api.DeleteVpnConnection(t.Context(), region, vco, ""); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	in := inputOfConnection
	in.VpnGatewayID = " "
	if _, err := api.CreateVpnConnection(t.Context(), in); err == nil || err.Error() != "no VPN gateway was named, so nothing was done: its ID is empty" {
		t.Errorf("got %v", err)
	}
	if got := api.actions(); got != "" {
		t.Errorf("called %s", got)
	}
}

// The turn is kept until the gateway is seen active again, whatever becomes of the
// looks: only then is the next write sent.
func TestPartsKeepTheTurn(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{
		"CreateVpnConnection": {madeConnection}, "DeleteVpnConnection": {done},
		"DescribeVpnGateway": {in("updating"), lost, refuse(400, "Throttling"), in("Updating"), {http.StatusBadGateway, "<p>"}, in(""), aboutAnother, in("active")},
	})
	other := make(chan error, 1)
	start := make(chan struct{})
	begin := sync.OnceFunc(func() { close(start) })
	api.before = func(action string) {
		if action == "DescribeVpnGateway" {
			begin()
		}
	}
	go func() {
		<-start
		other <- api.DeleteVpnConnection(context.WithoutCancel(t.Context()), region, "vco-2", id)
	}()
	created, err := api.CreateVpnConnection(t.Context(), inputOfConnection)
	if err := errors.Join(err, <-other, created.Unsettled); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(api.actions(), "DescribeVpnGateway ", ""); got != "CreateVpnConnection DeleteVpnConnection DescribeVpnGateway" {
		t.Errorf("called %s", api.actions())
	}
	if n := strings.Count(api.actions(), "DescribeVpnGateway"); n != 9 {
		t.Errorf("looked %d times", n)
	}
}

// What the API accepted is done, also where the gateway is not seen again.
func TestPartsThatDoNotSettle(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	api := play(t, map[string][]answer{
		"CreateVpnConnection": {madeConnection}, "DeleteVpnConnection": {done}, "DescribeVpnGateway": {in("updating")},
	})
	api.before = func(action string) {
		if action == "DescribeVpnGateway" {
			cancel()
		}
	}
	created, err := api.CreateVpnConnection(ctx, inputOfConnection)
	var wait *vpc.WaitError
	if err != nil || created.ID != vco || !errors.As(created.Unsettled, &wait) || wait.ID != id || wait.Awaited != "active" || wait.Ended == nil {
		t.Errorf("got %+v, %v", created, err)
	}
	denied := refuse(http.StatusForbidden, "Forbidden.RAM")
	api = play(t, map[string][]answer{"CreateVpnConnection": {madeConnection}, "DeleteVpnConnection": {done}, "DescribeVpnGateway": {denied}})
	created, err = api.CreateVpnConnection(t.Context(), inputOfConnection)
	if err != nil || created.ID != vco || vpc.ErrorCode(created.Unsettled) != "Forbidden.RAM" {
		t.Errorf("got %+v, %v", created, err)
	}
	if err := api.DeleteVpnConnection(t.Context(), region, vco, id); err != nil {
		t.Errorf("got %v", err)
	}
	// A write that was refused made nothing busy, so there is nothing to look at.
	api = play(t, map[string][]answer{"DeleteVpnConnection": {denied}})
	if err := api.DeleteVpnConnection(t.Context(), region, vco, id); vpc.ErrorCode(err) != "Forbidden.RAM" || api.actions() != "DeleteVpnConnection" {
		t.Errorf("got %v after %s", err, api.actions())
	}
}
