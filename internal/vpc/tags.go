package vpc

import (
	"context"
	"maps"
	"slices"
	"strconv"
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
	for i, key := range slices.Sorted(maps.Keys(tags)) {
		prefix := "Tag." + strconv.Itoa(i+1)
		p.str(prefix+".Key", key)
		p.str(prefix+".Value", tags[key])
	}
	return c.change(ctx, id, func() error {
		return c.call(ctx, c.request("TagResources", region, p), nil)
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
	return c.change(ctx, id, func() error {
		return c.call(ctx, c.request("UnTagResources", region, p), nil)
	})
}
