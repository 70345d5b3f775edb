package acctest_test

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// awsProvider stands in for hashicorp/aws, which is not available here: it has
// what the example of a connection to AWS uses, with the names and types of its
// arguments and attributes.
type awsProvider struct{}

func (awsProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "aws"
}

func (awsProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{Attributes: map[string]providerschema.Attribute{"region": providerschema.StringAttribute{Optional: true}}}
}

func (awsProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (awsProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (awsProvider) Resources(context.Context) []func() resource.Resource {
	number := map[string]schema.Attribute{}
	for _, name := range []string{"amazon_side_asn", "bgp_asn"} {
		number[name] = schema.Int64Attribute{Optional: true}
	}
	gateway, customer := texts("vpc_id"), texts("type", "ip_address")
	gateway["amazon_side_asn"], customer["bgp_asn"] = number["amazon_side_asn"], number["bgp_asn"]
	var all []func() resource.Resource
	for _, r := range []awsResource{
		{name: "aws_vpn_gateway", arguments: gateway},
		{name: "aws_customer_gateway", arguments: customer},
		{name: "aws_vpn_connection", arguments: texts("type", "vpn_gateway_id", "customer_gateway_id", "tunnel1_inside_cidr"), shown: []string{
			"tunnel1_address", "tunnel1_cgw_inside_address", "tunnel1_preshared_key",
		}},
	} {
		all = append(all, func() resource.Resource { return r })
	}
	return all
}

// awsResource keeps its arguments and shows what AWS would make of them.
type awsResource struct {
	name      string
	arguments map[string]schema.Attribute
	shown     []string
}

func (r awsResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r awsResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	all := maps.Clone(r.arguments)
	for _, name := range append(r.shown, "id") {
		all[name] = schema.StringAttribute{
			Computed: true, Sensitive: strings.HasSuffix(name, "_key"),
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		}
	}
	resp.Schema = schema.Schema{Attributes: all}
}

func (r awsResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	set := func(name, value string) {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}
	set("id", strings.TrimPrefix(r.name, "aws_")+"-1")
	if r.shown == nil {
		return
	}
	var cidr types.String
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("tunnel1_inside_cidr"), &cidr)...)
	inside, err := netip.ParsePrefix(cidr.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("The stand-in cannot read tunnel1_inside_cidr", err.Error())
		return
	}
	third := inside.Addr().As4()[2] // tells the two connections apart
	set("tunnel1_address", fmt.Sprintf("198.51.100.%d", third))
	set("tunnel1_cgw_inside_address", inside.Addr().Next().Next().String()) // AWS's own is the first
	set("tunnel1_preshared_key", fmt.Sprintf("%s%d", awsKey, third))
}

// awsKey begins the keys that the stand-in makes.
const awsKey = "AwsMadeThisKey"

func (awsResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (awsResource) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("The stand-in for AWS was asked to change something", "")
}

func (awsResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
