package clients

import (
	"encoding/json"
	"errors"
	"testing"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
	vpc "github.com/alibabacloud-go/vpc-20160428/v6/client"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestSDK_v3 drives a life with the present SDK for Go, which signs headers.
func TestSDK_v3(t *testing.T) {
	t.Parallel()
	server, host := serve(t)
	config := &openapiutil.Config{
		AccessKeyId: tea.String(sim.DefaultAccessKeyID), AccessKeySecret: tea.String(sim.DefaultAccessKeySecret),
		Endpoint: tea.String(host), Protocol: tea.String("HTTP"), RegionId: tea.String(sim.DefaultRegion),
		ConnectTimeout: tea.Int(10000), ReadTimeout: tea.Int(60000), // it has no defaults
	}
	c := v3{
		vpc: must[*vpc.Client](t, "client")(vpc.NewClient(config)),
		any: must[*openapi.Client](t, "client")(openapi.NewClient(config)),
	}
	life(t, server, "ACS3", c)
}

type v3 struct {
	vpc *vpc.Client
	any *openapi.Client
}

var region = tea.String(sim.DefaultRegion)

func (c v3) code(err error) string {
	var failure *tea.SDKError
	if errors.As(err, &failure) {
		return tea.StringValue(failure.Code)
	}
	var coded interface{ GetCode() *string }
	if errors.As(err, &coded) {
		return tea.StringValue(coded.GetCode())
	}
	return ""
}

// account calls STS by the SDK's general client: its own module is not needed.
func (c v3) account() (string, error) {
	answer, err := c.any.CallApi(&openapiutil.Params{
		Action: tea.String("GetCallerIdentity"), Version: tea.String("2015-04-01"), Protocol: tea.String("HTTP"),
		Method: tea.String("POST"), Pathname: tea.String("/"), AuthType: tea.String("AK"), Style: tea.String("RPC"),
		ReqBodyType: tea.String("formData"), BodyType: tea.String("json"),
	}, &openapiutil.OpenApiRequest{}, &dara.RuntimeOptions{})
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(answer["body"])
	if err != nil {
		return "", err
	}
	var body struct{ AccountId string }
	return body.AccountId, errors.Join(json.Unmarshal(text, &body), nil)
}

func (c v3) zones() ([]string, error) {
	answer, err := c.vpc.DescribeVpnGatewayAvailableZones(&vpc.DescribeVpnGatewayAvailableZonesRequest{
		RegionId: region, Spec: tea.String("10M"),
	})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, zone := range answer.Body.AvailableZoneIdList {
		ids = append(ids, tea.StringValue(zone.ZoneId))
	}
	return ids, nil
}

func (c v3) create(name string) (string, int64, error) {
	answer, err := c.vpc.CreateVpnGateway(&vpc.CreateVpnGatewayRequest{
		RegionId: region, VpcId: tea.String(sim.DefaultVPC), VSwitchId: tea.String(sim.DefaultVSwitchH),
		DisasterRecoveryVSwitchId: tea.String(sim.DefaultVSwitchI), Name: tea.String(name), Bandwidth: tea.Int32(10),
		InstanceChargeType: tea.String("POSTPAY"), EnableSsl: tea.Bool(true), SslConnections: tea.Int32(5),
		ClientToken: tea.String("v3-life"),
	})
	if err != nil {
		return "", 0, err
	}
	return tea.StringValue(answer.Body.VpnGatewayId), tea.Int64Value(answer.Body.OrderId), nil
}

func (c v3) describe(id string) (seen, error) {
	answer, err := c.vpc.DescribeVpnGateway(&vpc.DescribeVpnGatewayRequest{RegionId: region, VpnGatewayId: tea.String(id)})
	if err != nil {
		return seen{}, err
	}
	g := answer.Body
	s := seen{
		id: tea.StringValue(g.VpnGatewayId), name: tea.StringValue(g.Name), description: tea.StringValue(g.Description),
		status: tea.StringValue(g.Status), spec: tea.StringValue(g.Spec), chargeType: tea.StringValue(g.ChargeType),
		vSwitch: tea.StringValue(g.VSwitchId), secondVSwitch: tea.StringValue(g.DisasterRecoveryVSwitchId),
		group: tea.StringValue(g.ResourceGroupId), sslConnections: tea.Int64Value(g.SslMaxConnections), tags: map[string]string{},
	}
	if g.Tags != nil {
		for _, tag := range g.Tags.Tag {
			s.tags[tea.StringValue(tag.Key)] = tea.StringValue(tag.Value)
		}
	}
	return s, nil
}

func (c v3) list(vpcID string) ([]seen, int, error) {
	answer, err := c.vpc.DescribeVpnGateways(&vpc.DescribeVpnGatewaysRequest{
		RegionId: region, VpcId: tea.String(vpcID), PageSize: tea.Int32(50),
	})
	if err != nil {
		return nil, 0, err
	}
	var all []seen
	for _, g := range answer.Body.VpnGateways.VpnGateway {
		all = append(all, seen{id: tea.StringValue(g.VpnGatewayId), name: tea.StringValue(g.Name)})
	}
	return all, int(tea.Int32Value(answer.Body.TotalCount)), nil
}

func (c v3) modify(id, name, description string) error {
	_, err := c.vpc.ModifyVpnGatewayAttribute(&vpc.ModifyVpnGatewayAttributeRequest{
		RegionId: region, VpnGatewayId: tea.String(id), Name: tea.String(name), Description: tea.String(description),
	})
	return err
}

func (c v3) tag(id, key, value string) error {
	_, err := c.vpc.TagResources(&vpc.TagResourcesRequest{
		RegionId: region, ResourceType: tea.String("VPNGATEWAY"), ResourceId: []*string{tea.String(id)},
		Tag: []*vpc.TagResourcesRequestTag{{Key: tea.String(key), Value: tea.String(value)}},
	})
	return err
}

func (c v3) tagsOf(id string) (map[string]string, error) {
	answer, err := c.vpc.ListTagResources(&vpc.ListTagResourcesRequest{
		RegionId: region, ResourceType: tea.String("VPNGATEWAY"), ResourceId: []*string{tea.String(id)},
	})
	if err != nil {
		return nil, err
	}
	tags := map[string]string{}
	for _, one := range answer.Body.TagResources.TagResource {
		tags[tea.StringValue(one.TagKey)] = tea.StringValue(one.TagValue)
	}
	return tags, nil
}

func (c v3) untag(id, key string) error {
	_, err := c.vpc.UnTagResources(&vpc.UnTagResourcesRequest{
		RegionId: region, ResourceType: tea.String("VPNGATEWAY"), ResourceId: []*string{tea.String(id)},
		TagKey: []*string{tea.String(key)},
	})
	return err
}

func (c v3) move(id, group string) error {
	_, err := c.vpc.MoveVpnResourceGroup(&vpc.MoveVpnResourceGroupRequest{
		RegionId: region, ResourceType: tea.String("VpnGateway"), InstanceId: tea.String(id), NewResourceGroupId: tea.String(group),
	})
	return err
}

func (c v3) remove(id string) error {
	_, err := c.vpc.DeleteVpnGateway(&vpc.DeleteVpnGatewayRequest{RegionId: region, VpnGatewayId: tea.String(id)})
	return err
}
