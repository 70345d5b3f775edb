package vpc_test

import (
	"context"
	"errors"
	"net/url"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

var created = ok(`{"VpnGatewayId":"` + id + `","RequestId":"R"}`)

// TestCreateOfUnknownOutcome is asked once more with the token it had: another
// token would buy another gateway.
func TestCreateOfUnknownOutcome(t *testing.T) {
	t.Parallel()
	fault, busy := refuse(500, "InternalError"), refuse(409, "TaskConflict")
	for name, tc := range map[string]struct {
		answers []answer
		sent    int
		fails   bool
	}{
		"answered":              {[]answer{lost, lost, created}, 3, false},
		"server faults":         {[]answer{fault, fault, created}, 3, false},
		"no ID in the answer":   {[]answer{done, done, created}, 3, false},
		"being processed still": {[]answer{lost, lost, refuse(403, "LastTokenProcessing"), created}, 4, false},
		"throttled":             {[]answer{lost, lost, refuse(400, "Throttling"), created}, 4, false},
		"busy":                  {[]answer{lost, lost, busy, created}, 4, false},
		"busy, then lost":       {[]answer{lost, lost, busy, lost, created}, 5, false},
		"in vain":               {[]answer{lost}, 4, true},
		"refused":               {[]answer{lost, lost, refuse(400, "Resource.QuotaFull")}, 3, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, tc.answers...)
			got, err := api.CreateVpnGateway(
				t.Context(),
				vpc.CreateVpnGatewayInput{RegionID: region, VpcID: "vpc-1", Bandwidth: 5},
			)
			sameToken(t, api.received(), tc.sent)
			if tc.fails {
				token, unknown := vpc.UnknownOutcome(err)
				if !unknown || token != api.received()[0].Get("ClientToken") {
					t.Errorf("got %v, token %q", err, token)
				}
			} else if err != nil || got.VpnGatewayID != id {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func sameToken(t *testing.T, calls []url.Values, want int) {
	t.Helper()
	if len(calls) != want {
		t.Errorf("sent %d times, want %d", len(calls), want)
	}
	for i, call := range calls {
		if call.Encode() != calls[0].Encode() {
			t.Errorf("send %d differs:\n%v\n%v", i+1, call, calls[0])
		}
	}
}

// TestCreateIsRecoveredAfterTheContext: Ctrl-C does not lose a gateway that may
// have been bought.
func TestCreateIsRecoveredAfterTheContext(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]answer{"lost": lost, "fault": refuse(503, "ServiceUnavailable"), "late": created} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			api := serve(t, first, created)
			left := make(chan struct{})
			api.onCall = func(n int) {
				if n == 1 {
					cancel()
				} else {
					close(left)
				}
				if n == 1 && name == "late" {
					select { // answer only when nobody listens any more
					case <-left:
					case <-t.Context().Done():
					}
				}
			}
			got, err := api.CreateVpnGateway(ctx, vpc.CreateVpnGatewayInput{RegionID: region, VpcID: "vpc-1", Bandwidth: 5})
			if err != nil || got.VpnGatewayID != id {
				t.Errorf("got %+v, %v", got, err)
			}
			sameToken(t, api.received(), 2)
		})
	}
}

// TestRefusedCreateIsNotRepeated, nor is one that was never sent.
func TestRefusedCreateIsNotRepeated(t *testing.T) {
	t.Parallel()
	api := serve(t, refuse(400, "InsufficientBalance"), created)
	_, err := api.CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{RegionID: region})
	if _, unknown := vpc.UnknownOutcome(err); unknown || vpc.ErrorCode(err) != "InsufficientBalance" || len(api.received()) != 1 {
		t.Errorf("got %v after %d sends", err, len(api.received()))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := api.CreateVpnGateway(
		ctx,
		vpc.CreateVpnGatewayInput{},
	); !errors.Is(err, context.Canceled) ||
		len(api.received()) != 1 {
		t.Errorf("got %v after %d sends", err, len(api.received()))
	}
}

// TestWritesToOneGatewayTakeTurns; the one that waits leaves with its context
// and sends nothing.
func TestWritesToOneGatewayTakeTurns(t *testing.T) {
	t.Parallel()
	api := serve(t, done)
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("stopped")
	api.onCall = func(n int) {
		if n > 1 {
			return
		}
		// The first write is under way: others to the same gateway wait, others do not.
		waiting := make(chan error)
		go func() {
			waiting <- api.TagResources(ctx, vpc.VpnGatewayObject(region, id), map[string]string{"a": "b"})
		}()
		if err := api.DeleteVpnGateway(t.Context(), region, "vpn-other"); err != nil {
			t.Error(err)
		}
		cancel(stop)
		if err := <-waiting; !errors.Is(err, stop) {
			t.Errorf("got %v", err)
		}
	}
	if err := api.MoveVpnResourceGroup(t.Context(), vpc.VpnGatewayObject(region, id), "rg-2"); err != nil {
		t.Fatal(err)
	}
	for _, call := range api.received() {
		if call.Get("Action") == "TagResources" {
			t.Error("two writes to one gateway at a time")
		}
	}
}

// TestDefaultsOfTheClient: neither endpoint nor poll interval is required. The
// context is over, so nothing is sent to the real API.
func TestDefaultsOfTheClient(t *testing.T) {
	t.Parallel()
	client := vpc.NewClient(vpc.Config{API: openapi.NewClient(openapi.Config{Backoff: openapi.Backoff{Max: time.Nanosecond}})})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, call := range methods {
		if err := call(ctx, client); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
