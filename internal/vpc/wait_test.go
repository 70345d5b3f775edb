package vpc_test

import (
	"context"
	"errors"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func TestWaitVpnGatewayActive(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answers []answer
		fresh   bool
		looks   int
		gone    bool
		status  string // of a StatusError
		code    string
	}{
		"active at once":             {answers: []answer{in("active")}, looks: 1},
		"every status on the way":    {answers: []answer{in("init"), in("provisioning"), in("updating"), in("active")}, looks: 4},
		"not found, fresh":           {answers: []answer{notFound, notFound, notFound, notFound, in("init"), in("active")}, fresh: true, looks: 6},
		"not found, not fresh":       {answers: []answer{notFound, in("active")}, looks: 1, gone: true},
		"not found twice after seen": {answers: []answer{in("init"), notFound, notFound, in("active")}, fresh: true, looks: 4},
		"not found three times":      {answers: []answer{in("init"), notFound, notFound, notFound, in("active")}, fresh: true, looks: 4, gone: true},
		"three, not in a row":        {answers: []answer{in("init"), notFound, notFound, in("init"), notFound, in("active")}, fresh: true, looks: 6},
		"missing before seen":        {answers: []answer{notFound, notFound, in("init"), notFound, notFound, in("active")}, fresh: true, looks: 6},
		"deleting":                   {answers: []answer{in("init"), in("deleting"), in("active")}, looks: 2, status: "deleting"},
		"unlisted status":            {answers: []answer{in("create_failed"), in("active")}, fresh: true, looks: 1, status: "create_failed"},
		"other case is no status":    {answers: []answer{in("Active"), in("active")}, looks: 1, status: "Active"},
		"refused":                    {answers: []answer{refuse(403, "Forbidden.RAM"), in("active")}, fresh: true, looks: 1, code: "Forbidden.RAM"},
		"rotated key":                {answers: []answer{refuse(404, "InvalidAccessKeyId.NotFound"), in("active")}, fresh: true, looks: 1, code: "InvalidAccessKeyId.NotFound"},
		"throttled and busy":         {answers: []answer{refuse(400, "Throttling"), refuse(409, "TaskConflict"), in("active")}, looks: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, tc.answers...)
			got, err := api.WaitVpnGatewayActive(t.Context(), region, id, tc.fresh)
			if len(api.received()) != tc.looks {
				t.Errorf("looked %d times, want %d", len(api.received()), tc.looks)
			}
			fails := tc.gone || tc.status != "" || tc.code != ""
			if fails != (err != nil) || fails != (got == nil) || errors.Is(err, vpc.ErrNotFound) != tc.gone {
				t.Fatalf("got %+v, %v", got, err)
			}
			var status *vpc.StatusError
			var wait *vpc.WaitError
			if errors.As(err, &status) != (tc.status != "") || errors.As(err, &wait) {
				t.Errorf("got %v", err)
			}
			if tc.status != "" && *status != (vpc.StatusError{VpnGatewayID: id, Status: tc.status, Awaited: vpc.StatusActive}) {
				t.Errorf("got %+v", status)
			}
			if want := "VPN gateway " + id + ` has status "` + tc.status + `", from which it does not become active`; tc.status != "" &&
				err.Error() != want {
				t.Errorf("text %q", err)
			}
			if tc.code != "" && vpc.ErrorCode(err) != tc.code {
				t.Errorf("got %v", err)
			}
			if err == nil && got.Status != vpc.StatusActive {
				t.Errorf("returned as it was before: %+v", got)
			}
		})
	}
}

func TestWaitVpnGatewayDeleted(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answers []answer
		looks   int
		code    string
	}{
		"gone at once":     {[]answer{notFound}, 1, ""},
		"any status":       {[]answer{in("active"), in("deleting"), in("odd"), refuse(400, "INSTANCE_NOT_EXISTS")}, 4, ""},
		"only these codes": {[]answer{in("deleting"), refuse(404, "InvalidAccessKeyId.NotFound")}, 2, "InvalidAccessKeyId.NotFound"},
	} {
		api := serve(t, tc.answers...)
		err := api.WaitVpnGatewayDeleted(t.Context(), region, id)
		if (err != nil) != (tc.code != "") || vpc.ErrorCode(err) != tc.code || len(api.received()) != tc.looks {
			t.Errorf("%s: got %v after %d looks", name, err, len(api.received()))
		}
	}
}

// TestWaitsEndWithTheContext and say what was seen last.
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
	}{
		"building":        {active, []answer{in("init"), in("init"), in("provisioning")}, vpc.WaitError{Awaited: "active", LastStatus: "provisioning"}},
		"never seen":      {active, []answer{notFound}, vpc.WaitError{Awaited: "active"}},
		"throttled":       {active, []answer{in("updating"), in("updating"), refuse(400, "Throttling")}, vpc.WaitError{Awaited: "active", LastStatus: "updating"}},
		"being deleted":   {deleted, []answer{in("deleting")}, vpc.WaitError{Awaited: "deleted", LastStatus: "deleting"}},
		"answer lost too": {deleted, []answer{in("active"), in("deleting"), lost}, vpc.WaitError{Awaited: "deleted", LastStatus: "deleting"}},
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
			if got.VpnGatewayID != id || got.Awaited != tc.want.Awaited || got.LastStatus != tc.want.LastStatus {
				t.Errorf("got %+v", got)
			}
		})
	}
}
