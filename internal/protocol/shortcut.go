package protocol

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unchanged knows for the resources of one type, without the framework, when an
// RPC would change nothing. Each of its answers must be the same as the
// framework's. A plan of thousands of resources, most of them unchanged, then
// takes a third of the time.
type Unchanged interface {
	TypeName() string
	// Type is the type of state and configuration, and Version the schema's.
	Type() tftypes.Object
	Version() int64
	// Decode makes of a value of Type in MessagePack what the other methods take for a
	// state or a configuration, unless it is null. That is never changed: one may be
	// decoded once for several RPCs.
	Decode(ctx context.Context, sent []byte) (any, bool)
	// IdentityType is the type of Identity, which is the identity of the resource in
	// state, or false.
	IdentityType() tftypes.Object
	Identity(state any) (tftypes.Value, bool)
	// Validate reports that nothing is to be said of a configuration. writeOnly says
	// that the client knows write-only arguments.
	Validate(ctx context.Context, config any, writeOnly bool) bool
	// Read reports that a refresh changes neither state nor private state, and has
	// nothing to say. If it does not, the framework reads with the returned context.
	Read(ctx context.Context, state any, private []byte) (context.Context, bool)
	// Plan reports the same of a plan whose proposed state is the prior one.
	Plan(ctx context.Context, state, config any, private []byte) bool
}

// Verify is for tests. It is given every answer of a shortcut, and the server's
// to the same request.
type Verify func(kind Unchanged, shortcut, framework any)

// Shortcut returns server with the answers of kinds to Validate, Upgrade, Read and Plan.
// What they leave open goes to server. verify may be nil.
func Shortcut(server tfprotov6.ProviderServer, verify Verify, kinds ...Unchanged) tfprotov6.ProviderServer {
	full, ok := server.(Server)
	if !ok {
		return server
	}
	s := &shortcut{Server: full, verify: verify, kinds: make(map[string]*cached)}
	for _, kind := range kinds {
		s.kinds[kind.TypeName()] = &cached{Unchanged: kind, decoded: make(map[string]any)}
	}
	return s
}

type shortcut struct {
	Server

	kinds  map[string]*cached
	verify Verify
}

// answerWith answers with short.
func answerWith[Req, Resp any](
	ctx context.Context, s *shortcut, kind Unchanged, short *Resp, rpc func(context.Context, *Req) (*Resp, error), req *Req,
) (*Resp, error) {
	if s.verify != nil {
		long, err := rpc(ctx, req)
		if err != nil {
			return nil, err
		}
		s.verify(kind, short, long)
	}
	return short, nil
}

// ValidateResourceConfig answers for a configuration of which nothing is to be said.
func (s *shortcut) ValidateResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	kind, ok := s.kinds[req.TypeName]
	if !ok {
		return s.Server.ValidateResourceConfig(ctx, req)
	}
	config, ok := kind.sent(ctx, req.Config)
	if !ok || !kind.Validate(ctx, config, req.ClientCapabilities != nil && req.ClientCapabilities.WriteOnlyAttributesAllowed) {
		return s.Server.ValidateResourceConfig(ctx, req)
	}
	return answerWith(ctx, s, kind, &tfprotov6.ValidateResourceConfigResponse{}, s.Server.ValidateResourceConfig, req)
}

// UpgradeResourceState hands a state of this version back as it is stored.
func (s *shortcut) UpgradeResourceState(
	ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	kind, ok := s.kinds[req.TypeName]
	if !ok || req.Version != kind.Version() || req.RawState == nil || !matchesType(req.RawState.JSON, kind.Type()) {
		return s.Server.UpgradeResourceState(ctx, req)
	}
	short := &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}
	return answerWith(ctx, s, kind, short, s.Server.UpgradeResourceState, req)
}

func (s *shortcut) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	kind, ok := s.kinds[req.TypeName]
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	state, ok := kind.sent(ctx, req.CurrentState)
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	identity, ok := readIdentity(kind, state, req.CurrentIdentity)
	if !ok {
		return s.Server.ReadResource(ctx, req)
	}
	ctx, unchanged := kind.Read(ctx, state, req.Private)
	if !unchanged {
		return s.Server.ReadResource(ctx, req)
	}
	short := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, NewIdentity: identity, Private: req.Private}
	return answerWith(ctx, s, kind, short, s.Server.ReadResource, req)
}

// readIdentity is the identity that a refresh answers with. One that is not that
// of the state is a mistake that the framework reports.
func readIdentity(
	kind Unchanged, state any, current *tfprotov6.ResourceIdentityData,
) (*tfprotov6.ResourceIdentityData, bool) {
	identity, ok := kind.Identity(state)
	if !ok {
		return nil, false
	}
	if current != nil {
		if current.IdentityData == nil {
			return nil, false
		}
		is, err := current.IdentityData.Unmarshal(identity.Type())
		return current, err == nil && is.Equal(identity)
	}
	data, err := tfprotov6.NewDynamicValue(identity.Type(), identity)
	return &tfprotov6.ResourceIdentityData{IdentityData: &data}, err == nil
}

func (s *shortcut) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	kind, ok := s.kinds[req.TypeName]
	if !ok || req.PriorState == nil || req.ProposedNewState == nil || !bytes.Equal(req.PriorState.MsgPack, req.ProposedNewState.MsgPack) {
		return s.Server.PlanResourceChange(ctx, req)
	}
	state, ok := kind.sent(ctx, req.PriorState)
	if !ok {
		return s.Server.PlanResourceChange(ctx, req)
	}
	config, ok := kind.sent(ctx, req.Config)
	if !ok || !kind.Plan(ctx, state, config, req.PriorPrivate) {
		return s.Server.PlanResourceChange(ctx, req)
	}
	identity, ok := planIdentity(kind, state, req.PriorIdentity)
	if !ok {
		return s.Server.PlanResourceChange(ctx, req)
	}
	short := &tfprotov6.PlanResourceChangeResponse{
		PlannedState: req.PriorState, PlannedIdentity: identity, PlannedPrivate: req.PriorPrivate,
	}
	return answerWith(ctx, s, kind, short, s.Server.PlanResourceChange, req)
}

// planIdentity is the identity that a plan answers with: the prior one, or null.
func planIdentity(
	kind Unchanged, state any, prior *tfprotov6.ResourceIdentityData,
) (*tfprotov6.ResourceIdentityData, bool) {
	if prior != nil {
		return prior, true
	}
	identity, ok := kind.Identity(state)
	if !ok {
		return nil, false
	}
	null, err := tfprotov6.NewDynamicValue(identity.Type(), tftypes.NewValue(identity.Type(), nil))
	return &tfprotov6.ResourceIdentityData{IdentityData: &null}, err == nil
}
