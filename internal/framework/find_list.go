package framework

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// listResource lists what a resource manages, for terraform query.
type listResource[M, T any, P Model[M, T]] struct {
	finder *Finder[M, T, P]
	data   *ProviderData
}

// ListResource returns the list resource of the finder's kind.
func (f *Finder[M, T, P]) ListResource() list.ListResource {
	return &listResource[M, T, P]{finder: f}
}

// Metadata names the list resource like the resource.
func (l *listResource[M, T, P]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = l.finder.TypeName
}

// Configure takes the provider's client.
func (l *listResource[M, T, P]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	l.data = Configured(req.ProviderData, &resp.Diagnostics)
}

// ListResourceConfigSchema is the schema of list blocks.
func (l *listResource[M, T, P]) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	f := l.finder
	regex, tags := f.filters()
	resp.Schema = listSchema(f.Nouns, f.Arguments, regex, tags)
}

// listSchema takes "" for what the objects do not have: a name, or tags.
func listSchema(nouns string, arguments []FilterArgument, regex, tags string) schema.Schema {
	attributes := make(map[string]schema.Attribute)
	arguments = append(slices.Clone(arguments), regionArgument())
	if regex != "" {
		arguments = append(arguments, regexArgument(regex))
	}
	for _, a := range arguments {
		if a.Query != nil {
			a.Description, a.Validators = a.Query.Description, a.Query.Validators
		}
		attributes[a.Name] = schema.StringAttribute{Optional: true, MarkdownDescription: a.Description, Validators: a.Validators}
	}
	if tags != "" {
		attributes["tags"] = schema.MapAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: tags,
			Validators: []validator.Map{mapvalidator.NoNullValues()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "Finds " + nouns + " to import. Requires Terraform 1.14 or later (`terraform query`).",
		Attributes:          attributes,
	}
}

// List finds the objects that match and that the resource manages.
func (l *listResource[M, T, P]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	f := l.finder
	var diags diag.Diagnostics
	if l.data.VPC == nil {
		diags.AddError("Unable to list "+f.Nouns, l.data.WhyUnknown())
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	filter, pattern := f.filter(ctx, &req.Config, l.data.Region, &diags)
	var all []found[M, T]
	if !diags.HasError() {
		all = f.find(ctx, l.data, filter, pattern, &diags)
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		sent := int64(0)
		for i := range all {
			if f.Managed != nil && !f.Managed(all[i].seen) {
				continue
			}
			if req.Limit > 0 && sent == req.Limit || !push(l.result(ctx, req, &all[i].model)) {
				return
			}
			sent++
		}
	}
}

func (l *listResource[M, T, P]) result(ctx context.Context, req list.ListRequest, m *M) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = l.finder.displayName(m)
	if l.finder.Unread != nil {
		l.finder.Unread(m)
	}
	b := P(m).base()
	result.Diagnostics.Append(result.Identity.Set(ctx, Identity{b.ID, b.Region})...)
	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, m)...)
	}
	return result
}
