package vpnconnection_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
)

// args are arguments in HCL. A value of "" leaves one out.
type args map[string]string

func (a args) with(more args) args {
	all := maps.Clone(a)
	maps.Copy(all, more)
	return all
}

func (a args) lines(indent string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if a[name] != "" {
			b.WriteString(indent + name + " = " + a[name] + "\n")
		}
	}
	return b.String()
}

func (a args) object() string { return "{\n" + a.lines("    ") + "  }" }

const (
	address   = "aliyun_vpn_connection.test"
	goodIke   = `{ version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }`
	goodIpsec = `{ encryption = "aes256", authentication = "sha256", pfs_group = "group14" }`

	gatewayID         = "vpn-bp1q8bgx4xnkm2ogj6rbp"
	customerGatewayID = "cgw-bp1pvpl9r9adju6l5yxtq"
)

func bgp(asn, cidr, ip string) string {
	return `{ local_asn = ` + asn + `, tunnel_cidr = "` + cidr + `", local_ip = "` + ip + `" }`
}

// hcl is a resource with these arguments.
func hcl(c *acctest.Cloud, a args, blocks ...string) string {
	return c.Provider() + "resource \"aliyun_vpn_connection\" \"test\" {\n" + a.lines("  ") + strings.Join(blocks, "\n") + "}\n"
}

// base are the arguments of every connection.
func base() args {
	return args{
		"vpn_gateway_id": `"` + gatewayID + `"`, "local_subnets": `["10.0.0.0/16"]`, "remote_subnets": `["192.168.0.0/16"]`,
		"ike": goodIke, "ipsec": goodIpsec,
	}
}

func tunnels(master, slave args) string {
	return args{"master": master.object(), "slave": slave.object()}.object()
}

// dual is a connection with two tunnels.
func dual(top, master, slave args) args {
	one := args{"customer_gateway_id": `"` + customerGatewayID + `"`}
	return base().with(args{"tunnels": tunnels(one.with(master), one.with(slave))}).with(top)
}

// single is a connection with a single tunnel.
func single(top args) args {
	return base().with(args{"customer_gateway_id": `"` + customerGatewayID + `"`}).with(top)
}

// dualValues is a connection with two tunnels for acctest.Instance.
func dualValues(gateway string, master, slave map[string]any) map[string]any {
	one := func(more map[string]any) map[string]any {
		all := map[string]any{"customer_gateway_id": customerGatewayID}
		maps.Copy(all, more)
		return all
	}
	return map[string]any{
		"vpn_gateway_id": gateway, "local_subnets": []string{"10.0.0.0/16"}, "remote_subnets": []string{"192.168.0.0/16"},
		"ike":     map[string]any{"version": "ikev2", "encryption": "aes256", "authentication": "sha256", "dh_group": "group14"},
		"ipsec":   map[string]any{"encryption": "aes256", "authentication": "sha256", "pfs_group": "group14"},
		"tunnels": map[string]any{"master": one(master), "slave": one(slave)},
	}
}
