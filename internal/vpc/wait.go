package vpc

import (
	"context"
	"errors"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// pollInterval grows with the time watched, so that a quick change is noticed
// quickly and a slow one costs few calls: a change after 3 s is noticed within
// 1 s, after 30 s within 3 s, after 180 s within 10 s, and 180 s take at most 40
// looks, all with answers that take 50 ms. Each interval is shortened by up to a
// tenth, so that many waits spread out.
func pollInterval(watched time.Duration, jitter func(time.Duration) time.Duration) time.Duration {
	d := 750*time.Millisecond + watched/14
	if watched >= 31*time.Second {
		d = min(watched/4, 9900*time.Millisecond)
	}
	return d - jitter(d/10)
}

// waitFor is the only polling loop: it asks done again and again until that
// returns true or an error, or until ctx ends.
func (c *Client) waitFor(
	ctx context.Context, interval func(watched time.Duration) time.Duration, done func(context.Context) (bool, error),
) (watched time.Duration, err error) {
	start := time.Now()
	for {
		finished, err := done(ctx)
		if err != nil || finished {
			return time.Since(start), err
		}
		if err := openapi.Sleep(ctx, interval(time.Since(start))); err != nil {
			return time.Since(start), err
		}
	}
}

// goal is what a wait for an object waits for.
type goal[T any] struct {
	// awaited is the status in words: "active", "deleted".
	awaited string
	// fresh says that the object was just created: until it has been seen once,
	// not-found counts as not there yet.
	fresh bool
	// gone says that the object is to be gone.
	gone bool
	// reached reports whether the object is as awaited, or, as an error, that it
	// will not be. nil where only its absence is awaited.
	reached func(T) (bool, error)
	// interval replaces Config.PollInterval, unless it is nil.
	interval func(watched time.Duration) time.Duration
}

// absences is how often in a row a wait must find nothing, by both ways to look.
const absences = 2

// waitFor looks at an object again and again until g is reached, and returns the
// object as it is then.
//
// A look is only a look: whatever becomes of it, the object goes on changing. So
// an answer that is lost, late, throttled or unreadable does not end the wait,
// nor does one that is refused, unless it is refused for a while: a new key may
// need a moment. The wait returns a *WaitError when ctx ends first, or when looks
// were refused for a while, and ErrNotFound when the object is gone.
func (r *reader[T]) waitFor(ctx context.Context, o Object, g goal[T]) (T, error) {
	var object T
	if err := o.check(); err != nil {
		return object, err
	}
	w := WaitError{Noun: r.kind.noun, ID: o.ID, Awaited: g.awaited}
	refused := refusals{}
	seen := !g.fresh
	if g.interval == nil {
		g.interval = r.client.cfg.PollInterval
	}
	watched, err := r.client.waitFor(ctx, g.interval, func(ctx context.Context) (bool, error) {
		found, err := r.direct(ctx, o)
		if errors.Is(err, ErrNotFound) && seen {
			found, err = r.confirm(ctx, o, absences)
		}
		var ended *openapi.EndedError
		switch {
		case errors.Is(err, ErrNotFound):
			w.Last = nil
		case !errors.As(err, &ended):
			w.Last = err
		case ended.Last != nil:
			w.Last = ended.Last // it says more than that the context is over
		}
		switch {
		case errors.Is(err, ErrNotFound) && g.gone:
			return true, nil
		case errors.Is(err, ErrNotFound) && !seen:
			return false, nil
		case errors.Is(err, ErrNotFound):
			return false, err
		case err != nil && ctx.Err() != nil:
			return false, openapi.Ended(ctx)
		case err != nil:
			return false, refused.bear(err, &w)
		}
		refused = refusals{}
		object, seen = found, true
		if r.status != nil {
			w.LastStatus = r.status(found)
		}
		if g.reached == nil {
			return false, nil
		}
		return g.reached(found)
	})
	if err == nil {
		return object, nil
	}
	var none T
	w.Waited = watched
	if !errors.As(err, &w.Ended) {
		return none, err
	}
	return none, &w
}

// refusals counts looks in a row that were definitely refused, or that showed an
// object of another kind.
type refusals struct {
	count int
	since time.Time
}

// bear returns nil unless err is one refusal too many: then it returns end.
func (r *refusals) bear(err, end error) error {
	const most, some, long = 30, 5, time.Minute
	if !openapi.IsRefused(err) && OtherKind(err) == "" {
		*r = refusals{}
		return nil
	}
	if r.count == 0 {
		r.since = time.Now()
	}
	r.count++
	if r.count >= most || (r.count >= some && time.Since(r.since) >= long) {
		return end
	}
	return nil
}
