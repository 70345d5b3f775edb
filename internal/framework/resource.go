package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Resource is what all resources have in common. A concept embeds it, and writes
// Create, Update and Delete; it writes a method anew where it differs.
type Resource[M, T any, P Model[M, T]] struct {
	*Kind[M, T, P]

	// Data is nil before the provider is configured.
	Data *ProviderData
}

// Metadata names the resource.
func (r *Resource[M, T, P]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.TypeName
}

// Configure takes the provider's client.
func (r *Resource[M, T, P]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Data = Configured(req.ProviderData, &resp.Diagnostics)
}

// Schema is the resource's schema.
func (r *Resource[M, T, P]) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.described()
}

// Identity names one object among all of Alibaba Cloud's regions. Terraform 1.12
// and later keep it beside the state and import by it.
type Identity struct {
	ID     types.String `tfsdk:"id"`
	Region types.String `tfsdk:"region"`
}

// IdentitySchema is the resource's identity.
func (r *Resource[M, T, P]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Attributes: map[string]identityschema.Attribute{
			"id":     identityschema.StringAttribute{RequiredForImport: true, Description: fmt.Sprintf("ID of the %s, such as %s.", r.Noun, r.ExampleID)},
			"region": identityschema.StringAttribute{OptionalForImport: true, Description: "Region ID. Defaults to the provider's region."},
		},
	}
}

// Read refreshes state from the object, and drops it only if the API says that
// this very object does not exist.
func (r *Resource[M, T, P]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state M
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || !r.CheckID(&state, &resp.Diagnostics) {
		return
	}
	b := P(&state).base()
	moved := b.Region.IsNull() // from the official provider: MoveState cannot know it
	if moved {
		b.Region = types.StringValue(r.Data.Region)
	}
	resp.Diagnostics.Append(resp.Identity.Set(ctx, Identity{b.ID, b.Region})...)
	if r.Data.VPC == nil {
		resp.Diagnostics.AddWarning(r.Noun+" was not refreshed", r.Data.WhyUnknown())
		return
	}
	seen, err := r.get(ctx, r.Data.VPC, &state)
	switch {
	case notFound(err) && moved:
		r.addMovedElsewhere(&resp.Diagnostics, b)
		return
	case notFound(err) && Imported(ctx, resp.Private):
		r.addNotImported(&resp.Diagnostics, b)
		return
	case notFound(err):
		if r.Gone == nil || r.Gone(ctx, &state, resp.Private, &resp.Diagnostics) {
			resp.State.RemoveResource(ctx)
		}
		return
	case err != nil:
		r.Fail(&resp.Diagnostics, Failure{Summary: "Unable to read " + r.Noun, Err: err})
		return
	}
	resp.Diagnostics.Append(r.refresh(ctx, &state, seen, r.Data.Tags, resp.Private)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	}
}

// ValidateConfig checks the rules between arguments.
func (r *Resource[M, T, P]) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	if r.Check == nil {
		return
	}
	config, ok := r.Table().DecodeValue(ctx, req.Config.Raw)
	if !ok {
		resp.Diagnostics.Append(req.Config.Get(ctx, &config)...) // to say why
		return
	}
	r.Check(&resp.Diagnostics, &config)
}

// ModifyPlan fills in what is known already, and lets the kind refuse what would
// fail when applied and say what a change costs.
func (r *Resource[M, T, P]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	c := Change[M]{Data: r.Data, Private: req.Private, Diags: &resp.Diagnostics, requiresReplace: &resp.RequiresReplace}
	if !req.State.Raw.IsNull() {
		c.State = new(M)
		resp.Diagnostics.Append(req.State.Get(ctx, c.State)...)
		if b := P(c.State).base(); b.Region.IsNull() {
			r.addRegionUnsettled(&resp.Diagnostics, b)
			return
		}
	}
	if !req.Plan.Raw.IsNull() {
		c.Plan, c.Config = new(M), new(M)
		resp.Diagnostics.Append(req.Plan.Get(ctx, c.Plan)...)
		resp.Diagnostics.Append(req.Config.Get(ctx, c.Config)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if c.Plan == nil {
		r.plan(ctx, &c)
		return
	}
	proposed := *c.Plan
	r.plan(ctx, &c)
	if !r.Table().Equal(c.Plan, &proposed) {
		resp.Diagnostics.Append(resp.Plan.Set(ctx, c.Plan)...)
	}
}

// ImportState takes "<id>" or "<id>@<region>", or the identity that an import
// block gives, or a query.
func (r *Resource[M, T, P]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.Data.VPC == nil {
		resp.Diagnostics.AddError("Unable to import "+r.Noun, r.Data.WhyUnknown())
		return
	}
	id, region, ok := r.importID(ctx, req, &resp.Diagnostics)
	if !ok {
		return
	}
	m := r.Table().Null()
	b := P(&m).base()
	b.ID, b.Region = types.StringValue(id), types.StringValue(region)
	if r.Unread != nil {
		r.Unread(&m)
	}
	resp.Diagnostics.Append(r.Save(ctx, &resp.State, resp.Identity, &m)...)
	resp.Diagnostics.Append(SetFlag(ctx, resp.Private, keyImported, true)...)
}

func (r *Resource[M, T, P]) importID(ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics) (id, region string, ok bool) {
	return importID(ctx, req, diags, r.Data.Region, r.TypeName, r.Noun, r.ExampleID, r.checkID)
}

func importID(
	ctx context.Context, req resource.ImportStateRequest, diags *diag.Diagnostics, providerRegion, typeName, noun, example string, check func(string) error,
) (id, region string, ok bool) {
	if req.ID != "" {
		id, region, err := ParseImportID(req.ID, providerRegion, check)
		if err != nil {
			diags.AddError("Invalid import ID", fmt.Sprintf("%q is not an import ID of %s: %s. Write <id> or <id>@<region>, such as %s@cn-hangzhou.",
				req.ID, typeName, err, example))
		}
		return id, region, err == nil
	}
	var identity Identity
	diags.Append(req.Identity.Get(ctx, &identity)...)
	if diags.HasError() {
		return "", "", false
	}
	region = RegionOr(identity.Region, providerRegion)
	id, region, err := ParseImportID(identity.ID.ValueString()+"@"+region, "", check)
	if err != nil {
		diags.AddError("Invalid identity", fmt.Sprintf("The identity does not name a %s: %s.", noun, err))
	}
	return id, region, err == nil
}

// Save sets state and identity.
func (r *Resource[M, T, P]) Save(ctx context.Context, state *tfsdk.State, identity *tfsdk.ResourceIdentity, m *M) diag.Diagnostics {
	b := P(m).base()
	diags := identity.Set(ctx, Identity{b.ID, b.Region})
	return append(diags, state.Set(ctx, m)...)
}
