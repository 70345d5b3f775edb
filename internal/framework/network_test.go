package framework_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

func TestIPv4Network(t *testing.T) {
	t.Parallel()
	v := framework.IPv4Network(framework.NetworkRule{
		Example: "10.200.0.0/24", Least: 16, Most: 29, Refused: []framework.Network{{CIDR: "100.64.0.0/10", Use: "shared address space"}},
	})
	if got := v.Description(t.Context()); got != "an IPv4 network, /16 to /29" {
		t.Errorf("described as %s", got)
	}
	for value, want := range map[string]string{
		"10.200.0.0/24":  "",
		"10.200.0.0/16":  "",
		"10.200.0.0/29":  "",
		"100.128.0.0/16": "",
		"10.200.0.0":     `must be an IPv4 network, such as 10.200.0.0/24, got: "10.200.0.0"`,
		"2001:db8::/24":  `must be an IPv4 network, such as 10.200.0.0/24, got: "2001:db8::/24"`,
		"":               `must be an IPv4 network, such as 10.200.0.0/24, got: ""`,
		"10.200.0.1/24":  `must be a network without host bits: 10.200.0.0/24, got: "10.200.0.1/24"`,
		"10.200.0.0/15":  `must be a /16 to a /29, such as 10.200.0.0/24, got: "10.200.0.0/15"`,
		"10.200.0.0/30":  `must be a /16 to a /29, such as 10.200.0.0/24, got: "10.200.0.0/30"`,
		"100.127.0.0/16": `must not overlap 100.64.0.0/10 (shared address space), got: "100.127.0.0/16"`,
	} {
		if want != "" {
			want = "argument " + want + "."
		}
		if got := complaint(t, v, types.StringValue(value)); got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

func TestCheckPool(t *testing.T) {
	t.Parallel()
	set := func(elements ...attr.Value) types.Set { return types.SetValueMust(types.StringType, elements) }
	text := func(s string) attr.Value { return types.StringValue(s) }
	for name, tt := range map[string]struct {
		pool    types.String
		subnets types.Set
		want    []string
	}{
		"apart":           {types.StringValue("10.200.0.0/24"), set(text("10.0.0.0/16"), text("10.200.1.0/24")), nil},
		"same":            {types.StringValue("10.200.0.0/24"), set(text("10.200.0.0/24")), []string{"10.200.0.0/24"}},
		"inside":          {types.StringValue("10.200.0.0/24"), set(text("10.0.0.0/8")), []string{"10.0.0.0/8"}},
		"around":          {types.StringValue("10.200.0.0/16"), set(text("10.200.7.0/24")), []string{"10.200.7.0/24"}},
		"unknown pool":    {types.StringUnknown(), set(text("10.0.0.0/8")), nil},
		"unknown set":     {types.StringValue("10.200.0.0/24"), types.SetUnknown(types.StringType), nil},
		"unknown element": {types.StringValue("10.200.0.0/24"), set(types.StringUnknown()), nil},
		"no network":      {types.StringValue("all"), set(text("10.0.0.0/8"), text("everything")), nil},
	} {
		var got, want diag.Diagnostics
		framework.CheckPool(&got, "pool", tt.pool, "subnets", tt.subnets)
		for _, n := range tt.want {
			want.AddAttributeError(path.Root("pool"), "Overlapping networks", "pool is "+tt.pool.ValueString()+", which overlaps "+n+
				" in subnets. Clients get addresses of the one to reach the other, so an address can be in one of them only.")
		}
		if !got.Equal(want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}
