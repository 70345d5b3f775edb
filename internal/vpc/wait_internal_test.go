package vpc

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func looking(ctx context.Context, done func(context.Context) (bool, error)) (time.Duration, error) {
	c := NewClient(Config{})
	return c.waitFor(ctx, c.cfg.PollInterval, done)
}

// TestWaitForLooksQuicklyThenSlowly, with the real intervals.
func TestWaitForLooksQuicklyThenSlowly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var at []time.Duration
		watched, err := looking(t.Context(), func(context.Context) (bool, error) {
			at = append(at, time.Since(start))
			return time.Since(start) > 10*time.Minute, nil
		})
		if err != nil || watched != time.Since(start) {
			t.Fatalf("watched %v of %v, %v", watched, time.Since(start), err)
		}
		if at[0] != 0 || at[1] > 800*time.Millisecond {
			t.Errorf("looked first at %v", at[:2])
		}
		last := at[len(at)-1] - at[len(at)-2]
		if last < 8900*time.Millisecond || last > 9900*time.Millisecond || len(at) > 120 {
			t.Errorf("looked %d times, in the end every %v", len(at), last)
		}
	})
}

func TestWaitForEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		watched, err := looking(ctx, func(context.Context) (bool, error) { return false, nil })
		if watched != 90*time.Second || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v after %v", err, watched)
		}
	})
}

func TestWaitForEndsWithAnError(t *testing.T) {
	t.Parallel()
	broken, looks := errors.New("broken"), 0
	_, err := looking(t.Context(), func(context.Context) (bool, error) {
		looks++
		return true, broken
	})
	if !errors.Is(err, broken) || looks != 1 {
		t.Errorf("got %v after %d looks", err, looks)
	}
}

func TestWaitErrorText(t *testing.T) {
	t.Parallel()
	timeUp := &openapi.EndedError{Err: context.DeadlineExceeded}
	last := &openapi.Error{Action: "DescribeVpnGateway", Code: "Throttling", Message: "Words."}
	for want, e := range map[string]WaitError{
		"active within the timeout: after waiting 1m30s it was not seen yet":            {Awaited: StatusActive, Ended: timeUp},
		"active within the timeout: after waiting 1m30s its status was still updating":  {Awaited: StatusActive, LastStatus: StatusUpdating, Ended: timeUp},
		"deleted within the timeout: after waiting 1m30s its status was still deleting": {Awaited: "deleted", LastStatus: StatusDeleting, Ended: timeUp},
		"active within the timeout: after waiting 1m30s its status was still odd [2J":   {Awaited: StatusActive, LastStatus: "odd\x1b[2J", Ended: timeUp},
		"active when the operation was interrupted: after waiting 1m30s its status was still init": {
			Awaited: StatusActive, LastStatus: StatusInit, Ended: &openapi.EndedError{Err: context.Canceled},
		},
		"deleted within the timeout: after waiting 1m30s its status was still active, " +
			"and the last look at it failed: DescribeVpnGateway: Throttling: Words": {
			Awaited: "deleted", LastStatus: StatusActive, Ended: timeUp, Last: last,
		},
		"seen to become active: after waiting 1m30s its status was still init, " +
			"and the last look at it failed: DescribeVpnGateway: Throttling: Words": {Awaited: StatusActive, LastStatus: StatusInit, Last: last},
	} {
		e.Noun, e.ID, e.Waited = "VPN gateway", "vpn-1", 90*time.Second+time.Millisecond
		if got := e.Error(); got != "VPN gateway vpn-1 was not "+want {
			t.Errorf("got %s\nwant %s", got, want)
		}
		if errors.Is(&e, context.DeadlineExceeded) != (e.Ended == timeUp) || (openapi.Code(&e) != "") != (e.Last != nil) {
			t.Errorf("%s: what ended the wait, or the last failure, is not to be found", want)
		}
	}
}

// TestRefusalsAreBorneForAMinute, at the long intervals of a wait that has run
// for a while.
func TestRefusalsAreBorneForAMinute(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		denied := &openapi.Error{Code: "Forbidden.RAM", HTTPStatus: 403}
		var r refusals
		looks, start := 1, time.Now()
		for r.bear(denied, denied) == nil {
			looks++
			if err := openapi.Sleep(t.Context(), 9*time.Second); err != nil {
				t.Fatal(err)
			}
		}
		if looks != 8 || time.Since(start) != 63*time.Second {
			t.Errorf("%d looks in %v", looks, time.Since(start))
		}
		if r.bear(&openapi.Error{HTTPStatus: 502}, denied) != nil || r.bear(denied, denied) != nil {
			t.Error("refusals are counted that are not in a row")
		}
	})
}
