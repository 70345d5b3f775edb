package vpngateway

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// officialType is the resource of the official provider that a moved block may
// start from.
const officialType = "alicloud_vpn_gateway"

// MoveState takes gateways over from the official provider.
func (r *gatewayResource) MoveState(context.Context) []resource.StateMover {
	return r.MoveFromOfficial(moved)
}

// moved are the attributes of a gateway that the official provider has in state.
func moved(s framework.OfficialState) map[string]attr.Value {
	to := map[string]attr.Value{
		"deletion_policy":      types.StringValue(policyDelete),
		"name":                 s.Text("vpn_gateway_name", "name"),
		"instance_charge_type": officialChargeType(s, "payment_type", "instance_charge_type"),
		"bandwidth":            s.Number("bandwidth"),
		"create_time":          s.Time("create_time"),
		"tags":                 s.Tags("tags"),
		"timeouts":             s.Timeouts("create", "update", "delete"),
	}
	for _, name := range []string{
		"vpc_id", "vswitch_id", "disaster_recovery_vswitch_id", "description", "network_type", "vpn_type", "resource_group_id",
		"status", "business_status", "internet_ip", "disaster_recovery_internet_ip", "ssl_vpn_internet_ip",
	} {
		to[name] = s.Text(name)
	}
	for _, name := range []string{"enable_ipsec", "enable_ssl", "auto_propagate"} {
		to[name] = s.Flag(name)
	}
	if to["enable_ssl"].Equal(types.BoolValue(true)) {
		to["ssl_connections"] = s.Number("ssl_connections")
	}
	// The official period is 1 where nobody wrote one, also without any order.
	if to["instance_charge_type"].Equal(types.StringValue(vpc.ChargeTypePrepay)) {
		to["period"], to["auto_pay"] = s.Number("period"), s.Flag("auto_pay")
	}
	return to
}

func officialChargeType(s framework.OfficialState, names ...string) types.String {
	for _, name := range names {
		text := s.Written(name)
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
			s.Unusable(name, "a charge type")
		}
		return types.StringValue(text)
	}
	return types.StringNull()
}
