package vpngateway

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// canBeUnknown are the attributes that a plan can leave unknown until FillUnknown:
// every computed one but those with a default and region, which Create knows.
func canBeUnknown(t *testing.T) []string {
	t.Helper()
	var names []string
	for name, attribute := range testSchema(t).Attributes {
		byDefault := reflect.ValueOf(attribute).FieldByName("Default")
		if attribute.IsComputed() && name != "region" && (!byDefault.IsValid() || byDefault.IsNil()) {
			names = append(names, name)
		}
	}
	if len(names) < 20 {
		t.Fatalf("only %v", names)
	}
	return names
}

// TestNothingObserved can go to state: everything computed becomes null.
func TestNothingObserved(t *testing.T) {
	t.Parallel()
	m, observed := allUnknown(t), nullModel()
	known := allKnown(t, 2)
	computed := canBeUnknown(t)
	for name := range fields(m) {
		if !slices.Contains(computed, name) {
			setField(&m, name, fields(known)[name])
		}
	}
	Kind.Table().FillUnknown(&m, &observed)
	for _, name := range computed {
		if !fields(m)[name].IsNull() {
			t.Errorf("%s is %s", name, fields(m)[name])
		}
	}
	s := testSchema(t)
	state := tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(t.Context()), nil)}
	if diags := state.Set(t.Context(), &m); diags.HasError() || !state.Raw.IsFullyKnown() {
		t.Errorf("cannot be saved: %v", diags)
	}
}

// TestModelAndSchemaAgree on every attribute, both ways.
func TestModelAndSchemaAgree(t *testing.T) {
	t.Parallel()
	inModel, inSchema := slices.Sorted(maps.Keys(fields(model{}))), slices.Sorted(maps.Keys(testSchema(t).Type().TerraformType(t.Context()).(tftypes.Object).AttributeTypes))
	if !slices.Equal(inModel, inSchema) {
		t.Errorf("model  %v\nschema %v", inModel, inSchema)
	}
	for parameter, name := range parameters {
		if !slices.Contains(inSchema, name) {
			t.Errorf("%s: there is no attribute %s", parameter, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(arguments())) {
		known := slices.Contains(slices.Sorted(maps.Values(parameters)), name)
		if own := []string{"allow_duplicate_name", "auto_pay", "deletion_policy"}; !known && !slices.Contains(own, name) {
			t.Errorf("no parameter leads to the argument %s", name)
		}
	}
}

func TestAttributeMeant(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"InvalidVpcId.NotFound": "vpc_id", "InvalidVSwitchId.NotFound": "vswitch_id", "InvalidName": "name", "InvalidParameter.Bandwidth": "bandwidth",
		"MissingPeriod": "period", "IllegalParam.SslConnections": "ssl_connections", "UnnecessarySslConnection": "ssl_connections",
		"InvalidTagKey.Malformed": "tags", "Duplicated.TagKey": "tags", "InvalidRegionId.NotFound": "region",
		"InvalidParameter": "", "InvalidAccessKeyId.NotFound": "", "MissingParameter": "", "Forbidden": "", "": "",
	} {
		f := framework.Failure{Err: &openapi.Error{Code: code}}
		if got := f.Explained(parameters, hint).Attribute; got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}

// notes is a framework.PrivateState.
type notes map[string][]byte

func (n notes) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return n[key], nil }

func (n notes) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	n[key] = value
	return nil
}

func TestMemoryOfPayment(t *testing.T) {
	t.Parallel()
	n := notes{}
	for _, want := range []bool{false, true, true, false, false} {
		if want || len(n) > 0 {
			setAwaitingPayment(t.Context(), n, want)
		}
		if got, diags := awaitingPayment(t.Context(), n); got != want || diags.HasError() {
			t.Errorf("got %v, %v; want %v", got, diags, want)
		}
	}
	if value := n[keyAwaitingPayment]; value != nil {
		t.Errorf("%q is left", value)
	}
}

func TestMemoryOfTheSpecification(t *testing.T) {
	t.Parallel()
	for _, lost := range []string{"", "null?", `[1]`} {
		if _, ok, diags := getApplied(t.Context(), notes{keyApplied: []byte(lost)}); ok || diags.HasError() {
			t.Errorf("%q is remembered: %v", lost, diags)
		}
	}
	m := allKnown(t, 2)
	for connections, want := range map[types.Int64]int64{types.Int64Value(5): 5, types.Int64Null(): 0} {
		m.SslConnections = connections
		n := notes{}
		setApplied(t.Context(), n, appliedFrom(&m))
		got, ok, _ := getApplied(t.Context(), n)
		if !ok || got != (applied{Bandwidth: 102, EnableIpsec: true, EnableSsl: true, SslConnections: want}) {
			t.Errorf("got %+v, %v", got, ok)
		}
	}
}

// nameAllowed is the rule of the specification, spelled out character by character.
func nameAllowed(s string) bool {
	n := 0
	for _, r := range s {
		first := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || unicode.Is(unicode.Han, r)
		if !first && (n == 0 || !strings.ContainsRune("0123456789_-.", r)) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 100
}

func FuzzCheckName(f *testing.F) {
	for _, s := range []string{
		"", "a", "ab", "MYVPN", "测试", "测-1_.", "1a", "_a", "-a", "a b", "a\n", "a测\xff", "é1", "Ⅷ1", "http://a", "httpsx", "a/b", "ａb", "〇〇",
		strings.Repeat("测", 100), strings.Repeat("a", 101), "a" + strings.Repeat(".", 99),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := gateway.CheckName(s); (err == nil) != nameAllowed(s) {
			t.Fatalf("%q: got %v, want allowed: %v", s, err, nameAllowed(s))
		}
	})
}
