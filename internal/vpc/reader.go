package vpc

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const (
	// directReads of a region, of objects of all kinds, go to the API one by one
	// before a kind is listed: a state with one gateway must not list an account of
	// many.
	directReads = 3
	// snapshotAge is longer than most refreshes take, and short beside the time
	// that passes between a plan and its apply.
	snapshotAge = time.Minute
	// confirmations is how often an object that one call finds and another does
	// not is read before the one that finds it is believed.
	confirmations = 3
)

// scope is what one listing covers: a region, or what belongs to one parent.
type scope struct{ region, parent string }

// reader reads objects of one kind. When many are read in a short time it lists
// their scope once for all of them: refreshing n objects costs a few calls and a
// page for every 50, not n calls.
//
// What it returns is at most Config.SnapshotAge old. An object that this Client
// has written to is always read directly, and so is one that the listing lacks,
// before it is said not to exist. If the listing fails, every read is direct.
type reader[T any] struct {
	client *Client
	kind   *kind
	// id returns the ID, or whatever else tells one object of a scope from another.
	id func(T) string
	// status returns the status; nil for a kind that has none.
	status func(T) string
	// describe reads one object; nil for a kind that can only be listed.
	describe func(ctx context.Context, o Object) (T, error)
	// find lists the objects with an ID, so at most one; nil where the list cannot
	// be filtered so.
	find func(ctx context.Context, o Object) ([]T, error)
	// list lists a scope. ErrNotFound means that the parent is gone, and with it
	// all that belonged to it.
	list func(ctx context.Context, s scope) ([]T, error)
	// thin says that describe shows more than the list, which then only tells what
	// exists.
	thin bool
	// absences is how many lists in a row have to lack an object of a kind that only a
	// list of its parent shows, and that shows again for a moment after it was deleted;
	// 0 for other kinds.
	absences int
	// routed returns the ID of what an object's routes belong to; nil for a kind that has
	// none.
	routed func(T) string
	// after is the kind whose objects tell by routed which scopes will be asked for next,
	// so that they are listed ahead; or nil.
	after *kind
	// next starts lists of what refers to this kind, which is read after it; or nil.
	next func(ctx context.Context, s scope)

	listings     map[scope]*listing[T] // guarded by client.reads, as are the others
	used, unused map[scope]bool        // what was asked for, and what is listed ahead
	looked       int                   // how many of those that may be asked for next were looked at
}

// readerOf is the client's reader of a kind: the first one that is given.
func readerOf[T any](c *Client, k *kind, first reader[T]) *reader[T] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if r, ok := c.readers[k].(*reader[T]); ok {
		return r
	}
	first.client, first.kind, first.listings = c, k, make(map[scope]*listing[T])
	first.used, first.unused = make(map[scope]bool), make(map[scope]bool)
	c.readers[k] = &first
	return &first
}

// reads is what the readers of one Client share.
type reads struct {
	mu      sync.Mutex
	direct  map[string]int    // by region: how many reads were direct so far
	written map[string]bool   // IDs of objects that only a direct read shows as they are
	changes map[string]int    // by parent: how often something that belongs to it was written
	routed  map[*kind][]scope // what the objects that were read have routes in, in their order
}

// wrote makes every later read of an object direct, and of its parent, which it
// makes busy. Listings of what belongs to that parent are not used any more.
func (r *reads) wrote(o Object) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written[o.ID] = true
	if o.Parent != "" {
		r.written[o.Parent] = true
		r.changes[o.Parent]++
	}
}

// get reads one object, out of a listing if there is one that may be used.
func (r *reader[T]) get(ctx context.Context, o Object) (T, error) {
	if err := o.check(); err != nil {
		var none T
		return none, err
	}
	object, ok := r.listed(ctx, o)
	if !ok {
		var err error
		if object, err = r.now(ctx, o); err != nil {
			return object, err
		}
	}
	r.expectRoutes(o, object)
	return object, nil
}

// now reads one object as it is now.
func (r *reader[T]) now(ctx context.Context, o Object) (T, error) {
	object, err := r.direct(ctx, o)
	if errors.Is(err, ErrNotFound) {
		return r.confirm(ctx, o, 1)
	}
	return object, err
}

// direct asks the API for one object.
func (r *reader[T]) direct(ctx context.Context, o Object) (T, error) {
	if r.describe != nil {
		return r.describe(ctx, o)
	}
	return r.search(ctx, o, r.find != nil)
}

// confirm reads an object again that an answer called gone. One answer proves
// nothing: the API's nodes do not all know of an object at once, and whoever
// believes in its absence buys another. It returns ErrNotFound when both ways to
// look find nothing, so many times in a row. If one of them finds it each time,
// that one is believed.
func (r *reader[T]) confirm(ctx context.Context, o Object, times int) (T, error) {
	var none T
	start := time.Now()
	for look, absences := 1, 0; ; look++ {
		if err := openapi.Sleep(ctx, r.client.cfg.PollInterval(time.Since(start))); err != nil {
			return none, err
		}
		object, err := r.direct(ctx, o)
		if !errors.Is(err, ErrNotFound) {
			return object, err
		}
		if r.absences > 0 { // there is one way to look, and the first absence was before this
			if look+1 >= r.absences {
				return none, err
			}
			continue
		}
		listed, unlisted := r.search(ctx, o, r.describe != nil && r.find != nil)
		switch {
		case errors.Is(unlisted, ErrNotFound):
			if absences++; absences == times {
				return none, err
			}
		case unlisted != nil:
			return none, fmt.Errorf("whether the %s %s exists could not be confirmed: %w", r.kind.noun, o.ID, unlisted)
		case look >= confirmations && r.thin:
			return none, fmt.Errorf("the %s %s is listed, and cannot be read: %w", r.kind.noun, o.ID, errors.Unwrap(err))
		case look >= confirmations:
			return listed, nil
		default:
			absences = 0
		}
	}
}

// confirmed is confirm for who only wants to know the status.
func (r *reader[T]) confirmed(ctx context.Context, o Object) (status string, err error) {
	object, err := r.confirm(ctx, o, 1)
	if err != nil || r.status == nil {
		return "", err
	}
	return r.status(object), nil
}

// listed returns the object as the listing of its scope has it. It returns false
// when the object has to be read directly.
func (r *reader[T]) listed(ctx context.Context, o Object) (T, bool) {
	var none T
	if r.thin {
		return none, false
	}
	reads, s := &r.client.reads, o.scope()
	reads.mu.Lock()
	defer reads.mu.Unlock()
	if reads.written[o.ID] && !r.listsParents(s) {
		return none, false
	}
	if r.describe != nil && reads.direct[s.region] < directReads {
		reads.direct[s.region]++
		return none, false
	}
	run := r.listings[s]
	if run == nil || !r.usable(run, s) {
		run = r.start(ctx, s)
		r.listings[s] = run
	}
	run.ask()
	if r.next != nil && run.asks > directReads {
		r.next(ctx, s)
	}
	r.ahead(ctx, s)
	if !run.finished() && !r.wait(ctx, run, s) {
		return none, false
	}
	// A write may have begun, or the listing may have grown old, while waiting.
	if (reads.written[o.ID] && !r.listsParents(s)) || !r.usable(run, s) {
		return none, false
	}
	object, ok := run.objects[o.ID]
	return object, ok
}

// listsParents reports that a direct read is nothing but a list of the parent: one
// that began after the last write to what belongs to it is as good, for all of them.
func (r *reader[T]) listsParents(s scope) bool {
	return r.describe == nil && r.find == nil && s.parent != ""
}

// existing looks for an object that is about to be created, so that one that is
// there already is not taken for the new one. It returns ErrNotFound if there is
// none. A listing of at most SnapshotAge counts, whatever this Client has written
// since, unless it has written to this very object: of its own creates it knows.
func (r *reader[T]) existing(ctx context.Context, o Object) (T, error) {
	reads := &r.client.reads
	reads.mu.Lock()
	run := r.listings[o.scope()]
	absent := run != nil && run.finished() && run.objects != nil && time.Since(run.started) <= r.client.cfg.SnapshotAge && !reads.written[o.ID]
	if absent {
		_, listed := run.objects[o.ID]
		absent = !listed
	}
	reads.mu.Unlock()
	if absent {
		var none T
		return none, r.notListed(o)
	}
	return r.fresh(ctx, o)
}

// fresh lists the scope of an object anew, for later readers too, and returns the
// object, or ErrNotFound.
func (r *reader[T]) fresh(ctx context.Context, o Object) (T, error) {
	reads, s := &r.client.reads, o.scope()
	reads.mu.Lock()
	run := &listing[T]{started: time.Now(), changes: reads.changes[s.parent], done: make(chan struct{}), stop: func() {}}
	reads.mu.Unlock()
	objects, err := r.list(ctx, s)
	if err != nil {
		var none T
		return none, err
	}
	run.objects = r.byID(objects)
	close(run.done)
	reads.mu.Lock()
	r.listings[s] = run
	reads.mu.Unlock()
	if object, ok := run.objects[o.ID]; ok {
		return object, nil
	}
	var none T
	return none, r.notListed(o)
}

func (r *reader[T]) notListed(o Object) error {
	return &notFoundError{noun: r.kind.noun, err: fmt.Errorf("%s is not listed", o.ID)}
}

func (r *reader[T]) byID(objects []T) map[string]T {
	all := make(map[string]T)
	for _, object := range objects {
		all[r.id(object)] = object
	}
	return all
}
