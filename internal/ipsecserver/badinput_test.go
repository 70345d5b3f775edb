package ipsecserver_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const secretKey = "n0b0dy-prints-th1s"

// Bad input is refused with these words, and without a call.
func TestIpsecServer_badInput(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 101)
	ike := func(changes ...string) args {
		return args{"ike": strings.NewReplacer(changes...).Replace(goodIke)}
	}
	rows := map[string]struct {
		config args
		want   string
	}{
		"no gateway":            {args{"vpn_gateway_id": ""}, `The argument "vpn_gateway_id" is required, but no definition was found.`},
		"gateway":               {args{"vpn_gateway_id": `"gateway"`}, `vpn_gateway_id must be an ID that starts with "vpn-", got: "gateway".`},
		"no pool":               {args{"client_ip_pool": ""}, `The argument "client_ip_pool" is required, but no definition was found.`},
		"pool: an address":      {args{"client_ip_pool": `"10.200.0.1"`}, `client_ip_pool must be an IPv4 network, such as 10.0.0.0/16, got: "10.200.0.1".`},
		"pool: host bits":       {args{"client_ip_pool": `"10.200.0.1/24"`}, `client_ip_pool must be a network without host bits: 10.200.0.0/24, got: "10.200.0.1/24".`},
		"pool: IPv6":            {args{"client_ip_pool": `"2001:db8::/32"`}, `client_ip_pool must be an IPv4 network, such as 10.0.0.0/16, got: "2001:db8::/32".`},
		"pool in the subnets":   {args{"client_ip_pool": `"10.0.9.0/24"`}, `client_ip_pool is 10.0.9.0/24, which overlaps 10.0.0.0/16 in local_subnets. Clients get addresses of the one to reach the other, so an address can be in one of them only.`},
		"no subnets":            {args{"local_subnets": ""}, `The argument "local_subnets" is required, but no definition was found.`},
		"empty subnets":         {args{"local_subnets": "[]"}, `local_subnets must name at least one network, such as 10.0.0.0/16.`},
		"subnets: host bits":    {args{"local_subnets": `["10.0.0.1/16"]`}, `must be a network without host bits: 10.0.0.0/16, got: "10.0.0.1/16".`},
		"subnets in one text":   {args{"local_subnets": `["10.1.0.0/16,10.2.0.0/16"]`}, `must be an IPv4 network, such as 10.0.0.0/16, got: "10.1.0.0/16,10.2.0.0/16".`},
		"no name":               {args{"name": `""`}, `name must have 1 to 100 characters, got 0.`},
		"name too long":         {args{"name": `"` + long + `"`}, `name must have 1 to 100 characters, got 101.`},
		"name like a URL":       {args{"name": `"http://x"`}, `name must not start with "http://".`},
		"no ike":                {args{"ike": ""}, `The argument "ike" is required, but no definition was found.`},
		"no ipsec":              {args{"ipsec": ""}, `The argument "ipsec" is required, but no definition was found.`},
		"empty ike":             {args{"ike": "{}"}, `attributes "authentication", "dh_group", "encryption", and "version" are required`},
		"misspelt in ike":       {ike("dh_group", "dhgroup"), `attribute "dh_group" is required`},
		"version, case":         {ike("ikev2", "IKEv2"), `ike.version must be "ikev2" or "ikev1", got: "IKEv2": write "ikev2".`},
		"encryption":            {ike("aes256", "aes-256"), `ike.encryption must be "aes", "aes192", "aes256", "des", "3des" or "sm4", got: "aes-256": write "aes256".`},
		"group":                 {ike("group14", "group15"), `ike.dh_group must be "group1", "group2", "group5" or "group14", got: "group15".`},
		"mode of ikev2":         {ike(" }", `, mode = "aggressive" }`), `ike.mode is "aggressive", which IKEv1 alone knows. Remove it, or set version = "ikev1".`},
		"lifetime":              {ike(" }", `, lifetime = 86401 }`), `ike.lifetime must be 1 to 86400 seconds, got: 86401.`},
		"SM with others":        {ike("aes256", "sm4"), `ike.authentication is "sha256". SM algorithms only go with each other`},
		"pfs group":             {args{"ipsec": strings.Replace(goodIpsec, "group14", "none", 1)}, `ipsec.pfs_group must be "group1", "group2", "group5", "group14" or "disabled", got: "none".`},
		"empty local_id":        {args{"local_id": `""`}, `local_id must have 1 to 100 characters, got 0.`},
		"remote_id too long":    {args{"remote_id": `"` + long + `"`}, `remote_id must have 1 to 100 characters, got 101.`},
		"empty psk":             {args{"psk": `""`}, `psk must have 1 to 100 characters, got 0.`},
		"psk with a space":      {args{"psk": `"` + secretKey + ` x"`}, `psk must not contain spaces, tabs or line breaks.`},
		"psk_wo too long":       {args{"psk_wo": `"` + long + `"`, "psk_wo_version": "1"}, `psk_wo must have 1 to 100 characters, got 101.`},
		"both keys":             {args{"psk": `"` + secretKey + `"`, "psk_wo": `"` + secretKey + `"`, "psk_wo_version": "1"}, `Attribute "psk_wo" cannot be specified when "psk" is specified`},
		"key, no version":       {args{"psk_wo": `"` + secretKey + `"`}, `Attribute "psk_wo_version" must be specified when "psk_wo" is specified`},
		"version, no key":       {args{"psk_wo_version": "1"}, `Attribute "psk_wo" must be specified when "psk_wo_version" is specified`},
		"immediately":           {args{"effect_immediately": `"soon"`}, `a bool is required`},
		"psk_enabled":           {args{"psk_enabled": "true"}, `An argument named "psk_enabled" is not expected here.`},
		"of the other provider": {args{"local_subnet": `"10.0.0.0/16"`}, `An argument named "local_subnet" is not expected here.`},
	}
	for name, test := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			c.Test(resource.TestStep{Config: hcl(c, test.config), ExpectError: acctest.Message(test.want)})
			if n := len(c.Sim().Requests()); n > 0 {
				t.Errorf("%d calls were made", n)
			}
		})
	}
}
