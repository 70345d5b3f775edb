package tunnel

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Check checks the rules between arguments of a configuration. A rule waits while
// one of its values is unknown.
func (f *Form) Check(diags *diag.Diagnostics, c *Connection) {
	CheckSubnets(diags, f.Words.Owner, c.LocalSubnets, c.RemoteSubnets)
	switch {
	case c.Tunnels.IsUnknown():
	case c.Dual():
		f.checkDual(diags, c)
	default:
		f.checkSingle(diags, c)
	}
}

// checkDual checks a connection with two tunnels.
func (f *Form) checkDual(diags *diag.Diagnostics, m *Connection) {
	for _, a := range m.singleArguments() {
		if !a.value.IsNull() {
			where := fmt.Sprintf("In a connection with tunnels, write it in tunnels.%s and tunnels.%s.", f.Names[0], f.Names[1])
			if a.name == "health_check" {
				where = "The API has none for a connection with two tunnels. Remove it."
			}
			diags.AddAttributeError(path.Root(a.name), a.name+" beside tunnels",
				fmt.Sprintf("%s is an argument of a connection with a single tunnel. %s", a.name, where))
		}
	}
	written := make([]Written, len(f.Names))
	for i, object := range f.objects(m) {
		if object.IsUnknown() || object.IsNull() {
			return
		}
		t, name := Tunnels.Values(object), f.Names[i]
		written[i] = Written{At: path.Root("tunnels").AtName(name), Endpoint: t.Endpoint, Own: t.Phases(), Shared: m.Shared()}
	}
	CheckTogether(diags, written, m.Shared())
}

type argument struct {
	name  string
	value attr.Value
}

// singleArguments are the arguments that a connection with two tunnels has in them.
func (m *Connection) singleArguments() []argument {
	return []argument{
		{"customer_gateway_id", m.CustomerGatewayID},
		{"local_id", m.LocalID},
		{"remote_id", m.RemoteID},
		{"psk", m.Psk},
		{"psk_wo", m.PskWO},
		{"psk_wo_version", m.PskWOVersion},
		{"bgp", m.Bgp},
		{"enable_dpd", m.EnableDpd},
		{"enable_nat_traversal", m.EnableNatTraversal},
		{"remote_ca_certificate", m.RemoteCACertificate},
		{"health_check", m.HealthCheck},
	}
}

// checkSingle checks a connection with a single tunnel.
func (f *Form) checkSingle(diags *diag.Diagnostics, m *Connection) {
	if m.CustomerGatewayID.IsNull() {
		diags.AddAttributeError(path.Root("tunnels"), "Connection without tunnels", f.Words.Without)
		return
	}
	for _, phase := range []struct {
		name   string
		object types.Object
	}{{"ike", m.Ike}, {"ipsec", m.Ipsec}} {
		if phase.object.IsNull() {
			diags.AddAttributeError(path.Root(phase.name), "Connection without "+phase.name,
				fmt.Sprintf("%s is missing. The API's own defaults are weak, so they are not used.", phase.name))
		}
	}
	w := Written{At: path.Empty(), Endpoint: m.Endpoint, Shared: m.Shared(), Own: Phases{Ike: Ikes.Null(), Ipsec: Ipsecs.Null()}}
	w.Check(diags, make(map[string]bool))
}

// KeysGiven reports that every tunnel has a key from the configuration.
func (f *Form) KeysGiven(m *Connection) bool {
	if !m.Dual() {
		return !m.Psk.IsNull() || !m.PskWOVersion.IsNull()
	}
	return !slices.ContainsFunc(f.Names, func(name string) bool {
		t := f.Tunnel(m, name)
		return t.Psk.IsNull() && t.PskWOVersion.IsNull()
	})
}

// Plan fills in what is known of a connection before the change is made, and warns
// of weak choices. state is nil for one that is to be created.
func (f *Form) Plan(diags *diag.Diagnostics, plan, config, state *Connection) {
	switch {
	case plan.Tunnels.IsUnknown():
	case plan.Dual():
		f.planDual(diags, plan, config, state)
	default:
		planSingle(diags, plan, config, state)
		f.planHealthCheck(plan, config)
	}
}

func (f *Form) planDual(diags *diag.Diagnostics, plan, config, state *Connection) {
	plan.Absent()
	shared := plan.Shared().FillDefaults(config.Shared())
	plan.Ike, plan.Ipsec = shared.Ike, shared.Ipsec
	had := f.null()
	if state != nil {
		had = *state
	}
	planned, written, stood := f.objects(plan), f.objects(config), f.objects(&had)
	changed := false
	WarnWeak(diags, path.Empty(), shared, anyPhases(&had, stood[0]))
	for i, name := range f.Names {
		if planned[i].IsUnknown() || planned[i].IsNull() {
			continue
		}
		proposed, config, was := Tunnels.Values(planned[i]), Tunnels.Values(written[i]), Tunnels.Values(stood[i])
		t, held := proposed, was.Phases().Or(had.Shared())
		own := t.Phases().FillDefaults(config.Phases())
		t.Ike, t.Ipsec = own.Ike, own.Ipsec
		var before *Tunnel
		if !stood[i].IsNull() {
			before = &was
		}
		t.Known(&config, before, held, own.Or(shared))
		WarnWeak(diags, path.Root("tunnels").AtName(name), own, held)
		changed = Tunnels.Update(&planned[i], proposed, t) || changed
	}
	if changed {
		f.setObjects(plan, planned)
	}
}

// anyPhases are the shared phases, or those of the first tunnel where there are
// none: what they have is not new.
func anyPhases(m *Connection, first types.Object) Phases {
	if !m.Dual() {
		return m.Shared()
	}
	t := Tunnels.Values(first)
	return m.Shared().Or(t.Phases())
}

func planSingle(diags *diag.Diagnostics, plan, config, state *Connection) {
	shared := plan.Shared().FillDefaults(config.Shared())
	plan.Ike, plan.Ipsec = shared.Ike, shared.Ipsec
	var before *Endpoint
	had := Phases{Ike: Ikes.Null(), Ipsec: Ipsecs.Null()}
	if state != nil && !state.Dual() {
		before, had = &state.Endpoint, state.Shared()
	}
	plan.Known(&config.Endpoint, before, had, shared)
	WarnWeak(diags, path.Empty(), shared, had)
}

// The API's defaults of a health check.
const (
	defaultInterval   = 3
	defaultRetryTimes = 3
)

// planHealthCheck fills in what the configuration leaves to its default.
func (f *Form) planHealthCheck(plan, config *Connection) {
	if plan.HealthCheck.IsNull() || plan.HealthCheck.IsUnknown() {
		return
	}
	planned, written := plan.HealthCheck.Attributes(), config.HealthCheck.Attributes()
	fill := func(name string, value attr.Value) {
		if is, ok := written[name]; ok && is.IsNull() {
			planned[name] = value
		}
	}
	fill("interval", types.Int64Value(defaultInterval))
	fill("retry_times", types.Int64Value(defaultRetryTimes))
	fill("policy", types.StringValue(defaultPolicy))
	plan.HealthCheck = types.ObjectValueMust(f.health(), planned)
}
