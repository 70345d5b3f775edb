package framework_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// gatewayID is how a kind checks an ID by its prefix.
func gatewayID(id string) error {
	if !framework.IsID(id, "vpn-") {
		return fmt.Errorf("the ID must start with %q, got: %q", "vpn-", id)
	}
	return nil
}

func TestParseImportID(t *testing.T) {
	t.Parallel()
	const (
		id     = `the ID must start with "vpn-", got: `
		region = `what follows the @ must be a region ID such as "cn-hangzhou", got: `
	)
	for _, tc := range []struct{ in, byDefault, id, region, err string }{
		{in: "vpn-1", byDefault: "cn-hangzhou", id: "vpn-1", region: "cn-hangzhou"},
		{in: "vpn-1@eu-central-1", byDefault: "cn-hangzhou", id: "vpn-1", region: "eu-central-1"},
		{in: "vpn-1@eu-central-1", id: "vpn-1", region: "eu-central-1"},
		{in: "vpn-1", err: "the provider has no region: write <id>@<region>"},
		{in: "vpn-1@", byDefault: "cn-hangzhou", err: region + `""`},
		{in: "vpn-1@ cn-hangzhou", err: region + `" cn-hangzhou"`},
		{in: "vpn-1@cn-hangzhou@cn-beijing", err: region + `"cn-hangzhou@cn-beijing"`},
		{in: "cn-hangzhou@vpn-1", byDefault: "cn-hangzhou", err: id + `"cn-hangzhou"`},
		{in: "", byDefault: "cn-hangzhou", err: id + `""`},
		{in: "vpn-", byDefault: "cn-hangzhou", err: id + `"vpn-"`},
		{in: " vpn-1", byDefault: "cn-hangzhou", err: id + `" vpn-1"`},
		{in: "vpn-1 ", byDefault: "cn-hangzhou", err: id + `"vpn-1 "`},
		{in: "vpc-1", byDefault: "cn-hangzhou", err: id + `"vpc-1"`},
		{in: "vpn-a/b", byDefault: "cn-hangzhou", err: id + `"vpn-a/b"`},
	} {
		id, region, err := framework.ParseImportID(tc.in, tc.byDefault, gatewayID)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if id != tc.id || region != tc.region || text != tc.err {
			t.Errorf("%q: got %q, %q, %q; want %+v", tc.in, id, region, text, tc)
		}
	}
}

func TestRegionAttributeIsNeverRequired(t *testing.T) {
	t.Parallel()
	a := framework.RegionAttribute()
	if !a.Optional || !a.Computed || a.Required || len(a.Validators) != 1 || len(a.PlanModifiers) != 2 {
		t.Errorf("got %+v", a)
	}
}

// FuzzParseImportID: what is accepted can be written back, and neither part can
// break out of a host name or a parameter.
func FuzzParseImportID(f *testing.F) {
	for _, s := range []string{"vpn-1", "vpn-1@cn-hangzhou", "vpn-1@", "@cn-hangzhou", "vpn-1@@x-y", "vpn-\n@a-b", ""} {
		f.Add(s, "cn-hangzhou")
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, s, byDefault string) {
		id, region, err := framework.ParseImportID(s, byDefault, gatewayID)
		if err != nil {
			if id != "" || region != "" {
				t.Fatalf("%q: got %q and %q with %v", s, id, region, err)
			}
			return
		}
		if s != id+"@"+region && (s != id || region != byDefault) {
			t.Fatalf("%q became %q and %q", s, id, region)
		}
		if len(id) < len("vpn-x") || region == "" ||
			strings.Trim(id+region, "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			t.Fatalf("%q became %q and %q", s, id, region)
		}
	})
}
