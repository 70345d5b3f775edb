package protocol_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

type key struct{}

// alive runs one RPC with a value in its context, and reports whether server
// still holds that value afterwards.
func alive(t *testing.T, server tfprotov6.ProviderServer) bool {
	t.Helper()
	watched := func() weak.Pointer[[]byte] {
		value := make([]byte, 1<<20)
		ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, &value))
		defer cancel()
		if _, err := server.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
			TypeName: "aliyun_vpn_gateway", RawState: &tfprotov6.RawState{JSON: []byte(`{}`)},
		}); err != nil {
			t.Fatal(err)
		}
		return weak.Make(&value)
	}()
	runtime.GC()
	runtime.GC()
	held := watched.Value() != nil
	runtime.KeepAlive(server)
	return held
}

func TestReleaseContextsHoldsNoFinishedRPC(t *testing.T) {
	if alive(t, protocol.ReleaseContexts(providerserver.NewProtocol6(provider.New("test")())())) {
		t.Error("a finished RPC's context is still held")
	}
}

// When this fails, the framework no longer holds finished RPCs: remove ReleaseContexts, and
// keep what it does on a stop.
func TestFrameworkStillHoldsFinishedRPCs(t *testing.T) {
	if !alive(t, providerserver.NewProtocol6(provider.New("test")())()) {
		t.Error("the framework lets finished RPCs go: ReleaseContexts is not needed any more")
	}
}

// fake stops the RPC in the middle, to look at its context.
type fake struct {
	protocol.Server

	during func(context.Context)
}

func (f fake) ReadResource(ctx context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	f.during(ctx)
	return nil, ctx.Err()
}

func TestReleaseContextsForwardsTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, "value"))
	var kept context.Context
	server := protocol.ReleaseContexts(fake{during: func(ctx context.Context) {
		kept = ctx
		derived, stop := context.WithCancel(ctx)
		defer stop()
		if ctx.Value(key{}) != "value" || ctx.Err() != nil {
			t.Error("the context is not forwarded")
		}
		cancel()
		<-derived.Done() // a cancellation arrives
	}})
	if _, err := server.ReadResource(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if kept.Value(key{}) != nil || kept.Err() == nil {
		t.Error("the context is not empty after the RPC")
	}
}

// Nothing that the framework's server can do is hidden.
func TestReleaseContextsKeepsOptionalParts(t *testing.T) {
	server := protocol.ReleaseContexts(providerserver.NewProtocol6(provider.New("test")())())
	if _, ok := server.(protocol.Server); !ok {
		t.Errorf("%T has lost optional parts of the protocol", server)
	}
	if _, ok := server.(tfprotov6.ListResourceServer); !ok {
		t.Error("list resources are hidden")
	}
}

func (f fake) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

// A stop reaches an RPC that runs, and one that only arrives afterwards.
func TestReleaseContextsStops(t *testing.T) {
	began := make(chan struct{})
	ended := make(chan struct{})
	calls := 0
	server := protocol.ReleaseContexts(fake{during: func(ctx context.Context) {
		if calls++; calls == 1 {
			close(began)
		}
		<-ctx.Done()
	}})
	go func() {
		defer close(ended)
		if _, err := server.ReadResource(t.Context(), nil); !errors.Is(err, context.Canceled) {
			t.Errorf("the running RPC got %v", err)
		}
	}()
	<-began
	if _, err := server.StopProvider(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	<-ended
	if _, err := server.ReadResource(t.Context(), nil); !errors.Is(err, context.Canceled) || calls != 2 {
		t.Errorf("the RPC that came late got %v", err)
	}
}
