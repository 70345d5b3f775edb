package acctest_test

import (
	"context"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// vaultFolder names the folder where the stand-in for a secret store keeps secrets.
const vaultFolder = "ALIYUN_TEST_VAULT"

// vaultProvider stands in for hashicorp/vault, which is not available here: it has a
// secret with a write-only argument, by the names of its arguments.
type vaultProvider struct{}

func (vaultProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "vault"
}

func (vaultProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{Attributes: map[string]providerschema.Attribute{"address": providerschema.StringAttribute{Optional: true}}}
}

func (vaultProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (vaultProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (vaultProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return vaultSecret{} }}
}

// vaultSecret is written when its version changes, as the real one.
type vaultSecret struct{}

func (vaultSecret) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "vault_kv_secret_v2"
}

func (vaultSecret) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"mount": schema.StringAttribute{Required: true}, "name": schema.StringAttribute{Required: true},
		"data_json_wo":         schema.StringAttribute{Optional: true, WriteOnly: true},
		"data_json_wo_version": schema.Int64Attribute{Optional: true},
		"path":                 schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
	}}
}

// write keeps the secret in a file, and nothing of it in state.
func (vaultSecret) write(ctx context.Context, config tfsdk.Config, state *tfsdk.State) (problem string) {
	var mount, name, data types.String
	for at, into := range map[string]*types.String{"mount": &mount, "name": &name, "data_json_wo": &data} {
		if config.GetAttribute(ctx, path.Root(at), into).HasError() {
			return at + " cannot be read"
		}
	}
	at := filepath.Join(mount.ValueString(), "data", name.ValueString())
	file := filepath.Join(os.Getenv(vaultFolder), at)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err.Error()
	}
	if err := os.WriteFile(file, []byte(data.ValueString()), 0o600); err != nil {
		return err.Error()
	}
	if state.SetAttribute(ctx, path.Root("path"), at).HasError() {
		return "the state cannot be written"
	}
	return ""
}

func (s vaultSecret) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw
	if problem := s.write(ctx, req.Config, &resp.State); problem != "" {
		resp.Diagnostics.AddError("The stand-in for Vault does not work", problem)
	}
}

func (vaultSecret) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (s vaultSecret) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = req.Plan.Raw
	if problem := s.write(ctx, req.Config, &resp.State); problem != "" {
		resp.Diagnostics.AddError("The stand-in for Vault does not work", problem)
	}
}

func (vaultSecret) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var at types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("path"), &at)...)
	if err := os.Remove(filepath.Join(os.Getenv(vaultFolder), at.ValueString())); err != nil {
		resp.Diagnostics.AddError("The stand-in for Vault has no such secret", err.Error())
	}
}
