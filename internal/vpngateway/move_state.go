package vpngateway

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// officialType is the resource of the official provider that a moved block may
// start from.
const officialType = "alicloud_vpn_gateway"

// MoveState takes gateways over from the official provider, without a call.
// Terraform asks a process that has no configuration, and the official state
// names no region: it stays null, which tells Read and ModifyPlan of the move.
func (*gatewayResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: moveFromOfficial}}
}

func moveFromOfficial(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	if req.SourceTypeName != officialType || !isOfficial(req.SourceProviderAddress) {
		return // Terraform's own error says that this move is not possible
	}
	resp.TargetIdentity = nil // it has the region; Read completes it

	from := officialState{diags: &resp.Diagnostics}
	decoder := json.NewDecoder(bytes.NewReader(req.SourceRawState.JSON))
	decoder.UseNumber()
	if err := decoder.Decode(&from.attributes); err != nil {
		from.unusable(fmt.Sprintf("Its state cannot be read: %s.", err))
		return
	}
	to := from.attributesHere()
	if resp.Diagnostics.HasError() {
		return
	}
	for name, value := range to {
		if !value.IsNull() {
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), value)...)
		}
	}
}

// isOfficial ignores the host, for mirrors. Old versions of OpenTofu pass
// nothing but the provider's type.
func isOfficial(provider string) bool {
	parts := strings.Split(provider, "/")
	switch n := len(parts); {
	case parts[n-1] != "alicloud":
		return false
	case n == 1:
		return true
	default:
		return slices.Contains([]string{"aliyun", "hashicorp"}, parts[n-2])
	}
}

// officialState is the state of an alicloud_vpn_gateway. Names and types in it
// have changed over the years while the version of its schema stayed 0, so each
// value is taken in any form that was ever written. What is missing, null or
// zero is left to the refresh.
type officialState struct {
	attributes map[string]any
	diags      *diag.Diagnostics
}

func (s officialState) attributesHere() map[string]attr.Value {
	to := map[string]attr.Value{
		"deletion_policy":      types.StringValue(policyDelete),
		"id":                   s.text("id"),
		"name":                 s.text("vpn_gateway_name", "name"),
		"instance_charge_type": s.chargeType("payment_type", "instance_charge_type"),
		"bandwidth":            s.number("bandwidth"),
		"create_time":          s.time("create_time"),
		"tags":                 s.tags("tags"),
		"timeouts":             s.timeouts("timeouts"),
	}
	for _, name := range []string{
		"vpc_id", "vswitch_id", "disaster_recovery_vswitch_id", "description", "network_type", "vpn_type", "resource_group_id",
		"status", "business_status", "internet_ip", "disaster_recovery_internet_ip", "ssl_vpn_internet_ip",
	} {
		to[name] = s.text(name)
	}
	for _, name := range []string{"enable_ipsec", "enable_ssl", "auto_propagate"} {
		to[name] = s.flag(name)
	}
	if to["enable_ssl"].Equal(types.BoolValue(true)) {
		to["ssl_connections"] = s.number("ssl_connections")
	}
	// The official period is 1 where nobody wrote one, also without any order.
	if to["instance_charge_type"].Equal(types.StringValue(vpc.ChargeTypePrepay)) {
		to["period"], to["auto_pay"] = s.number("period"), s.flag("auto_pay")
	}
	if id := s.written("id"); !strings.HasPrefix(id, idPrefix) {
		s.unusableValue("id", "the ID of a VPN gateway")
	}
	return to
}

// written is a value as text, "" if there is none.
func (s officialState) written(name string) string {
	switch value := s.attributes[name].(type) {
	case nil:
		return ""
	case string:
		return strings.TrimSpace(value)
	default:
		return fmt.Sprint(value)
	}
}

// text returns the first of several attributes that has something in it.
func (s officialState) text(names ...string) types.String {
	for _, name := range names {
		switch s.attributes[name].(type) {
		case map[string]any, []any:
			s.unusableValue(name, "a text")
		}
		if text := s.written(name); text != "" {
			return types.StringValue(text)
		}
	}
	return types.StringNull()
}

// number reads 10, "10" and the API's "10M".
func (s officialState) number(name string) types.Int64 {
	text := strings.TrimSuffix(s.written(name), "M")
	if text == "" {
		return types.Int64Null()
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		s.unusableValue(name, "a number")
	}
	if n == 0 {
		return types.Int64Null()
	}
	return types.Int64Value(n)
}

func (s officialState) flag(name string) types.Bool {
	text := s.written(name)
	if text == "" {
		return types.BoolNull()
	}
	b, err := strconv.ParseBool(text)
	if err != nil {
		s.unusableValue(name, "true or false")
	}
	return types.BoolValue(b)
}

func (s officialState) chargeType(names ...string) types.String {
	for _, name := range names {
		text := s.written(name)
		switch strings.ToUpper(text) {
		case "":
			continue
		case "SUBSCRIPTION":
			text = vpc.ChargeTypePrepay
		case "PAYASYOUGO":
			text = vpc.ChargeTypePostpay
		}
		text = chargeType(text)
		if text != vpc.ChargeTypePrepay && text != vpc.ChargeTypePostpay {
			s.unusableValue(name, "a charge type")
		}
		return types.StringValue(text)
	}
	return types.StringNull()
}

// time reads milliseconds since 1970, and RFC 3339.
func (s officialState) time(name string) types.String {
	text := s.written(name)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return timestamp(t.UTC())
	}
	if ms, err := strconv.ParseFloat(text, 64); err == nil && ms > 0 {
		return timestamp(time.UnixMilli(int64(ms)).UTC())
	}
	return types.StringNull()
}

func (s officialState) tags(name string) types.Map {
	none := types.MapNull(types.StringType)
	if s.attributes[name] == nil {
		return none
	}
	entries, ok := s.attributes[name].(map[string]any)
	if !ok {
		s.unusableValue(name, "a map")
	}
	tags := make(map[string]string, len(entries))
	for key := range entries {
		tags[key] = officialState{attributes: entries}.written(key)
	}
	own, _ := framework.TagPolicy{}.FromAPI(tags, none)
	return own
}

func (s officialState) timeouts(name string) timeouts.Value {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	entries, _ := s.attributes[name].(map[string]any)
	set := false
	for _, operation := range []string{"create", "update", "delete"} {
		kinds[operation], values[operation] = types.StringType, types.StringNull()
		text, _ := entries[operation].(string)
		if framework.CheckTimeout(text) == nil {
			values[operation], set = types.StringValue(text), true
		}
	}
	if !set {
		return timeouts.Value{Object: types.ObjectNull(kinds)}
	}
	return timeouts.Value{Object: types.ObjectValueMust(kinds, values)}
}

func (s officialState) unusableValue(name, what string) {
	value, _ := json.Marshal(s.attributes[name]) // it came from JSON
	s.unusable(fmt.Sprintf("Its state has %s = %s, which is not %s.", name, value, what))
}

func (s officialState) unusable(why string) {
	s.diags.AddError("Unable to move "+officialType, why+" Nothing was changed.\n\n"+
		"Bring its state up to date with the provider aliyun/alicloud (terraform apply -refresh-only) and plan again, or take "+
		"the gateway over with a removed and an import block. The guide \"Moving from aliyun/alicloud\" shows both.")
}

// addMovedElsewhere keeps a moved gateway in state that is not in the provider's
// region. Dropping it would make the same apply buy another.
func addMovedElsewhere(diags *diag.Diagnostics, state *model) {
	id, region := state.ID.ValueString(), state.Region.ValueString()
	diags.AddError("Moved VPN gateway was not found", fmt.Sprintf(
		"%[1]s was moved here from %[3]s, whose state names no region. So it was looked for in the provider's region, %[2]s, "+
			"and is not there. Nothing was changed.\n\n"+
			"If it is in another region, let the resource use a provider of that region until the move has been applied, "+
			"or take it over with a removed and an import block, where the ID is %[1]s@<region>. "+
			"The guide \"Moving from aliyun/alicloud\" shows both.\n\n"+
			"If it does not exist any more: terraform state rm %[3]s.NAME", id, region, officialType))
}

// addRegionUnsettled refuses to plan for a moved gateway that was not read yet.
func addRegionUnsettled(diags *diag.Diagnostics, state *model) {
	diags.AddError("Moved VPN gateway has to be refreshed first", fmt.Sprintf(
		"%s was moved here from %s, whose state names no region. Plan without -refresh=false, and with provider arguments that are known.",
		state.ID.ValueString(), officialType))
}
