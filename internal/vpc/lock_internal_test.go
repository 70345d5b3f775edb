package vpc

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestSameKeyExcludes(t *testing.T) {
	t.Parallel()
	var l keyedLock
	var wg sync.WaitGroup
	counts := map[string]*int{"a": new(int), "b": new(int)} // unguarded: the race detector sees two holders at a time
	for key, n := range counts {
		for range 100 {
			wg.Go(func() {
				unlock, err := l.lock(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				defer unlock()
				*n++
			})
		}
	}
	wg.Wait()
	if *counts["a"] != 100 || *counts["b"] != 100 {
		t.Errorf("a %d, b %d", *counts["a"], *counts["b"])
	}
	if len(l.turns) != 0 {
		t.Errorf("%d entries are left", len(l.turns))
	}
}

func TestOtherKeysDoNotWait(t *testing.T) {
	t.Parallel()
	var l keyedLock
	for _, key := range []string{"a", "b", "c"} { // would hang
		unlock, err := l.lock(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		defer unlock()
	}
}

func TestWaiterLeavesWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var l keyedLock
		unlock, err := l.lock(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		stop := errors.New("stopped")
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Minute, func() { cancel(stop) })
		start := time.Now()
		if _, err := l.lock(ctx, "a"); !errors.Is(err, stop) || time.Since(start) != time.Minute {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		if len(l.turns) != 1 || l.turns["a"].users != 1 {
			t.Errorf("the waiter is still there: %+v", l.turns)
		}
		unlock()
		if len(l.turns) != 0 {
			t.Errorf("%d entries are left", len(l.turns))
		}
		if unlock, err = l.lock(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		unlock()
	})
}
