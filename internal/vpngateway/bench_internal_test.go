package vpngateway

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// typical is a gateway as most are, and the plan that made it.
func typical() (*vpc.VpnGateway, model) {
	gateway := &vpc.VpnGateway{
		VpnGatewayID: "vpn-bp1q8bgx4xnkm2ogj0fiu", Name: "office", Description: new("Connects an office"), Status: vpc.StatusActive,
		BusinessStatus: "Normal", Bandwidth: 10, ChargeType: "POSTPAY", CreateTime: time.UnixMilli(1492753580000).UTC(),
		EndTime: time.UnixMilli(1495382400000).UTC(), IpsecVpn: new(true), SslVpn: new(false), SslMaxConnections: 5,
		VpcID: "vpc-bp1ub1yt9cvakoelj1y9c", VSwitchID: "vsw-bp1zonea00000000000001", InternetIP: "192.0.2.1",
		EnableBgp: new(false), AutoPropagate: new(true), NetworkType: "public", VpnType: "Normal", GatewayType: "Traditional",
		ResourceGroupID: "rg-acfmzs372yfaaia", Tags: map[string]string{"team": "network", "stage": "test"},
	}
	plan := nullModel()
	plan.VpcID, plan.Bandwidth = types.StringValue(gateway.VpcID), types.Int64Value(10)
	plan.InstanceChargeType, plan.EnableIpsec = types.StringValue("POSTPAY"), types.BoolValue(true)
	plan.Name, plan.Region = types.StringValue("office"), types.StringValue("cn-hangzhou")
	plan.Tags = types.MapValueMust(types.StringType, map[string]attr.Value{
		"team": types.StringValue("network"), "stage": types.StringValue("test"),
	})
	return gateway, plan
}

func BenchmarkFromAPI(b *testing.B) {
	gateway, state := typical()
	b.ReportAllocs()
	for b.Loop() {
		state.FromAPI(gateway, framework.TagPolicy{})
	}
}

func BenchmarkComplete(b *testing.B) {
	gateway, plan := typical()
	observed := plan
	observed.FromAPI(gateway, framework.TagPolicy{})
	plan.ID, plan.Status, plan.InternetIP = types.StringUnknown(), types.StringUnknown(), types.StringUnknown()
	b.ReportAllocs()
	for b.Loop() {
		completed := plan
		Kind.Table().FillUnknown(&completed, &observed)
	}
}

func BenchmarkCreateRequest(b *testing.B) {
	_, plan := typical()
	b.ReportAllocs()
	for b.Loop() {
		if plan.createRequest().VpcID == "" {
			b.Fatal("no request")
		}
	}
}
