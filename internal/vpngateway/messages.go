package vpngateway

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	// howToPay says where orders are paid.
	howToPay = "Pay it in the console, under Expenses and Costs > My Orders."
	// whatAddress explains the commands to copy: a provider is not told the
	// address of a resource.
	whatAddress = "ADDRESS stands for the resource's address, such as " + TypeName + ".office."
)

// hint knows what a gateway's codes mean; the API's own words mislead in some.
func hint(err error) string {
	switch vpc.ErrorCode(err) {
	case "Resource.QuotaFull":
		return "The account has as many VPN gateways as its quota allows (30 unless raised). " +
			"Release one that is not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com)."
	case "InvalidVpcId.NotFound":
		return "There is no such VPC in the region of this resource. Check vpc_id, and region if the VPC is in another one."
	case "InvalidVSwitchId.NotFound":
		return "Either the vSwitch is not in this VPC and region, or this region builds dual-tunnel gateways only: " +
			"those need both vswitch_id and disaster_recovery_vswitch_id, in two zones."
	case "InsufficientBalance":
		return "The account cannot pay: its balance is too low."
	case "RealNameAuthenticationError":
		return "The account cannot pay: it has not passed real-name verification."
	case "ChargeTypeViolation", "InvalidInstanceChargeType", "InvalidParameter.InstanceChargeType",
		"MissingInstanceChargeType", "InvalidChargeType":
		return "The China site sells gateways with instance_charge_type = \"PREPAY\" only (with period), " +
			"the international site with \"POSTPAY\" only."
	case "VpnGateway.FinancialLocked":
		return "A payment for the gateway is overdue. Pay it in the console, then apply again."
	default:
		return ""
	}
}

// orderNote says where an order may be that nobody has paid; "" where there is none.
func (m *model) orderNote() string {
	if !m.unpaid() {
		return ""
	}
	return "\n\nBecause auto_pay is not true, it may be an unpaid order instead, which that call may not show. " +
		"Look in the console under Expenses and Costs > My Orders, and pay or cancel it there."
}

// deleteHint says what to do about a refusal to delete a gateway.
func deleteHint(state *model, err error) string {
	if vpc.ErrorCode(err) != "ForbiddenRelease" {
		return gateway.DependencyHint(err)
	}
	until := state.ExpireTime.ValueString()
	if until == "" {
		until = "its expiry date"
	}
	return fmt.Sprintf("The gateway is prepaid, and the API does not release it before %s.\n\n"+
		"If it was to be replaced only because it is tainted, keep it:\n  terraform untaint ADDRESS\n"+
		"If it is to be replaced or destroyed, set deletion_policy = \"abandon\" and apply that alone (untaint it first if it is tainted). "+
		"Then destroy or replace it: Terraform forgets the gateway, which runs until it expires.\n"+
		"A removed block forgets it too, but only together with the resource block: while that stays in the configuration, "+
		"or comes back, Terraform buys another gateway.\n%s", until, whatAddress)
}

// addUnpaidWarning tells whoever ordered a gateway that nobody has paid yet.
func addUnpaidWarning(diags *diag.Diagnostics, m *model) {
	order := "The order"
	if id := m.OrderID.ValueString(); id != "" {
		order = "Order " + id
	}
	diags.AddWarning("VPN gateway awaits payment",
		fmt.Sprintf("%s for %s was placed without payment, and the API does not show the gateway as being built yet. %s "+
			"A later plan or apply picks the gateway up when it is active. With auto_pay = true an order is paid at once.",
			order, m.ID.ValueString(), howToPay))
}
