package vpc

import (
	"context"
	"sync/atomic"
)

// Terraform reads ten resources at a time, and those of one kind after those that they
// refer to. Where each wait for a list is one of those ten, a refresh of many objects
// mostly waits. So lists that will be asked for next are made ahead.

// mostEarly is how many calls a listing may make that nobody has asked for. More
// than a few in vain would use up what the account may ask of the API.
const mostEarly = 10

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

// startEarly lists a scope that nobody has asked for yet. reads.mu is held.
func (r *reader[T]) startEarly(ctx context.Context, s scope) {
	if r.listings[s] != nil || len(r.client.reads.written) > 0 {
		return
	}
	e := &early{asked: make(chan struct{})}
	e.left.Store(mostEarly)
	run := r.start(context.WithValue(ctx, earlyKey{}, e), s)
	run.early = e
	r.listings[s] = run
}

// parentRead writes down that an object was asked for of whose parts there are lists of
// their own. reads.mu is not held.
func (r *reads) parentRead(k *kind, o Object) {
	if !k.listed {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.parents[k]
	if all == nil {
		all = make(map[scope]bool)
		r.parents[k] = all
	}
	all[scope{o.Region, o.ID}] = true
}

// ahead is told of each scope that is asked for, and starts lists of what belongs to
// other objects that were asked for. Those that nobody has asked for yet are never more than
// those that somebody has, so that few are in vain where few objects have parts, and none
// is started once a client writes. reads.mu is held.
func (r *reader[T]) ahead(ctx context.Context, asked scope) {
	const enough = 2 // whoever reads the parts of one object alone needs no other list
	if len(r.of) == 0 || r.used[asked] {
		return
	}
	r.used[asked] = true
	delete(r.unused, asked)
	if len(r.used) < enough {
		return
	}
	for _, k := range r.of {
		for s := range r.client.reads.parents[k] {
			if len(r.unused) >= len(r.used) {
				return
			}
			if s.region == asked.region && r.listings[s] == nil {
				r.startEarly(ctx, s)
				r.unused[s] = true
			}
		}
	}
}
