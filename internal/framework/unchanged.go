package framework

import (
	"bytes"
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unchanged tells whether an object is as its state says, and its plan empty, by
// the functions that Read and ModifyPlan use, but without what the framework does
// around them. For an object that has not changed, that is nearly all of the time
// and memory of a plan (package protocol). In every other case it answers no, and
// the framework does the work.
type Unchanged[M, T any, P Model[M, T]] struct {
	kind *Kind[M, T, P]
	data func() *ProviderData
}

// Unchanged takes a function that returns the configured provider's data, or nil.
func (k *Kind[M, T, P]) Unchanged(data func() *ProviderData) *Unchanged[M, T, P] {
	return &Unchanged[M, T, P]{kind: k, data: data}
}

// TypeName is the resource's name in HCL.
func (u *Unchanged[M, T, P]) TypeName() string { return u.kind.TypeName }

// Type is the type of the resource's state and configuration.
func (u *Unchanged[M, T, P]) Type() tftypes.Object { return u.kind.Table().Object }

// Version is the version of the resource's schema.
func (u *Unchanged[M, T, P]) Version() int64 { return u.kind.Table().Version }

// identityType is the type of Identity.
var identityType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "region": tftypes.String}}

// IdentityType is the type of the resource's identity.
func (*Unchanged[M, T, P]) IdentityType() tftypes.Object { return identityType }

// decoded is a state or a configuration, as Terraform sent it and as the model.
type decoded[M any] struct {
	sent  []byte
	model M // to be copied: several RPCs have it
}

// Decode is what the other methods take.
func (u *Unchanged[M, T, P]) Decode(ctx context.Context, sent []byte) (any, bool) {
	d := &decoded[M]{sent: sent}
	return d, u.kind.Table().decode(ctx, sent, &d.model)
}

// Identity is what Read sets as the identity of the object in state.
func (*Unchanged[M, T, P]) Identity(state any) (tftypes.Value, bool) {
	d, ok := state.(*decoded[M])
	if !ok {
		return tftypes.Value{}, false
	}
	return P(&d.model).base().identity()
}

// identity is false for an object that is not known well enough to have one.
func (b *Base) identity() (tftypes.Value, bool) {
	id, region := StringPtr(b.ID), StringPtr(b.Region)
	if id == nil || region == nil {
		return tftypes.Value{}, false
	}
	return tftypes.NewValue(identityType, map[string]tftypes.Value{
		"id": tftypes.NewValue(tftypes.String, *id), "region": tftypes.NewValue(tftypes.String, *region),
	}), true
}

// answer is what get returned, for Read, which asks again in the same RPC.
type (
	answer[T any] struct {
		seen T
		err  error
	}
	answerKey struct{}
)

// Read reports that a refresh leaves state and private state as they are and has
// nothing to say. When it does not, the returned context carries the API's answer
// to the framework's Read, which then makes no call of its own.
func (u *Unchanged[M, T, P]) Read(ctx context.Context, state any, private []byte) (context.Context, bool) {
	data := u.data()
	table := u.kind.Table()
	d, ok := state.(*decoded[M])
	if !ok || data == nil || data.VPC == nil {
		return ctx, false
	}
	m := d.model
	b := P(&m).base()
	if b.Region.IsNull() || u.kind.checkID(b.ID.ValueString()) != nil {
		return ctx, false
	}
	before, ok := copyPrivate(private, append([]string{keyImported}, u.kind.PrivateKeys...))
	if !ok {
		return ctx, false
	}
	seen, err := u.kind.get(ctx, data.VPC, &m)
	next := context.WithValue(ctx, answerKey{}, answer[T]{seen, err})
	if err != nil {
		return next, false
	}
	refreshed, after := m, maps.Clone(before)
	diags := u.kind.refresh(ctx, &refreshed, seen, data.Tags, after)
	return next, len(diags) == 0 && table.Equal(&refreshed, &m) && maps.EqualFunc(before, after, bytes.Equal)
}

// Validate reports that nothing is to be said of a configuration. writeOnly says that
// the client knows write-only arguments.
func (u *Unchanged[M, T, P]) Validate(ctx context.Context, config any, writeOnly bool) bool {
	d, ok := config.(*decoded[M])
	if !ok {
		return false
	}
	m := d.model
	if !u.kind.Table().silent(ctx, d.sent, &m, writeOnly) {
		return false
	}
	var diags diag.Diagnostics
	if u.kind.Check != nil {
		u.kind.Check(&diags, &m)
	}
	return len(diags) == 0
}

// Plan reports that a plan whose proposed state is the prior one changes nothing
// and has nothing to say.
func (u *Unchanged[M, T, P]) Plan(ctx context.Context, state, config any, private []byte) bool {
	table := u.kind.Table()
	had, ok := state.(*decoded[M])
	wants, fits := config.(*decoded[M])
	if !ok || !fits {
		return false
	}
	prior, written := had.model, wants.model
	if P(&prior).base().Region.IsNull() || !table.Defaulted(&prior, &written) {
		return false
	}
	remembered, ok := copyPrivate(private, append([]string{keyImported}, u.kind.PrivateKeys...))
	if !ok {
		return false
	}
	var diags diag.Diagnostics
	planned := prior
	u.kind.plan(ctx, &Change[M]{
		Data: u.data(), State: &prior, Plan: &planned, Config: &written, Private: remembered, Diags: &diags,
	})
	return len(diags) == 0 && table.Equal(&planned, &prior)
}
