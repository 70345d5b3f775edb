package vpc

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestWaitForLooksQuicklyThenSlowly, with the real intervals.
func TestWaitForLooksQuicklyThenSlowly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		var at []time.Duration
		watched, err := NewClient(Config{}).waitFor(t.Context(), func(context.Context) (bool, error) {
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
		watched, err := NewClient(Config{}).waitFor(ctx, func(context.Context) (bool, error) { return false, nil })
		if watched != 90*time.Second || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v after %v", err, watched)
		}
	})
}

func TestWaitForEndsWithAnError(t *testing.T) {
	t.Parallel()
	broken, looks := errors.New("broken"), 0
	_, err := NewClient(Config{}).waitFor(t.Context(), func(context.Context) (bool, error) {
		looks++
		return true, broken
	})
	if !errors.Is(err, broken) || looks != 1 {
		t.Errorf("got %v after %d looks", err, looks)
	}
}

func TestWaitErrorText(t *testing.T) {
	t.Parallel()
	e := &WaitError{
		VpnGatewayID: "vpn-1",
		Awaited:      StatusActive,
		Waited:       90*time.Second + time.Millisecond,
		Err:          context.DeadlineExceeded,
	}
	if got, want := e.Error(), "VPN gateway vpn-1 did not become active within 1m30s (last status: not seen yet): context deadline exceeded"; got != want {
		t.Errorf("got %s", got)
	}
	e.LastStatus = StatusProvisioning
	if got, want := e.Error(), "VPN gateway vpn-1 did not become active within 1m30s (last status: provisioning): context deadline exceeded"; got != want {
		t.Errorf("got %s", got)
	}
}
