package vpc

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// firstLook is how long after a write to a part the gateway is looked at first.
// Most changes of routes and tunnels are done by then.
const firstLook = 300 * time.Millisecond

// Created is what a create made.
type Created struct {
	// ID is the new object's ID; "" for kinds that have none of their own.
	ID string
	// Token is the client token that it was made with.
	Token string
	// Unsettled says why the wait after it did not see the gateway active again;
	// nil if it did. The object exists either way.
	Unsettled error
}

// changePart runs one write to a part of a gateway: a connection, a tunnel of it,
// a route, a server. The API refuses every other change of the gateway until it is
// active again, so its turn is kept until then; meanwhile other writes to it wait
// here, and are not refused.
//
// A write that the API accepted is a success whatever the looks at the gateway
// show: who cannot see it may still meet a refusal as busy, which is retried.
func (c *Client) changePart(ctx context.Context, o Object, write func() error) error {
	if err := parentNamed(o); err != nil {
		return err
	}
	return c.change(ctx, o, func() error {
		if err := write(); err != nil {
			return err
		}
		_ = c.waitSettled(ctx, o.Region, o.Parent)
		return nil
	})
}

// createPart runs the write that makes a part of the gateway parent, which create
// returns with the client token, and keeps the gateway's turn as changePart does.
func (c *Client) createPart(
	ctx context.Context, region, parent string, create func() (part Object, token string, err error),
) (Created, error) {
	if err := parentObject(region, parent).check(); err != nil {
		return Created{}, err
	}
	unlock, err := c.locks.lock(ctx, parent)
	if err != nil {
		return Created{}, err
	}
	defer unlock()
	part, token, err := create()
	if err != nil {
		// It may have been carried out, and made the gateway busy.
		c.reads.wrote(Object{ID: parent, Parent: parent})
		return Created{Token: token}, err
	}
	part.Parent = parent
	c.reads.wrote(part)
	unsettled := c.waitSettled(ctx, region, parent)
	c.reads.wrote(part)
	return Created{ID: part.ID, Token: token, Unsettled: unsettled}, nil
}

// waitPartGone looks until the list of a parent lacks a part, after a delete that the
// API has accepted.
func (r *reader[T]) waitPartGone(ctx context.Context, o Object) error {
	if ctx.Err() != nil { // looking at the gateway took all of the time
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(context.WithoutCancel(ctx), recoveryTime)
		defer stop()
	}
	// The API has accepted the delete, so that one list without the part agrees, unless
	// the kind is known to show again.
	err := error(nil)
	if r.absences == 0 {
		_, err = r.fresh(ctx, o)
	}
	if err == nil || ctx.Err() == nil && !errors.Is(err, ErrNotFound) {
		_, err = r.waitFor(ctx, o, goal[T]{awaited: "deleted", gone: true})
	}
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// parentNamed refuses a part whose gateway is not named: without it the write
// would not wait for the gateway's turn.
func parentNamed(o Object) error {
	if o.Parent == "" {
		return fmt.Errorf("the %s %s was not changed: the VPN gateway that it belongs to was not named", o.kind.noun, o.ID)
	}
	return nil
}

// parentObject is what a part belongs to: a gateway, or a connection to a transit
// router.
func parentObject(region, id string) Object {
	if strings.HasPrefix(id, "vco-") {
		return VpnAttachmentObject(region, id)
	}
	return VpnGatewayObject(region, id)
}

// waitSettled looks until a gateway is active again after a write to a part of it, or
// a connection does not change any more.
func (c *Client) waitSettled(ctx context.Context, region, gatewayID string) error {
	if parentObject(region, gatewayID).kind == vpnAttachmentKind {
		return c.WaitVpnAttachmentSettled(ctx, region, gatewayID)
	}
	start, last, this := time.Now(), c.paces.of(gatewayID), pace{}
	asked := min(firstLook, c.cfg.PollInterval(0))
	g := activeGateway(vpnGatewayKind, gatewayID, false)
	reached := g.reached
	g.reached = func(gateway *VpnGateway) (bool, error) {
		over, err := reached(gateway)
		if !over {
			this.after = asked
		}
		return over, err
	}
	g.interval = func(watched time.Duration) time.Duration {
		wait := last.next(time.Since(start), c.cfg.PollInterval(watched))
		asked = time.Since(start) + wait
		return wait
	}
	// When ctx ends meanwhile, the wait says so itself.
	_ = openapi.Sleep(ctx, asked)
	_, err := vpnGateways(c).waitFor(ctx, VpnGatewayObject(region, gatewayID), g)
	if err == nil {
		this.by = time.Since(start)
		c.paces.remember(gatewayID, this)
	}
	return err
}

// ofGateway lists parts of the gateway that s names. That the gateway does not exist is
// believed only if a read of it agrees; then it has none of them.
func ofGateway[T any](ctx context.Context, c *Client, s scope, list func() ([]T, error)) ([]T, error) {
	for look := 1; ; look++ {
		parts, err := list()
		if !errors.Is(err, ErrNotFound) {
			return parts, err
		}
		if err = c.confirmGatewayGone(ctx, s, err); look == confirmations || !errors.As(err, new(*stillThereError)) {
			return nil, err
		}
	}
}

// confirmGatewayGone takes the answer that the gateway of some parts does not exist
// for true only if a read of the gateway agrees.
func (c *Client) confirmGatewayGone(ctx context.Context, s scope, err error) error {
	_, unread := vpnGateways(c).confirmed(ctx, VpnGatewayObject(s.region, s.parent))
	switch {
	case errors.Is(unread, ErrNotFound):
		return err
	case unread != nil:
		return fmt.Errorf("whether the VPN gateway %s exists could not be confirmed: %w", s.parent, unread)
	default:
		return &stillThereError{noun: vpnGatewayKind.noun, err: errors.Unwrap(err)}
	}
}
