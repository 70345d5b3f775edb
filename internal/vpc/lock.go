package vpc

import (
	"context"
	"sync"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// keyedLock lets one caller at a time work on one gateway. The API refuses a
// change while another one is under way; waiting here saves the refusals.
type keyedLock struct {
	mu    sync.Mutex
	turns map[string]*turn
}

type turn struct {
	free  chan struct{}
	users int // holder and waiters; the last one out removes the entry
}

// lock waits for the key's turn, or until ctx ends. unlock must be called once.
func (l *keyedLock) lock(ctx context.Context, key string) (unlock func(), err error) {
	l.mu.Lock()
	if l.turns == nil {
		l.turns = make(map[string]*turn)
	}
	t := l.turns[key]
	if t == nil {
		t = &turn{free: make(chan struct{}, 1)}
		l.turns[key] = t
	}
	t.users++
	l.mu.Unlock()

	leave := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if t.users--; t.users == 0 {
			delete(l.turns, key)
		}
	}
	unlock = func() { <-t.free; leave() }
	select {
	case t.free <- struct{}{}:
		return unlock, nil
	default: // ctx may have ended too, and chance would choose
	}
	select {
	case t.free <- struct{}{}:
		return unlock, nil
	case <-ctx.Done():
		leave()
		return nil, openapi.Ended(ctx)
	}
}
