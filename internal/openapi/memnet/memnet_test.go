package memnet_test

import (
	"context"
	"errors"
	"io"
	"net"
	"syscall"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
)

// connect returns the two ends of a connection.
func connect(t *testing.T, l *memnet.Listener) (near, far net.Conn) {
	t.Helper()
	accepted := make(chan net.Conn)
	go func() {
		c, err := l.Accept()
		if err != nil {
			t.Error(err)
		}
		accepted <- c
	}()
	near, err := l.Dial(t.Context(), "tcp", "example.com:80")
	if err != nil {
		t.Fatal(err)
	}
	return near, <-accepted
}

func TestListener(t *testing.T) {
	t.Parallel()
	l := memnet.Listen()
	near, far := connect(t, l)
	go func() {
		_, _ = io.WriteString(far, "hello")
		_ = far.Close()
	}()
	if text, err := io.ReadAll(near); string(text) != "hello" || err != nil {
		t.Errorf("got %q and %v, want hello and an orderly end", text, err)
	}

	near, far = connect(t, l)
	if err := far.(interface{ SetLinger(sec int) error }).SetLinger(0); err != nil {
		t.Fatal(err)
	}
	_ = far.Close()
	if _, err := near.Read(make([]byte, 1)); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("got %v, want a reset", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Dial(ctx, "tcp", "example.com:80"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context: nobody accepts", err)
	}
	_ = l.Close()
	_ = l.Close()
	if _, err := l.Dial(t.Context(), "tcp", "example.com:80"); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("got %v, want a refusal", err)
	}
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v, want that it is closed", err)
	}
}
