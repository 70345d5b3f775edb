package tunnel

import (
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Connection is what an IPsec connection has, whatever is at this end of it. A
// model embeds it.
type Connection struct {
	LocalSubnets      types.Set    `tfsdk:"local_subnets"`
	RemoteSubnets     types.Set    `tfsdk:"remote_subnets"`
	Name              types.String `tfsdk:"name"`
	Ike               types.Object `tfsdk:"ike"`
	Ipsec             types.Object `tfsdk:"ipsec"`
	Tunnels           types.Object `tfsdk:"tunnels"`
	HealthCheck       types.Object `tfsdk:"health_check"`
	EffectImmediately types.Bool   `tfsdk:"effect_immediately"`
	AutoConfigRoute   types.Bool   `tfsdk:"auto_config_route"`
	ResourceGroupID   types.String `tfsdk:"resource_group_id"`
	CreateTime        types.String `tfsdk:"create_time"`

	Endpoint // of a connection with a single tunnel
}

// Dual reports that the connection has two tunnels.
func (m *Connection) Dual() bool { return !m.Tunnels.IsNull() }

// Shared are the phases beside tunnels.
func (m *Connection) Shared() Phases { return Phases{m.Ike, m.Ipsec} }

// Form says how the two tunnels of one kind of connection are named, and what
// people call what is at its ends.
type Form struct {
	// Names are the attributes of the object tunnels, and Labels what messages call
	// them: "the master tunnel".
	Names, Labels []string
	// Named is the name of a tunnel of an answer, "" if it has none.
	Named func(*vpc.Tunnel) string
	// Mark names a tunnel in a request.
	Mark func(in *vpc.TunnelInput, name string)
	// Words are for descriptions and messages.
	Words Words
	// Policy says that a health check has a policy, and MovesSingle that the
	// customer gateway of a single tunnel changes in place.
	Policy, MovesSingle bool

	// Which attributes the objects tunnels and health_check have, worked out when they
	// are first needed.
	pair, health func() map[string]attr.Type
}

// Words are what differs in the descriptions and messages of a form.
type Words struct {
	// Owner is what is at this end, such as "the VPN gateway", and Near the same in
	// short. Noun begins a sentence about the connection.
	Owner, Near, Noun string
	// Tunnels describes the object tunnels, and Each its attributes.
	Tunnels string
	Each    []string
	// Without says what to write where there are no tunnels.
	Without string
}

// NewForm returns a form, ready to use.
func NewForm(f Form) *Form {
	f.pair = sync.OnceValue(func() map[string]attr.Type {
		pair := make(map[string]attr.Type)
		for _, name := range f.Names {
			pair[name] = types.ObjectType{AttrTypes: Tunnels.Types()}
		}
		return pair
	})
	f.health = sync.OnceValue(func() map[string]attr.Type {
		health := make(map[string]attr.Type)
		for name, attribute := range f.healthAttribute().Attributes {
			health[name] = attribute.GetType()
		}
		return health
	})
	return &f
}

// null is a connection of which nothing is known.
func (f *Form) null() Connection {
	return Connection{
		LocalSubnets: types.SetNull(types.StringType), RemoteSubnets: types.SetNull(types.StringType), Ike: Ikes.Null(), Ipsec: Ipsecs.Null(),
		Tunnels: types.ObjectNull(f.pair()), HealthCheck: types.ObjectNull(f.health()), Endpoint: Tunnels.Values(Tunnels.Null()).Endpoint,
	}
}

// objects are the objects of the tunnels, in the order of Names.
func (f *Form) objects(m *Connection) []types.Object {
	all, attributes := make([]types.Object, len(f.Names)), m.Tunnels.Attributes()
	for i, name := range f.Names {
		if o, ok := attributes[name].(types.Object); ok {
			all[i] = o
		} else if m.Tunnels.IsUnknown() {
			all[i] = types.ObjectUnknown(Tunnels.Types())
		} else {
			all[i] = Tunnels.Null()
		}
	}
	return all
}

func (f *Form) setObjects(m *Connection, all []types.Object) {
	attributes := make(map[string]attr.Value, len(f.Names))
	for i, name := range f.Names {
		attributes[name] = all[i]
	}
	m.Tunnels = types.ObjectValueMust(f.pair(), attributes)
}

// Tunnel is the tunnel of a name, all null where there is none.
func (f *Form) Tunnel(m *Connection, name string) Tunnel {
	return Tunnels.Values(f.objects(m)[slices.Index(f.Names, name)])
}

func (f *Form) setTunnel(m *Connection, name string, t *Tunnel) {
	all := f.objects(m)
	all[slices.Index(f.Names, name)] = Tunnels.Object(*t)
	f.setObjects(m, all)
}

// Phases are those that hold for a tunnel.
func (f *Form) Phases(m *Connection, name string) Phases {
	t := f.Tunnel(m, name)
	return t.Phases().Or(m.Shared())
}

// seen is the tunnel of a name in an answer, or nil.
func (f *Form) seen(v *vpc.VpnConnection, name string) *vpc.Tunnel {
	for i := range v.Tunnels {
		if f.Named(&v.Tunnels[i]) == name {
			return &v.Tunnels[i]
		}
	}
	return nil
}

// Settings turns the plan into parameters of a create. Write-only keys are known
// from the configuration only.
func (f *Form) Settings(m, config *Connection) vpc.ConnectionSettings {
	in := vpc.ConnectionSettings{
		Name: framework.StringPtr(m.Name), LocalSubnets: framework.Texts(m.LocalSubnets), RemoteSubnets: framework.Texts(m.RemoteSubnets),
		EffectImmediately: framework.BoolPtr(m.EffectImmediately), AutoConfigRoute: framework.BoolPtr(m.AutoConfigRoute),
	}
	if !m.Dual() {
		t := m.Input(m.Shared(), config.Key().Given())
		in.Single = &vpc.SingleTunnelInput{
			CustomerGatewayID: t.CustomerGatewayID, Ike: t.Ike, Ipsec: t.Ipsec, Bgp: t.Bgp, HealthCheck: healthCheckOf(m.HealthCheck),
			EnableDpd: t.EnableDpd, EnableNatTraversal: t.EnableNatTraversal, RemoteCaCertificate: t.RemoteCaCertificate,
		}
		return in
	}
	bgp := false
	for _, name := range f.Names {
		t, written := f.Tunnel(m, name), f.Tunnel(config, name)
		one := t.Input(f.Phases(m, name), written.Key().Given())
		f.Mark(&one, name)
		in.Tunnels = append(in.Tunnels, one)
		bgp = bgp || !t.Bgp.IsNull()
	}
	in.EnableTunnelsBgp = &bgp
	return in
}

// healthCheckOf are the parameters of a health check, nil without one.
func healthCheckOf(object types.Object) *vpc.HealthCheck {
	if object.IsNull() {
		return nil
	}
	attributes := object.Attributes()
	text := func(name string) string {
		value, _ := attributes[name].(types.String)
		return value.ValueString()
	}
	number := func(name string) int64 {
		value, _ := attributes[name].(types.Int64)
		return value.ValueInt64()
	}
	return &vpc.HealthCheck{
		Enable: true, Dip: text("destination_ip"), Sip: text("source_ip"), Interval: number("interval"), Retry: number("retry_times"),
		Policy: text("policy"),
	}
}

// healthObject is the object health_check, null where there is none.
func (f *Form) healthObject(h *vpc.HealthCheck) types.Object {
	if !h.Enable {
		return types.ObjectNull(f.health())
	}
	attributes := map[string]attr.Value{
		"destination_ip": framework.StringOrNull(h.Dip), "source_ip": framework.StringOrNull(h.Sip),
		"interval": types.Int64Value(h.Interval), "retry_times": types.Int64Value(h.Retry),
	}
	if f.Policy {
		attributes["policy"] = framework.StringOrNull(h.Policy)
	}
	return types.ObjectValueMust(f.health(), attributes)
}

// Marks are the keys of private state that ShownKeys names.
func (f *Form) Marks() []string {
	all := []string{keyPsk}
	for _, name := range f.Names {
		all = append(all, keyPskOf(name))
	}
	return all
}

// keyPsk is where private state has what shows that the key of a single tunnel
// has changed.
const keyPsk = "psk"

// keyPskOf is the same for one of two tunnels.
func keyPskOf(name string) string { return keyPsk + "." + name }

// ShownKeys are the keys of a connection.
func (f *Form) ShownKeys(m *Connection, seen *vpc.VpnConnection) []ShownKey {
	if len(seen.Tunnels) == 0 {
		return []ShownKey{{Mark: keyPsk, At: path.Empty(), Whose: "the tunnel", Key: m.Key(), Psk: seen.Ike.Psk}}
	}
	var all []ShownKey
	objects := f.objects(m)
	for i := range seen.Tunnels {
		n := slices.Index(f.Names, f.Named(&seen.Tunnels[i]))
		if n < 0 {
			continue
		}
		t := Tunnels.Values(objects[n])
		all = append(all, ShownKey{
			Mark: keyPskOf(f.Names[n]), At: path.Root("tunnels").AtName(f.Names[n]), Whose: f.Labels[n], Key: t.Key(), Psk: seen.Tunnels[i].Ike.Psk,
		})
	}
	return all
}

// LeadsTo reports that a connection has the customer gateways and the subnets of
// the model.
func (f *Form) LeadsTo(m *Connection, v *vpc.VpnConnection) bool { return f.sameEnds(m, v, sameSet) }

// MayLeadTo is the same for a look before a create: what could not be read of the
// connection is no difference, or the same one would be created again.
func (f *Form) MayLeadTo(m *Connection, v *vpc.VpnConnection) bool {
	return f.sameEnds(m, v, func(have, want []string) bool {
		return len(have) == 0 || slices.Contains(have, "") || sameSet(have, want)
	})
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func (f *Form) sameEnds(m *Connection, v *vpc.VpnConnection, same func(have, want []string) bool) bool {
	var have, want []string
	for i := range v.Tunnels {
		have = append(have, v.Tunnels[i].CustomerGatewayID)
	}
	for _, name := range f.Names {
		t := f.Tunnel(m, name)
		want = append(want, t.CustomerGatewayID.ValueString())
	}
	if !m.Dual() {
		want = []string{m.CustomerGatewayID.ValueString()}
	}
	if !m.Dual() || v.CustomerGatewayID != "" {
		have = []string{v.CustomerGatewayID}
	}
	return same(have, want) && same(v.LocalSubnets, framework.Texts(m.LocalSubnets)) && same(v.RemoteSubnets, framework.Texts(m.RemoteSubnets))
}
