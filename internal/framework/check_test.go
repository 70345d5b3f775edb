package framework_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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

func TestOneOf(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"public": "", "private": "", "": `argument must be "public" or "private", got: "".`, "Public": `argument must be "public" or "private", got: "Public": write "public".`,
		"pub\nlic": `argument must be "public" or "private", got: "pub\nlic".`,
	} {
		if got := complaint(t, framework.StringOneOf("public", "private"), types.StringValue(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for want, v := range map[string]validator.String{
		`"a"`: framework.StringOneOf("a"), `"a", "b" or "c"`: framework.StringOneOf("a", "b", "c"),
	} {
		if got := v.Description(t.Context()); got != want || v.MarkdownDescription(t.Context()) != want {
			t.Errorf("described as %s, want %s", got, want)
		}
		if got := complaint(t, v, types.StringValue("x")); got != "argument must be "+want+`, got: "x".` {
			t.Errorf("got %q", got)
		}
	}
	for want, v := range map[string]validator.Int64{
		"5 (Mbit/s)": framework.Int64OneOf("Mbit/s", 5), "5 or 10 (Mbit/s)": framework.Int64OneOf("Mbit/s", 5, 10),
		"1, 2, 12 or 24 (months)": framework.Int64OneOf("months", 1, 2, 12, 24), "1 to 3 (months)": framework.Int64OneOf("months", 1, 2, 3),
		"1 to 9, 12, 24 or 36 (months)": framework.Int64OneOf("months", 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36),
		"1, 5 to 7 or 9 (months)":       framework.Int64OneOf("months", 1, 5, 6, 7, 9),
	} {
		if got := v.Description(t.Context()); got != want || v.MarkdownDescription(t.Context()) != want {
			t.Errorf("described as %s, want %s", got, want)
		}
		for value, refused := range map[types.Int64]bool{
			types.Int64Value(0): true, types.Int64Value(-5): true, types.Int64Null(): false, types.Int64Unknown(): false,
			types.Int64Value(map[bool]int64{true: 5, false: 1}[strings.Contains(want, "5")]): false,
		} {
			var resp validator.Int64Response
			at := path.Root("block").AtName("argument")
			v.ValidateInt64(t.Context(), validator.Int64Request{Path: at, ConfigValue: value}, &resp)
			var all diag.Diagnostics
			if refused {
				all.AddAttributeError(at, "Invalid argument", fmt.Sprintf("argument must be %s, got: %s.", want, value))
			}
			if !resp.Diagnostics.Equal(all) {
				t.Errorf("%s: got %v, want %v", value, resp.Diagnostics, all)
			}
		}
	}
}

// TestWholeNumber: what is no whole number is the mistake of whoever wrote it,
// and nothing else has an opinion of it.
func TestWholeNumber(t *testing.T) {
	t.Parallel()
	number := func(text string) tftypes.Value {
		n, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		return tftypes.NewValue(tftypes.Number, n)
	}
	for _, tc := range []struct {
		in    tftypes.Value
		value attr.Value
		want  string
	}{
		{number("10"), types.Int64Value(10), ""},
		{number("-9223372036854775808"), types.Int64Value(math.MinInt64), ""},
		{tftypes.NewValue(tftypes.Number, nil), types.Int64Null(), ""},
		{tftypes.NewValue(tftypes.Number, tftypes.UnknownValue), types.Int64Unknown(), ""},
		{number("5.5"), types.Int64Unknown(), "argument must be a whole number, got: 5.5."},
		{number("-0.1"), types.Int64Unknown(), "argument must be a whole number, got: -0.1."},
		{number("1e30"), types.Int64Unknown(), "argument must be a number of at most 18 digits, got: 1e+30."},
	} {
		value, err := framework.WholeNumber{}.ValueFromTerraform(t.Context(), tc.in)
		if err != nil || !value.Equal(tc.value) {
			t.Errorf("%s: got %v, %v", tc.in, value, err)
		}
		var all diag.Diagnostics
		if tc.want != "" {
			all.AddAttributeError(path.Root("argument"), "Invalid argument", tc.want)
		}
		if got := (framework.WholeNumber{}).Validate(t.Context(), tc.in, path.Root("argument")); !got.Equal(all) {
			t.Errorf("%s: got %v, want %v", tc.in, got, all)
		}
	}
	if value, err := (framework.WholeNumber{}).ValueFromTerraform(t.Context(), tftypes.NewValue(tftypes.String, "10")); err == nil {
		t.Errorf("text is the number %s", value)
	}
	for other, want := range map[attr.Type]bool{framework.WholeNumber{}: true, types.Int64Type: true, types.NumberType: false} {
		if (framework.WholeNumber{}).Equal(other) != want {
			t.Errorf("it is %s: %v", other, !want)
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

func TestWantedIsAKnownDifference(t *testing.T) {
	t.Parallel()
	have := types.StringValue("a")
	for want, expected := range map[attr.Value]bool{
		types.StringValue("a"): false, types.StringValue("b"): true, types.StringNull(): false, types.StringUnknown(): false,
	} {
		if got := framework.Wanted(want, have); got != expected {
			t.Errorf("%s instead of %s: got %v", want, have, got)
		}
	}
	if !framework.Wanted(have, types.StringNull()) {
		t.Error("a value instead of none is not wanted")
	}
}
