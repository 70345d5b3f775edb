package vpc_test

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// TestGetVpnGatewayConfirmsAnAbsence by a second read and the list.
func TestGetVpnGatewayConfirmsAnAbsence(t *testing.T) {
	t.Parallel()
	there, absent := list(1, entry(id, "Active")), list(0)
	for name, tc := range map[string]struct {
		answers, lists []answer
		reads, listed  int
		gone           bool
		code           string
	}{
		"there":              {answers: []answer{in("active")}, reads: 1},
		"gone":               {answers: []answer{notFound}, reads: 2, listed: 1, gone: true},
		"one stale answer":   {answers: []answer{notFound, in("active")}, reads: 2},
		"two stale answers":  {answers: []answer{notFound, notFound, in("active")}, lists: []answer{there}, reads: 3, listed: 1},
		"the list alone":     {answers: []answer{notFound}, lists: []answer{there}, reads: 4, listed: 3},
		"the list, then not": {answers: []answer{notFound}, lists: []answer{there, absent}, reads: 3, listed: 2, gone: true},
		"a foreign one listed": {
			answers: []answer{notFound}, lists: []answer{list(1, entry("vpn-foreign", "active"))}, reads: 2, listed: 1, gone: true,
		},
		"the second read refused": {answers: []answer{notFound, refuse(403, "Forbidden")}, reads: 2, code: "Forbidden"},
		"the list refused":        {answers: []answer{notFound}, lists: []answer{refuse(403, "Forbidden")}, reads: 2, listed: 1, code: "Forbidden"},
		"the list incomplete":     {answers: []answer{notFound}, lists: []answer{list(3)}, reads: 2, listed: 2, code: "-"},
		"the read about another":  {answers: []answer{notFound, aboutAnother}, reads: 3, code: "-"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, tc.answers...)
			if tc.lists != nil {
				api.lists = tc.lists
			}
			got, err := api.GetVpnGateway(t.Context(), region, id)
			if reads, lists := api.looks(); reads != tc.reads || lists != tc.listed {
				t.Errorf("%d reads and %d lists, want %d and %d", reads, lists, tc.reads, tc.listed)
			}
			if errors.Is(err, vpc.ErrNotFound) != tc.gone || (err != nil) != (tc.gone || tc.code != "") {
				t.Errorf("got %+v, %v", got, err)
			}
			if err == nil && (got.VpnGatewayID != id || got.Status != "active") {
				t.Errorf("got %+v", got)
			}
			if tc.code != "" && tc.code != "-" && vpc.ErrorCode(err) != tc.code {
				t.Errorf("got %v", err)
			}
		})
	}
}

// writes are the methods that change a gateway.
var writes = []string{"ModifyVpnGatewayAttribute", "DeleteVpnGateway", "MoveVpnResourceGroup", "TagResources", "UnTagResources"}

// missing is how each of them says that there is no such gateway.
func missing(action string) []string {
	if slices.Contains([]string{"ModifyVpnGatewayAttribute", "DeleteVpnGateway"}, action) {
		return []string{"InvalidVpnGatewayInstanceId.NotFound"}
	}
	return []string{"InvalidVpnGatewayInstanceId.NotFound", "InvalidInstanceId.NotFound", "InvalidInstanceIds.NotFound", "InvalidResourceId.NotFound"}
}

// TestWritesThatFindNoGateway are sent again while reads find it, and return
// ErrNotFound only when it is gone.
func TestWritesThatFindNoGateway(t *testing.T) {
	t.Parallel()
	for _, action := range writes {
		for _, code := range missing(action) {
			t.Run(action+" "+code, func(t *testing.T) {
				t.Parallel()
				write, stale := methods[action], refuse(404, code)
				if err := write(t.Context(), serve(t, stale, in("active"), done).Client); err != nil {
					t.Errorf("one stale answer: %v", err)
				}
				api := serve(t, stale, in("active"), stale, in("active"), stale, in("active"))
				err := write(t.Context(), api.Client)
				if errors.Is(err, vpc.ErrNotFound) || vpc.ErrorCode(err) != code ||
					!contains(err, "; but the API still shows the VPN gateway, with status active") || len(api.received()) != 6 {
					t.Errorf("stale for ever: %v after %d calls", err, len(api.received()))
				}
				err = write(t.Context(), serve(t, stale, notFound).Client)
				if !errors.Is(err, vpc.ErrNotFound) || vpc.ErrorCode(err) != code || !contains(err, "no such VPN gateway: "+action+": "+code) {
					t.Errorf("gone: %v", err)
				}
				err = write(t.Context(), serve(t, stale, refuse(403, "Forbidden.RAM")).Client)
				if errors.Is(err, vpc.ErrNotFound) || !contains(err, "DescribeVpnGateway: Forbidden.RAM") {
					t.Errorf("not to be confirmed: %v", err)
				}
			})
		}
	}
}

// TestDeleteOfWhatIsBeingDeleted: not-found is then an answer about an earlier
// delete that is under way, and the wait goes on from there.
func TestDeleteOfWhatIsBeingDeleted(t *testing.T) {
	t.Parallel()
	api := serve(t, notFound, in("deleting"), notFound, in("deleting"), notFound, in("Deleting"))
	if err := api.DeleteVpnGateway(t.Context(), region, id); err != nil {
		t.Errorf("got %v", err)
	}
}

// TestDeleteWhileConfigured: the API has answered UnknownError for that long. It
// may have been carried out, so the token is kept.
func TestDeleteWhileConfigured(t *testing.T) {
	t.Parallel()
	unknown := refuse(400, "UnknownError")
	api := serve(t, append(slices.Repeat([]answer{unknown}, 20), done)...)
	if err := api.DeleteVpnGateway(t.Context(), region, id); err != nil {
		t.Errorf("got %v", err)
	}
	sameToken(t, api.received(), 21)
}

// TestCreateKeepsTheTokenThatSucceeded, so that it can be logged.
func TestCreateKeepsTheTokenThatSucceeded(t *testing.T) {
	t.Parallel()
	for name, answers := range map[string][]answer{
		"at once": {created}, "busy first": {refuse(409, "TaskConflict"), created}, "lost": {lost, lost, lost, created},
	} {
		api := serve(t, answers...)
		got, err := api.CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{RegionID: region})
		calls := api.received()
		if last := calls[len(calls)-1].Get("ClientToken"); err != nil || got.ClientToken != last || last == "" {
			t.Errorf("%s: got %+v, %v; the last token was %q", name, got, err, last)
		}
	}
}

// TestEmptyIDsAreRefused before any call: some actions would take them for all.
func TestEmptyIDsAreRefused(t *testing.T) {
	t.Parallel()
	for _, empty := range []string{"", " ", "\t\n"} {
		object := vpc.VpnGatewayObject(region, empty)
		for name, call := range map[string]func(context.Context, *vpc.Client) error{
			"Describe": func(ctx context.Context, c *vpc.Client) error {
				_, err := c.DescribeVpnGateway(ctx, region, empty)
				return err
			},
			"Get": func(ctx context.Context, c *vpc.Client) error {
				_, err := c.GetVpnGateway(ctx, region, empty)
				return err
			},
			"Modify": func(ctx context.Context, c *vpc.Client) error {
				return c.ModifyVpnGatewayAttribute(ctx, vpc.ModifyVpnGatewayAttributeInput{RegionID: region, VpnGatewayID: empty})
			},
			"Delete": func(ctx context.Context, c *vpc.Client) error { return c.DeleteVpnGateway(ctx, region, empty) },
			"Move":   func(ctx context.Context, c *vpc.Client) error { return c.MoveVpnResourceGroup(ctx, object, "rg-1") },
			"Tag": func(ctx context.Context, c *vpc.Client) error {
				return c.TagResources(ctx, object, map[string]string{"a": "b"})
			},
			"Untag": func(ctx context.Context, c *vpc.Client) error { return c.UnTagResources(ctx, object, []string{"a"}) },
			"wait until active": func(ctx context.Context, c *vpc.Client) error {
				_, err := c.WaitVpnGatewayActive(ctx, region, empty, true)
				return err
			},
			"wait until deleted": func(ctx context.Context, c *vpc.Client) error { return c.WaitVpnGatewayDeleted(ctx, region, empty) },
		} {
			api := serve(t, in("active"))
			err := call(t.Context(), api.Client)
			if want := "no VPN gateway was named, so nothing was done: its ID is empty"; err == nil || err.Error() != want || errors.Is(err, vpc.ErrNotFound) {
				t.Errorf("%s of %q: got %v", name, empty, err)
			}
			if reads, lists := api.looks(); len(api.received())+reads+lists != 0 {
				t.Errorf("%s of %q was sent", name, empty)
			}
		}
	}
}

// TestDescribeVpnGatewaysFilters and a page that cannot be used.
func TestDescribeVpnGatewaysFilters(t *testing.T) {
	t.Parallel()
	api := serve(t, in("active"))
	api.lists = []answer{list(1, entry(id, "active"))}
	got, err := api.DescribeVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{
		RegionID: region, VpcID: "vpc-1", VpnGatewayID: id, Status: "active", BusinessStatus: "Normal", GatewayType: "Traditional",
		ResourceGroupID: "rg-1", Tags: map[string]string{"a": "b"},
	})
	if err != nil || len(got) != 1 || got[0].VpnGatewayID != id {
		t.Errorf("got %+v, %v", got, err)
	}
	want := url.Values{
		"Action": {"DescribeVpnGateways"}, "Version": {"2016-04-28"}, "RegionId": {region}, "VpcId": {"vpc-1"}, "VpnGatewayId": {id},
		"Status": {"active"}, "BusinessStatus": {"Normal"}, "GatewayType": {"Traditional"}, "ResourceGroupId": {"rg-1"},
		"Tag.1.Key": {"a"}, "Tag.1.Value": {"b"}, "IncludeReservationData": {"true"}, "PageNumber": {"1"}, "PageSize": {"50"},
	}
	if sent := api.listed[0]; sent.Encode() != want.Encode() {
		t.Errorf("sent %v\nwant %v", sent, want)
	}
	for body, text := range map[string]string{
		`{"TotalCount":"many"}`:                                              "TotalCount has another form",
		`{"TotalCount":1e15,"VpnGateways":{"VpnGateway":[]}}`:                "TotalCount has another form",
		`{"TotalCount":1,"VpnGateways":[]}`:                                  "VpnGateways has another form",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":[7]}}`:                  "VpnGateways has another form",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":{"a":1}}}`:              "VpnGateways has another form",
		`{"TotalCount":1,"VpnGateways":null}`:                                "the API counts 1, and its pages show 0",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":null}}`:                 "the API counts 1, and its pages show 0",
		`{"TotalCount":1}`:                                                   "the API counts 1, and its pages show 0",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":[{"Name":"n"}]}}`:       "it has an entry without an ID",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":[null]}}`:               "it has an entry without an ID",
		`{"TotalCount":1,"VpnGateways":{"VpnGateway":[{"VpnGatewayId":7}]}}`: "it has an entry without an ID",
		`{"VpnGateways":{"VpnGateway":[]}}`:                                  "the answer names no TotalCount",
	} {
		api := serve(t, in("active"))
		api.lists = []answer{ok(body)}
		if got, err := api.DescribeVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region}); got != nil || !contains(err, text) {
			t.Errorf("%s: got %+v, %v", body, got, err)
		}
		if len(api.listed) > 4 {
			t.Errorf("%s: %d calls", body, len(api.listed))
		}
	}
	api.lists = []answer{ok(`{"TotalCount":0,"VpnGateways":null}`)}
	if got, err := api.DescribeVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region}); err != nil || len(got) != 0 {
		t.Errorf("an empty list: got %+v, %v", got, err)
	}
}

func TestDescribeVpnGatewayAvailableZones(t *testing.T) {
	t.Parallel()
	api := serve(t, ok(`{"AvailableZoneIdList":[{"ZoneId":"cn-hangzhou-h","ZoneName":"Zone H"}],"RequestId":"R"}`))
	for _, gatewayType := range []string{"", "Traditional"} {
		zones, err := api.DescribeVpnGatewayAvailableZones(t.Context(), region, 5, gatewayType)
		if err != nil || !slices.Equal(zones, []vpc.Zone{{ZoneID: "cn-hangzhou-h", ZoneName: "Zone H"}}) {
			t.Errorf("got %+v, %v", zones, err)
		}
	}
	if _, err := serve(t, done).DescribeVpnGatewayAvailableZones(t.Context(), region, 5, ""); !contains(err, "the answer names no AvailableZoneIdList") {
		t.Errorf("got %v", err)
	}
}

// TestErrorsOfAServerAreShort whatever it answers.
func TestErrorsOfAServerAreShort(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"another ID": `{"VpnGatewayId":"\u001b]0;` + strings.Repeat("x", 1<<20) + `"}`,
		"message":    `{"Code":"X","Message":"` + strings.Repeat(`\u001b[31m`, 1<<17) + `"}`,
		"status":     `{"VpnGatewayId":"` + id + `","Status":"` + strings.Repeat(`\u0007x`, 1<<17) + `"}`,
	} {
		api := serve(t, ok(body))
		ctx, cancel := context.WithCancel(t.Context())
		api.onCall = func(n int) {
			if n == 4 {
				cancel()
			}
		}
		_, err := api.WaitVpnGatewayActive(ctx, region, id, true)
		if text := err.Error(); len(text) > 4000 || strings.ContainsAny(text, "\x1b\x07") {
			t.Errorf("%s: %d bytes: %.200q", name, len(text), text)
		}
		cancel()
	}
}
