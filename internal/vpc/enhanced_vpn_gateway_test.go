package vpc_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func TestCreateEnhancedVpnGateway_request(t *testing.T) {
	t.Parallel()
	api := serve(t, ok(`{"VpnGatewayId":"vpn-1","Name":"n","RequestId":"R"}`))
	got, err := api.CreateEnhancedVpnGateway(t.Context(), vpc.CreateEnhancedVpnGatewayInput{
		RegionID: region, VpcID: "vpc-1", VSwitchID: "vsw-1", DisasterRecoveryVSwitchID: "vsw-2", Name: new("n"),
	})
	if err != nil || got.VpnGatewayID != "vpn-1" || got.OrderID != "" || got.ClientToken == "" {
		t.Fatalf("got %+v, %v", got, err)
	}
	sent := api.calls[0]
	for name, want := range map[string]string{
		"Action": "CreateEnhancedVpnGateway", "VpcId": "vpc-1", "VSwitchId": "vsw-1", "DisasterRecoveryVSwitchId": "vsw-2",
		"GatewayType": "Enhanced.SiteToSite", "Name": "n", "ClientToken": got.ClientToken,
	} {
		if sent.Get(name) != want {
			t.Errorf("%s: sent %q, want %q", name, sent.Get(name), want)
		}
	}
	for _, name := range []string{"NetworkType", "VpnType", "ResourceGroupId", "Bandwidth", "InstanceChargeType"} {
		if sent.Has(name) {
			t.Errorf("%s was sent", name)
		}
	}
}

// A list lacks the status, so each gateway is read by itself, however many there are.
func TestDescribeEnhancedVpnGateways_readsEach(t *testing.T) {
	t.Parallel()
	api := serve(t, in("updating"))
	api.lists = []answer{list(1, `{"VpnGatewayId":"`+id+`","GatewayType":"Enhanced.SiteToSite"}`)}
	for range 5 {
		all, err := api.DescribeEnhancedVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region})
		if err != nil || len(all) != 1 || all[0].Status != "updating" {
			t.Fatalf("got %v, %v", all, err)
		}
	}
	if len(api.calls) != 5 || api.listed[0].Get("GatewayType") != "Enhanced.SiteToSite" {
		t.Errorf("read %d times, listed with %v", len(api.calls), api.listed[0])
	}
}

// One that is gone when it is read was listed by a node that did not know; one that
// cannot be read makes the list an error.
func TestDescribeEnhancedVpnGateways_gone(t *testing.T) {
	t.Parallel()
	shown := list(1, `{"VpnGatewayId":"`+id+`"}`)
	api := serve(t, notFound)
	api.lists = []answer{shown, list(0)}
	if all, err := api.DescribeEnhancedVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region}); err != nil || len(all) != 0 {
		t.Errorf("got %v, %v", all, err)
	}
	api = serve(t, refuse(http.StatusForbidden, "Forbidden.RAM"))
	api.lists = []answer{shown}
	if all, err := api.DescribeEnhancedVpnGateways(t.Context(), vpc.DescribeVpnGatewaysInput{RegionID: region}); vpc.ErrorCode(err) != "Forbidden.RAM" || all != nil {
		t.Errorf("got %v, %v", all, err)
	}
}

// A delete is done when the read and the list agree, twice, and the list may say so
// by 404 or by TotalCount 0.
func TestWaitEnhancedVpnGatewayDeleted(t *testing.T) {
	t.Parallel()
	for name, absent := range map[string]answer{"TotalCount 0": list(0), "404": notFound} {
		api := serve(t, in("deleting"), notFound)
		api.lists = []answer{list(1, `{"VpnGatewayId":"`+id+`"}`), absent}
		if err := api.WaitEnhancedVpnGatewayDeleted(t.Context(), region, id); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(api.listed) != 3 {
			t.Errorf("%s: listed %d times", name, len(api.listed))
		}
	}
}

func TestEnhancedVpnGateway_gone(t *testing.T) {
	t.Parallel()
	api := serve(t, notFound)
	if _, err := api.GetEnhancedVpnGateway(t.Context(), region, id); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if err := api.DeleteEnhancedVpnGateway(t.Context(), region, id); !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
