package provider_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/customergateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/enhancedgateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gatewaycertificate"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/ipsecserver"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnclientcert"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sslvpnserver"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vcoroute"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnattachment"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnconnection"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpnroute"
)

func newServer() tfprotov6.ProviderServer {
	return provider.NewServer("bench", provider.Options{})
}

// BenchmarkSchema is what Terraform asks of each process that it starts.
func BenchmarkSchema(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := newServer().GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
			b.Fatal(err)
		}
	}
}

// seeded adds an object of each kind, with what it hangs on and, where it has one, a
// name, and returns its ID.
var seeded = []struct {
	typeName string
	put      func(s *sim.Server, name string) string
}{
	{vpngateway.TypeName, func(s *sim.Server, name string) string { return s.PutGateway(sim.Gateway{Name: name, Tags: benchTags}) }},
	{customergateway.Kind.TypeName, putCustomer},
	{vpnconnection.Kind.TypeName, putConnection},
	{vpnattachment.Kind.TypeName, func(s *sim.Server, name string) string {
		far := sim.VpnTunnel{CustomerGatewayID: putCustomer(s, name)}
		return s.PutVpnAttachment(sim.VpnAttachment{VpnConnection: sim.VpnConnection{Name: name, Tunnels: []sim.VpnTunnel{far, far}, Tags: benchTags}})
	}},
	{vpnroute.Kind.TypeName, func(s *sim.Server, name string) string {
		hop := putConnection(s, name)
		return s.PutVpnRoute(sim.VpnRoute{VpnGatewayID: gatewayOf(s, hop), RouteDest: "10.0.0.0/16", NextHop: hop, Weight: 100})
	}},
	{vpnroute.PolicyKind.TypeName, func(s *sim.Server, name string) string {
		hop := putConnection(s, name)
		return s.PutVpnRoute(sim.VpnRoute{
			VpnGatewayID: gatewayOf(s, hop), RouteSource: "192.168.0.0/24", RouteDest: "10.0.0.0/16", NextHop: hop, Weight: 100, Priority: 10,
		})
	}},
	{ipsecserver.Kind.TypeName, func(s *sim.Server, _ string) string {
		return s.PutIpsecServer(sim.IpsecServer{VpnGatewayID: s.PutGateway(sim.Gateway{SslVpn: true, SslMaxConnections: 20})})
	}},
	{enhancedgateway.Kind.TypeName, func(s *sim.Server, name string) string {
		return s.PutGateway(sim.Gateway{Name: name, GatewayType: "Enhanced.SiteToSite", Tags: benchTags})
	}},
	{gatewaycertificate.Kind.TypeName, func(s *sim.Server, _ string) string {
		return s.PutGatewayCertificate(sim.GatewayCertificate{
			VpnGatewayID: s.PutGateway(sim.Gateway{VpnType: "NationalStandard"}), CertificateID: "6bfe4218-ea1d", CertificateType: "Encryption",
		})
	}},
	{sslvpnserver.Kind.TypeName, putSslServer},
	{sslvpnclientcert.Kind.TypeName, func(s *sim.Server, name string) string {
		return s.PutSslVpnClientCert(sim.SslVpnClientCert{Name: name, SslVpnServerID: putSslServer(s, name)})
	}},
	{vcoroute.Kind.TypeName, func(s *sim.Server, _ string) string {
		hop := s.PutVpnAttachment(sim.VpnAttachment{})
		s.AttachVpn(hop)
		return s.PutVcoRoute(sim.VcoRoute{VpnConnectionID: hop, RouteDest: "10.0.0.0/16", NextHop: hop, Weight: 100})
	}},
}

var benchTags = map[string]string{"team": "network", "stage": "test"}

func putCustomer(s *sim.Server, name string) string {
	return s.PutCustomerGateway(sim.CustomerGateway{Name: name, IPAddress: "203.0.113.1", Asn: 65001, Tags: benchTags})
}

func putConnection(s *sim.Server, name string) string {
	far := sim.VpnTunnel{CustomerGatewayID: putCustomer(s, name)}
	return s.PutVpnConnection(sim.VpnConnection{
		Name: name, VpnGatewayID: s.PutGateway(sim.Gateway{}), Tunnels: []sim.VpnTunnel{far, far}, Tags: benchTags,
	})
}

func gatewayOf(s *sim.Server, connection string) string {
	v, _ := s.VpnConnection(connection)
	return v.VpnGatewayID
}

func putSslServer(s *sim.Server, _ string) string {
	return s.PutSslVpnServer(sim.SslVpnServer{VpnGatewayID: s.PutGateway(sim.Gateway{SslVpn: true, SslMaxConnections: 20, SslVpnInternetIP: "203.0.113.7"})})
}

// BenchmarkPlan makes the four calls of Terraform for an object of each kind that has
// not changed, in a plan of many: what it costs the provider beside gRPC. Where each is
// read alone, the provider's side of a call to the API is part of that (repeater).
func BenchmarkPlan(b *testing.B) {
	for _, kind := range seeded {
		p := newPlan(b, kind.typeName, kind.put)
		for _, step := range []struct {
			name string
			run  func(*testing.B)
		}{
			{"upgrade", p.upgrade}, {"validate", p.validate}, {"read", p.read}, {"plan", p.plan}, {"all", p.all},
		} {
			b.Run(kind.typeName+"/"+step.name, func(b *testing.B) {
				b.ReportAllocs()
				for n := 0; b.Loop(); n++ {
					p.sent = p.objects[n%benchObjects]
					step.run(b)
				}
			})
		}
	}
}

// benchObjects is how many objects take turns: more than the provider keeps decoded.
const benchObjects = 50

// plan is a configured server, and objects as Terraform sends them.
type plan struct {
	tfprotov6.ProviderServer

	typeName string
	objects  []*sent
	*sent    // the one that has its turn
}

type sent struct {
	config, state *tfprotov6.DynamicValue
	private, json []byte
}

func newPlan(b *testing.B, typeName string, put func(s *sim.Server, name string) string) *plan {
	b.Helper()
	simulator := sim.New(sim.Options{})
	p := &plan{ProviderServer: newServer(), typeName: typeName}
	schemas, err := p.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	text := func(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
	setting := object(b, schemas.Provider.ValueType(), map[string]tftypes.Value{
		"region": text(sim.DefaultRegion), "access_key": text(sim.DefaultAccessKeyID), "secret_key": text(sim.DefaultAccessKeySecret),
	})
	b.Setenv("ALIBABA_CLOUD_ENDPOINT_VPC", (&repeater{simulator: simulator}).serve(b))
	var ids []string
	for n := range benchObjects {
		ids = append(ids, put(simulator, fmt.Sprintf("office-%d", n)))
	}
	if _, err := p.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: setting}); err != nil {
		b.Fatal(err)
	}
	schema := schemas.ResourceSchemas[typeName]
	for _, id := range ids {
		imported, err := p.ImportResourceState(b.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: id})
		if err != nil || len(imported.ImportedResources) != 1 {
			b.Fatal(imported, err)
		}
		p.sent = &sent{state: imported.ImportedResources[0].State, private: imported.ImportedResources[0].Private}
		p.read(b)
		state, err := p.state.Unmarshal(schema.ValueType())
		if err != nil {
			b.Fatal(err)
		}
		p.json = stored(b, state)
		p.config = object(b, schema.ValueType(), written(b, schema.Block.Attributes, state))
		p.objects = append(p.objects, p.sent)
	}
	return p
}

// written is what of a state can stand in a configuration.
func written(b *testing.B, attributes []*tfprotov6.SchemaAttribute, state tftypes.Value) map[string]tftypes.Value {
	b.Helper()
	var values map[string]tftypes.Value
	if err := state.As(&values); err != nil {
		b.Fatal(err)
	}
	all := make(map[string]tftypes.Value)
	for _, a := range attributes {
		value := values[a.Name]
		switch {
		case !a.Required && !a.Optional || value.IsNull():
			continue
		case a.NestedType != nil && a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
			all[a.Name] = nulled(value.Type(), written(b, a.NestedType.Attributes, value))
		default:
			all[a.Name] = value
		}
	}
	return all
}

// nulled is an object of what is given; the rest is null.
func nulled(of tftypes.Type, given map[string]tftypes.Value) tftypes.Value {
	all := make(map[string]tftypes.Value)
	for name, typ := range of.(tftypes.Object).AttributeTypes {
		all[name] = tftypes.NewValue(typ, nil)
		if value, ok := given[name]; ok {
			all[name] = value
		}
	}
	return tftypes.NewValue(of, all)
}

// object makes the value that Terraform sends: what is not given is null.
func object(b *testing.B, of tftypes.Type, given map[string]tftypes.Value) *tfprotov6.DynamicValue {
	b.Helper()
	value, err := tfprotov6.NewDynamicValue(of, nulled(of, given))
	if err != nil {
		b.Fatal(err)
	}
	return &value
}

// stored is a state as the state file has it.
func stored(b *testing.B, state tftypes.Value) []byte {
	b.Helper()
	text, err := json.Marshal(plain(state))
	if err != nil {
		b.Fatal(err)
	}
	return text
}

func plain(value tftypes.Value) any {
	var object map[string]tftypes.Value
	if value.IsNull() {
		return nil
	}
	if value.As(&object) == nil {
		all := make(map[string]any)
		for key, value := range object {
			all[key] = plain(value)
		}
		return all
	}
	var list []tftypes.Value
	if value.As(&list) == nil {
		all := make([]any, len(list))
		for i := range list {
			all[i] = plain(list[i])
		}
		return all
	}
	var text string
	if value.As(&text) == nil {
		return text
	}
	var flag bool
	if value.As(&flag) == nil {
		return flag
	}
	var number big.Float
	_ = value.As(&number)
	n, _ := number.Int64()
	return n
}

// all are the calls in the order in which Terraform makes them for one object: what it
// sends twice is decoded once.
func (p *plan) all(b *testing.B) {
	b.Helper()
	p.upgrade(b)
	p.read(b)
	p.validate(b)
	p.plan(b)
}

func (p *plan) validate(b *testing.B) {
	b.Helper()
	resp, err := p.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: p.typeName, Config: p.config})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}

func (p *plan) upgrade(b *testing.B) {
	b.Helper()
	resp, err := p.UpgradeResourceState(b.Context(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: p.typeName, RawState: &tfprotov6.RawState{JSON: p.json},
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}

func (p *plan) read(b *testing.B) {
	b.Helper()
	resp, err := p.ReadResource(b.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: p.typeName, CurrentState: p.state, Private: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
	p.state, p.private = resp.NewState, resp.Private
}

func (p *plan) plan(b *testing.B) {
	b.Helper()
	// What Terraform proposes for an unchanged object is its state.
	resp, err := p.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: p.typeName, PriorState: p.state, ProposedNewState: p.state, Config: p.config, PriorPrivate: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}
