package vpngateway

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// peerChargeTypes are the charge types as aliyun/alicloud writes them.
var peerChargeTypes = map[string]string{
	"PrePaid": vpc.ChargeTypePrepay, "Subscription": vpc.ChargeTypePrepay,
	"PostPaid": vpc.ChargeTypePostpay, "PayAsYouGo": vpc.ChargeTypePostpay,
}

// warnPayment says before an order is placed that nobody pays it by itself.
// auto_pay = false says that this is meant.
func warnPayment(plan *model, diags *diag.Diagnostics) {
	if plan.InstanceChargeType.ValueString() != vpc.ChargeTypePrepay || !plan.AutoPay.IsNull() {
		return
	}
	diags.AddAttributeWarning(path.Root("auto_pay"), "Somebody has to pay for this VPN gateway",
		"With instance_charge_type = \"PREPAY\" and without auto_pay, the apply only places an order. "+
			"The gateway is built after somebody has paid the order in the console, under Expenses and Costs > My Orders.\n\n"+
			"With auto_pay = true the order is paid from the account's balance at once. "+
			"If somebody is to pay it, write auto_pay = false, and this warning ends.")
}

// changesInConsole reports whether everything in replaced can be changed in the
// console, which keeps the gateway.
func changesInConsole(replaced []string) bool {
	return !slices.ContainsFunc(replaced, func(name string) bool {
		return !slices.Contains([]string{"bandwidth", "enable_ipsec", "enable_ssl", "ssl_connections"}, name)
	})
}

// chargeTypeNote says that another charge type is hardly to be bought with the
// same account; "" when it does not change.
func chargeTypeNote(state *model, replaced []string) string {
	if !slices.Contains(replaced, "instance_charge_type") {
		return ""
	}
	return fmt.Sprintf("\n\nWhich charge type an account can buy depends on its site: the China site sells \"PREPAY\" only, and the international "+
		"site \"POSTPAY\" only. The account bought this gateway with %[1]s, so the API will most likely refuse to sell it the other one. "+
		"To keep the gateway, write instance_charge_type = %[1]s.", state.InstanceChargeType)
}

// addDestroyPrevented refuses to plan a destroy. The resource block may be gone
// already, and then the policy cannot be changed in it.
func addDestroyPrevented(diags *diag.Diagnostics, state *model) {
	diags.AddAttributeError(path.Root("deletion_policy"), "VPN gateway must not be destroyed",
		fmt.Sprintf("deletion_policy of %s is \"prevent\" in state. To destroy the gateway, set it to \"delete\" and apply that first.\n\n"+
			"If the resource block is gone from the configuration already, put it back with deletion_policy = \"delete\", apply, and then "+
			"remove it again. To keep the gateway and only remove it from state, write in the block's place:\n"+
			"  removed {\n    from = ADDRESS\n    lifecycle {\n      destroy = false\n    }\n  }\n%s", state.ID.ValueString(), whatAddress))
}
