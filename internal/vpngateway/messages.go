package vpngateway

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	// howToPay says where orders are paid.
	howToPay = "Pay it in the console, under Expenses and Costs > My Orders."
	// whatAddress explains the commands to copy: a provider is not told the
	// address of a resource.
	whatAddress = "ADDRESS stands for the resource's address, such as " + TypeName + ".office."

	cannotUpdate = "Unable to update VPN gateway"
	cannotDelete = "Unable to delete VPN gateway"
)

// addFailure adds an error of the API that leaves nothing behind.
func addFailure(diags *diag.Diagnostics, summary string, err error) {
	addExplained(diags, framework.Failure{Summary: summary, Err: err})
}

// addExplained adds f with what is known of the API's code.
func addExplained(diags *diag.Diagnostics, f framework.Failure) {
	framework.AddFailure(diags, f.Explained(parameters, hint))
}

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

// addCreateFailure explains a gateway that was not created, or may have been.
func addCreateFailure(diags *diag.Diagnostics, plan *model, err error) {
	if _, unknown := vpc.UnknownOutcome(err); !unknown {
		addExplained(diags, framework.Failure{
			Summary: "Unable to create VPN gateway", Err: err, Timeout: "timeouts.create", Left: "Nothing was bought.",
		})
		return
	}
	region, vpcID := plan.Region.ValueString(), plan.VpcID.ValueString()
	name := "with no name given"
	if n := plan.Name.ValueString(); n != "" {
		name = fmt.Sprintf("named %q", n)
	}
	framework.AddFailure(diags, framework.Failure{
		Summary: "VPN gateway may have been created",
		Err:     err,
		Hint:    fmt.Sprintf("So a gateway %s may exist in %s, in VPC %s, and be billed. Nothing is in state.", name, region, vpcID),
		Left: fmt.Sprintf("Before applying again, look for it:\n"+
			"  aliyun vpc DescribeVpnGateways --RegionId %[1]s --VpcId %[2]s\n"+
			"If it is there, take it into state:\n"+
			"  terraform import ADDRESS <VpnGatewayId>@%[1]s\n"+
			"If it is not, apply again. %[4]s%[3]s", region, vpcID, plan.orderNote(), whatAddress),
	})
}

// orderNote says where an order may be that nobody has paid; "" where there is none.
func (m *model) orderNote() string {
	if !m.unpaid() {
		return ""
	}
	return "\n\nBecause auto_pay is not true, it may be an unpaid order instead, which that call may not show. " +
		"Look in the console under Expenses and Costs > My Orders, and pay or cancel it there."
}

// addUnfinished explains a gateway that exists and is in state, but is not yet as
// the configuration says, or was not seen to be. It is a warning: the gateway is
// as good as any other, and tainted it would be bought twice.
func addUnfinished(ctx context.Context, diags *diag.Diagnostics, id, attribute string, err error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		diags.AddWarning("Interrupted while VPN gateway was being created",
			fmt.Sprintf("%s is ordered, is billed, and is in state. It goes on being built. Apply again when it is active: "+
				"that finishes what is missing.", id))
		return
	}
	f := framework.Failure{
		Summary:   "VPN gateway was created, but is not finished",
		Err:       err,
		Attribute: attribute,
		Hint:      hint(err),
		Timeout:   "timeouts.create",
		Left: fmt.Sprintf("%s exists, is billed, and is in state, and it is kept. It was not seen to be active yet, and what has to be "+
			"set after that was not set. The next plan shows what is missing, and the next apply finishes it.", id),
	}
	if attribute != "" {
		f.Left = fmt.Sprintf("%s exists, is billed, and is in state, and it is kept. %s is not as configured. "+
			"The next plan shows that, and the next apply tries again.", id, attribute)
	}
	framework.AddFailureWarning(diags, f)
}

// addLostAfterCreate explains a gateway that is gone, or on its way out, before it
// was finished.
func addLostAfterCreate(diags *diag.Diagnostics, id string, err error) {
	f := framework.Failure{
		Summary: "VPN gateway was lost while it was being created", Err: err,
		Left: fmt.Sprintf("%s was deleted outside Terraform while it was being set up. Apply again to create another.", id),
	}
	if !errors.Is(err, vpc.ErrNotFound) {
		f.Left = fmt.Sprintf("%s was deleted outside Terraform while it was being set up. Once it is gone, apply again to create another.", id)
	}
	framework.AddFailure(diags, f)
}

// addMayAppear refuses to call a gateway deleted that the API has never shown.
func addMayAppear(diags *diag.Diagnostics, id string) {
	diags.AddError(cannotDelete, fmt.Sprintf(
		"%s was ordered a short while ago, and the API does not know it yet. It may appear, and be billed, so it stays in state. "+
			"Destroy again in some minutes.", id))
}

func addUpdateFailure(diags *diag.Diagnostics, attribute string, err error) {
	if errors.Is(err, vpc.ErrNotFound) {
		framework.AddFailure(diags, framework.Failure{
			Summary: cannotUpdate, Err: err, Hint: "The gateway was deleted outside Terraform after the plan was made. Plan again.",
		})
		return
	}
	addExplained(diags, framework.Failure{
		Summary: cannotUpdate, Err: err, Attribute: attribute, Timeout: "timeouts.update",
		Left: "The gateway is still in state. What was changed before this stays changed; the next apply does the rest.",
	})
}

// addDeleteFailure explains why a gateway is still there, when the API refused
// to delete it, or may be. It stays in state.
func addDeleteFailure(diags *diag.Diagnostics, state *model, refused bool, err error) {
	id := state.ID.ValueString()
	f := framework.Failure{
		Summary: cannotDelete, Err: err, Timeout: "timeouts.delete",
		Left: id + " still exists, is still billed, and is still in state.",
	}
	if !refused {
		f.Left = fmt.Sprintf("Whether %s is gone is not known yet, so it stays in state. Destroy again: what is gone already is a success.", id)
	}
	switch code := vpc.ErrorCode(err); {
	case code == "ForbiddenRelease":
		until := state.ExpireTime.ValueString()
		if until == "" {
			until = "its expiry date"
		}
		f.Hint = fmt.Sprintf("The gateway is prepaid, and the API does not release it before %s.\n\n"+
			"If it was to be replaced only because it is tainted, keep it:\n  terraform untaint ADDRESS\n"+
			"If it is to be replaced or destroyed, set deletion_policy = \"abandon\" and apply that alone (untaint it first if it is tainted). "+
			"Then destroy or replace it: Terraform forgets the gateway, which runs until it expires.\n"+
			"A removed block forgets it too, but only together with the resource block: while that stays in the configuration, "+
			"or comes back, Terraform buys another gateway.\n%s", until, whatAddress)
	case strings.HasPrefix(code, "DependencyViolation."):
		what, known := map[string]string{
			"VpnConnection": "IPsec connections", "SslVpnServer": "an SSL server", "GreTunnel": "GRE tunnels",
		}[strings.TrimPrefix(code, "DependencyViolation.")]
		if !known {
			what = "something that depends on it"
		}
		f.Hint = fmt.Sprintf("The gateway still has %s. Delete that first; if Terraform manages it, let it refer to this resource's id, "+
			"so that it is destroyed before.", what)
	}
	framework.AddFailure(diags, f)
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
