package vpngateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ resource.ResourceWithIdentity = (*gatewayResource)(nil)

// identity names one gateway among all of Alibaba Cloud's regions. Terraform
// 1.12 and later keep it beside the state and import by it.
type identity struct {
	ID     types.String `tfsdk:"id"`
	Region types.String `tfsdk:"region"`
}

// IdentitySchema is the resource's identity.
func (*gatewayResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id":     identityschema.StringAttribute{RequiredForImport: true, Description: "ID of the gateway, such as vpn-bp1q8bgx4xnkm2ogj0fiu."},
			"region": identityschema.StringAttribute{OptionalForImport: true, Description: "Region ID. Defaults to the provider's region."},
		},
	}
}

func (m *model) identity() identity { return identity{ID: m.ID, Region: m.Region} }
