package framework

import (
	"context"
	"sync"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Created is what this provider process has created, so that a check for what is
// there already can tell the process's own objects from all others. Its zero
// value is ready to use, and it is safe for concurrent use.
type Created struct {
	mu    sync.Mutex
	turns map[string]chan struct{}
	ids   map[string]bool
}

// Turn waits until no other create with the same key is under way, or until ctx
// ends. Only then does a check before a create see what the others created. A turn
// that is free is given even if ctx has ended: the call that follows then fails,
// and says which one it was.
func (c *Created) Turn(ctx context.Context, key string) (done func(), err error) {
	c.mu.Lock()
	if c.turns == nil {
		c.turns = make(map[string]chan struct{})
	}
	turn := c.turns[key]
	if turn == nil {
		turn = make(chan struct{}, 1)
		c.turns[key] = turn
	}
	c.mu.Unlock()
	done = func() { <-turn }
	select {
	case turn <- struct{}{}:
		return done, nil
	default:
	}
	select {
	case turn <- struct{}{}:
		return done, nil
	case <-ctx.Done():
		return nil, openapi.Ended(ctx)
	}
}

// Add remembers the ID of an object that this process has created.
func (c *Created) Add(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ids == nil {
		c.ids = make(map[string]bool)
	}
	c.ids[id] = true
}

// Has reports whether this process has created the object.
func (c *Created) Has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ids[id]
}
