package vpngateway_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Bad input is refused when planning, on the attribute, with these very words,
// and nothing reaches the API.
func TestVpnGateway_badInput(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 101)
	many := make([]string, 21)
	for i := range many {
		many[i] = fmt.Sprintf("t%d = \"\"", i)
	}
	nameCharacters := `name must begin with a letter or a Chinese character and hold only letters, Chinese characters, digits, "_", "-" and ".", got: `
	bandwidths := `bandwidth must be 5, 10, 20, 50, 100, 200, 500 or 1000 (Mbit/s), got: `
	periods := `period must be 1 to 9, 12, 24 or 36 (months), got: `
	connections := `ssl_connections must be 5, 10, 20, 50, 100, 200, 500 or 1000 (clients at once), got: `
	ssl := `ssl_connections needs enable_ssl = true. Set that, or remove ssl_connections.`
	durations := ` must be a duration above zero, such as "90s", "45m" or "1h30m", got: `
	charge := `instance_charge_type must be "PREPAY" or "POSTPAY", got: `
	moving := `The guide "Moving from alicloud" shows what else is named differently.`
	privateBandwidth := `With network_type = "private", bandwidth must be 200 or 1000, got: `

	for name, test := range map[string]struct {
		with args
		line string // the line of HCL that the error points at
		want string
	}{
		"vpc_id missing":               {args{"vpc_id": ""}, `resource "aliyun_vpn_gateway" "test" {`, `The argument "vpc_id" is required, but no definition was found.`},
		"vpc_id of another kind":       {args{"vpc_id": `"vsw-1"`}, `vpc_id = "vsw-1"`, `vpc_id must be an ID that starts with "vpc-", got: "vsw-1".`},
		"vpc_id bare prefix":           {args{"vpc_id": `"vpc-"`}, `vpc_id = "vpc-"`, `vpc_id must be an ID that starts with "vpc-", got: "vpc-".`},
		"vpc_id with a space":          {args{"vpc_id": `"vpc-a b"`}, `vpc_id = "vpc-a b"`, `vpc_id must be an ID that starts with "vpc-", got: "vpc-a b".`},
		"bandwidth missing":            {args{"bandwidth": ""}, `resource "aliyun_vpn_gateway" "test" {`, `The argument "bandwidth" is required, but no definition was found.`},
		"bandwidth not sold":           {args{"bandwidth": "7"}, `bandwidth = 7`, bandwidths + `7.`},
		"bandwidth zero":               {args{"bandwidth": "0"}, `bandwidth = 0`, bandwidths + `0.`},
		"bandwidth negative":           {args{"bandwidth": "-5"}, `bandwidth = -5`, bandwidths + `-5.`},
		"bandwidth as the API says it": {args{"bandwidth": `"10M"`}, `bandwidth = "10M"`, `Inappropriate value for attribute "bandwidth": a number is required.`},
		"bandwidth a fraction":         {args{"bandwidth": "5.5"}, `bandwidth = 5.5`, `bandwidth must be a whole number, got: 5.5.`},
		"period a fraction":            {args{"instance_charge_type": `"PREPAY"`, "period": "0.5"}, `period = 0.5`, `period must be a whole number, got: 0.5.`},
		"ssl_connections huge":         {args{"enable_ssl": "true", "ssl_connections": "1e30"}, `ssl_connections = 1e30`, `ssl_connections must be a number of at most 18 digits, got: 1e+30.`},
		"bandwidth of a private one":   {args{"network_type": `"private"`}, `bandwidth = 10`, privateBandwidth + `10.`},
		"bandwidth 500 private":        {args{"network_type": `"private"`, "bandwidth": "500"}, `bandwidth = 500`, privateBandwidth + `500.`},
		"name too short":               {args{"name": `"a"`}, `name = "a"`, `name must have 2 to 100 characters, got 1.`},
		"name empty":                   {args{"name": `""`}, `name = ""`, `name must have 2 to 100 characters, got 0.`},
		"name too long":                {args{"name": `"` + long + `"`}, `name = "` + long + `"`, `name must have 2 to 100 characters, got 101.`},
		"name begins with a digit":     {args{"name": `"1ab"`}, `name = "1ab"`, nameCharacters + `"1ab".`},
		"name with a space":            {args{"name": `"a b"`}, `name = "a b"`, nameCharacters + `"a b".`},
		"name a URL":                   {args{"name": `"http://ab"`}, `name = "http://ab"`, `name must not start with "http://".`},
		"name a secure URL":            {args{"name": `"https://ab"`}, `name = "https://ab"`, `name must not start with "https://".`},
		"description empty":            {args{"description": `""`}, `description = ""`, `description must not be empty: the API cannot clear a description, so leave the argument out to keep what is there.`},
		"description too long":         {args{"description": `"` + long + `"`}, `description = "` + long + `"`, `description must have 1 to 100 characters, got 101.`},
		"description a URL":            {args{"description": `"https://x"`}, `description = "https://x"`, `description must not start with "https://".`},
		"charge type PostPaid":         {args{"instance_charge_type": `"PostPaid"`}, `instance_charge_type = "PostPaid"`, charge + `"PostPaid", which is "POSTPAY" here. ` + moving},
		"charge type PayAsYouGo":       {args{"instance_charge_type": `"PayAsYouGo"`}, `instance_charge_type = "PayAsYouGo"`, charge + `"PayAsYouGo", which is "POSTPAY" here. ` + moving},
		"charge type PrePaid":          {args{"instance_charge_type": `"PrePaid"`, "period": "1"}, `instance_charge_type = "PrePaid"`, charge + `"PrePaid", which is "PREPAY" here. ` + moving},
		"charge type Subscription":     {args{"instance_charge_type": `"Subscription"`, "period": "1"}, `instance_charge_type = "Subscription"`, charge + `"Subscription", which is "PREPAY" here. ` + moving},
		"charge type in lower case":    {args{"instance_charge_type": `"prepay"`, "period": "1"}, `instance_charge_type = "prepay"`, charge + `"prepay": write "PREPAY".`},
		"charge type unknown":          {args{"instance_charge_type": `"free"`}, `instance_charge_type = "free"`, charge + `"free".`},
		"name as alicloud calls it":    {args{"vpn_gateway_name": `"a"`}, `vpn_gateway_name = "a"`, `An argument named "vpn_gateway_name" is not expected here.`},
		"charge type as alicloud does": {args{"payment_type": `"PayAsYouGo"`}, `payment_type = "PayAsYouGo"`, `An argument named "payment_type" is not expected here.`},
		"period not sold":              {args{"instance_charge_type": `"PREPAY"`, "period": "10"}, `period = 10`, periods + `10.`},
		"period zero":                  {args{"instance_charge_type": `"PREPAY"`, "period": "0"}, `period = 0`, periods + `0.`},
		"period missing":               {args{"instance_charge_type": `"PREPAY"`}, `resource "aliyun_vpn_gateway" "test" {`, `Buying a gateway with instance_charge_type = "PREPAY" needs period, the months to pay for: 1 to 9, 12, 24 or 36.`},
		"auto_pay not a bool":          {args{"auto_pay": `"sure"`}, `auto_pay = "sure"`, `Inappropriate value for attribute "auto_pay": a bool is required.`},
		"no function":                  {args{"enable_ipsec": "false"}, `enable_ipsec = false`, `At least one of enable_ipsec and enable_ssl must be true.`},
		"no function, both said":       {args{"enable_ipsec": "false", "enable_ssl": "false"}, `enable_ipsec = false`, `At least one of enable_ipsec and enable_ssl must be true.`},
		"ssl_connections alone":        {args{"ssl_connections": "5"}, `ssl_connections = 5`, ssl},
		"ssl_connections without SSL":  {args{"enable_ssl": "false", "ssl_connections": "5"}, `ssl_connections = 5`, ssl},
		"ssl_connections zero":         {args{"enable_ssl": "true", "ssl_connections": "0"}, `ssl_connections = 0`, connections + `0.`},
		"ssl_connections not sold":     {args{"enable_ssl": "true", "ssl_connections": "15"}, `ssl_connections = 15`, connections + `15.`},
		"vswitch_id of another kind":   {args{"vswitch_id": `"vpc-1"`}, `vswitch_id = "vpc-1"`, `vswitch_id must be an ID that starts with "vsw-", got: "vpc-1".`},
		"second vSwitch alone":         {args{"vswitch_id": "", "disaster_recovery_vswitch_id": `"vsw-1"`}, `disaster_recovery_vswitch_id = "vsw-1"`, `disaster_recovery_vswitch_id needs vswitch_id: a dual-tunnel gateway has one vSwitch in each of two zones.`},
		"second vSwitch of a kind":     {args{"vswitch_id": `"vsw-1"`, "disaster_recovery_vswitch_id": `"x"`}, `disaster_recovery_vswitch_id = "x"`, `disaster_recovery_vswitch_id must be an ID that starts with "vsw-", got: "x".`},
		"network_type in capitals":     {args{"network_type": `"Public"`}, `network_type = "Public"`, `network_type must be "public" or "private", got: "Public": write "public".`},
		"vpn_type unknown":             {args{"vpn_type": `"normal"`}, `vpn_type = "normal"`, `vpn_type must be "Normal" or "NationalStandard", got: "normal": write "Normal".`},
		"resource_group_id":            {args{"resource_group_id": `"default"`}, `resource_group_id = "default"`, `resource_group_id must be an ID that starts with "rg-", got: "default".`},
		"region not a region":          {args{"region": `"evil.com/"`}, `region = "evil.com/"`, `region must be a region ID such as "cn-hangzhou", got: "evil.com/".`},
		"region in capitals":           {args{"region": `"CN-HANGZHOU"`}, `region = "CN-HANGZHOU"`, `region must be a region ID such as "cn-hangzhou", got: "CN-HANGZHOU".`},
		"too many tags":                {args{"tags": "{ " + strings.Join(many, ", ") + " }"}, `tags = {`, `tags must have at most 20 entries, got 21.`},
		"tag of the system":            {args{"tags": `{ "acs:a" = "" }`}, `tags = { "acs:a" = "" }`, `The key "acs:a" must not start with "aliyun" or "acs:", which are the system's.`},
		"tag of aliyun":                {args{"tags": `{ aliyunx = "" }`}, `tags = { aliyunx = "" }`, `The key "aliyunx" must not start with "aliyun" or "acs:", which are the system's.`},
		"tag key a URL":                {args{"tags": `{ "http://a" = "" }`}, `tags = { "http://a" = "" }`, `The key "http://a" must not start with "http://".`},
		"tag key empty":                {args{"tags": `{ "" = "x" }`}, `tags = { "" = "x" }`, `The key "" must have 1 to 128 characters, got 0.`},
		"tag value a URL":              {args{"tags": `{ a = "https://a" }`}, `tags = { a = "https://a" }`, `The value of key "a" must not start with "https://".`},
		"tag value of the system":      {args{"tags": `{ a = "acs:a" }`}, `tags = { a = "acs:a" }`, `The value of key "a" must not start with "aliyun" or "acs:", which are the system's.`},
		"tag value of aliyun":          {args{"tags": `{ a = "aliyun" }`}, `tags = { a = "aliyun" }`, `The value of key "a" must not start with "aliyun" or "acs:", which are the system's.`},
		"tag value null":               {args{"tags": `{ a = null }`}, `tags = { a = null }`, `The value of key "a" is null: leave the key out, or write "" for an empty value.`},
		"deletion_policy unknown":      {args{"deletion_policy": `"retain"`}, `deletion_policy = "retain"`, `deletion_policy must be "delete", "abandon" or "prevent", got: "retain".`},
		"timeout not a duration":       {args{"timeouts": `{ create = "soon" }`}, `timeouts { create = "soon" }`, `timeouts.create` + durations + `"soon".`},
		"timeout in words":             {args{"timeouts": `{ update = "10 minutes" }`}, `timeouts { update = "10 minutes" }`, `timeouts.update` + durations + `"10 minutes".`},
		"timeout without a unit":       {args{"timeouts": `{ delete = 30 }`}, `timeouts { delete = 30 }`, `timeouts.delete` + durations + `"30".`},
		"timeout zero":                 {args{"timeouts": `{ create = "0s" }`}, `timeouts { create = "0s" }`, `timeouts.create` + durations + `"0s".`},
		"timeout negative":             {args{"timeouts": `{ create = "-45m" }`}, `timeouts { create = "-45m" }`, `timeouts.create` + durations + `"-45m".`},
		"timeout misspelt":             {args{"timeouts": `{ craete = "45m" }`}, `timeouts { craete = "45m" }`, `An argument named "craete" is not expected here. Did you mean "create"?`},
		"timeout of no operation":      {args{"timeouts": `{ read = "5m" }`}, `timeouts { read = "5m" }`, `An argument named "read" is not expected here.`},
		"argument unknown":             {args{"name_regex": `"x"`}, `name_regex = "x"`, `An argument named "name_regex" is not expected here.`},
		"computed attribute set":       {args{"status": `"active"`}, `status = "active"`, `Cannot set value for this attribute as the provider has marked it as read-only. Remove the configuration line setting the value.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			s := c.Sim()
			c.Test(resource.TestStep{
				Config: gateway(c, test.with), PlanOnly: true,
				ExpectError: anyOrder(test.line, test.want),
			})
			if n := len(s.Requests()); n != 0 {
				t.Errorf("bad input caused %d API calls", n)
			}
		})
	}
}

// anyOrder matches a message that names line and then, or before, says want.
func anyOrder(line, want string) *regexp.Regexp {
	return regexp.MustCompile(acctest.Message(line, want).String() + "|" + acctest.Message(want, line).String())
}

// What is not known yet is not judged yet.
func TestVpnGateway_unknownInputWaits(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	c.Test(resource.TestStep{
		Config: `
resource "terraform_data" "later" {
  input = {
    vpc_id = "` + c.Network().VPC + `", bandwidth = 10, name = "known-later", ssl = true, connections = 5
    charge = "POSTPAY", tags = { a = "1" }, region = "` + c.Network().Region + `"
  }
}
` + gateway(c, args{
			"vpc_id": "terraform_data.later.output.vpc_id", "bandwidth": "terraform_data.later.output.bandwidth",
			"name": "terraform_data.later.output.name", "enable_ssl": "terraform_data.later.output.ssl",
			"ssl_connections": "terraform_data.later.output.connections", "enable_ipsec": "!terraform_data.later.output.ssl",
			"instance_charge_type": "terraform_data.later.output.charge", "tags": "terraform_data.later.output.tags",
			"region": "terraform_data.later.output.region",
		}),
	})
}
