package protocol

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Steady knows of the resources of one type, without the framework, when an RPC
// would change nothing. All of it must be as the framework would have it: a plan
// of thousands of resources, nearly all of which have not changed, then costs a
// third of the time.
type Steady interface {
	TypeName() string
	// Type is the type of state and configuration, and Version the schema's.
	Type() tftypes.Object
	Version() int64
	// Identity is the identity of the resource in state, or false.
	Identity(state tftypes.Value) (tftypes.Value, bool)
	// Read reports that a refresh changes neither state nor private state, and has
	// nothing to say. If it does not, the framework reads with the returned context.
	Read(ctx context.Context, state tftypes.Value, private []byte) (context.Context, bool)
	// Plan reports the same of a plan whose proposed state is the prior one.
	Plan(ctx context.Context, state, config tftypes.Value, private []byte) bool
}

// Shortcut returns server with the answers of steady to Upgrade, Read and Plan.
// What they leave open goes to server.
//
// verify is for tests, else nil: it is given every answer of a shortcut, and the
// server's to the same request.
func Shortcut(server tfprotov6.ProviderServer, verify func(shortcut, framework any), steady ...Steady) tfprotov6.ProviderServer {
	full, ok := server.(Server)
	if !ok {
		return server
	}
	s := &shortcut{Server: full, verify: verify, steady: make(map[string]Steady)}
	for _, one := range steady {
		s.steady[one.TypeName()] = one
	}
	return s
}

type shortcut struct {
	Server

	steady map[string]Steady
	verify func(shortcut, framework any)
}

// take answers with short.
func take[Req, Resp any](
	ctx context.Context, s *shortcut, short *Resp, rpc func(context.Context, *Req) (*Resp, error), req *Req,
) (*Resp, error) {
	if s.verify != nil {
		long, err := rpc(ctx, req)
		if err != nil {
			return nil, err
		}
		s.verify(short, long)
	}
	return short, nil
}

// UpgradeResourceState hands a state of this version back as it is stored.
func (s *shortcut) UpgradeResourceState(
	ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	one, ok := s.steady[req.TypeName]
	if !ok || req.Version != one.Version() || req.RawState == nil || !fits(req.RawState.JSON, one.Type()) {
		return s.Server.UpgradeResourceState(ctx, req)
	}
	short := &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}
	return take(ctx, s, short, s.Server.UpgradeResourceState, req)
}

func (s *shortcut) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	one, ok := s.steady[req.TypeName]
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	state, ok := value(req.CurrentState, one.Type())
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	identity, ok := readIdentity(one, state, req.CurrentIdentity)
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	ctx, unchanged := one.Read(ctx, state, req.Private)
	if !unchanged {
		return s.Server.ReadResource(ctx, req)
	}
	short := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity, Private: req.Private}
	return take(ctx, s, short, s.Server.ReadResource, req)
}

// readIdentity is the identity that a refresh answers with. One that is not that
// of the state is a mistake for the framework to tell of.
func readIdentity(
	one Steady, state tftypes.Value, current *tfprotov6.ResourceIdentityData,
) (*tfprotov6.ResourceIdentityData, bool) {
	identity, ok := one.Identity(state)
	if !ok {
		return nil, false
	}
	if current != nil {
		is, ok := value(current.IdentityData, identity.Type())
		return current, ok && is.Equal(identity)
	}
	data, err := tfprotov6.NewDynamicValue(identity.Type(), identity)
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}, err == nil
}

func (s *shortcut) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	one, ok := s.steady[req.TypeName]
	if !ok || req.PriorState == nil || req.ProposedNewState == nil || !bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return s.Server.PlanResourceChange(ctx, req)
	}
	state, ok := value(req.PriorState, one.Type())
	if !ok {
		return s.Server.PlanResourceChange(ctx, req)
	}
	config, ok := value(req.Config, one.Type())
	if !ok || !one.Plan(ctx, state, config, req.PriorPrivate) {
		return s.Server.PlanResourceChange(ctx, req)
	}
	identity, ok := planIdentity(one, state, req.PriorIdentity)
	if !ok {
		return s.Server.PlanResourceChange(ctx, req)
	}
	short := &tfprotov6.PlanResourceChangeResponse{
		PlannedState: req.PriorState, PlannedIdentity: identity, PlannedPrivate: req.PriorPrivate,
	}
	return take(ctx, s, short, s.Server.PlanResourceChange, req)
}

// planIdentity is the identity that a plan answers with: the prior one, or null.
func planIdentity(
	one Steady, state tftypes.Value, prior *tfprotov6.ResourceIdentityData,
) (*tfprotov6.ResourceIdentityData, bool) {
	if prior != nil {
		return prior, true
	}
	identity, ok := one.Identity(state)
	if !ok {
		return nil, false
	}
	null, err := tfprotov6.NewDynamicValue(identity.Type(), tftypes.NewValue(identity.Type(), nil))
	return &tfprotov6.ResourceIdentityData{IdentityData: &null}, err == nil
}

// value decodes what Terraform sent, if there is a value in it.
func value(sent *tfprotov6.DynamicValue, t tftypes.Type) (tftypes.Value, bool) {
	if sent == nil || len(sent.MsgPack) == 0 {
		return tftypes.Value{}, false
	}
	v, err := sent.Unmarshal(t)
	return v, err == nil && !v.IsNull()
}
