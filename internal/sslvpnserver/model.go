package sslvpnserver

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	VpnGatewayID    types.String `tfsdk:"vpn_gateway_id"`
	ClientIPPool    types.String `tfsdk:"client_ip_pool"`
	LocalSubnets    types.Set    `tfsdk:"local_subnets"`
	Name            types.String `tfsdk:"name"`
	Protocol        types.String `tfsdk:"protocol"`
	Port            types.Int64  `tfsdk:"port"`
	Cipher          types.String `tfsdk:"cipher"`
	Compress        types.Bool   `tfsdk:"compress"`
	DNSServers      types.List   `tfsdk:"dns_servers"`
	Mfa             types.Object `tfsdk:"mfa"`
	InternetIP      types.String `tfsdk:"internet_ip"`
	MaxConnections  types.Int64  `tfsdk:"max_connections"`
	ResourceGroupID types.String `tfsdk:"resource_group_id"`
	CreateTime      types.String `tfsdk:"create_time"`

	framework.Base
}

// mfa is the object of multi-factor authentication.
type mfa struct {
	InstanceID    types.String `tfsdk:"idaas_instance_id"`
	RegionID      types.String `tfsdk:"idaas_region_id"`
	ApplicationID types.String `tfsdk:"idaas_application_id"`
}

var mfas = framework.NewNested[mfa](mfaAttribute)

// parameters are the attributes behind parameters of requests.
var parameters = map[string]string{
	"VpnGatewayId": "vpn_gateway_id", "VpnGatewayInstanceId": "vpn_gateway_id", "ClientIpPool": "client_ip_pool", "LocalSubnet": "local_subnets",
	"Proto": "protocol", "Port": "port", "Cipher": "cipher", "Compress": "compress", "DnsServers": "dns_servers",
	"EnableMultiFactorAuth": "mfa", "IDaaSInstanceId": "mfa", "IDaaSRegionId": "mfa", "IDaaSApplicationId": "mfa",
}

func (m *model) createRequest() vpc.CreateSslVpnServerInput {
	return vpc.CreateSslVpnServerInput{
		RegionID: m.Region.ValueString(), VpnGatewayID: m.VpnGatewayID.ValueString(), Name: framework.StringPtr(m.Name),
		SslVpnServerSettings: m.settings(),
	}
}

func (m *model) settings() vpc.SslVpnServerSettings {
	s := vpc.SslVpnServerSettings{
		ClientIPPool: m.ClientIPPool.ValueString(), LocalSubnets: framework.Texts(m.LocalSubnets), Protocol: m.Protocol.ValueString(),
		Port: m.Port.ValueInt64(), Cipher: m.Cipher.ValueString(), Compress: m.Compress.ValueBool(), DNSServers: texts(m.DNSServers),
	}
	if !m.Mfa.IsNull() {
		o := mfas.Values(m.Mfa)
		s.Idaas = &vpc.Idaas{InstanceID: o.InstanceID.ValueString(), RegionID: o.RegionID.ValueString(), ApplicationID: o.ApplicationID.ValueString()}
	}
	return s
}

// changes are the attributes of settings that differ.
func (m *model) changes(plan *model) (attributes []string) {
	for _, a := range []struct {
		name       string
		have, want attr.Value
	}{
		{"client_ip_pool", m.ClientIPPool, plan.ClientIPPool},
		{"local_subnets", m.LocalSubnets, plan.LocalSubnets},
		{"protocol", m.Protocol, plan.Protocol},
		{"port", m.Port, plan.Port},
		{"cipher", m.Cipher, plan.Cipher},
		{"compress", m.Compress, plan.Compress},
		{"dns_servers", m.DNSServers, plan.DNSServers},
		{"mfa", m.Mfa, plan.Mfa},
	} {
		if !a.want.Equal(a.have) {
			attributes = append(attributes, a.name)
		}
	}
	return attributes
}

// FromAPI takes over what was seen, and keeps what the answer lacks.
func (m *model) FromAPI(seen *server, _ framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.SslVpnServerID)
	}
	m.VpnGatewayID = framework.StringOrPrior(seen.VpnGatewayID, m.VpnGatewayID)
	m.ClientIPPool = framework.StringOrPrior(seen.ClientIPPool, m.ClientIPPool)
	m.LocalSubnets = framework.SetOrPrior(seen.LocalSubnets, m.LocalSubnets)
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	m.Protocol = framework.StringOrPrior(seen.Protocol, m.Protocol)
	m.Port = framework.Int64OrPrior(seen.Port, m.Port)
	m.Cipher = framework.StringOrPrior(seen.Cipher, m.Cipher)
	m.Compress = framework.BoolOrPrior(seen.Compress, m.Compress)
	m.DNSServers = addressesOrPrior(seen.DNSServers, m.DNSServers)
	m.mfaFromAPI(seen)
	m.InternetIP = framework.StringOrPrior(seen.address, m.InternetIP)
	m.MaxConnections = framework.Int64OrPrior(seen.MaxConnections, m.MaxConnections)
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
}

func (m *model) mfaFromAPI(seen *server) {
	switch on := seen.EnableMultiFactorAuth; {
	case on == nil && !m.Mfa.IsUnknown(): // the answer lacks it
	case on == nil || !*on:
		m.Mfa = mfas.Null()
	default:
		was := mfas.Values(m.Mfa)
		mfas.Update(&m.Mfa, was, mfa{
			InstanceID:    framework.StringOrPrior(seen.Idaas.InstanceID, was.InstanceID),
			RegionID:      framework.StringOrPrior(seen.Idaas.RegionID, was.RegionID),
			ApplicationID: framework.StringOrPrior(seen.Idaas.ApplicationID, was.ApplicationID),
		})
	}
}

// texts are the elements of a list.
func texts(list types.List) []string {
	var all []string
	for _, element := range list.Elements() {
		if text, ok := element.(types.String); ok {
			all = append(all, text.ValueString())
		}
	}
	return all
}

// addressesOrPrior is what the API shows, or the prior list where it shows nothing,
// or the same addresses in another order.
func addressesOrPrior(seen []string, prior types.List) types.List {
	same := func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	switch {
	case !prior.IsUnknown() && (seen == nil || same(seen, texts(prior))):
		return prior
	case len(seen) == 0:
		return types.ListNull(types.StringType)
	}
	elements := make([]attr.Value, len(seen))
	for i, s := range seen {
		elements[i] = types.StringValue(s)
	}
	return types.ListValueMust(types.StringType, elements)
}
