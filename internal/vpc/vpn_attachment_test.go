package vpc_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// attachmentIn is an attachment in a state.
func attachmentIn(state string) answer {
	return ok(fmt.Sprintf(`{"RequestId":"R","VpnConnectionId":%q,"AttachType":"NO_ASSOCIATED","State":%q}`, vco, state))
}

func attachmentList(ids ...string) answer {
	entries := make([]string, len(ids))
	for i, id := range ids {
		entries[i] = fmt.Sprintf(`{"InstanceId":%q,"Tags":[]}`, id)
	}
	return ok(fmt.Sprintf(`{"RequestId":"R","TotalCount":%d,"VpnAttachments":[%s]}`, len(ids), strings.Join(entries, ",")))
}

// The answers of the cloud can be read. Two of them are successes with a code.
func TestVpnAttachmentAnswersOfTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../sim/testdata/attachments.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples []struct {
		Action string
		Answer json.RawMessage
	}
	if err := json.Unmarshal(text, &samples); err != nil || len(samples) != 3 {
		t.Fatal(samples, err)
	}
	answers := map[string][]answer{}
	for _, s := range samples {
		answers[s.Action] = []answer{ok(string(s.Answer))}
	}
	api := play(t, answers)
	a, err := api.DescribeVpnAttachment(t.Context(), region, "vco-a")
	if err != nil || len(a.Odd) > 0 || a.NetworkType != vpc.NetworkPublic || a.TunnelBandwidth != vpc.TunnelsStandard || a.State != "init" || a.InUse() ||
		a.CustomerGatewayID != "cgw-a" || a.HealthCheck.Policy != vpc.PolicyRevoke || !a.HealthCheck.Enable || a.Bgp.PeerAsn != 45014 {
		t.Errorf("got %+v, %v", a, err)
	}
	created, err := api.CreateVpnAttachment(t.Context(), vpc.CreateVpnAttachmentInput{RegionID: region})
	if err != nil || created.ID != "vco-a" || created.Unsettled != nil || created.Token == "" {
		t.Errorf("got %+v, %v", created, err)
	}
	if err := api.DeleteVpnAttachment(t.Context(), region, "vco-a"); err != nil {
		t.Error(err)
	}
}

// Both forms, as the reference names their parameters: the tunnels by their
// index, and the certificate of a single one by a name of its own.
func TestVpnAttachmentForms(t *testing.T) {
	t.Parallel()
	const first = "TunnelOptionsSpecification.1."
	api := play(t, map[string][]answer{
		"CreateVpnAttachment": {madeConnection}, "ModifyVpnAttachmentAttribute": {done}, "DescribeVpnConnection": {attachmentIn("updating"), attachmentIn("init")},
	})
	created, err := api.CreateVpnAttachment(t.Context(), vpc.CreateVpnAttachmentInput{
		RegionID: region, NetworkType: new("private"), TunnelBandwidth: new("Large"), ResourceGroupID: new("rg-1"), Tags: map[string]string{"k": "v"},
		ConnectionSettings: vpc.ConnectionSettings{
			LocalSubnets: []string{"10.0.0.0/16"}, RemoteSubnets: []string{"192.168.0.0/24"}, Name: new("n"),
			Single: &vpc.SingleTunnelInput{
				CustomerGatewayID: new("cgw-1"), RemoteCaCertificate: new("PEM"),
				HealthCheck: &vpc.HealthCheck{Enable: true, Dip: "192.168.0.1", Sip: "10.0.0.1", Policy: vpc.PolicyReserve},
			},
		},
	})
	if err != nil || created.ID != vco || created.Unsettled != nil {
		t.Errorf("got %+v, %v", created, err)
	}
	api.expectSent(t, 0, sent(map[string]string{
		"LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24", "Name": "n", "NetworkType": "private", "TunnelBandwidth": "Large",
		"ResourceGroupId": "rg-1", "Tags.1.Key": "k", "Tags.1.Value": "v", "CustomerGatewayId": "cgw-1", "RemoteCaCert": "PEM",
		"HealthCheckConfig": `{"Policy":"reserve_route","dip":"192.168.0.1","enable":true,"sip":"10.0.0.1"}`,
	}))
	if err := api.WaitVpnAttachmentSettled(t.Context(), region, created.ID); err != nil {
		t.Error(err)
	}
	if got := api.actions(); got != "CreateVpnAttachment DescribeVpnConnection DescribeVpnConnection" {
		t.Errorf("calls: %s", got)
	}
	change := tunnelInput("", "cgw-3")
	change.Index, change.TunnelID, change.RemoteCaCertificate = 2, "tun-2", nil
	if _, err := api.ModifyVpnAttachmentAttribute(t.Context(), vpc.ModifyVpnAttachmentAttributeInput{
		RegionID: region, VpnConnectionID: vco, ConnectionSettings: vpc.ConnectionSettings{Tunnels: []vpc.TunnelInput{change}},
	}); err != nil {
		t.Error(err)
	}
	want := sent(map[string]string{"VpnConnectionId": vco}, tunnelAt(first, map[string]string{"TunnelIndex": "2", "TunnelId": "tun-2", "CustomerGatewayId": "cgw-3"}))
	want.Del(first + "RemoteCaCertificate")
	api.expectSent(t, 3, want)
}

// A change waits until the attachment is as it was before.
func TestVpnAttachmentSettles(t *testing.T) {
	t.Parallel()
	for _, settled := range []string{"init", "attached"} {
		api := play(t, map[string][]answer{
			"ModifyVpnAttachmentAttribute": {refuse(400, "VpnConnection.Configuring"), done},
			"DescribeVpnConnection":        {attachmentIn("updating"), lost, attachmentIn("Updating"), attachmentIn(settled)},
		})
		_, err := api.ModifyVpnAttachmentAttribute(t.Context(), vpc.ModifyVpnAttachmentAttributeInput{
			RegionID: region, VpnConnectionID: vco, ConnectionSettings: vpc.ConnectionSettings{Name: new("n")},
		})
		if got := strings.Count(api.actions(), "DescribeVpnConnection"); err != nil || got != 4 {
			t.Errorf("%s: %d looks, %v", settled, got, err)
		}
	}
}

// A connection of a gateway is not taken for an attachment, nor the other way.
func TestVpnAttachmentOfTheOtherKind(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{"DescribeVpnConnection": {ok(fmt.Sprintf(`{"VpnConnectionId":%q,"AttachType":"VPNGW"}`, vco))}})
	want := vco + " is not an attachment to a transit router, but a connection of a VPN gateway"
	if _, err := api.GetVpnAttachment(t.Context(), region, vco); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	// An answer that does not say what it is: the list decides.
	silent := ok(fmt.Sprintf(`{"VpnConnectionId":%q}`, vco))
	api = play(t, map[string][]answer{"DescribeVpnConnection": {silent}, "DescribeVpnAttachments": {attachmentList("vco-another")}})
	if _, err := api.GetVpnAttachment(t.Context(), region, vco); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
	api = play(t, map[string][]answer{"DescribeVpnConnection": {silent}, "DescribeVpnAttachments": {attachmentList(), attachmentList(vco)}})
	if a, err := api.GetVpnAttachment(t.Context(), region, vco); err != nil || a.VpnConnectionID != vco {
		t.Errorf("got %+v, %v", a, err)
	}
	api = play(t, map[string][]answer{"DescribeVpnConnection": {attachmentIn("init")}})
	if _, err := api.GetVpnConnection(t.Context(), region, vco); err == nil || errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// It is gone only when neither list has it: not that of those that are attached, nor
// that of the others.
func TestVpnAttachmentIsConfirmedGone(t *testing.T) {
	t.Parallel()
	gone := refuse(http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
	api := play(t, map[string][]answer{"DescribeVpnConnection": {gone}, "DescribeVpnAttachments": {attachmentList()}})
	if _, err := api.GetVpnAttachment(t.Context(), region, vco); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	var asked []string
	for i, action := range strings.Fields(api.actions()) {
		if action == "DescribeVpnAttachments" {
			asked = append(asked, api.form(i).Get("AttachType")+" "+api.form(i).Get("VpnConnectionId"))
		}
	}
	if !slices.Contains(asked, "CEN "+vco) || !slices.Contains(asked, "NO_ASSOCIATED "+vco) {
		t.Errorf("asked for %q", asked)
	}
	// One list has it: then it is there, and cannot be read.
	api = play(t, map[string][]answer{"DescribeVpnConnection": {gone}, "DescribeVpnAttachments": {attachmentList(), attachmentList(vco)}})
	if _, err := api.GetVpnAttachment(t.Context(), region, vco); err == nil || errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

// All attachments are read by themselves, whichever list has them.
func TestListVpnAttachments(t *testing.T) {
	t.Parallel()
	api := play(t, map[string][]answer{
		"DescribeVpnAttachments": {attachmentList("vco-a", "vco-b"), attachmentList("vco-c"), attachmentList("vco-a", "vco-b")},
		"DescribeVpnConnection":  {ok(`{"AttachType":"CEN"}`)},
	})
	_, err := api.ListVpnAttachments(t.Context(), vpc.ListVpnAttachmentsInput{RegionID: region})
	if err == nil {
		t.Error("an answer about no attachment was taken for one")
	}
	api = play(t, map[string][]answer{
		"DescribeVpnAttachments": {attachmentList(), attachmentList(vco), attachmentList()},
		"DescribeVpnConnection": {ok(fmt.Sprintf(
			`{"VpnConnectionId":%q,"AttachType":"CEN","TransitRouterId":"tr-1","State":"attached","Tags":{"Tag":[{"Key":"k","Value":"v"}]}}`, vco))},
	})
	for _, in := range []struct {
		vpc.ListVpnAttachmentsInput
		want int
	}{
		{vpc.ListVpnAttachmentsInput{}, 1},
		{vpc.ListVpnAttachmentsInput{TransitRouterID: "tr-1", Tags: map[string]string{"k": "v"}}, 1},
		{vpc.ListVpnAttachmentsInput{TransitRouterID: "tr-2"}, 0},
		{vpc.ListVpnAttachmentsInput{Tags: map[string]string{"k": "w"}}, 0},
		{vpc.ListVpnAttachmentsInput{CustomerGatewayID: "cgw-1"}, 0},
	} {
		in.RegionID = region
		api.calls = nil
		all, err := api.ListVpnAttachments(t.Context(), in.ListVpnAttachmentsInput)
		if err != nil || len(all) != in.want || in.want == 1 && !all[0].InUse() {
			t.Errorf("%+v: got %v, %v", in, all, err)
		}
	}
}
