package customergateway

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

type model struct {
	IPAddress        types.String `tfsdk:"ip_address"`
	Asn              types.Int64  `tfsdk:"asn"`
	Name             types.String `tfsdk:"name"`
	Description      types.String `tfsdk:"description"`
	AuthKey          types.String `tfsdk:"auth_key"`
	AuthKeyWO        types.String `tfsdk:"auth_key_wo"`
	AuthKeyWOVersion types.Int64  `tfsdk:"auth_key_wo_version"`
	ResourceGroupID  types.String `tfsdk:"resource_group_id"`
	CreateTime       types.String `tfsdk:"create_time"`

	framework.Base
	framework.Tagged
}

func (m *model) authKey() framework.Secret {
	return framework.Secret{Value: m.AuthKey, WriteOnly: m.AuthKeyWO, Version: m.AuthKeyWOVersion}
}

// createRequest turns the plan into parameters. A write-only key is known from
// the configuration only.
func (m *model) createRequest(config *model) vpc.CreateCustomerGatewayInput {
	return vpc.CreateCustomerGatewayInput{
		RegionID:        m.Region.ValueString(),
		IPAddress:       m.IPAddress.ValueString(),
		Asn:             framework.Int64Ptr(m.Asn),
		AuthKey:         config.authKey().Given(),
		Name:            framework.StringPtr(m.Name),
		Description:     framework.StringPtr(m.Description),
		ResourceGroupID: framework.StringPtr(m.ResourceGroupID),
		Tags:            framework.CreateTags(m.TagsAll),
	}
}

// FromAPI takes over what was seen. The key goes into state only where it is
// there already: its owner chose that by the argument auth_key.
func (m *model) FromAPI(seen *vpc.CustomerGateway, tags framework.TagPolicy) {
	if m.ID.ValueString() == "" {
		m.ID = types.StringValue(seen.CustomerGatewayID)
	}
	m.IPAddress = framework.StringOrPrior(seen.IPAddress, m.IPAddress)
	m.Asn = framework.Int64OrPrior(seen.Asn, m.Asn)
	m.Name = framework.StringOrPrior(seen.Name, m.Name)
	m.Description = framework.TextOrPrior(seen.Description, m.Description)
	if seen.AuthKey != nil && !m.AuthKey.IsNull() {
		m.AuthKey = framework.StringOrNull(*seen.AuthKey)
	}
	m.ResourceGroupID = framework.StringOrPrior(seen.ResourceGroupID, m.ResourceGroupID)
	m.CreateTime = framework.TimeOrPrior(seen.CreateTime, m.CreateTime)
	m.Tags, m.TagsAll = tags.FromAPI(seen.Tags, m.Tags)
}

func (m *model) object() vpc.Object {
	return vpc.CustomerGatewayObject(m.Region.ValueString(), m.ID.ValueString())
}
