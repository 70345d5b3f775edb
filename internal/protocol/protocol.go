// Package protocol wraps the framework's protocol server so that a resource that
// has not changed costs little (shortcut.go), a finished RPC leaves nothing
// behind, and a stop reaches every RPC (stop.go).
//
// The framework keeps a CancelFunc of every RPC's context until the provider is
// stopped, and through it the RPC's gRPC stream, loggers and metadata: about
// 13 KB for each, which at thousands of resources is most of the provider's
// memory. ReleaseContexts hands the framework a context that forwards to the RPC's own and
// is emptied when the RPC returns. protocol_test.go shows the leak; when that
// test fails, the framework has mended it and ReleaseContexts can go.
package protocol

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Server is the protocol with its optional parts, as the framework's server has
// them. The wrapper must not hide any of them.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// ReleaseContexts returns server with the RPCs that come once or more for each resource
// wrapped. The others, few in a command or answering with a stream that lives
// longer than the call, pass through.
func ReleaseContexts(server tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	full, ok := server.(Server)
	if !ok {
		return server
	}
	return &releasing{Server: full}
}

type releasing struct {
	Server

	running running
}

// withReleasedContext runs one RPC on a context that is empty afterwards.
func withReleasedContext[Req, Resp any](
	ctx context.Context, s *releasing, rpc func(context.Context, *Req) (*Resp, error), req *Req,
) (*Resp, error) {
	ctx, finished := s.running.start(ctx)
	defer finished()
	forwarding := &forwardingContext{}
	forwarding.to.Store(&ctx)
	defer forwarding.empty()    //nolint:contextcheck // The RPC's context is what it lets go of.
	return rpc(forwarding, req) //nolint:contextcheck // It forwards to ctx.
}

func (s *releasing) ValidateResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return withReleasedContext(ctx, s, s.Server.ValidateResourceConfig, req)
}

func (s *releasing) UpgradeResourceState(
	ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return withReleasedContext(ctx, s, s.Server.UpgradeResourceState, req)
}

func (s *releasing) UpgradeResourceIdentity(
	ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest,
) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return withReleasedContext(ctx, s, s.Server.UpgradeResourceIdentity, req)
}

func (s *releasing) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return withReleasedContext(ctx, s, s.Server.ReadResource, req)
}

func (s *releasing) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	return withReleasedContext(ctx, s, s.Server.PlanResourceChange, req)
}

func (s *releasing) ApplyResourceChange(
	ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return withReleasedContext(ctx, s, s.Server.ApplyResourceChange, req)
}

func (s *releasing) ImportResourceState(
	ctx context.Context, req *tfprotov6.ImportResourceStateRequest,
) (*tfprotov6.ImportResourceStateResponse, error) {
	return withReleasedContext(ctx, s, s.Server.ImportResourceState, req)
}

func (s *releasing) MoveResourceState(
	ctx context.Context, req *tfprotov6.MoveResourceStateRequest,
) (*tfprotov6.MoveResourceStateResponse, error) {
	return withReleasedContext(ctx, s, s.Server.MoveResourceState, req)
}

func (s *releasing) ReadDataSource(
	ctx context.Context,
	req *tfprotov6.ReadDataSourceRequest,
) (*tfprotov6.ReadDataSourceResponse, error) {
	return withReleasedContext(ctx, s, s.Server.ReadDataSource, req)
}

// forwardingContext is the context that to points at, which changes once.
type forwardingContext struct {
	to atomic.Pointer[context.Context]
}

// empty lets go of the RPC's context.
func (c *forwardingContext) empty() {
	var ended context.Context = endedContext{}
	c.to.Store(&ended)
}

func (c *forwardingContext) Deadline() (time.Time, bool) { return (*c.to.Load()).Deadline() }
func (c *forwardingContext) Done() <-chan struct{}       { return (*c.to.Load()).Done() }
func (c *forwardingContext) Err() error                  { return (*c.to.Load()).Err() }
func (c *forwardingContext) Value(key any) any           { return (*c.to.Load()).Value(key) }

// endedContext is what is left of a finished RPC.
type endedContext struct{}

var closed = func() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

func (endedContext) Deadline() (deadline time.Time, ok bool) { return time.Time{}, false }
func (endedContext) Done() <-chan struct{}                   { return closed }
func (endedContext) Err() error                              { return context.Canceled }
func (endedContext) Value(any) any                           { return nil }
