package acctest

import (
	"context"
	"errors"
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unchanged reports whether a plan of config has nothing to do.
func (i *Instance) Unchanged(config map[string]any) bool {
	i.t.Helper()
	planned, said := i.Planned(config)
	return planned == PlannedNothing && !said.HasError()
}

// Taint marks what is in state, so that the next apply replaces it.
func (i *Instance) Taint() { i.tainted = i.Exists() }

// Plan plans config, nil to destroy.
func (i *Instance) Plan(config map[string]any) Diagnostics {
	i.t.Helper()
	return i.plan(i.state, config).Diagnostics
}

// Planned is what a plan says that an apply does.
type Planned string

// What a plan says.
const (
	PlannedNothing Planned = "nothing"
	PlannedCreate  Planned = "create"
	PlannedUpdate  Planned = "update"
	PlannedReplace Planned = "replace"
	PlannedDelete  Planned = "delete"
)

// Planned plans config, nil to destroy, and says what there is to do.
func (i *Instance) Planned(config map[string]any) (Planned, Diagnostics) {
	i.t.Helper()
	if config == nil && !i.Exists() {
		return PlannedNothing, nil
	}
	planned := i.plan(i.state, config)
	said := Diagnostics(planned.Diagnostics)
	switch {
	case config == nil:
		return PlannedDelete, said
	case !i.Exists():
		return PlannedCreate, said
	case said.HasError():
		return PlannedNothing, said
	case i.tainted || len(planned.RequiresReplace) > 0:
		return PlannedReplace, said
	case i.decode(planned.PlannedState).Equal(i.state):
		return PlannedNothing, said
	default:
		return PlannedUpdate, said
	}
}

func (i *Instance) plan(prior tftypes.Value, config map[string]any) *tfprotov6.PlanResourceChangeResponse {
	i.t.Helper()
	configValue, proposed := i.config(config, prior.IsNull()), tftypes.NewValue(i.objectType, nil)
	if config != nil {
		proposed = i.proposed(prior, configValue)
	}
	private, identity := i.private, i.identity
	if prior.IsNull() {
		private, identity = nil, nil
	}
	resp, err := i.server.PlanResourceChange(i.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, prior), PriorPrivate: private,
		Config: dynamic(i.t, i.objectType, configValue), ProposedNewState: dynamic(i.t, i.objectType, proposed),
		PriorIdentity: identity,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	return resp
}

// config is what Terraform sends of a configuration. An object to create stands
// in both vSwitches of the network, as nearly every region wants it, unless its
// configuration names them; nil for one leaves it out.
func (i *Instance) config(config map[string]any, creates bool) tftypes.Value {
	i.t.Helper()
	if config == nil {
		return tftypes.NewValue(i.objectType, nil)
	}
	const first, second = "vswitch_id", "disaster_recovery_vswitch_id"
	_, one := config[first]
	_, two := config[second]
	if _, takes := i.objectType.AttributeTypes[second]; takes && !one && !two && creates {
		config = maps.Clone(config)
		config[first], config[second] = i.network.VSwitch, i.network.SecondVSwitch
	}
	return value(i.t, i.objectType, config)
}

// Apply plans and applies config, nil to destroy, and keeps the state that
// comes back, also when there are errors, as Terraform does. What is tainted, and
// what the plan says has to be replaced, is destroyed and created again.
func (i *Instance) Apply(ctx context.Context, config map[string]any) Diagnostics {
	i.t.Helper()
	switch {
	case config == nil && !i.Exists():
		return nil // nothing to destroy, so Terraform does not ask
	case config != nil && i.tainted:
		return i.replace(ctx, config)
	}
	planned := i.plan(i.state, config)
	if said := Diagnostics(planned.Diagnostics); said.HasError() {
		return said
	}
	if config != nil && i.Exists() && len(planned.RequiresReplace) > 0 {
		return i.replace(ctx, config)
	}
	return i.carryOut(ctx, config, planned)
}

// replace plans as Terraform does for a replacement: as if nothing were there.
func (i *Instance) replace(ctx context.Context, config map[string]any) Diagnostics {
	i.t.Helper()
	nothing := tftypes.NewValue(i.objectType, nil)
	planned := i.plan(nothing, config)
	if said := Diagnostics(planned.Diagnostics); said.HasError() {
		return said
	}
	said := i.carryOut(ctx, nil, &tfprotov6.PlanResourceChangeResponse{
		PlannedState: dynamic(i.t, i.objectType, nothing), PlannedPrivate: planned.PlannedPrivate,
	})
	if said.HasError() {
		return said
	}
	planned = i.plan(i.state, config)
	if said = append(said, planned.Diagnostics...); said.HasError() {
		return said
	}
	return append(said, i.carryOut(ctx, config, planned)...)
}

// carryOut applies a plan. An error of a create that left something in state
// taints it.
func (i *Instance) carryOut(ctx context.Context, config map[string]any, planned *tfprotov6.PlanResourceChangeResponse) Diagnostics {
	i.t.Helper()
	creates := !i.Exists()
	configValue := i.config(config, creates)
	resp, err := i.server.ApplyResourceChange(i.context(ctx), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: i.typeName, PriorState: dynamic(i.t, i.objectType, i.state), PlannedState: planned.PlannedState,
		Config: dynamic(i.t, i.objectType, configValue), PlannedPrivate: planned.PlannedPrivate,
		PlannedIdentity: planned.PlannedIdentity,
	})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keep(resp.NewState, resp.Private, resp.NewIdentity)
	failed := Diagnostics(resp.Diagnostics).HasError()
	i.tainted = i.Exists() && (i.tainted || creates && failed)
	if !failed {
		i.checkConsistent(i.decode(planned.PlannedState))
	}
	return resp.Diagnostics
}

// checkConsistent fails the test where Terraform would say "Provider produced
// inconsistent result after apply".
func (i *Instance) checkConsistent(planned tftypes.Value) {
	i.t.Helper()
	if planned.IsNull() || i.state.IsNull() {
		if !planned.Equal(i.state) {
			i.t.Errorf("planned %v, got %v", planned, i.state)
		}
		return
	}
	var want, got map[string]tftypes.Value
	if err := errors.Join(planned.As(&want), i.state.As(&got)); err != nil {
		i.t.Fatal(err)
	}
	for name, value := range want {
		if value.IsFullyKnown() && !value.Equal(got[name]) {
			i.t.Errorf("%s was planned as %v and became %v", name, value, got[name])
		}
	}
}

// proposed merges config and state as Terraform does: an argument left out
// keeps its value if the provider computes it, inside objects too.
func (i *Instance) proposed(prior, config tftypes.Value) tftypes.Value {
	i.t.Helper()
	return i.proposedObject(i.schema.Block.Attributes, prior, config)
}

func (i *Instance) proposedObject(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	i.t.Helper()
	var want, have map[string]tftypes.Value
	if err := config.As(&want); err != nil {
		i.t.Fatal(err)
	}
	want = maps.Clone(want) // As returns the map of the value itself
	if !prior.IsNull() {
		if err := prior.As(&have); err != nil {
			i.t.Fatal(err)
		}
	}
	for _, attribute := range attributes {
		prior, ok := have[attribute.Name]
		configured := want[attribute.Name]
		switch {
		case !ok:
		case attribute.Computed && configured.IsNull():
			want[attribute.Name] = prior
		case attribute.NestedType != nil && attribute.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle &&
			configured.IsKnown() && !configured.IsNull() && !prior.IsNull():
			want[attribute.Name] = i.proposedObject(attribute.NestedType.Attributes, prior, configured)
		}
	}
	return tftypes.NewValue(config.Type(), want)
}
