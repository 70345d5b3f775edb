package vpngateway

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// Steady tells whether a gateway is as its state says, and its plan empty, by
// the functions that Read and ModifyPlan use, but without what the framework
// does around them: for a gateway that has not changed, that is nearly all of
// the time and memory of a plan (package protocol). Whenever there is more to
// say than yes, it says no, and the framework's way is taken.
type Steady struct {
	data func() *framework.ProviderData
}

// NewSteady takes a function that returns the configured provider's data, or nil.
func NewSteady(data func() *framework.ProviderData) *Steady { return &Steady{data: data} }

// TypeName is the resource's name in HCL.
func (*Steady) TypeName() string { return TypeName }

// Type is the type of the resource's state and configuration.
func (*Steady) Type() tftypes.Object { return layout().object }

// Version is the version of the resource's schema.
func (*Steady) Version() int64 { return layout().version }

// Identity is what Read sets as the identity of the gateway in state.
func (*Steady) Identity(state tftypes.Value) (tftypes.Value, bool) {
	var values map[string]tftypes.Value
	if state.IsNull() || state.As(&values) != nil {
		return tftypes.Value{}, false
	}
	id, region := values["id"], values["region"]
	return tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "region": tftypes.String}},
		map[string]tftypes.Value{"id": id, "region": region},
	), !id.IsNull() && !region.IsNull()
}

// Read reports that a refresh leaves state and private state as they are and has
// nothing to say. When it does not, the returned context spares the framework's
// Read the API call.
func (s *Steady) Read(ctx context.Context, state tftypes.Value, private []byte) (context.Context, bool) {
	data := s.data()
	m, ok := decode(ctx, state)
	if !ok || data == nil || data.VPC == nil || m.Region.IsNull() || !framework.IsID(m.ID.ValueString(), idPrefix) {
		return ctx, false
	}
	before, ok := remembered(private)
	if !ok {
		return ctx, false
	}
	gateway, err := get(ctx, data.VPC, &m)
	next := context.WithValue(ctx, answerKey{}, answer{gateway, err})
	if err != nil {
		return next, false
	}
	seen, after := m, maps.Clone(before)
	said := seen.refresh(ctx, gateway, data.Tags, after)
	return next, len(said) == 0 && seen.equal(&m) && maps.EqualFunc(before, after, bytes.Equal)
}

// Plan reports that a plan whose proposed state is the prior one changes nothing
// and has nothing to say.
func (s *Steady) Plan(ctx context.Context, state, config tftypes.Value, private []byte) bool {
	var values, configured map[string]tftypes.Value
	m, ok := decode(ctx, state)
	if !ok || m.Region.IsNull() || config.IsNull() || state.As(&values) != nil || config.As(&configured) != nil {
		return false
	}
	for name, value := range layout().defaults {
		if configured[name].IsNull() && !values[name].Equal(value) {
			return false
		}
	}
	c, ok := decode(ctx, config)
	if !ok {
		return false
	}
	remembers, ok := remembered(private)
	if !ok {
		return false
	}
	var said diag.Diagnostics
	planned := m
	planChange(ctx, s.data(), &m, &planned, &c, remembers, &said)
	return len(said) == 0 && planned.equal(&m)
}

// memo is a memory apart from the framework's.
type memo map[string][]byte

func (m memo) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return m[key], nil }

func (m memo) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if len(value) == 0 {
		delete(m, key)
	} else {
		m[key] = value
	}
	return nil
}

// remembered reads private state as the framework writes it, if there is nothing
// in it but what this package remembers: the framework has keys of its own.
func remembered(private []byte) (memo, bool) {
	m := make(memo)
	if len(private) == 0 {
		return m, true
	}
	if json.Unmarshal(private, &m) != nil || m == nil {
		return nil, false
	}
	for key := range m {
		if !slices.Contains(ourKeys(), key) {
			return nil, false
		}
	}
	return m, true
}
