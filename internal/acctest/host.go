package acctest

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// host is the simulator's address. The simulator behind it can go away and come
// back on the same port, as a server that is restarted.
type host struct {
	t       *testing.T
	options sim.Options
	virtual bool // the network is memory

	mu       sync.Mutex
	address  string
	sim      *sim.Server
	listener net.Listener // nil while the address refuses connections
	memory   *memnet.Listener
	web      *http.Server
	closed   bool
}

func newHost(t *testing.T, options sim.Options, virtual bool) *host {
	t.Helper()
	h := &host{t: t, options: options, virtual: virtual, address: "127.0.0.1:0", sim: sim.New(options)}
	h.start()
	t.Cleanup(func() {
		h.stop()
		h.mu.Lock()
		defer h.mu.Unlock()
		h.closed = true
	})
	return h
}

func (h *host) current() *sim.Server {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.sim
}

// start listens, if nothing does yet.
func (h *host) start() {
	h.t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listener != nil || h.closed {
		return
	}
	listener, err := h.listen()
	if err != nil {
		h.t.Errorf("the simulator cannot listen: %v", err)
		return
	}
	h.listener, h.address = listener, listener.Addr().String()
	h.web = &http.Server{Handler: h.sim, ReadHeaderTimeout: time.Minute}
	go func(web *http.Server) { _ = web.Serve(listener) }(h.web) // it always ends with an error
}

func (h *host) listen() (net.Listener, error) {
	if h.virtual {
		h.memory = memnet.Listen()
		return h.memory, nil
	}
	var listen net.ListenConfig
	return listen.Listen(h.t.Context(), "tcp", h.address)
}

// dial reaches a host whose network is memory.
func (h *host) dial(ctx context.Context, network, address string) (net.Conn, error) {
	h.mu.Lock()
	memory := h.memory
	h.mu.Unlock()
	return memory.Dial(ctx, network, address)
}

// stop refuses connections from now on, and breaks those that there are.
func (h *host) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listener == nil {
		return
	}
	// The server closes only what it has begun to serve.
	_ = h.listener.Close()
	_ = h.web.Close()
	h.listener = nil
}

// Stop makes the simulator's address refuse connections and breaks those that
// there are. It may be called by a fault's hook.
func (c *Cloud) Stop() { c.host.stop() }

// Start lets a stopped simulator listen again, on the same port.
func (c *Cloud) Start() { c.host.start() }

// Reload is what a restart does to a stopped simulator: another one begins with
// the data of the first, but without its faults and its log.
func (c *Cloud) Reload() {
	c.host.mu.Lock()
	defer c.host.mu.Unlock()
	var data bytes.Buffer
	next := sim.New(c.host.options)
	err := c.host.sim.Save(&data)
	if err == nil {
		err = next.Load(&data)
	}
	if err != nil {
		c.host.t.Error(fmt.Errorf("reloading the simulator: %w", err))
		return
	}
	c.host.sim = next
}
