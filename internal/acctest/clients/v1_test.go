package clients

import (
	"errors"
	"testing"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	sdkerrors "github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/sts"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/vpc"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// TestSDK_v1 drives a life with the old SDK for Go, which signs parameters.
func TestSDK_v1(t *testing.T) {
	t.Parallel()
	server, host := serve(t)
	config := func() *sdk.Config { return sdk.NewConfig().WithScheme("HTTP") }
	key := credentials.NewAccessKeyCredential(sim.DefaultAccessKeyID, sim.DefaultAccessKeySecret)
	c := v1{
		host: host,
		vpc:  must[*vpc.Client](t, "client")(vpc.NewClientWithOptions(sim.DefaultRegion, config(), key)),
		sts:  must[*sts.Client](t, "client")(sts.NewClientWithOptions(sim.DefaultRegion, config(), key)),
	}
	life(t, server, "1.0", c)
}

type v1 struct {
	host string
	vpc  *vpc.Client
	sts  *sts.Client
}

func (c v1) code(err error) string {
	var failure *sdkerrors.ServerError
	if errors.As(err, &failure) {
		return failure.ErrorCode()
	}
	return ""
}

func (c v1) account() (string, error) {
	r := sts.CreateGetCallerIdentityRequest()
	r.SetDomain(c.host)
	answer, err := c.sts.GetCallerIdentity(r)
	if err != nil {
		return "", err
	}
	return answer.AccountId, nil
}

func (c v1) zones() ([]string, error) {
	r := vpc.CreateDescribeVpnGatewayAvailableZonesRequest()
	r.SetDomain(c.host)
	r.Spec = "10M"
	answer, err := c.vpc.DescribeVpnGatewayAvailableZones(r)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, zone := range answer.AvailableZoneIdList {
		ids = append(ids, zone.ZoneId)
	}
	return ids, nil
}

func (c v1) create(name string) (string, int64, error) {
	r := vpc.CreateCreateVpnGatewayRequest()
	r.SetDomain(c.host)
	r.VpcId, r.VSwitchId, r.DisasterRecoveryVSwitchId = sim.DefaultVPC, sim.DefaultVSwitchH, sim.DefaultVSwitchI
	r.Name, r.Bandwidth, r.InstanceChargeType = name, requests.NewInteger(10), "POSTPAY"
	r.EnableSsl, r.SslConnections, r.ClientToken = requests.NewBoolean(true), requests.NewInteger(5), "v1-life"
	answer, err := c.vpc.CreateVpnGateway(r)
	if err != nil {
		return "", 0, err
	}
	return answer.VpnGatewayId, answer.OrderId, nil
}

func (c v1) describe(id string) (seen, error) {
	r := vpc.CreateDescribeVpnGatewayRequest()
	r.SetDomain(c.host)
	r.VpnGatewayId = id
	g, err := c.vpc.DescribeVpnGateway(r)
	if err != nil {
		return seen{}, err
	}
	s := seen{
		id: g.VpnGatewayId, name: g.Name, description: g.Description, status: g.Status, spec: g.Spec, chargeType: g.ChargeType,
		vSwitch: g.VSwitchId, secondVSwitch: g.DisasterRecoveryVSwitchId, group: g.ResourceGroupId,
		sslConnections: g.SslMaxConnections, tags: map[string]string{},
	}
	for _, tag := range g.Tags.Tag {
		s.tags[tag.Key] = tag.Value
	}
	return s, nil
}

func (c v1) list(vpcID string) ([]seen, int, error) {
	r := vpc.CreateDescribeVpnGatewaysRequest()
	r.SetDomain(c.host)
	r.VpcId, r.PageSize = vpcID, requests.NewInteger(50)
	answer, err := c.vpc.DescribeVpnGateways(r)
	if err != nil {
		return nil, 0, err
	}
	var all []seen
	for _, g := range answer.VpnGateways.VpnGateway {
		all = append(all, seen{id: g.VpnGatewayId, name: g.Name})
	}
	return all, answer.TotalCount, nil
}

func (c v1) modify(id, name, description string) error {
	r := vpc.CreateModifyVpnGatewayAttributeRequest()
	r.SetDomain(c.host)
	r.VpnGatewayId, r.Name, r.Description = id, name, description
	_, err := c.vpc.ModifyVpnGatewayAttribute(r)
	return err
}

func (c v1) tag(id, key, value string) error {
	r := vpc.CreateTagResourcesRequest()
	r.SetDomain(c.host)
	r.ResourceType, r.ResourceId, r.Tag = "VpnGateWay", &[]string{id}, &[]vpc.TagResourcesTag{{Key: key, Value: value}}
	_, err := c.vpc.TagResources(r)
	return err
}

func (c v1) tagsOf(id string) (map[string]string, error) {
	r := vpc.CreateListTagResourcesRequest()
	r.SetDomain(c.host)
	r.ResourceType, r.ResourceId = "VPNGATEWAY", &[]string{id}
	answer, err := c.vpc.ListTagResources(r)
	if err != nil {
		return nil, err
	}
	tags := map[string]string{}
	for _, one := range answer.TagResources.TagResource {
		tags[one.TagKey] = one.TagValue
	}
	return tags, nil
}

func (c v1) untag(id, key string) error {
	r := vpc.CreateUnTagResourcesRequest()
	r.SetDomain(c.host)
	r.ResourceType, r.ResourceId, r.TagKey = "VPNGATEWAY", &[]string{id}, &[]string{key}
	_, err := c.vpc.UnTagResources(r)
	return err
}

func (c v1) move(id, group string) error {
	r := vpc.CreateMoveVpnResourceGroupRequest()
	r.SetDomain(c.host)
	r.ResourceType, r.InstanceId, r.NewResourceGroupId = "VpnGateWay", id, group
	_, err := c.vpc.MoveVpnResourceGroup(r)
	return err
}

func (c v1) remove(id string) error {
	r := vpc.CreateDeleteVpnGatewayRequest()
	r.SetDomain(c.host)
	r.VpnGatewayId = id
	_, err := c.vpc.DeleteVpnGateway(r)
	return err
}
