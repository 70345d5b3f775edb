package vpnconnection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func ike(change args) string {
	return args{"version": `"ikev2"`, "encryption": `"aes256"`, "authentication": `"sha256"`, "dh_group": `"group14"`}.with(change).object()
}

func ipsec(change args) string {
	return args{"encryption": `"aes256"`, "authentication": `"sha256"`, "pfs_group": `"group14"`}.with(change).object()
}

const (
	sm          = `"sm4"`
	secretKey   = "n0b0dy-prints-th1s"
	certificate = `"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"`
)

func badInput() map[string]struct {
	config args
	want   string
} {
	long := strings.Repeat("x", 101)
	both := func(master, slave string) args { return dual(nil, args{"bgp": master}, args{"bgp": slave}) }
	cidr := func(s string) args {
		return both(bgp("65000", s, "169.254.10.1"), bgp("65000", "169.254.11.0/30", "169.254.11.1"))
	}
	withIke := func(change args) args { return dual(args{"ike": ike(change)}, nil, nil) }
	withIpsec := func(change args) args { return dual(args{"ipsec": ipsec(change)}, nil, nil) }
	health := func(change args) args {
		return single(args{"health_check": args{"destination_ip": `"192.168.0.1"`, "source_ip": `"10.0.0.1"`}.with(change).object()})
	}
	shangMi := args{"ike": ike(args{"version": `"ikev1"`, "encryption": sm, "authentication": `"sm3"`}), "ipsec": ipsec(args{"encryption": sm, "authentication": `"sm3"`})}
	return map[string]struct {
		config args
		want   string
	}{
		// the gateway and the subnets
		"no gateway":           {dual(args{"vpn_gateway_id": ""}, nil, nil), `The argument "vpn_gateway_id" is required, but no definition was found.`},
		"gateway":              {dual(args{"vpn_gateway_id": `"gateway"`}, nil, nil), `vpn_gateway_id must be an ID that starts with "vpn-", got: "gateway".`},
		"no local subnets":     {dual(args{"local_subnets": ""}, nil, nil), `The argument "local_subnets" is required, but no definition was found.`},
		"empty local subnets":  {dual(args{"local_subnets": "[]"}, nil, nil), `local_subnets must name at least one network, such as 10.0.0.0/16.`},
		"empty remote subnets": {dual(args{"remote_subnets": "[]"}, nil, nil), `remote_subnets must name at least one network, such as 10.0.0.0/16.`},
		"host bits":            {dual(args{"local_subnets": `["10.0.0.1/16"]`}, nil, nil), `must be a network without host bits: 10.0.0.0/16, got: "10.0.0.1/16".`},
		"remote host bits":     {dual(args{"remote_subnets": `["192.168.1.0/16"]`}, nil, nil), `must be a network without host bits: 192.168.0.0/16, got: "192.168.1.0/16".`},
		"an address":           {dual(args{"local_subnets": `["10.0.0.1"]`}, nil, nil), `must be an IPv4 network, such as 10.0.0.0/16, got: "10.0.0.1".`},
		"IPv6 subnet":          {dual(args{"remote_subnets": `["2001:db8::/32"]`}, nil, nil), `must be an IPv4 network, such as 10.0.0.0/16, got: "2001:db8::/32".`},
		"subnets in one text":  {dual(args{"remote_subnets": `["10.1.0.0/16,10.2.0.0/16"]`}, nil, nil), `must be an IPv4 network, such as 10.0.0.0/16, got: "10.1.0.0/16,10.2.0.0/16".`},
		"same on both sides":   {dual(args{"remote_subnets": `["10.0.0.0/16"]`}, nil, nil), `10.0.0.0/16 in remote_subnets overlaps 10.0.0.0/16 in local_subnets. An address is either behind the VPN gateway or behind the other end.`},
		"within the other":     {dual(args{"remote_subnets": `["10.0.128.0/17"]`}, nil, nil), `10.0.128.0/17 in remote_subnets overlaps 10.0.0.0/16 in local_subnets.`},

		"everything at one end": {dual(args{"remote_subnets": `["0.0.0.0/0"]`}, nil, nil), `0.0.0.0/0 in remote_subnets overlaps 10.0.0.0/16 in local_subnets. An address is either behind the VPN gateway or behind the other end. For all addresses, write 0.0.0.0/0 alone in both.`},
		"everything and more":   {dual(args{"local_subnets": `["0.0.0.0/0"]`, "remote_subnets": `["0.0.0.0/0", "192.168.0.0/16"]`}, nil, nil), `overlaps 0.0.0.0/0 in local_subnets.`},

		// name and the rest
		"no name":           {dual(args{"name": `""`}, nil, nil), `name must have 1 to 100 characters, got 0.`},
		"name too long":     {dual(args{"name": `"` + long + `"`}, nil, nil), `name must have 1 to 100 characters, got 101.`},
		"name like a URL":   {dual(args{"name": `"http://x"`}, nil, nil), `name must not start with "http://".`},
		"misspelt argument": {dual(args{"remote_subnet": `["10.1.0.0/16"]`}, nil, nil), `An argument named "remote_subnet" is not expected here.`},

		// roles and forms
		"no tunnels":          {base(), `Write tunnels, with master and slave in it, or customer_gateway_id for a gateway with a single tunnel: nearly all gateways have two tunnels.`},
		"one role missing":    {base().with(args{"tunnels": args{"master": args{"customer_gateway_id": `"cgw-1"`}.object()}.object()}), `attribute "slave" is required`},
		"role misspelt":       {base().with(args{"tunnels": args{"master": args{"customer_gateway_id": `"cgw-1"`}.object(), "slaev": args{"customer_gateway_id": `"cgw-1"`}.object()}.object()}), `attribute "slave" is required`},
		"role null":           {base().with(args{"tunnels": args{"master": args{"customer_gateway_id": `"cgw-1"`}.object(), "slave": "null"}.object()}), `tunnels.slave`},
		"a list of tunnels":   {base().with(args{"tunnels": `[{ customer_gateway_id = "cgw-1" }]`}), `object required`},
		"no customer gateway": {dual(nil, nil, args{"customer_gateway_id": ""}), `attribute "customer_gateway_id" is required`},
		"customer gateway":    {dual(nil, nil, args{"customer_gateway_id": `"vpn-1"`}), `tunnels.slave.customer_gateway_id must be an ID that starts with "cgw-", got: "vpn-1".`},
		"mixed: gateway":      {dual(args{"customer_gateway_id": `"cgw-1"`}, nil, nil), `customer_gateway_id is an argument of a connection with a single tunnel. In a connection with tunnels, write it in tunnels.master and tunnels.slave.`},
		"mixed: psk":          {dual(args{"psk": `"` + secretKey + `"`}, nil, nil), `psk is an argument of a connection with a single tunnel.`},
		"mixed: bgp":          {dual(args{"bgp": bgp("65000", "169.254.10.0/30", "169.254.10.1")}, nil, nil), `bgp is an argument of a connection with a single tunnel.`},
		"mixed: dpd":          {dual(args{"enable_dpd": "false"}, nil, nil), `enable_dpd is an argument of a connection with a single tunnel.`},
		"mixed: local_id":     {dual(args{"local_id": `"a"`}, nil, nil), `local_id is an argument of a connection with a single tunnel.`},
		"mixed: health":       {dual(args{"health_check": `{ destination_ip = "10.1.0.1", source_ip = "10.0.0.1" }`}, nil, nil), `health_check is an argument of a connection with a single tunnel. The API has none for a connection with two tunnels. Remove it.`},

		// algorithms
		"no ike":                 {dual(args{"ike": ""}, nil, nil), `tunnels.master has no ike, and the connection has none for both tunnels.`},
		"ike in one tunnel only": {dual(args{"ike": ""}, args{"ike": goodIke}, nil), `tunnels.slave has no ike, and the connection has none for both tunnels. Write ike in the tunnel, or beside tunnels: the API's own defaults are weak, so they are not used.`},
		"no ipsec":               {dual(args{"ipsec": ""}, nil, nil), `tunnels.master has no ipsec, and the connection has none for both tunnels.`},
		"single, no ike":         {single(args{"ike": ""}), `ike is missing. The API's own defaults are weak, so they are not used.`},
		"ike without effect":     {dual(nil, args{"ike": goodIke}, args{"ike": goodIke}), `Each tunnel has ike of its own, so the one beside tunnels has no effect. Remove it, or those of the tunnels.`},
		"ipsec without effect":   {dual(nil, args{"ipsec": goodIpsec}, args{"ipsec": goodIpsec}), `Each tunnel has ipsec of its own, so the one beside tunnels has no effect.`},
		"empty ike":              {dual(args{"ike": "{}"}, nil, nil), `attributes "authentication", "dh_group", "encryption", and "version" are required`},
		"misspelt in ike":        {dual(args{"ike": `{ version = "ikev2", encryption = "aes256", authentication = "sha256", dhgroup = "group14" }`}, nil, nil), `attribute "dh_group" is required`},
		"version":                {withIke(args{"version": `"ikev3"`}), `ike.version must be "ikev2" or "ikev1", got: "ikev3".`},
		"version, case":          {withIke(args{"version": `"IKEv2"`}), `ike.version must be "ikev2" or "ikev1", got: "IKEv2": write "ikev2".`},
		"encryption":             {withIke(args{"encryption": `"aes-256"`}), `ike.encryption must be "aes", "aes192", "aes256", "des", "3des" or "sm4", got: "aes-256": write "aes256".`},
		"hash as encryption":     {withIke(args{"encryption": `"sha256"`}), `got: "sha256", which is an authentication algorithm.`},
		"cipher as hash":         {withIke(args{"authentication": `"aes256"`}), `ike.authentication must be "md5", "sha1", "sha256", "sha384", "sha512" or "sm3", got: "aes256", which is an encryption algorithm.`},
		"group":                  {withIke(args{"dh_group": `"group15"`}), `ike.dh_group must be "group1", "group2", "group5" or "group14", got: "group15".`},
		"group as a number":      {withIke(args{"dh_group": `14`}), `ike.dh_group must be "group1", "group2", "group5" or "group14", got: "14".`},
		"ike group disabled":     {withIke(args{"dh_group": `"disabled"`}), `ike.dh_group must be "group1", "group2", "group5" or "group14", got: "disabled".`},
		"mode":                   {withIke(args{"mode": `"quick"`}), `ike.mode must be "main" or "aggressive", got: "quick".`},
		"mode of ikev2":          {withIke(args{"mode": `"aggressive"`}), `ike.mode is "aggressive", which IKEv1 alone knows. Remove it, or set version = "ikev1".`},
		"lifetime 0":             {withIke(args{"lifetime": "0"}), `ike.lifetime must be 1 to 86400 seconds, got: 0.`},
		"lifetime too long":      {withIke(args{"lifetime": "86401"}), `ike.lifetime must be 1 to 86400 seconds, got: 86401.`},
		"half a second":          {withIke(args{"lifetime": "0.5"}), `lifetime must be a whole number, got: 0.5.`},
		"ipsec encryption":       {withIpsec(args{"encryption": `"aes128"`}), `ipsec.encryption must be "aes", "aes192", "aes256", "des", "3des" or "sm4", got: "aes128".`},
		"ipsec authentication":   {withIpsec(args{"authentication": `"sha-1"`}), `ipsec.authentication must be "md5", "sha1", "sha256", "sha384", "sha512" or "sm3", got: "sha-1": write "sha1".`},
		"pfs group":              {withIpsec(args{"pfs_group": `"none"`}), `ipsec.pfs_group must be "group1", "group2", "group5", "group14" or "disabled", got: "none".`},
		"ipsec lifetime":         {withIpsec(args{"lifetime": "-1"}), `ipsec.lifetime must be 1 to 86400 seconds, got: -1.`},
		"in a tunnel":            {dual(nil, nil, args{"ike": ike(args{"encryption": `"rc4"`})}), `tunnels.slave.ike.encryption must be "aes", "aes192", "aes256", "des", "3des" or "sm4", got: "rc4".`},
		"sm4 with sha256":        {withIke(args{"encryption": sm}), `ike.authentication is "sha256". SM algorithms only go with each other: encryption = "sm4" and authentication = "sm3", in ike and in ipsec.`},
		"sm in ike only":         {withIke(args{"version": `"ikev1"`, "encryption": sm, "authentication": `"sm3"`}), `ipsec.encryption is "aes256". SM algorithms only go with each other`},
		"sm with ikev2":          {dual(shangMi.with(args{"ike": ike(args{"encryption": sm, "authentication": `"sm3"`})}), args{"remote_ca_certificate": certificate}, args{"remote_ca_certificate": certificate}), `ike.version is "ikev2". SM algorithms only go with "ikev1".`},
		"sm, aggressive":         {dual(shangMi.with(args{"ike": ike(args{"version": `"ikev1"`, "mode": `"aggressive"`, "encryption": sm, "authentication": `"sm3"`})}), args{"remote_ca_certificate": certificate}, args{"remote_ca_certificate": certificate}), `ike.mode is "aggressive". SM algorithms only go with "main".`},
		"sm, no certificate":     {dual(shangMi, args{"remote_ca_certificate": certificate}, nil), `tunnels.slave.remote_ca_certificate is missing. Tunnels with SM algorithms need the CA certificate of the other end.`},
		"certificate, no sm":     {dual(nil, args{"remote_ca_certificate": certificate}, nil), `tunnels.master.remote_ca_certificate is only for tunnels with SM algorithms ("sm4" and "sm3"), of gateways of type NationalStandard. Remove it.`},
		"no certificate":         {dual(shangMi, args{"remote_ca_certificate": `"ca.pem"`}, args{"remote_ca_certificate": certificate}), `tunnels.master.remote_ca_certificate must be a certificate in PEM form, with its BEGIN and END lines.`},
		"a private key":          {dual(shangMi, args{"remote_ca_certificate": `"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"`}, args{"remote_ca_certificate": certificate}), `tunnels.master.remote_ca_certificate must be a certificate in PEM form, got: a private key.`},

		// BGP
		"BGP in one tunnel":    {dual(nil, args{"bgp": bgp("65000", "169.254.10.0/30", "169.254.10.1")}, nil), `tunnels.master has bgp, and tunnels.slave has not. The API knows BGP for both tunnels or none: write bgp in both, or in none.`},
		"different ASN":        {both(bgp("65000", "169.254.10.0/30", "169.254.10.1"), bgp("65001", "169.254.11.0/30", "169.254.11.1")), `tunnels.master.bgp.local_asn is 65000, and tunnels.slave.bgp.local_asn is 65001. Both tunnels need the same.`},
		"same network":         {both(bgp("65000", "169.254.10.0/30", "169.254.10.1"), bgp("65000", "169.254.10.0/30", "169.254.10.2")), `tunnels.master.bgp.tunnel_cidr and tunnels.slave.bgp.tunnel_cidr are both "169.254.10.0/30". Each tunnel needs a network of its own.`},
		"ASN 0":                {both(bgp("0", "169.254.10.0/30", "169.254.10.1"), bgp("0", "169.254.11.0/30", "169.254.11.1")), `tunnels.master.bgp.local_asn must be 1 to 4294967295, got: 0.`},
		"ASN too large":        {both(bgp("4294967296", "169.254.10.0/30", "169.254.10.1"), bgp("4294967296", "169.254.11.0/30", "169.254.11.1")), `tunnels.slave.bgp.local_asn must be 1 to 4294967295, got: 4294967296.`},
		"empty bgp":            {dual(nil, args{"bgp": "{}"}, args{"bgp": "{}"}), `attributes "local_asn", "local_ip", and "tunnel_cidr" are required`},
		"inside: an address":   {cidr("169.254.10.1"), `tunnels.master.bgp.tunnel_cidr must be a /30 in 169.254.0.0/16, such as 169.254.10.0/30, got: "169.254.10.1".`},
		"inside: a /24":        {cidr("169.254.10.0/24"), `tunnels.master.bgp.tunnel_cidr must be a /30 in 169.254.0.0/16, such as 169.254.10.0/30, got: "169.254.10.0/24".`},
		"inside: elsewhere":    {cidr("10.0.0.0/30"), `tunnels.master.bgp.tunnel_cidr must be a /30 in 169.254.0.0/16, such as 169.254.10.0/30, got: "10.0.0.0/30".`},
		"inside: host bits":    {cidr("169.254.10.1/30"), `tunnels.master.bgp.tunnel_cidr must be the network itself: 169.254.10.0/30, got: "169.254.10.1/30". The address of this end is local_ip.`},
		"inside: reserved":     {cidr("169.254.6.0/30"), `tunnels.master.bgp.tunnel_cidr must not be one of the networks that Alibaba Cloud reserves (169.254.0.0/30 to 169.254.6.0/30, 169.254.169.252/30), got: "169.254.6.0/30".`},
		"inside: metadata":     {cidr("169.254.169.252/30"), `that Alibaba Cloud reserves (169.254.0.0/30 to 169.254.6.0/30, 169.254.169.252/30), got: "169.254.169.252/30".`},
		"local_ip elsewhere":   {both(bgp("65000", "169.254.10.0/30", "169.254.10.5"), bgp("65000", "169.254.11.0/30", "169.254.11.1")), `tunnels.master.bgp.local_ip must be 169.254.10.1 or 169.254.10.2, the two addresses in tunnel_cidr (169.254.10.0/30), got: "169.254.10.5".`},
		"local_ip the network": {both(bgp("65000", "169.254.10.0/30", "169.254.10.0"), bgp("65000", "169.254.11.0/30", "169.254.11.1")), `tunnels.master.bgp.local_ip must be 169.254.10.1 or 169.254.10.2`},
		"local_ip a name":      {both(bgp("65000", "169.254.10.0/30", "office"), bgp("65000", "169.254.11.0/30", "169.254.11.1")), `tunnels.master.bgp.local_ip must be an IPv4 address, such as 192.168.0.1, got: "office".`},
		"single, local_ip":     {single(args{"bgp": bgp("65000", "169.254.10.0/30", "169.254.11.1")}), `bgp.local_ip must be 169.254.10.1 or 169.254.10.2`},

		// keys and names
		"empty psk":             {dual(nil, args{"psk": `""`}, nil), `tunnels.master.psk must have 1 to 100 characters, got 0.`},
		"psk too long":          {dual(nil, args{"psk": `"` + secretKey + long + `"`}, nil), fmt.Sprintf(`tunnels.master.psk must have 1 to 100 characters, got %d.`, len(secretKey)+101)},
		"psk with a space":      {dual(nil, args{"psk": `"` + secretKey + ` x"`}, nil), `tunnels.master.psk must not contain spaces, tabs or line breaks.`},
		"psk with a line break": {dual(nil, nil, args{"psk_wo": `"` + secretKey + `\n"`, "psk_wo_version": "1"}), `tunnels.slave.psk_wo must not contain spaces, tabs or line breaks.`},
		"both keys":             {dual(nil, args{"psk": `"` + secretKey + `"`, "psk_wo": `"` + secretKey + `"`, "psk_wo_version": "1"}, nil), `Attribute "tunnels.master.psk_wo" cannot be specified when "tunnels.master.psk" is specified`},
		"key, no version":       {dual(nil, args{"psk_wo": `"` + secretKey + `"`}, nil), `Attribute "tunnels.master.psk_wo_version" must be specified when "tunnels.master.psk_wo" is specified`},
		"version, no key":       {dual(nil, args{"psk_wo_version": "1"}, nil), `Attribute "tunnels.master.psk_wo" must be specified when "tunnels.master.psk_wo_version" is specified`},
		"version not a number":  {dual(nil, args{"psk_wo": `"` + secretKey + `"`, "psk_wo_version": `"v2"`}, nil), `a number is required`},
		"single, both keys":     {single(args{"psk": `"` + secretKey + `"`, "psk_wo": `"` + secretKey + `"`, "psk_wo_version": "1"}), `Attribute "psk_wo" cannot be specified when "psk" is specified`},
		"single, psk":           {single(args{"psk": `"` + secretKey + ` x"`}), `psk must not contain spaces, tabs or line breaks.`},
		"empty local_id":        {dual(nil, args{"local_id": `""`}, nil), `tunnels.master.local_id must have 1 to 100 characters, got 0.`},
		"remote_id too long":    {dual(nil, nil, args{"remote_id": `"` + long + `"`}), `tunnels.slave.remote_id must have 1 to 100 characters, got 101.`},

		// health checks
		"no source":            {health(args{"source_ip": ""}), `attribute "source_ip" is required`},
		"destination a name":   {health(args{"destination_ip": `"office"`}), `health_check.destination_ip must be an IPv4 address, such as 192.168.0.1, got: "office".`},
		"source IPv6":          {health(args{"source_ip": `"2001:db8::1"`}), `health_check.source_ip must be an IPv4 address, such as 192.168.0.1, got: "2001:db8::1".`},
		"interval 0":           {health(args{"interval": "0"}), `health_check.interval must be at least 1.`},
		"retry_times negative": {health(args{"retry_times": "-3"}), `health_check.retry_times must be at least 1.`},
	}
}

func TestVpnConnection_badInput(t *testing.T) {
	t.Parallel()
	rows := badInput()
	if len(rows) < 60 {
		t.Errorf("only %d rows", len(rows))
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
	t.Run("misspelt timeout", func(t *testing.T) {
		t.Parallel()
		c := acctest.New(t, sim.Options{})
		c.Test(resource.TestStep{
			Config:      hcl(c, dual(nil, nil, nil), "timeouts {\n craete = \"1m\"\n }\n"),
			ExpectError: acctest.Message(`An argument named "craete" is not expected here.`),
		})
	})
}
