package vpc_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// aboutAnother is an answer that shows another gateway than the one asked for.
var aboutAnother = ok(`{"VpnGatewayId":"vpn-foreign","Status":"active","RequestId":"R"}`)

func TestWaitVpnGatewayActive(t *testing.T) {
	t.Parallel()
	absent, there := list(0), list(1, entry(id, "init"))
	for name, tc := range map[string]struct {
		answers []answer
		lists   []answer
		fresh   bool
		reads   int
		listed  int
		gone    bool
		status  string // of a StatusError
	}{
		"active at once":            {answers: []answer{in("active")}, reads: 1},
		"every status on the way":   {answers: []answer{in("init"), in("provisioning"), in("updating"), in("active")}, reads: 4},
		"in another case":           {answers: []answer{in("Updating"), in("ACTIVE")}, reads: 2},
		"absent and unknown status": {answers: []answer{describe(`"Name":"n"`), describe(`"Status":null`), in(""), describe(`"Status":7`), in("create_failed"), in("active")}, fresh: true, reads: 6},
		"not found, fresh":          {answers: []answer{notFound, notFound, notFound, notFound, in("init"), in("active")}, fresh: true, reads: 6},
		"not found once":            {answers: []answer{notFound, in("active")}, reads: 2},
		"not found, and not listed": {answers: []answer{notFound}, reads: 3, listed: 2, gone: true},
		"not found, and listed": {
			answers: []answer{in("init"), notFound, notFound, notFound, notFound, in("active")}, lists: []answer{there},
			fresh: true, reads: 6, listed: 3,
		},
		"not listed once": {
			answers: []answer{notFound, notFound, notFound, in("active")}, lists: []answer{absent, there}, reads: 4, listed: 2,
		},
		"not found after it was seen": {answers: []answer{in("init"), notFound}, fresh: true, reads: 4, listed: 2, gone: true},
		"three, not in a row":         {answers: []answer{in("init"), notFound, in("init"), notFound, in("init"), notFound, in("active")}, fresh: true, reads: 7},
		"deleting":                    {answers: []answer{in("init"), in("Deleting"), in("active")}, reads: 2, status: "deleting"},
		"throttled and busy":          {answers: []answer{refuse(400, "Throttling"), refuse(409, "TaskConflict"), in("active")}, reads: 3},
		"another gateway":             {answers: []answer{aboutAnother, aboutAnother, aboutAnother, aboutAnother, in("active")}, reads: 5},
		"refused for a while":         {answers: append(slices.Repeat([]answer{refuse(403, "Forbidden.RAM")}, 29), in("active")), fresh: true, reads: 30},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, tc.answers...)
			if tc.lists != nil {
				api.lists = tc.lists
			}
			got, err := api.WaitVpnGatewayActive(t.Context(), region, id, tc.fresh)
			if reads, lists := api.looks(); reads != tc.reads || lists != tc.listed {
				t.Errorf("%d reads and %d lists, want %d and %d", reads, lists, tc.reads, tc.listed)
			}
			fails := tc.gone || tc.status != ""
			if fails != (err != nil) || fails != (got == nil) || errors.Is(err, vpc.ErrNotFound) != tc.gone {
				t.Fatalf("got %+v, %v", got, err)
			}
			var status *vpc.StatusError
			var wait *vpc.WaitError
			if errors.As(err, &status) != (tc.status != "") || errors.As(err, &wait) {
				t.Errorf("got %v", err)
			}
			if tc.status != "" && *status != (vpc.StatusError{Noun: "VPN gateway", ID: id, Status: tc.status, Awaited: vpc.StatusActive}) {
				t.Errorf("got %+v", status)
			}
			if want := "VPN gateway " + id + ` has status "` + tc.status + `", from which it does not become active`; tc.status != "" &&
				err.Error() != want {
				t.Errorf("text %q", err)
			}
			if err == nil && (got.Status != vpc.StatusActive || got.VpnGatewayID != id) {
				t.Errorf("returned as it was before: %+v", got)
			}
			for _, listed := range api.listed {
				if listed.Get("VpnGatewayId") != id {
					t.Errorf("listed %v, not this gateway alone", listed)
				}
			}
		})
	}
}

// TestWaitsSurvive whatever a look may meet, longer than one call is repeated
// (here once), and go on until the gateway is as awaited.
func TestWaitsSurvive(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]answer{
		"resets": lost, "HTML 502": {502, "<html>"}, "503": refuse(503, "ServiceUnavailable"), "InternalError": refuse(400, "InternalError"),
		"an empty answer": ok(""), "half an answer": ok(`{"VpnGatewayId":`), "HTML 200": ok("<html>"), "HTML 403": {403, "<html>"}, "302": {302, ""},
		"another gateway": aboutAnother, "no ID": ok(`{"Status":"active"}`), "a list": ok(`[]`), "throttling": refuse(429, "Throttling.User"),
		"expired token": refuse(403, "InvalidSecurityToken.Expired"), "denied": refuse(403, "Forbidden.RAM"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			outage := slices.Repeat([]answer{trouble}, 25)
			api := serve(t, slices.Concat([]answer{in("init")}, outage, []answer{in("active")})...)
			if g, err := api.WaitVpnGatewayActive(t.Context(), region, id, true); err != nil || g.Status != vpc.StatusActive {
				t.Errorf("got %+v, %v", g, err)
			}
			api = serve(t, slices.Concat([]answer{in("deleting")}, outage, []answer{notFound})...)
			if err := api.WaitVpnGatewayDeleted(t.Context(), region, id); err != nil {
				t.Errorf("got %v", err)
			}
			api = serve(t, in("deleting"), notFound)
			api.lists = append(slices.Clone(outage), list(0))
			if err := api.WaitVpnGatewayDeleted(t.Context(), region, id); err != nil {
				t.Errorf("lists: got %v", err)
			}
		})
	}
}

// TestWaitsEndWhenRefusedForLong, with an error that says what was seen.
func TestWaitsEndWhenRefusedForLong(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"Forbidden.RAM", "InvalidSecurityToken.Expired", "InvalidAccessKeyId.NotFound"} {
		api := serve(t, in("init"), refuse(403, code))
		_, err := api.WaitVpnGatewayActive(t.Context(), region, id, true)
		var wait *vpc.WaitError
		if !errors.As(err, &wait) || wait.Ended != nil || wait.LastStatus != "init" || wait.ID != id || vpc.ErrorCode(err) != code {
			t.Errorf("%s: got %v", code, err)
		}
		if reads, _ := api.looks(); reads != 31 {
			t.Errorf("%s: %d reads", code, reads)
		}
		api = serve(t, notFound)
		api.lists = []answer{refuse(403, code)}
		err = api.WaitVpnGatewayDeleted(t.Context(), region, id)
		const text = "and the last look at it failed: whether the VPN gateway " + id + " exists could not be confirmed: DescribeVpnGateways: "
		if !errors.As(err, &wait) || errors.Is(err, vpc.ErrNotFound) || !contains(err, text) {
			t.Errorf("%s: got %v", code, err)
		}
	}
}

func TestWaitVpnGatewayDeleted(t *testing.T) {
	t.Parallel()
	there := list(1, entry(id, "deleting"))
	for name, tc := range map[string]struct {
		answers []answer
		lists   []answer
		reads   int
		listed  int
	}{
		"gone at once":         {answers: []answer{notFound}, reads: 3, listed: 2},
		"any status":           {answers: []answer{in("active"), in("deleting"), in("odd"), refuse(400, "INSTANCE_NOT_EXISTS")}, reads: 6, listed: 2},
		"not found once":       {answers: []answer{in("active"), notFound, in("deleting"), notFound}, reads: 6, listed: 2},
		"not found, listed":    {answers: []answer{notFound}, lists: []answer{there, list(0)}, reads: 4, listed: 3},
		"a foreign one listed": {answers: []answer{notFound}, lists: []answer{list(1, entry("vpn-foreign", "active"))}, reads: 3, listed: 2},
	} {
		api := serve(t, tc.answers...)
		if tc.lists != nil {
			api.lists = tc.lists
		}
		err := api.WaitVpnGatewayDeleted(t.Context(), region, id)
		if reads, lists := api.looks(); err != nil || reads != tc.reads || lists != tc.listed {
			t.Errorf("%s: got %v after %d reads and %d lists", name, err, reads, lists)
		}
	}
}

// TestWaitsEndWithTheContext and say what was seen last, and what failed last.
func TestWaitsEndWithTheContext(t *testing.T) {
	t.Parallel()
	active := func(ctx context.Context, c *vpc.Client) error {
		_, err := c.WaitVpnGatewayActive(ctx, region, id, true)
		return err
	}
	deleted := methods["wait until deleted"]
	for name, tc := range map[string]struct {
		wait    func(context.Context, *vpc.Client) error
		answers []answer
		want    vpc.WaitError
		code    string
	}{
		"building":        {active, []answer{in("init"), in("init"), in("provisioning")}, vpc.WaitError{Awaited: "active", LastStatus: "provisioning"}, ""},
		"never seen":      {active, []answer{notFound}, vpc.WaitError{Awaited: "active"}, ""},
		"throttled":       {active, []answer{in("updating"), in("updating"), refuse(400, "Throttling")}, vpc.WaitError{Awaited: "active", LastStatus: "updating"}, ""},
		"being deleted":   {deleted, []answer{in("deleting")}, vpc.WaitError{Awaited: "deleted", LastStatus: "deleting"}, ""},
		"answer lost too": {deleted, []answer{in("active"), in("deleting"), lost}, vpc.WaitError{Awaited: "deleted", LastStatus: "deleting"}, ""},
		"refused":         {active, []answer{in("init"), refuse(403, "Forbidden.RAM")}, vpc.WaitError{Awaited: "active", LastStatus: "init"}, "Forbidden.RAM"},
		"unknown status":  {active, []answer{in("Strange")}, vpc.WaitError{Awaited: "active", LastStatus: "Strange"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			api := serve(t, tc.answers...)
			looks := 0
			// The fourth look comes after the last answer above has been read.
			api.onCall = func(n int) {
				if looks = n; n == 4 {
					cancel()
				}
			}
			err := tc.wait(ctx, api.Client)
			var got *vpc.WaitError
			if !errors.As(err, &got) || !errors.Is(err, context.Canceled) || looks != 4 {
				t.Fatalf("got %v after %d looks", err, looks)
			}
			var ended *openapi.EndedError
			if got.Noun != "VPN gateway" || got.ID != id || got.Awaited != tc.want.Awaited || got.LastStatus != tc.want.LastStatus ||
				!errors.As(err, &ended) || got.Ended == nil {
				t.Errorf("got %+v", got)
			}
			if vpc.ErrorCode(err) != tc.code {
				t.Errorf("code %q, want %q", vpc.ErrorCode(err), tc.code)
			}
		})
	}
}

// TestWaitInterruptedWhileConfirming is an interruption, not an absence.
func TestWaitInterruptedWhileConfirming(t *testing.T) {
	t.Parallel()
	for _, last := range []int{2, 3} {
		ctx, cancel := context.WithCancel(t.Context())
		api := serve(t, in("init"), notFound)
		api.onCall = func(n int) {
			if n == last {
				cancel()
			}
		}
		_, err := api.WaitVpnGatewayActive(ctx, region, id, false)
		if wait := (*vpc.WaitError)(nil); !errors.As(err, &wait) || errors.Is(err, vpc.ErrNotFound) || wait.LastStatus != "init" {
			t.Errorf("after %d calls: got %v", last, err)
		}
		cancel()
	}
}

func contains(err error, text string) bool { return strings.Contains(fmt.Sprint(err), text) }
