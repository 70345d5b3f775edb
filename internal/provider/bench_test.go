package provider_test

import (
	"encoding/json"
	"math/big"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
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

// BenchmarkPlan makes the four calls of Terraform for a gateway that has not
// changed, in a plan of many: what a gateway costs the provider beside gRPC.
func BenchmarkPlan(b *testing.B) {
	p := newPlan(b)
	for _, step := range []struct {
		name string
		run  func(*testing.B)
	}{
		{"validate", p.validate}, {"upgrade", p.upgrade}, {"read", p.read}, {"plan", p.plan},
	} {
		b.Run(step.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				step.run(b)
			}
		})
	}
}

// plan is a configured server, and one gateway as Terraform sends it.
type plan struct {
	tfprotov6.ProviderServer

	config, state *tfprotov6.DynamicValue
	private, json []byte
}

func newPlan(b *testing.B) *plan {
	b.Helper()
	simulator := sim.New(sim.Options{})
	web := httptest.NewServer(simulator)
	b.Cleanup(web.Close)
	p := &plan{ProviderServer: newServer()}
	schemas, err := p.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		b.Fatal(err)
	}
	id := simulator.PutGateway(sim.Gateway{Name: "office", Description: "Connects an office", Tags: map[string]string{"team": "network", "stage": "test"}})
	text := func(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }
	endpoints := schemas.Provider.ValueType().(tftypes.Object).AttributeTypes["endpoints"]
	setting := object(b, schemas.Provider.ValueType(), map[string]tftypes.Value{
		"region": text(sim.DefaultRegion), "access_key": text(sim.DefaultAccessKeyID), "secret_key": text(sim.DefaultAccessKeySecret),
		"endpoints": tftypes.NewValue(endpoints, map[string]tftypes.Value{"vpc": text(web.URL), "sts": text(web.URL)}),
	})
	if _, err := p.ConfigureProvider(b.Context(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: setting}); err != nil {
		b.Fatal(err)
	}
	of := schemas.ResourceSchemas[vpngateway.TypeName].ValueType()
	p.config = object(b, of, map[string]tftypes.Value{
		"vpc_id": text(sim.DefaultVPC), "bandwidth": tftypes.NewValue(tftypes.Number, 10), "name": text("office"),
		"description": text("Connects an office"), "instance_charge_type": text("POSTPAY"),
		"tags": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"team": text("network"), "stage": text("test")}),
	})
	imported, err := p.ImportResourceState(b.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: vpngateway.TypeName, ID: id})
	if err != nil || len(imported.ImportedResources) != 1 {
		b.Fatal(imported, err)
	}
	p.state, p.private = imported.ImportedResources[0].State, imported.ImportedResources[0].Private
	for range 8 { // beyond the reads that go directly
		p.read(b)
	}
	p.json = stored(b, of, p.state)
	return p
}

// object makes the value that Terraform sends: what is not given is null.
func object(b *testing.B, of tftypes.Type, given map[string]tftypes.Value) *tfprotov6.DynamicValue {
	b.Helper()
	all := make(map[string]tftypes.Value)
	for name, typ := range of.(tftypes.Object).AttributeTypes {
		all[name] = tftypes.NewValue(typ, nil)
		if value, ok := given[name]; ok {
			all[name] = value
		}
	}
	value, err := tfprotov6.NewDynamicValue(of, tftypes.NewValue(of, all))
	if err != nil {
		b.Fatal(err)
	}
	return &value
}

// stored is a state as the state file has it.
func stored(b *testing.B, of tftypes.Type, state *tfprotov6.DynamicValue) []byte {
	b.Helper()
	value, err := state.Unmarshal(of)
	if err != nil {
		b.Fatal(err)
	}
	text, err := json.Marshal(plain(value))
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

func (p *plan) validate(b *testing.B) {
	b.Helper()
	resp, err := p.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: vpngateway.TypeName, Config: p.config})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}

func (p *plan) upgrade(b *testing.B) {
	b.Helper()
	resp, err := p.UpgradeResourceState(b.Context(), &tfprotov6.UpgradeResourceStateRequest{
		TypeName: vpngateway.TypeName, RawState: &tfprotov6.RawState{JSON: p.json},
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}

func (p *plan) read(b *testing.B) {
	b.Helper()
	resp, err := p.ReadResource(b.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: vpngateway.TypeName, CurrentState: p.state, Private: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
	p.state, p.private = resp.NewState, resp.Private
}

func (p *plan) plan(b *testing.B) {
	b.Helper()
	// What Terraform proposes for an unchanged gateway is its state.
	resp, err := p.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: vpngateway.TypeName, PriorState: p.state, ProposedNewState: p.state, Config: p.config, PriorPrivate: p.private,
	})
	if err != nil || len(resp.Diagnostics) > 0 {
		b.Fatal(resp, err)
	}
}
