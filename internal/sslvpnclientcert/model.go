package sslvpnclientcert

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	SslVpnServerID  types.String `tfsdk:"ssl_vpn_server_id"`
	Name            types.String `tfsdk:"name"`
	Status          types.String `tfsdk:"status"`
	ResourceGroupID types.String `tfsdk:"resource_group_id"`
	CreateTime      types.String `tfsdk:"create_time"`
	ExpireTime      types.String `tfsdk:"expire_time"`

	framework.Base
}

// createRequest turns the plan into parameters.
func (m *model) createRequest() vpc.CreateSslVpnClientCertInput {
	return vpc.CreateSslVpnClientCertInput{
		RegionID: m.Region.ValueString(), SslVpnServerID: m.SslVpnServerID.ValueString(), Name: framework.StringPtr(m.Name),
	}
}

// FromAPI takes over what was seen.
func (m *model) FromAPI(seen *vpc.SslVpnClientCert, _ framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.SslVpnClientCertID)
	}
	m.SslVpnServerID = framework.StringOrPrior(seen.SslVpnServerID, m.SslVpnServerID)
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	m.Status = framework.StringOrPrior(seen.Status, m.Status)
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
	m.ExpireTime = framework.TimeOrPrior(seen.EndTime, m.ExpireTime)
}

// title names a certificate as people know it.
func (m *model) title() string {
	id, name := m.ID.ValueString(), m.Name.ValueString()
	if name == "" {
		return id
	}
	return id + " (" + name + ")"
}
