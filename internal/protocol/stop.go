package protocol

import (
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// StopProvider cancels what runs, and what Terraform had begun to ask for when
// it stopped: an RPC that arrives while the stop does is in nobody's list yet,
// and the framework would carry it out to its end.
func (s *releasing) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.running.stop()
	return s.Server.StopProvider(ctx, req)
}

// running holds the cancel functions of the RPCs that run now.
type running struct {
	mu      sync.Mutex
	stopped bool
	next    int
	cancels map[int]context.CancelFunc
}

// start returns a context that a stop cancels, or has cancelled already.
func (r *running) start(ctx context.Context) (_ context.Context, finished func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped {
		cancel()
		return ctx, cancel
	}
	if r.cancels == nil {
		r.cancels = make(map[int]context.CancelFunc)
	}
	id := r.next
	r.next++
	r.cancels[id] = cancel
	return ctx, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.cancels, id)
		cancel()
	}
}

func (r *running) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopped = true
	for _, cancel := range r.cancels {
		cancel()
	}
}
