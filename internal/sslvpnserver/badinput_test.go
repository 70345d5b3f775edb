package sslvpnserver_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// refusedPorts are those of the API reference.
var refusedPorts = []int{22, 2222, 22222, 9000, 9001, 9002, 7505, 80, 443, 53, 68, 123, 4510, 4560, 500, 4500}

func badInput() map[string]struct {
	config args
	want   string
} {
	long := `"` + strings.Repeat("x", 101) + `"`
	pool := func(s string) args { return args{"client_ip_pool": `"` + s + `"`} }
	subnet := func(s string) args { return args{"local_subnets": `["` + s + `"]`} }
	dns := func(s string) args { return args{"dns_servers": s} }
	rows := map[string]struct {
		config args
		want   string
	}{
		// the pool
		"no pool":             {args{"client_ip_pool": ""}, `The argument "client_ip_pool" is required, but no definition was found.`},
		"empty pool":          {pool(""), `client_ip_pool must be an IPv4 network, such as 10.200.0.0/24, got: "".`},
		"an address":          {pool("10.200.0.1"), `client_ip_pool must be an IPv4 network, such as 10.200.0.0/24, got: "10.200.0.1".`},
		"IPv6 pool":           {pool("2001:db8::/24"), `client_ip_pool must be an IPv4 network, such as 10.200.0.0/24, got: "2001:db8::/24".`},
		"host bits":           {pool("10.200.0.1/24"), `client_ip_pool must be a network without host bits: 10.200.0.0/24, got: "10.200.0.1/24".`},
		"pool too small":      {pool("10.200.0.0/30"), `client_ip_pool must be a /16 to a /29, such as 10.200.0.0/24, got: "10.200.0.0/30".`},
		"pool of one":         {pool("10.200.0.7/32"), `client_ip_pool must be a /16 to a /29, such as 10.200.0.0/24, got: "10.200.0.7/32".`},
		"pool too large":      {pool("10.0.0.0/8"), `client_ip_pool must be a /16 to a /29, such as 10.200.0.0/24, got: "10.0.0.0/8".`},
		"shared pool":         {pool("100.64.0.0/24"), `client_ip_pool must not overlap 100.64.0.0/10 (shared address space), got: "100.64.0.0/24".`},
		"last shared pool":    {pool("100.127.255.0/24"), `client_ip_pool must not overlap 100.64.0.0/10 (shared address space), got: "100.127.255.0/24".`},
		"loopback pool":       {pool("127.0.0.0/24"), `client_ip_pool must not overlap 127.0.0.0/8 (loopback), got: "127.0.0.0/24".`},
		"link-local pool":     {pool("169.254.0.0/16"), `client_ip_pool must not overlap 169.254.0.0/16 (link-local), got: "169.254.0.0/16".`},
		"multicast pool":      {pool("224.0.0.0/24"), `client_ip_pool must not overlap 224.0.0.0/4 (multicast), got: "224.0.0.0/24".`},
		"last multicast":      {pool("239.255.0.0/16"), `client_ip_pool must not overlap 224.0.0.0/4 (multicast), got: "239.255.0.0/16".`},
		"reserved pool":       {pool("255.255.255.0/24"), `client_ip_pool must not overlap 255.0.0.0/8 (reserved), got: "255.255.255.0/24".`},
		"pool in a subnet":    {pool("10.0.7.0/24"), `client_ip_pool is 10.0.7.0/24, which overlaps 10.0.0.0/16 in local_subnets. Clients get addresses of the one to reach the other, so an address can be in one of them only.`},
		"subnet in a pool":    {pool("10.200.0.0/16").with(subnet("10.200.7.0/24")), `client_ip_pool is 10.200.0.0/16, which overlaps 10.200.7.0/24 in local_subnets.`},
		"one of two":          {args{"local_subnets": `["10.0.0.0/16", "10.200.0.128/25"]`}, `client_ip_pool is 10.200.0.0/24, which overlaps 10.200.0.128/25 in local_subnets.`},
		"all in one":          {subnet("10.0.0.0/8"), `client_ip_pool is 10.200.0.0/24, which overlaps 10.0.0.0/8 in local_subnets.`},
		"the pool's old name": {args{"client_cidr": `"10.200.0.0/24"`}, `An argument named "client_cidr" is not expected here.`},

		// the subnets
		"no subnets":         {args{"local_subnets": ""}, `The argument "local_subnets" is required, but no definition was found.`},
		"empty subnets":      {args{"local_subnets": "[]"}, `local_subnets must name at least one network, such as 10.0.0.0/16.`},
		"subnet host bits":   {subnet("10.0.0.1/16"), `must be a network without host bits: 10.0.0.0/16, got: "10.0.0.1/16".`},
		"subnets in a text":  {subnet("10.0.0.0/16,10.1.0.0/16"), `must be an IPv4 network, such as 10.0.0.0/16, got: "10.0.0.0/16,10.1.0.0/16".`},
		"everything":         {subnet("0.0.0.0/0"), `must be a /8 to a /32, such as 10.0.0.0/16, got: "0.0.0.0/0".`},
		"loopback subnet":    {subnet("127.0.0.0/8"), `must not overlap 127.0.0.0/8 (loopback), got: "127.0.0.0/8".`},
		"metadata":           {subnet("169.254.169.254/32"), `must not overlap 169.254.0.0/16 (link-local), got: "169.254.169.254/32".`},
		"multicast subnet":   {subnet("224.0.0.1/32"), `must not overlap 224.0.0.0/4 (multicast), got: "224.0.0.1/32".`},
		"IPv6 subnet":        {subnet("2001:db8::/32"), `must be an IPv4 network, such as 10.0.0.0/16, got: "2001:db8::/32".`},
		"the peer's subnets": {args{"local_subnet": `"10.0.0.0/16"`}, `An argument named "local_subnet" is not expected here.`},

		// words and numbers
		"no gateway":      {args{"vpn_gateway_id": ""}, `The argument "vpn_gateway_id" is required, but no definition was found.`},
		"gateway":         {args{"vpn_gateway_id": `"vss-1"`}, `vpn_gateway_id must be an ID that starts with "vpn-", got: "vss-1".`},
		"protocol":        {args{"protocol": `"HTTPS"`}, `protocol must be "UDP" or "TCP", got: "HTTPS".`},
		"protocol, case":  {args{"protocol": `"udp"`}, `protocol must be "UDP" or "TCP", got: "udp": write "UDP".`},
		"cipher":          {args{"cipher": `"AES-256-GCM"`}, `cipher must be "AES-128-CBC", "AES-192-CBC", "AES-256-CBC" or "none", got: "AES-256-GCM".`},
		"cipher, case":    {args{"cipher": `"aes-256-cbc"`}, `got: "aes-256-cbc": write "AES-256-CBC".`},
		"cipher None":     {args{"cipher": `"None"`}, `got: "None": write "none".`},
		"port 0":          {args{"port": "0"}, `port must be 1 to 65535, got: 0.`},
		"port 65536":      {args{"port": "65536"}, `port must be 1 to 65535, got: 65536.`},
		"port negative":   {args{"port": "-1194"}, `port must be 1 to 65535, got: -1194.`},
		"half a port":     {args{"port": "1194.5"}, `port must be a whole number, got: 1194.5.`},
		"a named port":    {args{"port": `"openvpn"`}, `Inappropriate value for attribute "port": a number is required.`},
		"compress":        {args{"compress": `"lzo"`}, `Inappropriate value for attribute "compress": a bool is required.`},
		"no name":         {args{"name": `""`}, `name must have 1 to 100 characters, got 0.`},
		"name too long":   {args{"name": long}, `name must have 1 to 100 characters, got 101.`},
		"name like a URL": {args{"name": `"https://x"`}, `name must not start with "https://".`},
		"region":          {args{"region": `"Hangzhou"`}, `region must be a region ID such as "cn-hangzhou", got: "Hangzhou".`},
		"tags":            {args{"tags": `{ a = "1" }`}, `An argument named "tags" is not expected here.`},
		"no DNS":          {dns("[]"), `dns_servers must name at least one address, such as 100.100.2.136. Leave it out for a server that names none to its clients.`},
		"a DNS name":      {dns(`["dns.example.com"]`), `must be an IPv4 address, such as 100.100.2.136, got: "dns.example.com".`},
		"DNS over IPv6":   {dns(`["2400:3200::1"]`), `must be an IPv4 address, such as 100.100.2.136, got: "2400:3200::1".`},
		"DNS nowhere":     {dns(`["0.0.0.0"]`), `must be an IPv4 address, such as 100.100.2.136, got: "0.0.0.0".`},
		"DNS twice":       {dns(`["8.8.8.8", "8.8.8.8"]`), `This attribute contains duplicate values of: "8.8.8.8"`},

		// multi-factor authentication
		"empty mfa":        {args{"mfa": "{}"}, `attributes "idaas_instance_id" and "idaas_region_id" are required`},
		"mfa, no region":   {args{"mfa": `{ idaas_instance_id = "idaas-1" }`}, `attribute "idaas_region_id" is required`},
		"mfa, no instance": {args{"mfa": `{ idaas_region_id = "cn-hangzhou", idaas_application_id = "app_1" }`}, `attribute "idaas_instance_id" is required`},
		"mfa, misspelt":    {args{"mfa": `{ idaas_instance = "idaas-1", idaas_region_id = "cn-hangzhou" }`}, `attribute "idaas_instance_id" is required`},
		"mfa, null":        {args{"mfa": `{ idaas_instance_id = null, idaas_region_id = "cn-hangzhou" }`}, `mfa.idaas_instance_id`},
		"mfa, empty ID":    {args{"mfa": `{ idaas_instance_id = "", idaas_region_id = "cn-hangzhou" }`}, `mfa.idaas_instance_id must be an ID without spaces, got: "".`},
		"mfa, odd region":  {args{"mfa": `{ idaas_instance_id = "idaas-1", idaas_region_id = "China" }`}, `mfa.idaas_region_id must be a region ID such as "cn-hangzhou", got: "China".`},
		"mfa, application": {args{"mfa": `{ idaas_instance_id = "idaas-1", idaas_region_id = "cn-hangzhou", idaas_application_id = "my app" }`}, `mfa.idaas_application_id must be an ID without spaces, got: "my app".`},
		"mfa as a switch":  {args{"mfa": "true"}, `Inappropriate value for attribute "mfa": object required`},
	}
	for _, port := range refusedPorts {
		rows["port "+strconv.Itoa(port)] = struct {
			config args
			want   string
		}{
			args{"port": strconv.Itoa(port)},
			"port must not be " + strconv.Itoa(port) + ": an SSL server cannot have the ports 22, 53, 68, 80, 123, 443, 500, 2222, 4500, 4510, 4560, 7505, 9000, 9001, 9002, 22222.",
		}
	}
	return rows
}

func TestSslVpnServer_badInput(t *testing.T) {
	t.Parallel()
	rows := badInput()
	if len(rows) < 70 {
		t.Errorf("only %d rows", len(rows))
	}
	refused := func(t *testing.T, config args, blocks, want string) {
		t.Helper()
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		c.Test(resource.TestStep{Config: hcl(c, minimal.with(config), blocks), ExpectError: acctest.Message(want)})
		if n := len(c.Sim().Requests()); n > 0 {
			t.Errorf("%d calls were made", n)
		}
	}
	for name, test := range rows {
		t.Run(name, func(t *testing.T) { refused(t, test.config, "", test.want) })
	}
	t.Run("misspelt timeout", func(t *testing.T) {
		refused(t, nil, "timeouts {\n craete = \"1m\"\n }\n", `An argument named "craete" is not expected here.`)
	})
}
