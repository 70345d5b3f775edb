// Package customergateway is all that Terraform knows of customer gateways: the
// other ends of IPsec connections, as Alibaba Cloud knows them.
package customergateway

import (
	"context"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	noun      = "customer gateway"
	exampleID = "cgw-bp1pvpl9r9adju6l5yxtq"
)

// Kind is what aliyun_vpn_customer_gateway shares with other resources.
var Kind = &framework.Kind[model, *vpc.CustomerGateway, *model]{
	TypeName:  "aliyun_vpn_customer_gateway",
	Noun:      noun,
	IDPrefix:  "cgw-",
	ExampleID: exampleID,
	MovedFrom: "alicloud_vpn_customer_gateway",
	Schema:    schemaOf,
	Get: func(ctx context.Context, client *vpc.Client, m *model) (*vpc.CustomerGateway, error) {
		return client.GetCustomerGateway(ctx, m.Region.ValueString(), m.ID.ValueString())
	},
	Parameters:  framework.Parameters(map[string]string{"IpAddress": "ip_address", "Asn": "asn", "AuthKey": "auth_key"}),
	Refresh:     refresh,
	Plan:        plan,
	PrivateKeys: []string{keyAuthKey, keyAsnUnread},
	Hint: framework.Hints(map[string]string{
		"Resource.QuotaFull": "The region has as many customer gateways as its quota allows (100 unless raised). " +
			"Delete one that is not needed, or ask for a higher quota in the Quota Center (https://quotas.console.aliyun.com).",
		"InvalidIpAddress.WrongFormat": "The API does not take this address. It has to be a static IPv4 address of the other end.",
		"DependencyViolation.VpnConnection": "An IPsec connection still uses the customer gateway. Delete that first; if Terraform manages it, " +
			"let it refer to this resource's id, so that it is destroyed before.",
	}),
}
