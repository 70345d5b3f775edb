package vpc

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// pollInterval grows with the time watched, so that a quick change is noticed
// quickly and a slow one costs few calls: a change after 3 s is noticed within
// 1 s, after 30 s within 3 s, after 180 s within 10 s, and 180 s take at most 40
// looks, all with answers that take 50 ms. Each interval is shortened by up to a
// tenth, so that many waits spread out.
func pollInterval(watched time.Duration) time.Duration {
	d := 750*time.Millisecond + watched/14
	if watched >= 31*time.Second {
		d = min(watched/4, 9900*time.Millisecond)
	}
	return d - rand.N(d/10) //nolint:gosec // Jitter needs no secrecy.
}

// waitFor is the only polling loop: it asks done again and again until that
// returns true or an error, or until ctx ends.
func (c *Client) waitFor(ctx context.Context, done func(context.Context) (bool, error)) (watched time.Duration, err error) {
	start := time.Now()
	for {
		finished, err := done(ctx)
		if err != nil || finished {
			return time.Since(start), err
		}
		if err := openapi.Sleep(ctx, c.cfg.PollInterval(time.Since(start))); err != nil {
			return time.Since(start), err
		}
	}
}

// WaitVpnGatewayActive polls a gateway until its status is active and returns it
// as it is then. fresh says that it was just created: until it has been seen
// once, not-found counts as not there yet, and after that it must be answered
// several times in a row, since the API's nodes do not all know of it at once.
//
// It returns a *StatusError at once for a status that does not lead to active,
// and a *WaitError when ctx ends first.
func (c *Client) WaitVpnGatewayActive(ctx context.Context, region, id string, fresh bool) (*VpnGateway, error) {
	const gone = 3
	var last *VpnGateway
	missing := 0
	watched, err := c.waitFor(ctx, func(ctx context.Context) (bool, error) {
		gateway, err := c.DescribeVpnGateway(ctx, region, id)
		if errors.Is(err, ErrNotFound) && fresh {
			if missing++; last == nil || missing < gone {
				return false, nil
			}
		}
		if err != nil {
			return false, err
		}
		last, missing = gateway, 0
		switch gateway.Status {
		case StatusActive:
			return true, nil
		case StatusInit, StatusProvisioning, StatusUpdating:
			return false, nil
		default:
			return false, &StatusError{VpnGatewayID: id, Status: gateway.Status, Awaited: StatusActive}
		}
	})
	if err != nil {
		return nil, waitError(err, id, StatusActive, last, watched)
	}
	return last, nil
}

// WaitVpnGatewayDeleted polls a gateway until it does not exist. Any status may
// come before that. It returns a *WaitError when ctx ends first.
func (c *Client) WaitVpnGatewayDeleted(ctx context.Context, region, id string) error {
	var last *VpnGateway
	watched, err := c.waitFor(ctx, func(ctx context.Context) (bool, error) {
		gateway, err := c.DescribeVpnGateway(ctx, region, id)
		if errors.Is(err, ErrNotFound) {
			return true, nil
		}
		if err == nil {
			last = gateway
		}
		return false, err
	})
	if err != nil {
		return waitError(err, id, "deleted", last, watched)
	}
	return nil
}

// waitError keeps an error of the API as it is, unless it was the context that
// ended the wait.
func waitError(err error, id, awaited string, last *VpnGateway, watched time.Duration) error {
	var ended *openapi.EndedError
	if !errors.As(err, &ended) {
		return err
	}
	w := &WaitError{VpnGatewayID: id, Awaited: awaited, Waited: watched, Err: ended}
	if last != nil {
		w.LastStatus = last.Status
	}
	return w
}
