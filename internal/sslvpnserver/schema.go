package sslvpnserver

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	defaultProtocol = "UDP"
	defaultCipher   = "AES-128-CBC"
	defaultPort     = 1194
	maxPort         = 65535
	// addressesPerClient is how many addresses of the pool a client takes: a /30.
	addressesPerClient = 4
)

// The networks and ports that the API does not take.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createsslvpnserver
var (
	nowhere = []framework.Network{
		{CIDR: "127.0.0.0/8", Use: "loopback"},
		{CIDR: "169.254.0.0/16", Use: "link-local"},
		{CIDR: "224.0.0.0/4", Use: "multicast"},
		{CIDR: "255.0.0.0/8", Use: "reserved"},
	}
	pool = framework.NetworkRule{
		Example: "10.200.0.0/24", Least: 16, Most: 29,
		Refused: append([]framework.Network{{CIDR: "100.64.0.0/10", Use: "shared address space"}}, nowhere...),
	}
	local = framework.NetworkRule{Example: "10.0.0.0/16", Least: 8, Most: 32, Refused: nowhere}

	refusedPorts = []int64{22, 53, 68, 80, 123, 443, 500, 2222, 4500, 4510, 4560, 7505, 9000, 9001, 9002, 22222}
)

func portList() string {
	words := make([]string, len(refusedPorts))
	for i, port := range refusedPorts {
		words[i] = strconv.FormatInt(port, 10)
	}
	return strings.Join(words, ", ")
}

func checkPort(n int64) error {
	switch {
	case n < 1 || n > maxPort:
		return fmt.Errorf("must be 1 to %d, got: %d", maxPort, n)
	case slices.Contains(refusedPorts, n):
		return fmt.Errorf("must not be %d: an SSL server cannot have the ports %s", n, portList())
	default:
		return nil
	}
}

func checkAddress(s string) error {
	if a, err := netip.ParseAddr(s); err != nil || !a.Is4() || a.IsUnspecified() {
		return fmt.Errorf("must be an IPv4 address, such as 100.100.2.136, got: %q", s)
	}
	return nil
}

// checkWord accepts what can be the ID of something else.
func checkWord(s string) error {
	if s == "" || strings.ContainsAny(s, " \t\r\n") {
		return fmt.Errorf("must be an ID without spaces, got: %q", s)
	}
	return nil
}

// notEmpty refuses an empty list.
type notEmpty struct{}

func (notEmpty) Description(context.Context) string               { return "at least one address" }
func (v notEmpty) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (notEmpty) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && len(req.ConfigValue.Elements()) == 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid dns_servers",
			"dns_servers must name at least one address, such as 100.100.2.136. Leave it out for a server that names none to its clients.")
	}
}

func schemaOf(context.Context) schema.Schema {
	words := func(all []string) string { return "`" + strings.Join(all, "`, `") + "`" }
	return schema.Schema{
		MarkdownDescription: "The SSL server of a VPN gateway: people dial in to it with OpenVPN, each with a client certificate. " +
			"A gateway has one at most. Deleting the server deletes its client certificates.\n\n" +
			"API: [CreateSslVpnServer](https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-createsslvpnserver).",
		Attributes: map[string]schema.Attribute{
			"vpn_gateway_id": schema.StringAttribute{
				MarkdownDescription: "ID of the VPN gateway that the server belongs to. It needs SSL (`enable_ssl = true`). Changing it replaces the server.",
				Required:            true,
				PlanModifiers:       []planmodifier.String{framework.ReplaceString()},
				Validators:          []validator.String{framework.IDWithPrefix("vpn-")},
			},
			"client_ip_pool": schema.StringAttribute{
				MarkdownDescription: "Network that clients get their addresses of (`ClientIpPool`), such as `10.200.0.0/24`: a /16 to a /29, not in `100.64.0.0/10`, " +
					"`127.0.0.0/8`, `169.254.0.0/16`, `224.0.0.0/4` or `255.0.0.0/8`. Each client takes 4 addresses, so that it needs 4 for each of the gateway's " +
					"`ssl_connections`. It cannot overlap `local_subnets`, and should not overlap the VPC or networks that clients are in.",
				Required: true, Validators: []validator.String{framework.IPv4Network(pool)},
			},
			"local_subnets": framework.NetworksAttribute("Networks that clients can reach (`LocalSubnet`), such as `10.0.0.0/16`: those of the VPC, of offices "+
				"connected to it, or of cloud services such as `100.100.2.136/32`. Each is a /8 to a /32.", framework.IPv4Network(local)),
			"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
				framework.Text(1, 100)),
			"protocol": schema.StringAttribute{
				MarkdownDescription: "Protocol that clients dial with (`Proto`), " + words(vpc.SslProtocols()) + ". It is always sent, because the API's own default " +
					"has changed. Defaults to `" + defaultProtocol + "`.",
				Optional: true, Computed: true, Default: stringdefault.StaticString(defaultProtocol),
				Validators: []validator.String{framework.StringOneOf(vpc.SslProtocols()...)},
			},
			"port": schema.Int64Attribute{
				MarkdownDescription: fmt.Sprintf("Port that clients dial (`Port`), 1 to %d, but none of %s. Defaults to `%d`.", maxPort, portList(), defaultPort),
				CustomType:          framework.WholeNumber{}, Optional: true, Computed: true, Default: int64default.StaticInt64(defaultPort),
				Validators: []validator.Int64{framework.Int64Check("a port", checkPort)},
			},
			"cipher": schema.StringAttribute{
				MarkdownDescription: "Encryption of clients older than OpenVPN 2.4 (`Cipher`), " + words(vpc.SslCiphers()) +
					". Newer ones negotiate a stronger one. Defaults to `" + defaultCipher + "`.",
				Optional: true, Computed: true, Default: stringdefault.StaticString(defaultCipher),
				Validators: []validator.String{framework.StringOneOf(vpc.SslCiphers()...)},
			},
			"compress": schema.BoolAttribute{
				MarkdownDescription: "Whether data is compressed (`Compress`). Clients have to be set to the same. Defaults to `false`.",
				Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			},
			"dns_servers": schema.ListAttribute{
				MarkdownDescription: "Addresses of the DNS servers that clients are to use (`DnsServers`). Those of Alibaba Cloud are `100.100.2.136` and `100.100.2.138`; " +
					"clients reach them only if `local_subnets` has them.",
				ElementType: types.StringType, Optional: true,
				Validators: []validator.List{
					framework.ContainedList(notEmpty{}), framework.ContainedList(listvalidator.UniqueValues()),
					framework.ContainedList(listvalidator.ValueStringsAre(framework.StringCheck("an IPv4 address", checkAddress))),
				},
			},
			"mfa":         mfaAttribute(),
			"internet_ip": framework.ConstantString("Address that clients dial. With two tunnels it is the gateway's `ssl_vpn_internet_ip`."),
			"max_connections": schema.Int64Attribute{
				MarkdownDescription: "How many clients can be connected at the same time: the gateway's `ssl_connections`.", Computed: true,
				PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"id":                framework.IDAttribute(noun, exampleID),
			"resource_group_id": framework.ConstantString("ID of the resource group, which is that of the VPN gateway."),
			"create_time":       framework.CreateTimeAttribute(noun),
			"region":            framework.RegionAttribute(),
		},
		Blocks: map[string]schema.Block{
			"timeouts": framework.TimeoutsBlock(
				"How long creating may take, waiting included until the gateway is configured. Defaults to `15m`.",
				"How long an update may take. Defaults to `15m`.", "How long deleting may take. Defaults to `15m`."),
		},
	}
}

func mfaAttribute() schema.SingleNestedAttribute {
	idaas := func(description string, required bool, check func(string) error) schema.StringAttribute {
		return schema.StringAttribute{
			MarkdownDescription: description, Required: required, Optional: !required,
			Validators: []validator.String{framework.InObject(framework.StringCheck("an ID", check))},
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Multi-factor authentication (`EnableMultiFactorAuth`): clients also have to log in with their account in Identity as a Service (IDaaS). " +
			"It is off if left out. Before it is switched on for the first time, somebody has to authorize the role `AliyunVpnAccessingIdaasRole` in the console.",
		Optional: true,
		Attributes: map[string]schema.Attribute{
			"idaas_instance_id": idaas("ID of the IDaaS instance (`IDaaSInstanceId`).", true, checkWord),
			"idaas_region_id":   idaas("ID of the instance's region (`IDaaSRegionId`).", true, framework.CheckRegion),
			"idaas_application_id": idaas("ID of the application in the instance (`IDaaSApplicationId`). An instance of EIAM 2.0 needs one; "+
				"one of EIAM 1.0, which is not sold any more, has none.", false, checkWord),
		},
	}
}

var errStillThere = errors.New("the API accepted the change, but the server still has its DNS servers: it may not be able to be without any once it had some. " +
	"Name others, or replace the server: apply with -replace=ADDRESS, which deletes its client certificates too")
