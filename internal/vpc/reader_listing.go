package vpc

import (
	"context"
	"time"
)

// listing is one run of a reader's list and what came of it.
type listing[T any] struct {
	started time.Time
	changes int // of the parent, when it started
	done    chan struct{}
	stop    context.CancelFunc
	waiting int    // readers; when the last one leaves, the run is stopped
	asks    int    // how often it was asked for
	early   *early // until somebody asks for it

	objects map[string]T // once done; empty when the run failed
}

// usable reports whether a listing is recent enough.
func (r *reader[T]) usable(run *listing[T], s scope) bool {
	return time.Since(run.started) <= r.client.cfg.SnapshotAge &&
		(s.parent == "" || run.changes == r.client.reads.changes[s.parent])
}

// ask says that a listing is asked for. reads.mu is held.
func (l *listing[T]) ask() {
	l.asks++
	if l.early != nil {
		close(l.early.asked)
		l.early = nil
	}
}

func (l *listing[T]) finished() bool {
	select {
	case <-l.done:
		return true
	default:
		return false
	}
}

// wait waits for a listing, with the lock of reads released meanwhile. It returns
// false when ctx ended first.
func (r *reader[T]) wait(ctx context.Context, run *listing[T], s scope) bool {
	reads := &r.client.reads
	run.waiting++
	reads.mu.Unlock()
	select {
	case <-run.done:
	case <-ctx.Done():
	}
	reads.mu.Lock()
	run.waiting--
	if run.finished() {
		return true
	}
	if run.waiting == 0 && r.listings[s] == run {
		run.stop()
		delete(r.listings, s)
	}
	return false
}

// start lists in the background: the reader that happens to come first may
// leave, and the others still want the answer.
func (r *reader[T]) start(ctx context.Context, s scope) *listing[T] {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), r.client.cfg.SnapshotAge)
	run := &listing[T]{
		started: time.Now(), changes: r.client.reads.changes[s.parent], done: make(chan struct{}), stop: stop,
	}
	go func() {
		defer stop()
		defer close(run.done)
		var err error
		defer recovered(&err) // direct reads tell what is wrong
		objects, err := r.list(ctx, s)
		if err != nil {
			return // the same
		}
		run.objects = r.byID(objects)
	}()
	return run
}
