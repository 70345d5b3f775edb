package vpc

import (
	"context"
	"sync/atomic"
)

// Terraform reads ten resources at a time, and those of one kind after those that they
// refer to. Where each wait for a list is one of those ten, a refresh of many objects
// mostly waits. So lists that will be asked for next are made ahead.

// mostEarly is how many calls a listing may make that nobody has asked for: two rounds.
// More in vain would use up what the account may ask of the API.
const mostEarly = 2 * pagesAtOnce

// early is what a listing is that nobody has asked for yet.
type early struct {
	asked chan struct{} // closed once somebody asks
	left  atomic.Int32  // the calls that it may make before
}

type earlyKey struct{}

// begin waits until a listing may make a call: at once when it was asked for, and else
// when it has one left and fewer than pagesAtOnce such calls are under way. end has to be
// called after it.
func (e *early) begin(ctx context.Context, turns chan struct{}) (end func(), err error) {
	if e.left.Add(-1) < 0 {
		turns = nil
	}
	select {
	case <-e.asked:
		return func() {}, nil
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// startEarly lists a scope that nobody has asked for yet, unless it was listed before or
// the client has written. reads.mu is held.
func (r *reader[T]) startEarly(ctx context.Context, s scope) (started bool) {
	if r.listings[s] != nil || len(r.client.reads.written) > 0 {
		return false
	}
	e := &early{asked: make(chan struct{})}
	e.left.Store(mostEarly)
	run := r.start(context.WithValue(ctx, earlyKey{}, e), s)
	run.early = e
	r.listings[s] = run
	return true
}

// expectRoutes writes down what an object that was read may have routes in, as long as
// lists are made ahead. Terraform reads the routes in the order of the connections that
// they lead to.
func (r *reader[T]) expectRoutes(o Object, object T) {
	if r.routed == nil {
		return
	}
	reads, s := &r.client.reads, scope{o.Region, r.routed(object)}
	reads.mu.Lock()
	defer reads.mu.Unlock()
	if s.parent == "" || len(reads.written) > 0 {
		return
	}
	if all := reads.routed[r.kind]; len(all) == 0 || all[len(all)-1] != s {
		reads.routed[r.kind] = append(all, s)
	}
}

// ahead is told of each scope that is asked for, and starts the lists that will be asked
// for next. Those that nobody has asked for yet are never more than those that somebody
// has, so that few are in vain where few gateways have routes. reads.mu is held.
func (r *reader[T]) ahead(ctx context.Context, asked scope) {
	if r.after == nil || r.used[asked] {
		return
	}
	r.used[asked] = true
	delete(r.unused, asked)
	for all := r.client.reads.routed[r.after]; r.looked < len(all) && len(r.unused) < len(r.used); r.looked++ {
		if s := all[r.looked]; r.startEarly(ctx, s) {
			r.unused[s] = true
		}
	}
}
