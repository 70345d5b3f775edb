package vpc_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// TestParameters: what each method sends, and nothing else.
func TestParameters(t *testing.T) {
	t.Parallel()
	create := methods["CreateVpnGateway"]
	for name, tc := range map[string]struct {
		call  func(context.Context, *vpc.Client) error
		token bool
		want  url.Values
	}{
		"CreateVpnGateway, the least": {create, true, url.Values{
			"Action": {"CreateVpnGateway"}, "RegionId": {region}, "VpcId": {"vpc-1"}, "Bandwidth": {"5"},
		}},
		"CreateVpnGateway, everything": {func(ctx context.Context, c *vpc.Client) error {
			_, err := c.CreateVpnGateway(ctx, vpc.CreateVpnGatewayInput{
				RegionID: region, VpcID: "vpc-1", Bandwidth: 10, Name: new("测试 a"), InstanceChargeType: new(vpc.ChargeTypePostpay),
				Period: new(int64(12)), AutoPay: new(true), EnableIpsec: new(false), EnableSsl: new(true), SslConnections: new(int64(0)),
				VSwitchID: new("vsw-1"), DisasterRecoveryVSwitchID: new("vsw-2"), NetworkType: new("private"), VpnType: new("Normal"),
				ResourceGroupID: new("rg-1"),
			})
			return err
		}, true, url.Values{
			"Action": {"CreateVpnGateway"}, "RegionId": {region}, "VpcId": {"vpc-1"}, "Bandwidth": {"10"}, "Name": {"测试 a"},
			"InstanceChargeType": {"POSTPAY"}, "Period": {"12"}, "AutoPay": {"true"}, "EnableIpsec": {"false"}, "EnableSsl": {"true"},
			"SslConnections": {"0"}, "VSwitchId": {"vsw-1"}, "DisasterRecoveryVSwitchId": {"vsw-2"}, "NetworkType": {"private"},
			"VpnType": {"Normal"}, "ResourceGroupId": {"rg-1"},
		}},
		"DescribeVpnGateway": {methods["DescribeVpnGateway"], false, url.Values{
			"Action": {"DescribeVpnGateway"}, "RegionId": {region}, "VpnGatewayId": {id}, "IncludeReservationData": {"true"},
		}},
		"ModifyVpnGatewayAttribute, nothing": {methods["ModifyVpnGatewayAttribute"], true, url.Values{
			"Action": {"ModifyVpnGatewayAttribute"}, "RegionId": {region}, "VpnGatewayId": {id},
		}},
		"ModifyVpnGatewayAttribute, everything": {func(ctx context.Context, c *vpc.Client) error {
			return c.ModifyVpnGatewayAttribute(ctx, vpc.ModifyVpnGatewayAttributeInput{
				RegionID: region, VpnGatewayID: id, Name: new("n"), Description: new("d"), AutoPropagate: new(false),
			})
		}, true, url.Values{
			"Action": {"ModifyVpnGatewayAttribute"}, "RegionId": {region}, "VpnGatewayId": {id},
			"Name": {"n"}, "Description": {"d"}, "AutoPropagate": {"false"},
		}},
		"DeleteVpnGateway": {methods["DeleteVpnGateway"], true, url.Values{
			"Action": {"DeleteVpnGateway"}, "RegionId": {region}, "VpnGatewayId": {id},
		}},
		"MoveVpnResourceGroup": {methods["MoveVpnResourceGroup"], false, url.Values{
			"Action": {"MoveVpnResourceGroup"}, "RegionId": {region}, "ResourceType": {"VpnGateway"}, "InstanceId": {id}, "NewResourceGroupId": {"rg-2"},
		}},
		"TagResources": {methods["TagResources"], false, url.Values{
			"Action": {"TagResources"}, "RegionId": {region}, "ResourceType": {"VPNGATEWAY"}, "ResourceId.1": {id},
			"Tag.1.Key": {"a"}, "Tag.1.Value": {"1"}, "Tag.2.Key": {"b"}, "Tag.2.Value": {""},
		}},
		"UnTagResources": {methods["UnTagResources"], false, url.Values{
			"Action": {"UnTagResources"}, "RegionId": {region}, "ResourceType": {"VPNGATEWAY"}, "ResourceId.1": {id}, "TagKey.1": {"y"}, "TagKey.2": {"z"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := serve(t, describe(`"Status":"active"`))
			if err := tc.call(t.Context(), api.Client); err != nil {
				t.Fatal(err)
			}
			got := api.received()[0]
			if token := got.Get("ClientToken"); (token != "") != tc.token || len(token) > 64 {
				t.Errorf("token %q", token)
			}
			got.Del("ClientToken")
			tc.want.Set("Version", "2016-04-28")
			if !reflect.DeepEqual(got, tc.want) {
				t.Errorf("sent %v\nwant %v", got, tc.want)
			}
		})
	}
}

// TestCreateVpnGatewaySpecification: request and both forms of the answer as in
// the specification of CreateVpnGateway.
func TestCreateVpnGatewaySpecification(t *testing.T) {
	t.Parallel()
	const flat = `{"Name":"myVpn","VpnGatewayId":"vpn-bp1q8bgx4xnkm2ogj0fiu","RequestId":"54B48E3D-DF70-471B-AA93-08E683A1B457"}`
	for body, order := range map[string]string{
		"{\n\t\"CreateVpnGatewayResponse\":" + flat + "\n}": "",
		flat: "",
		flat[:1] + `"OrderId":202249400220415,` + flat[1:]:     "202249400220415",
		flat[:1] + `"OrderId":"202249400220415",` + flat[1:]:   "202249400220415",
		flat[:1] + `"OrderId":9223372036854775809,` + flat[1:]: "9223372036854775809",
		flat[:1] + `"OrderId":null,` + flat[1:]:                "",
		// One odd field costs that field.
		flat[:1] + `"OrderId":"A-1",` + flat[1:]:                         "",
		flat[:1] + `"OrderId":1.5e20,` + flat[1:]:                        "",
		flat[:1] + `"OrderId":{"a":1},` + flat[1:]:                       "",
		flat[:1] + `"Code":"200","Message":"successful",` + flat[1:]:     "",
		flat[:1] + `"Code":"Success","Success":true,` + flat[1:]:         "",
		flat[:1] + `"Code":"OK","Message":"","OrderId":"12",` + flat[1:]: "12",
	} {
		api := serve(t, ok(body))
		got, err := api.CreateVpnGateway(t.Context(), vpc.CreateVpnGatewayInput{
			RegionID:           region,
			VpcID:              "vpc-bp1ub1yt9cvakoelj1y9c",
			Bandwidth:          5,
			Name:               new("MYVPN"),
			InstanceChargeType: new(vpc.ChargeTypePrepay),
			Period: new(
				int64(1),
			),
			AutoPay:        new(false),
			EnableIpsec:    new(true),
			EnableSsl:      new(true),
			SslConnections: new(int64(2)),
		})
		sent := api.received()[0]
		want := vpc.CreateVpnGatewayOutput{VpnGatewayID: id, Name: "myVpn", OrderID: order, ClientToken: sent.Get("ClientToken")}
		if err != nil || got != want {
			t.Errorf("%s: got %+v, %v", body, got, err)
		}
		sent.Del("ClientToken")
		if wantSent := (url.Values{
			"Action": {"CreateVpnGateway"}, "Version": {"2016-04-28"}, "Bandwidth": {"5"}, "RegionId": {"cn-hangzhou"},
			"VpcId": {"vpc-bp1ub1yt9cvakoelj1y9c"}, "Name": {"MYVPN"}, "InstanceChargeType": {"PREPAY"}, "Period": {"1"},
			"AutoPay": {"false"}, "EnableIpsec": {"true"}, "EnableSsl": {"true"}, "SslConnections": {"2"},
		}); !reflect.DeepEqual(sent, wantSent) {
			t.Errorf("sent %v\nwant %v", sent, wantSent)
		}
	}
}

// TestErrorsKeepCodeAndRequestID on every way, and only four codes mean that the
// gateway is gone, when reads and lists agree.
func TestErrorsKeepCodeAndRequestID(t *testing.T) {
	t.Parallel()
	for code, gone := range map[string]bool{
		"InvalidVpnGatewayInstanceId.NotFound": true, "InvalidVpnGatewayId.NotFound": true, "InvalidVpnInstanceId.NotFound": true, "INSTANCE_NOT_EXISTS": true,
		"InvalidAccessKeyId.NotFound": false, "InvalidRegionId.NotFound": false, "InvalidVpcId.NotFound": false, "Forbidden": false,
		"invalidvpngatewayid.notfound": false, "InvalidVpnGatewayInstanceId.NotFound.": false, "InvalidApi.NotFound": false,
		"InvalidCustomerGatewayInstanceId.NotFound": false, "InvalidVpnConnectionInstanceId.NotFound": false,
	} {
		for name, call := range methods {
			for _, status := range []int{http.StatusBadRequest, http.StatusNotFound} {
				api := serve(t, refuse(status, code))
				err := call(t.Context(), api.Client)
				if gone && name == "wait until deleted" {
					if err != nil {
						t.Errorf("%s, %s: got %v", name, code, err)
					}
					continue
				}
				if want := gone && name != "CreateVpnGateway"; errors.Is(err, vpc.ErrNotFound) != want {
					t.Errorf("%s, %d %s: got %v, want ErrNotFound: %v", name, status, code, err, want)
				}
				if gotCode, id := apiError(err); gotCode != code || id != "REQ-"+code || vpc.ErrorCode(err) != code {
					t.Errorf("%s, %s: code %q and request ID %q in %v", name, code, gotCode, id, err)
				}
				want := 1
				switch {
				case strings.HasPrefix(name, "wait"):
					want = 30 // looks, until a refusal is believed
					if gone {
						want = 3
					}
				case gone && name != "CreateVpnGateway" && name != "DescribeVpnGateway":
					want = 2 // the write and a read; and a list
				}
				if len(api.received()) != want {
					t.Errorf("%s, %s: sent %d times, want %d", name, code, len(api.received()), want)
				}
			}
		}
	}
}

// TestAnswersWithoutAnIDAreErrors: an empty ID would become one in state.
func TestAnswersWithoutAnIDAreErrors(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"RequestId":"R"}`, `{"RequestId":"R","VpnGatewayId":""}`, `{"RequestId":"R","VpnGatewayId":null}`, `{"RequestId":"R","VpnGatewayId":"perhaps"}`} {
		for _, name := range []string{"CreateVpnGateway", "DescribeVpnGateway"} {
			err := methods[name](t.Context(), serve(t, ok(body)).Client)
			if _, requestID := apiError(err); requestID != "R" || errors.Is(err, vpc.ErrNotFound) {
				t.Errorf("%s %s: got %v", name, body, err)
			}
		}
	}
}

// TestNotFoundAfterALostDelete: the first send may have deleted the gateway.
func TestNotFoundAfterALostDelete(t *testing.T) {
	t.Parallel()
	err := serve(t, lost, notFound).DeleteVpnGateway(t.Context(), region, id)
	if !errors.Is(err, vpc.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
