package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// TypeName is the resource's name in HCL.
const TypeName = gateway.TypeName

const (
	noun      = "VPN gateway"
	idPrefix  = "vpn-"
	exampleID = "vpn-bp1q8bgx4xnkm2ogj0fiu"
)

// Kind is what aliyun_vpn_gateway shares with other resources.
var Kind = &framework.Kind[model, *vpc.VpnGateway, *model]{
	TypeName:   TypeName,
	Noun:       noun,
	IDPrefix:   idPrefix,
	ExampleID:  exampleID,
	MovedFrom:  officialType,
	Schema:     schemaOf,
	Get:        get,
	Parameters: parameters,
	Hint:       hint,
	Refresh: func(
		ctx context.Context, m *model, seen *vpc.VpnGateway, tags framework.TagPolicy, private framework.PrivateState,
	) diag.Diagnostics {
		return m.refresh(ctx, seen, tags, private)
	},
	Gone:        gone,
	Check:       check,
	Plan:        plan,
	Unread:      func(m *model) { m.DeletionPolicy = types.StringValue(policyDelete) },
	PrivateKeys: []string{keyAwaitingPayment, keyApplied, gateway.KeyUnseen, gateway.KeyUnfinished, keySecondUnread},
}
