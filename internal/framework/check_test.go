package framework_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// complaint runs a string validator and returns the detail of its error, or "".
func complaint(t *testing.T, v validator.String, value types.String) string {
	t.Helper()
	var resp validator.StringResponse
	at := path.Root("block").AtName("argument")
	v.ValidateString(t.Context(), validator.StringRequest{Path: at, ConfigValue: value}, &resp)
	if !resp.Diagnostics.HasError() {
		return ""
	}
	d := resp.Diagnostics[0]
	if len(resp.Diagnostics) != 1 || d.Summary() != "Invalid argument" || !d.Equal(withPath(at, d)) {
		t.Errorf("got %v", resp.Diagnostics)
	}
	return d.Detail()
}

func TestIDWithPrefix(t *testing.T) {
	t.Parallel()
	const wrong = `argument must be an ID that starts with "vpc-", got: `
	for in, want := range map[string]string{
		"vpc-bp1ub1yt9cvakoelj1y9c": "", "vpc-A-1": "",
		"": wrong + `"".`, "vpc-": wrong + `"vpc-".`, "vsw-1": wrong + `"vsw-1".`, " vpc-1": wrong + `" vpc-1".`, "vpc-1\n": wrong + `"vpc-1\n".`,
		"vpc-a_b": wrong + `"vpc-a_b".`, "vpc-测": wrong + `"vpc-测".`, "VPC-1": wrong + `"VPC-1".`, "vpc-1/../x": wrong + `"vpc-1/../x".`,
	} {
		if got := complaint(t, framework.IDWithPrefix("vpc-"), types.StringValue(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestRegion(t *testing.T) {
	t.Parallel()
	const wrong = `argument must be a region ID such as "cn-hangzhou", got: `
	for in, want := range map[string]string{
		"cn-hangzhou": "", "ap-southeast-1": "", "us-east-1": "", "cn-shanghai-finance-1": "", "cn-zhangjiakou-na62-a01": "", "rus-west-1-pop": "",
		"": wrong + `"".`, "cn": wrong + `"cn".`, "CN-hangzhou": wrong + `"CN-hangzhou".`, "cn_hangzhou": wrong + `"cn_hangzhou".`,
		"cn-hangzhou.example.com": wrong + `"cn-hangzhou.example.com".`, "cn-hangzhou/": wrong + `"cn-hangzhou/".`, "cn-": wrong + `"cn-".`,
		"cn--hangzhou": wrong + `"cn--hangzhou".`, "cn-hangzhou@x": wrong + `"cn-hangzhou@x".`, "cn-hangzhou\n": wrong + `"cn-hangzhou\n".`,
	} {
		if got := complaint(t, framework.Region(), types.StringValue(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestChecksPassNullAndUnknown(t *testing.T) {
	t.Parallel()
	never := framework.StringCheck("nothing", func(string) error { return errors.New("must not be") })
	for _, v := range []types.String{types.StringNull(), types.StringUnknown()} {
		if got := complaint(t, never, v); got != "" {
			t.Errorf("%s: got %q", v, got)
		}
	}
	if got := complaint(t, never, types.StringValue("")); got != "argument must not be." {
		t.Errorf("got %q", got)
	}
	if got := never.Description(t.Context()) + never.MarkdownDescription(t.Context()); got != "nothingnothing" {
		t.Errorf("described as %q", got)
	}
}

func TestCheckText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"ab": "", "测试": "", strings.Repeat("测", 5): "", "http:/": "must have 2 to 5 characters, got 6", "a": "must have 2 to 5 characters, got 1",
		"": "must have 2 to 5 characters, got 0", "测试测试测试": "must have 2 to 5 characters, got 6", "HTTP:": "", "http": "",
	} {
		got := ""
		if err := framework.CheckText(in, 2, 5); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for _, prefix := range []string{"http://", "https://"} {
		if err := framework.CheckText(prefix+"x", 0, 100); err == nil || err.Error() != `must not start with "`+prefix+`"` {
			t.Errorf("%s: got %v", prefix, err)
		}
		if err := framework.CheckText("x"+prefix, 0, 100); err != nil {
			t.Errorf("%s within: got %v", prefix, err)
		}
	}
}

func TestPointersOfNullAndUnknownAreNil(t *testing.T) {
	t.Parallel()
	if framework.StringPtr(types.StringNull()) != nil || framework.StringPtr(types.StringUnknown()) != nil ||
		framework.Int64Ptr(types.Int64Null()) != nil || framework.Int64Ptr(types.Int64Unknown()) != nil ||
		framework.BoolPtr(types.BoolNull()) != nil || framework.BoolPtr(types.BoolUnknown()) != nil {
		t.Error("null or unknown has a value")
	}
	s, n, b := framework.StringPtr(
		types.StringValue(""),
	), framework.Int64Ptr(
		types.Int64Value(0),
	), framework.BoolPtr(
		types.BoolValue(false),
	)
	if s == nil || *s != "" || n == nil || *n != 0 || b == nil || *b {
		t.Errorf("got %v, %v, %v", s, n, b)
	}
}

func TestKnownPrefersThePlan(t *testing.T) {
	t.Parallel()
	seen := types.StringValue("seen")
	for planned, want := range map[attr.Value]attr.Value{
		types.StringValue("planned"): types.StringValue("planned"), types.StringNull(): types.StringNull(), types.StringUnknown(): seen,
	} {
		if got := framework.Known(planned, attr.Value(seen)); !got.Equal(want) {
			t.Errorf("%s: got %s", planned, got)
		}
	}
}
