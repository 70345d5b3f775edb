// Package memnet is a network in memory, for tests whose time is virtual: in a
// bubble of testing/synctest, time stands still while a goroutine waits for a
// real network. Only tests use it.
package memnet

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
)

// Listener accepts the connections that Dial makes.
type Listener struct {
	arriving chan net.Conn
	closed   chan struct{}
	close    func()
}

// Listen returns a Listener. There is one for each simulated host.
func Listen() *Listener {
	l := &Listener{arriving: make(chan net.Conn), closed: make(chan struct{})}
	l.close = sync.OnceFunc(func() { close(l.closed) })
	return l
}

// Accept implements net.Listener.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.arriving:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close refuses connections from now on. Those that there are stay open.
func (l *Listener) Close() error {
	l.close()
	return nil
}

// Addr implements net.Listener.
func (l *Listener) Addr() net.Addr { return address{} }

// Dial connects to the Listener, whatever the address. It has the form of
// net.Dialer.DialContext, and fails as that does where nothing listens.
func (l *Listener) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := pair()
	select {
	case <-l.closed:
		return nil, failure("dial", syscall.ECONNREFUSED)
	default:
	}
	select {
	case l.arriving <- far:
		return near, nil
	case <-l.closed:
		return nil, failure("dial", syscall.ECONNREFUSED)
	case <-ctx.Done():
		return nil, failure("dial", ctx.Err())
	}
}

// conn is one end of a connection.
type conn struct {
	net.Conn

	linger   atomic.Bool  // Close tells the other end to read what is left
	broken   *atomic.Bool // the other end was closed without that
	breaking *atomic.Bool // what the other end has as broken
}

func pair() (near, far *conn) {
	a, b := net.Pipe()
	var nearBroken, farBroken atomic.Bool
	near = &conn{Conn: a, broken: &nearBroken, breaking: &farBroken}
	far = &conn{Conn: b, broken: &farBroken, breaking: &nearBroken}
	near.linger.Store(true)
	far.linger.Store(true)
	return near, far
}

// SetLinger is as in net.TCPConn: after 0, Close resets the connection.
func (c *conn) SetLinger(sec int) error {
	c.linger.Store(sec != 0)
	return nil
}

// Close implements net.Conn.
func (c *conn) Close() error {
	if !c.linger.Load() {
		c.breaking.Store(true)
	}
	return c.Conn.Close()
}

// Read implements net.Conn.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if errors.Is(err, io.EOF) && c.broken.Load() {
		err = failure("read", syscall.ECONNRESET)
	}
	return n, err
}

func failure(op string, err error) error {
	return &net.OpError{Op: op, Net: "tcp", Addr: address{}, Err: err}
}

// address is that of every Listener.
type address struct{}

func (address) Network() string { return "tcp" }
func (address) String() string  { return "127.0.0.1:80" }
