package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func TestSim_tags(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	one, two := c.buy(nil), c.buy(nil)
	target := params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VpnGateWay", "ResourceId.1": one, "ResourceId.2": two,
	}
	c.ok("TagResources", target.with(params{
		"Tag.1.Key": "env", "Tag.1.Value": "test", "Tag.2.Key": "空", "Tag.2.Value": "", "Tag.3.Key": "bare",
	}))
	want := `"Tags":{"Tag":[{"Key":"bare","Value":""},{"Key":"env","Value":"test"},{"Key":"空","Value":""}]}`
	for _, id := range []string{one, two} {
		if r := c.ok("DescribeVpnGateway", named(id)); !strings.Contains(r.text, want) {
			t.Errorf("want %s in %s", want, r.text)
		}
	}
	c.ok("TagResources", target.with(params{"ResourceId.2": "-", "Tag.1.Key": "env", "Tag.1.Value": "prod"}))
	c.ok("UnTagResources", target.with(params{"TagKey.1": "空", "TagKey.2": "never there", "All": "true"}))
	if g, _ := server.Gateway(one); fmt.Sprint(g.Tags) != "map[bare: env:prod]" {
		t.Errorf("got %v", g.Tags)
	}
	c.ok("UnTagResources", target.with(params{"ResourceId.2": "-", "All": "true"}))
	if g, _ := server.Gateway(one); len(g.Tags) != 0 {
		t.Errorf("got %v", g.Tags)
	}
	if g, _ := server.Gateway(two); len(g.Tags) != 2 {
		t.Errorf("got %v", g.Tags)
	}
}

func TestSim_tagChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.buy(nil)
	good := params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VPNGATEWAY", "ResourceId.1": id,
		"Tag.1.Key": "k", "Tag.1.Value": "v",
	}
	many := params{}
	for i := range 21 {
		many[fmt.Sprintf("Tag.%d.Key", i+1)] = fmt.Sprintf("key%d", i)
	}
	crowd := params{}
	for i := range 51 {
		crowd[fmt.Sprintf("ResourceId.%d", i+1)] = id
	}
	for _, tt := range []struct {
		p    params
		code string
	}{
		{params{"ResourceType": "-"}, "MissingResourceType"},
		{params{"ResourceType": "VPN"}, "InvalidInstanceType.NotFound"},
		{params{"ResourceId.1": "-"}, "MissingResourceId"},
		{params{"ResourceId.1": "vpn-none"}, "InvalidInstanceIds.NotFound"},
		{params{"ResourceId.3": id}, "InvalidParameter"},
		{params{"Tag.1.Key": "-", "Tag.1.Value": "-"}, "MissingTag"},
		{params{"Tag.1.Key": ""}, "InvalidTagKey"},
		{params{"Tag.1.Key": "aliyun-x"}, "InvalidTagKey"},
		{params{"Tag.1.Key": "acs:x"}, "InvalidTagKey"},
		{params{"Tag.1.Key": "see http://x"}, "InvalidTagKey"},
		{params{"Tag.1.Key": strings.Repeat("k", 129)}, "InvalidTagKey"},
		{params{"Tag.1.Value": strings.Repeat("v", 129)}, "InvalidTagValue"},
		{params{"Tag.1.Value": "https://x"}, "InvalidTagValue"},
		{params{"Tag.1.Value": "see http://x"}, "InvalidTagValue"},
		{params{"Tag.1.Value": "aliyun"}, "InvalidTagValue"},
		{params{"Tag.1.Value": "acs:ram"}, "InvalidTagValue"},
		{params{"Tag.2.Key": "k"}, "Duplicated.TagKey"},
		{params{"Tag.3.Key": "x"}, "InvalidParameter"},
		{many, "InvalidTagKey"},
		{crowd, "InvalidResourceId"},
	} {
		c.refused("TagResources", good.with(tt.p), 400, tt.code)
	}
	if g, _ := server.Gateway(id); len(g.Tags) != 0 {
		t.Errorf("refused calls left tags: %v", g.Tags)
	}
	delete(many, "Tag.21.Key")
	c.ok("TagResources", good.with(many))
	// A key that is there already takes no more room; a new one does.
	c.ok("TagResources", good.with(params{"Tag.1.Key": "key1", "Tag.1.Value": "new"}))
	c.refused("TagResources", good, 400, "QuotaExceeded.TagsPerResource")

	bare := params{"RegionId": sim.DefaultRegion, "ResourceType": "VPNGATEWAY", "ResourceId.1": id}
	c.refused("UnTagResources", bare, 400, "MissingTagKey")
	c.refused("UnTagResources", bare.with(params{"All": "false"}), 400, "MissingTagKey")
	c.refused("UnTagResources", bare.with(params{"All": "true", "ResourceId.1": "x"}), 400, "InvalidInstanceIds.NotFound")
	c.refused("UnTagResources", bare.with(params{"TagKey.0": "a"}), 400, "InvalidParameter")
}

func TestSim_listTags(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for i := range 3 {
		server.PutGateway(sim.Gateway{
			VpnGatewayID: fmt.Sprintf("vpn-%d", i), Tags: map[string]string{"n": fmt.Sprint(i), "all": "yes"},
		})
	}
	region := params{"RegionId": sim.DefaultRegion, "ResourceType": "vpngateway"}
	list := func(p params) (string, string) {
		t.Helper()
		r := c.ok("ListTagResources", region.with(p))
		outer, _ := r.body["TagResources"].(map[string]any)
		entries, _ := outer["TagResource"].([]any)
		text := ""
		for _, entry := range entries {
			e, _ := entry.(map[string]any)
			if e["ResourceType"] != "VPNGATEWAY" {
				t.Errorf("odd entry %v", e)
			}
			text += fmt.Sprintf("%v %v=%v;", e["ResourceId"], e["TagKey"], e["TagValue"])
		}
		return text, r.str("NextToken")
	}
	for _, tt := range []struct {
		p    params
		want string
	}{
		{params{"ResourceId.1": "vpn-1"}, "vpn-1 all=yes;vpn-1 n=1;"},
		{params{"Tag.1.Key": "n", "Tag.1.Value": "2"}, "vpn-2 all=yes;vpn-2 n=2;"},
		{params{"ResourceId.1": "vpn-none"}, ""},
		{params{"RegionId": sim.ShanghaiRegion, "ResourceId.1": "vpn-1"}, ""},
	} {
		if got, next := list(tt.p); got != tt.want || next != "" {
			t.Errorf("%v: want %q, got %q and %q", tt.p, tt.want, got, next)
		}
	}
	all, next := list(params{"Tag.1.Key": "all", "MaxResults": "4"})
	rest, end := list(params{"Tag.1.Key": "all", "MaxResults": "4", "NextToken": next})
	if end != "" || all+rest != "vpn-0 all=yes;vpn-0 n=0;vpn-1 all=yes;vpn-1 n=1;vpn-2 all=yes;vpn-2 n=2;" {
		t.Errorf("got %q and %q", all, rest)
	}
	for _, token := range []string{"x", "bm8=", "ZnJvbSA5OQ=="} {
		c.refused("ListTagResources", region.with(params{"Tag.1.Key": "all", "NextToken": token}), 400, "InvalidNextToken")
	}
	c.refused("ListTagResources", region.with(params{"MaxResults": "51"}), 400, "InvalidMaxResults")
	c.refused("ListTagResources", region, 400, "MissingParam")
}
