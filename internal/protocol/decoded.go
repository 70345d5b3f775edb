package protocol

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// mostDecoded is how many values of a kind are kept: Terraform sends the same state and
// the same configuration of a resource twice, one RPC soon after the other, and works at
// 10 resources at a time unless it is told otherwise.
const mostDecoded = 32

// cached is a kind with what was decoded last. A value is the same when its bytes are.
type cached struct {
	Unchanged

	mu      sync.Mutex
	decoded map[string]any
	order   []string // of the values, oldest first
}

// sent decodes what Terraform sent, if there is a value in it.
func (c *cached) sent(ctx context.Context, sent *tfprotov6.DynamicValue) (any, bool) {
	if sent == nil || len(sent.MsgPack) == 0 {
		return nil, false
	}
	c.mu.Lock()
	known, ok := c.decoded[string(sent.MsgPack)]
	c.mu.Unlock()
	if ok {
		return known, true
	}
	decoded, ok := c.Decode(ctx, sent.MsgPack)
	if ok {
		c.keep(string(sent.MsgPack), decoded)
	}
	return decoded, ok
}

func (c *cached) keep(sent string, decoded any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.decoded[sent]; ok {
		return
	}
	c.decoded[sent] = decoded
	if c.order = append(c.order, sent); len(c.order) > mostDecoded {
		delete(c.decoded, c.order[0])
		c.order = slices.Delete(c.order, 0, 1)
	}
}
