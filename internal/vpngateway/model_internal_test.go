package vpngateway

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func testSchema(t *testing.T) schema.Schema {
	t.Helper()
	return schemaOf(t.Context())
}

// modelOf returns a model whose attributes have the values that value gives.
func modelOf(t *testing.T, value func(name string, typ tftypes.Type) tftypes.Value) model {
	t.Helper()
	s := testSchema(t)
	object := s.Type().TerraformType(t.Context()).(tftypes.Object)
	values := make(map[string]tftypes.Value)
	for name, typ := range object.AttributeTypes {
		values[name] = value(name, typ)
	}
	plan := tfsdk.Plan{Schema: s, Raw: tftypes.NewValue(object, values)}
	var m model
	if diags := plan.Get(t.Context(), &m); diags.HasError() {
		t.Fatal(diags)
	}
	return m
}

func allNull(t *testing.T) model {
	t.Helper()
	return modelOf(t, func(_ string, typ tftypes.Type) tftypes.Value { return tftypes.NewValue(typ, nil) })
}

func allUnknown(t *testing.T) model {
	t.Helper()
	return modelOf(t, func(_ string, typ tftypes.Type) tftypes.Value { return tftypes.NewValue(typ, tftypes.UnknownValue) })
}

// allKnown gives every attribute a value; those of two numbers differ, except
// for timeouts, which is null.
func allKnown(t *testing.T, number int) model {
	t.Helper()
	var known func(name string, typ tftypes.Type) tftypes.Value
	known = func(name string, typ tftypes.Type) tftypes.Value {
		switch {
		case name == "timeouts":
			return tftypes.NewValue(typ, nil)
		case typ.Is(tftypes.String):
			return tftypes.NewValue(typ, name+string(rune('0'+number)))
		case typ.Is(tftypes.Number):
			return tftypes.NewValue(typ, 100+number)
		case typ.Is(tftypes.Bool):
			return tftypes.NewValue(typ, number%2 == 0)
		case typ.Is(tftypes.Map{}):
			return tftypes.NewValue(typ, map[string]tftypes.Value{"key": known(name, tftypes.String)})
		}
		inner := make(map[string]tftypes.Value)
		for name, typ := range typ.(tftypes.Object).AttributeTypes {
			inner[name] = known(name, typ)
		}
		return tftypes.NewValue(typ, inner)
	}
	return modelOf(t, known)
}

// fields returns the model's values by attribute name.
func fields(m model) map[string]attr.Value {
	values := make(map[string]attr.Value)
	for name := range Kind.Table().Object.AttributeTypes {
		values[name] = Kind.Table().Value(&m, name)
	}
	return values
}

// setField sets the attribute of a name.
func setField(m *model, name string, value attr.Value) {
	into := reflect.ValueOf(m).Elem()
	for _, field := range reflect.VisibleFields(into.Type()) {
		if field.Tag.Get("tfsdk") == name {
			into.FieldByIndex(field.Index).Set(reflect.ValueOf(value))
		}
	}
}

// sameModel reports the attributes in which got is not want.
func sameModel(t *testing.T, got, want model, except ...string) {
	t.Helper()
	wanted := fields(want)
	for name, value := range fields(got) {
		if !slices.Contains(except, name) && !value.Equal(wanted[name]) {
			t.Errorf("%s: got %s, want %s", name, value, wanted[name])
		}
	}
}

func TestCreateRequestLeavesOutNullAndUnknown(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]model{"null": allNull(t), "unknown": allUnknown(t)} {
		if got := m.createRequest(); !reflect.DeepEqual(got, vpc.CreateVpnGatewayInput{}) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestCreateRequestHasEveryArgument(t *testing.T) {
	t.Parallel()
	m := allKnown(t, 2)
	if got, want := m.createRequest(), (vpc.CreateVpnGatewayInput{
		RegionID: "region2", VpcID: "vpc_id2", Bandwidth: 102, Name: new("name2"), InstanceChargeType: new("instance_charge_type2"),
		Period: new(int64(102)), AutoPay: new(true), EnableIpsec: new(true), EnableSsl: new(true), SslConnections: new(int64(102)),
		VSwitchID: new("vswitch_id2"), DisasterRecoveryVSwitchID: new("disaster_recovery_vswitch_id2"), NetworkType: new("network_type2"),
		VpnType: new("vpn_type2"), ResourceGroupID: new("resource_group_id2"),
	}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestSslConnectionsAreSentWithSSLOnly(t *testing.T) {
	t.Parallel()
	for _, ssl := range []types.Bool{types.BoolValue(false), types.BoolNull(), types.BoolUnknown(), types.BoolValue(true)} {
		m := allKnown(t, 2)
		m.EnableSsl = ssl
		if got := m.createRequest().SslConnections; (got != nil) != ssl.ValueBool() {
			t.Errorf("enable_ssl %s: got %v", ssl, got)
		}
	}
}

// fullGateway shows a value in every field.
func fullGateway() *vpc.VpnGateway {
	return &vpc.VpnGateway{
		VpnGatewayID:               "vpn-1",
		Name:                       "n",
		Description:                new("d"),
		Status:                     "active",
		BusinessStatus:             "Normal",
		Bandwidth:                  10,
		ChargeType:                 "Prepay",
		CreateTime:                 time.Date(2026, 11, 22, 12, 0, 0, 5e8, time.UTC),
		EndTime:                    time.Date(2026, 12, 22, 16, 0, 0, 0, time.UTC),
		IpsecVpn:                   new(true),
		SslVpn:                     new(true),
		SslMaxConnections:          5,
		VpcID:                      "vpc-1",
		VSwitchID:                  "vsw-1",
		DisasterRecoveryVSwitchID:  "vsw-2",
		InternetIP:                 "192.0.2.1",
		DisasterRecoveryInternetIP: "192.0.2.2",
		SslVpnInternetIP:           "192.0.2.3",
		EnableBgp:                  new(true),
		AutoPropagate:              new(true),
		NetworkType:                "public",
		VpnType:                    "Normal",
		GatewayType:                "Traditional",
		ResourceGroupID:            "rg-1",
		Tags:                       map[string]string{"a": "1", "acs:x": "y"},
		Reservation: &vpc.Reservation{
			Status:            "1",
			OrderType:         "RENEWCHANGE",
			EndTime:           "2026-12-01T00:00:00Z",
			Bandwidth:         100,
			IpsecVpn:          new(false),
			SslVpn:            new(true),
			SslMaxConnections: 50,
		},
	}
}

// notOfTheAPI are the attributes that no answer holds.
var notOfTheAPI = []string{"period", "auto_pay", "order_id", "region", "deletion_policy", "allow_duplicate_name", "timeouts"}

func TestFromAPIReadsEveryField(t *testing.T) {
	t.Parallel()
	text, boolean := types.StringValue, types.BoolValue
	for name, prior := range map[string]model{"known": allKnown(t, 3), "unknown": allUnknown(t), "null": allNull(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := prior // what the API does not return stays
			want.Name, want.Description, want.VpcID = text("n"), text("d"), text("vpc-1")
			if prior.ID.ValueString() == "" { // an ID never changes
				want.ID = text("vpn-1")
			}
			want.Bandwidth, want.SslConnections = types.Int64Value(10), types.Int64Value(5)
			want.InstanceChargeType, want.EnableIpsec, want.EnableSsl = text("PREPAY"), boolean(true), boolean(true)
			want.VSwitchID, want.DisasterRecoveryVSwitchID = text("vsw-1"), text("vsw-2")
			want.NetworkType, want.VpnType, want.GatewayType = text("public"), text("Normal"), text("Traditional")
			want.ResourceGroupID, want.AutoPropagate, want.EnableBgp = text("rg-1"), boolean(true), boolean(true)
			want.Tags = types.MapValueMust(types.StringType, map[string]attr.Value{"a": text("1")})
			want.TagsAll = want.Tags
			want.CreateTime, want.ExpireTime = text("2026-11-22T12:00:00Z"), text("2026-12-22T16:00:00Z")
			want.Status, want.BusinessStatus = text("active"), text("Normal")
			want.InternetIP, want.DisasterRecoveryInternetIP = text("192.0.2.1"), text("192.0.2.2")
			want.SslVpnInternetIP = text("192.0.2.3")
			want.PendingOrder = types.ObjectValueMust(pendingOrderTypes, map[string]attr.Value{
				"type":            text("RENEWCHANGE"),
				"status":          text("1"),
				"bandwidth":       types.Int64Value(100),
				"enable_ipsec":    boolean(false),
				"enable_ssl":      boolean(true),
				"ssl_connections": types.Int64Value(50),
				"end_time":        text("2026-12-01T00:00:00Z"),
			})
			got := prior
			got.FromAPI(fullGateway(), framework.TagPolicy{})
			sameModel(t, got, want)
			if name == "null" {
				for attribute, value := range fields(got) {
					if value.IsNull() && !slices.Contains(notOfTheAPI, attribute) {
						t.Errorf("%s is not read", attribute)
					}
				}
			}
		})
	}
}

// TestIncompleteAnswerIsNoChange: an answer that lacks a field leaves the
// argument as it was, and one that was unknown becomes null. description and
// auto_propagate have no value that stands for missing.
func TestIncompleteAnswerIsNoChange(t *testing.T) {
	t.Parallel()
	got, want := allKnown(t, 2), allKnown(t, 2) // SSL is on
	got.FromAPI(&vpc.VpnGateway{VpnGatewayID: "vpn-1"}, framework.TagPolicy{})
	for name := range arguments() {
		if slices.Contains([]string{"description", "auto_propagate", "tags"}, name) {
			continue
		}
		if value := fields(got)[name]; !value.Equal(fields(want)[name]) {
			t.Errorf("%s: %s became %s", name, fields(want)[name], value)
		}
	}

	got = allUnknown(t)
	got.FromAPI(&vpc.VpnGateway{VpnGatewayID: "vpn-1"}, framework.TagPolicy{})
	for _, value := range []attr.Value{
		got.Name, got.VSwitchID, got.DisasterRecoveryVSwitchID, got.NetworkType, got.VpnType, got.ResourceGroupID, got.InstanceChargeType,
		got.Description, got.SslConnections, got.CreateTime, got.ExpireTime, got.Status, got.InternetIP, got.PendingOrder,
	} {
		if !value.IsNull() {
			t.Errorf("%s, want null", value)
		}
	}
}

func TestFromAPISslConnections(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ssl         *bool
		connections int64
		want        types.Int64
	}{
		"on":                         {new(true), 20, types.Int64Value(20)},
		"off, a number all the same": {new(false), 20, types.Int64Null()},
		"not said, was on":           {nil, 20, types.Int64Value(20)},
	} {
		m := allKnown(t, 2)
		m.FromAPI(&vpc.VpnGateway{SslVpn: tc.ssl, SslMaxConnections: tc.connections}, framework.TagPolicy{})
		if !m.SslConnections.Equal(tc.want) {
			t.Errorf("%s: got %s", name, m.SslConnections)
		}
	}
}

func TestChargeTypeSpellings(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Prepay": "PREPAY", "PREPAY": "PREPAY", "PrePaid": "PREPAY", "POSTPAY": "POSTPAY", "PostPay": "POSTPAY", "PostpayByFlow": "POSTPAY",
		"PostPaid": "POSTPAY", "": "", "Barter": "", "Bandwidth": "", "PrettyCheap": "", "Poster": "",
	} {
		if got := chargeType(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestExpireTimeIsOfPrepaidGatewaysOnly(t *testing.T) {
	t.Parallel()
	for charge, want := range map[string]string{"PREPAY": "2026-12-22T16:00:00Z", "POSTPAY": ""} {
		g, m := fullGateway(), allNull(t)
		g.ChargeType = charge
		m.FromAPI(g, framework.TagPolicy{})
		if m.ExpireTime.ValueString() != want {
			t.Errorf("%s: got %s", charge, m.ExpireTime)
		}
	}
}

// TestTemporaryUpgradeIsNoDrift: state keeps the specification from before it.
func TestTemporaryUpgradeIsNoDrift(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		reservation             *vpc.Reservation
		bandwidth, connections  int64
		enableIpsec, pendingSet bool
	}{
		"none":            {nil, 100, 50, true, false},
		"running":         {&vpc.Reservation{OrderType: "TEMP_UPGRADE", Status: "2", Bandwidth: 10, IpsecVpn: new(false), SslVpn: new(true), SslMaxConnections: 5}, 10, 5, false, true},
		"not yet":         {&vpc.Reservation{OrderType: "TEMP_UPGRADE", Status: "1", Bandwidth: 10}, 100, 50, true, true},
		"another order":   {&vpc.Reservation{OrderType: "RENEWCHANGE", Status: "2", Bandwidth: 10}, 100, 50, true, true},
		"without figures": {&vpc.Reservation{OrderType: "TEMP_UPGRADE", Status: "2", SslMaxConnections: 102}, 102, 102, true, true}, // as in state
	} {
		g, m := fullGateway(), allKnown(t, 2)
		g.Bandwidth, g.SslMaxConnections, g.Reservation = 100, 50, tc.reservation
		m.FromAPI(g, framework.TagPolicy{})
		if m.Bandwidth.ValueInt64() != tc.bandwidth || m.SslConnections.ValueInt64() != tc.connections ||
			m.EnableIpsec.ValueBool() != tc.enableIpsec ||
			m.PendingOrder.IsNull() == tc.pendingSet {
			t.Errorf(
				"%s: got bandwidth %s, ssl_connections %s, enable_ipsec %s, pending_order %s",
				name,
				m.Bandwidth,
				m.SslConnections,
				m.EnableIpsec,
				m.PendingOrder,
			)
		}
	}
}

func TestNoTagsAreNullOrEmptyAsBefore(t *testing.T) {
	t.Parallel()
	for _, prior := range []types.Map{types.MapNull(types.StringType), types.MapValueMust(types.StringType, map[string]attr.Value{})} {
		m := allNull(t)
		m.Tags = prior
		m.FromAPI(&vpc.VpnGateway{Tags: map[string]string{"aliyun:created-by": "x"}}, framework.TagPolicy{})
		if !m.Tags.Equal(prior) {
			t.Errorf("%s became %s", prior, m.Tags)
		}
	}
}
