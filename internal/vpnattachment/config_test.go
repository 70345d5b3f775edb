package vpnattachment_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
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
	address   = "aliyun_vpn_attachment.test"
	goodIke   = `{ version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }`
	goodIpsec = `{ encryption = "aes256", authentication = "sha256", pfs_group = "group14" }`

	first  = "cgw-bp1first0000000000001"
	second = "cgw-bp1second000000000002"
)

// hcl is a resource with these arguments.
func hcl(c *acctest.Cloud, a args, more ...string) string {
	return c.Provider() + "resource \"aliyun_vpn_attachment\" \"test\" {\n" + a.lines("  ") + "}\n" + strings.Join(more, "\n")
}

// base are the arguments of every attachment.
func base() args {
	return args{"local_subnets": `["10.0.0.0/16"]`, "remote_subnets": `["192.168.0.0/16"]`, "ike": goodIke, "ipsec": goodIpsec}
}

// dual is an attachment with two tunnels.
func dual(top, one, two args) args {
	far := args{"customer_gateway_id": `"` + first + `"`}
	return base().with(args{"tunnels": args{"tunnel1": far.with(one).object(), "tunnel2": far.with(two).object()}.object()}).with(top)
}

// single is an attachment with a single tunnel.
func single(top args) args {
	return base().with(args{"customer_gateway_id": `"` + first + `"`}).with(top)
}

func bgp(cidr, ip string) string {
	return `{ local_asn = 65530, tunnel_cidr = "` + cidr + `", local_ip = "` + ip + `" }`
}

// office is a cloud with two customer gateways.
func office(t *testing.T, options sim.Options) *acctest.Cloud {
	t.Helper()
	c := acctest.New(t, options)
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: first, IPAddress: "203.0.113.1", Asn: 65001})
	c.Sim().PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: second, IPAddress: "203.0.113.2", Asn: 65001})
	return c
}

// only is the single live attachment.
func only(t *testing.T, c *acctest.Cloud) sim.VpnAttachment {
	t.Helper()
	all := c.Sim().VpnAttachments()
	if len(all) != 1 {
		t.Fatalf("want one attachment, got %d", len(all))
	}
	return all[0]
}

// expectWrites checks the actions that changed something, and forgets them.
func expectWrites(t *testing.T, c *acctest.Cloud, want ...string) {
	t.Helper()
	var got []string
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") && !strings.HasPrefix(r.Action, "List") {
			got = append(got, r.Action)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("writes are %v, want %v", got, want)
	}
	c.Sim().ResetRequests()
}
