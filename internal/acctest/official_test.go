package acctest_test

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	gateway "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// officialGateway names the file with the attributes that the official provider
// shows of the gateway. Where it is set, the test's binary is that provider.
const officialGateway = "ALIYUN_TEST_OFFICIAL"

// standInFor says which provider the test's binary is then: aws, vault or the
// official one.
const standInFor = "ALIYUN_TEST_STAND_IN"

func init() {
	if os.Getenv(officialGateway) == "" || os.Getenv("TF_PLUGIN_MAGIC_COOKIE") == "" {
		return
	}
	address, made := "registry.terraform.io/aliyun/alicloud", func() provider.Provider { return officialProvider{} }
	switch os.Getenv(standInFor) {
	case "aws":
		address, made = "registry.terraform.io/hashicorp/aws", func() provider.Provider { return awsProvider{} }
	case "vault":
		address, made = "registry.terraform.io/hashicorp/vault", func() provider.Provider { return vaultProvider{} }
	}
	err := providerserver.Serve(context.Background(), made, providerserver.ServeOpts{Address: address, ProtocolVersion: 6})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// officialProvider stands in for aliyun/alicloud 1.289.0, which is not available
// here: it has alicloud_vpn_gateway with the names and types of its attributes,
// and reads what the test's file says. It creates and destroys nothing, but for what
// attaches to a transit router. Its VPC and its vSwitches are those that the simulator
// has in Singapore.
type officialProvider struct{}

func (officialProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "alicloud"
}

func (officialProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{"region": schema.StringAttribute{Optional: true}}}
}

func (officialProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (officialProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (officialProvider) Resources(context.Context) []func() resource.Resource {
	all := []func() resource.Resource{
		func() resource.Resource { return officialResource{} }, func() resource.Resource { return officialTransitRouter{} },
	}
	for _, r := range append(networkResources(), vpnResources()...) {
		all = append(all, func() resource.Resource { return r })
	}
	return all
}

type officialResource struct{}

func (officialResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "alicloud_vpn_gateway"
}

func (officialResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	all := map[string]gateway.Attribute{
		"tags":   gateway.MapAttribute{Optional: true, ElementType: types.StringType},
		"period": gateway.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(1)},
	}
	for _, name := range []string{
		"id", "vpc_id", "vswitch_id", "disaster_recovery_vswitch_id", "name", "vpn_gateway_name", "description", "network_type",
		"vpn_type", "payment_type", "instance_charge_type", "resource_group_id", "status", "business_status", "internet_ip",
		"ssl_vpn_internet_ip", "disaster_recovery_internet_ip",
	} {
		all[name] = gateway.StringAttribute{Optional: true, Computed: true}
	}
	for _, name := range []string{"auto_propagate", "auto_pay", "enable_ipsec", "enable_ssl"} {
		all[name] = gateway.BoolAttribute{Optional: true, Computed: true}
	}
	for _, name := range []string{"bandwidth", "ssl_connections", "create_time"} {
		all[name] = gateway.Int64Attribute{Optional: true, Computed: true}
	}
	resp.Schema = gateway.Schema{Attributes: all}
}

func (officialResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	shown, err := os.ReadFile(os.Getenv(officialGateway))
	raw, decodeErr := tfprotov6.RawState{JSON: shown}.UnmarshalWithOpts(req.State.Schema.Type().TerraformType(ctx),
		tfprotov6.UnmarshalOpts{ValueFromJSONOpts: tftypes.ValueFromJSONOpts{IgnoreUndefinedAttributes: true}})
	if err := errors.Join(err, decodeErr); err != nil {
		resp.Diagnostics.AddError("The stand-in cannot read", err.Error())
		return
	}
	resp.State.Raw = raw
}

func (officialResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), req, resp)
}

func (officialResource) Create(_ context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	resp.Diagnostics.AddError("The stand-in was asked to create a gateway", "")
}

func (officialResource) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("The stand-in was asked to change a gateway", "")
}

func (officialResource) Delete(_ context.Context, _ resource.DeleteRequest, resp *resource.DeleteResponse) {
	resp.Diagnostics.AddError("The stand-in was asked to destroy a gateway", "")
}
