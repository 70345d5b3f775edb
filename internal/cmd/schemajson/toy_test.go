package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	fwprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// toy has one of everything that a schema can say, so that the real provider may grow into any of it. The embedded
// interfaces stand for the methods that nobody calls when only the schema is asked for.
type toy struct{ fwprovider.Provider }

func (toy) Metadata(_ context.Context, _ fwprovider.MetadataRequest, resp *fwprovider.MetadataResponse) {
	resp.TypeName = "toy"
}

func (toy) Schema(_ context.Context, _ fwprovider.SchemaRequest, resp *fwprovider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		MarkdownDescription: "A *toy*.",
		Attributes: map[string]providerschema.Attribute{
			"region": providerschema.StringAttribute{Optional: true, Description: "Plain & <simple>."},
			"secret": providerschema.StringAttribute{Optional: true, Sensitive: true, DeprecationMessage: "Use a role."},
		},
	}
}

func (toy) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return toyResource{} }}
}

func (toy) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return toyDataSource{} }}
}

func (toy) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return toyEphemeral{} }}
}

func (toy) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return toyFunction{} }}
}

func (toy) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return toyList{} }}
}

func (toy) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return toyAction{} }}
}

type toyResource struct{ resource.Resource }

func (toyResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "toy_thing"
}

func (toyResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		Version:            3,
		Description:        "Plain.",
		DeprecationMessage: "Old.",
		Attributes: map[string]schema.Attribute{
			"id":      schema.StringAttribute{Computed: true},
			"name":    schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("x")},
			"size":    schema.Int64Attribute{Required: true, MarkdownDescription: "In `GB`."},
			"on":      schema.BoolAttribute{Optional: true},
			"pass":    schema.StringAttribute{Optional: true, WriteOnly: true},
			"tags":    schema.MapAttribute{Optional: true, ElementType: types.StringType},
			"ports":   schema.SetAttribute{Optional: true, ElementType: types.Int64Type},
			"objects": schema.ListAttribute{Optional: true, ElementType: types.ObjectType{AttrTypes: toyObject}},
			"any":     schema.DynamicAttribute{Optional: true},
			"one": schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
				"many": schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{
					Attributes: map[string]schema.Attribute{"key": schema.StringAttribute{Required: true, Sensitive: true}},
				}},
			}},
		},
		Blocks: map[string]schema.Block{
			"rule": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
				Attributes: map[string]schema.Attribute{"port": schema.Int64Attribute{Required: true}},
				Blocks:     map[string]schema.Block{"inner": schema.SingleNestedBlock{MarkdownDescription: "Inner."}},
			}},
			"peer": schema.SetNestedBlock{DeprecationMessage: "Old too."},
		},
	}
}

var toyObject = map[string]attr.Type{"a": types.StringType, "b": types.ListType{ElemType: types.BoolType}}

func (toyResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Version: 1,
		Attributes: map[string]identityschema.Attribute{
			"id":     identityschema.StringAttribute{RequiredForImport: true, Description: "The ID."},
			"region": identityschema.StringAttribute{OptionalForImport: true},
		},
	}
}

type toyDataSource struct{ datasource.DataSource }

func (toyDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "toy_thing"
}

func (toyDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{Attributes: map[string]dataschema.Attribute{
		"things": dataschema.MapNestedAttribute{Computed: true, NestedObject: dataschema.NestedAttributeObject{
			Attributes: map[string]dataschema.Attribute{"id": dataschema.StringAttribute{Computed: true}},
		}},
	}}
}

type toyEphemeral struct{ ephemeral.EphemeralResource }

func (toyEphemeral) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = "toy_token"
}

func (toyEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = ephemeralschema.Schema{Attributes: map[string]ephemeralschema.Attribute{
		"token": ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
	}}
}

type toyFunction struct{ function.Function }

func (toyFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "join"
}

func (toyFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Joins.",
		MarkdownDescription: "Joins `parts`.",
		DeprecationMessage:  "Use join.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "by", AllowNullValue: true, Description: "Between."},
		},
		VariadicParameter: function.ListParameter{Name: "parts", ElementType: types.StringType},
		Return:            function.StringReturn{},
	}
}

type toyList struct{ list.ListResource }

func (toyList) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "toy_thing"
}

func (toyList) ListResourceConfigSchema(
	_ context.Context,
	_ list.ListResourceSchemaRequest,
	resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = listschema.Schema{
		Attributes: map[string]listschema.Attribute{"prefix": listschema.StringAttribute{Optional: true}},
	}
}

type toyAction struct{ action.Action }

func (toyAction) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = "toy_poke"
}

func (toyAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = actionschema.Schema{
		Attributes: map[string]actionschema.Attribute{"id": actionschema.StringAttribute{Required: true}},
	}
}
