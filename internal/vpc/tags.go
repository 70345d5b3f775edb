package vpc

import (
	"context"
	"slices"
)

// resourceTypeVpnGateway is the ResourceType of gateways in the tag actions.
const resourceTypeVpnGateway = "VPNGATEWAY"

// TagVpnGateway adds tags to a gateway or gives existing keys new values: the
// action TagResources. A gateway has at most 20 tags.
//
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-tagresources
func (c *Client) TagVpnGateway(ctx context.Context, region, id string, tags map[string]string) error {
	p := params{}
	p.str("ResourceType", resourceTypeVpnGateway)
	p.list("ResourceId", []string{id})
	p.tags(tags)
	return c.change(ctx, region, id, func() error {
		return sharedActionError(c.call(ctx, c.request("TagResources", region, p), nil))
	})
}

// UntagVpnGateway removes tags by key: the action UnTagResources.
//
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-untagresources
func (c *Client) UntagVpnGateway(ctx context.Context, region, id string, keys []string) error {
	p := params{}
	p.str("ResourceType", resourceTypeVpnGateway)
	p.list("ResourceId", []string{id})
	p.list("TagKey", slices.Sorted(slices.Values(keys)))
	return c.change(ctx, region, id, func() error {
		return sharedActionError(c.call(ctx, c.request("UnTagResources", region, p), nil))
	})
}
