package main

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The types below are the documented JSON of `terraform providers schema -json`, format 1.0, less what no framework
// provider has. A tftypes.Type marshals itself the way Terraform prints types.
type (
	schemasJSON struct {
		FormatVersion string                  `json:"format_version"`
		Providers     map[string]providerJSON `json:"provider_schemas"`
	}

	providerJSON struct {
		Provider           *schemaJSON             `json:"provider,omitempty"`
		Resources          map[string]*schemaJSON  `json:"resource_schemas,omitempty"`
		DataSources        map[string]*schemaJSON  `json:"data_source_schemas,omitempty"`
		EphemeralResources map[string]*schemaJSON  `json:"ephemeral_resource_schemas,omitempty"`
		ListResources      map[string]*schemaJSON  `json:"list_resource_schemas,omitempty"`
		Functions          map[string]functionJSON `json:"functions,omitempty"`
		Identities         map[string]identityJSON `json:"resource_identity_schemas,omitempty"`
		Actions            map[string]actionJSON   `json:"action_schemas,omitempty"`
		StateStores        map[string]*schemaJSON  `json:"state_store_schemas,omitempty"`
	}

	schemaJSON struct {
		Version int64      `json:"version"`
		Block   *blockJSON `json:"block,omitempty"`
	}

	actionJSON struct {
		Block *blockJSON `json:"block,omitempty"`
	}

	blockJSON struct {
		Attributes      map[string]attributeJSON   `json:"attributes,omitempty"`
		Blocks          map[string]nestedBlockJSON `json:"block_types,omitempty"`
		Description     string                     `json:"description,omitempty"`
		DescriptionKind string                     `json:"description_kind"`
		Deprecated      bool                       `json:"deprecated,omitempty"`
		DeprecationText string                     `json:"deprecation_message,omitempty"`
	}

	nestedBlockJSON struct {
		Nesting  string     `json:"nesting_mode"`
		Block    *blockJSON `json:"block"`
		MinItems int64      `json:"min_items,omitempty"`
		MaxItems int64      `json:"max_items,omitempty"`
	}

	attributeJSON struct {
		Type            tftypes.Type      `json:"type,omitempty"`
		Nested          *nestedObjectJSON `json:"nested_type,omitempty"`
		Description     string            `json:"description,omitempty"`
		DescriptionKind string            `json:"description_kind"`
		Deprecated      bool              `json:"deprecated,omitempty"`
		DeprecationText string            `json:"deprecation_message,omitempty"`
		Required        bool              `json:"required,omitempty"`
		Optional        bool              `json:"optional,omitempty"`
		Computed        bool              `json:"computed,omitempty"`
		Sensitive       bool              `json:"sensitive,omitempty"`
		WriteOnly       bool              `json:"write_only,omitempty"`
	}

	nestedObjectJSON struct {
		Attributes map[string]attributeJSON `json:"attributes,omitempty"`
		Nesting    string                   `json:"nesting_mode"`
	}

	identityJSON struct {
		Version    int64                            `json:"version"`
		Attributes map[string]identityAttributeJSON `json:"attributes,omitempty"`
	}

	identityAttributeJSON struct {
		Type              tftypes.Type `json:"type"`
		Description       string       `json:"description,omitempty"`
		RequiredForImport bool         `json:"required_for_import,omitempty"`
		OptionalForImport bool         `json:"optional_for_import,omitempty"`
	}

	functionJSON struct {
		Description     string          `json:"description,omitempty"`
		Summary         string          `json:"summary,omitempty"`
		DeprecationText string          `json:"deprecation_message,omitempty"`
		Return          tftypes.Type    `json:"return_type"`
		Parameters      []parameterJSON `json:"parameters,omitempty"`
		Variadic        *parameterJSON  `json:"variadic_parameter,omitempty"`
	}

	parameterJSON struct {
		Name        string       `json:"name,omitempty"`
		Description string       `json:"description,omitempty"`
		Nullable    bool         `json:"is_nullable,omitempty"`
		Type        tftypes.Type `json:"type"`
	}
)

func newProvider(s *tfprotov6.GetProviderSchemaResponse, ids *tfprotov6.GetResourceIdentitySchemasResponse) providerJSON {
	return providerJSON{
		Provider:           newSchema(s.Provider),
		Resources:          each(s.ResourceSchemas, newSchema),
		DataSources:        each(s.DataSourceSchemas, newSchema),
		EphemeralResources: each(s.EphemeralResourceSchemas, newSchema),
		ListResources:      each(s.ListResourceSchemas, newSchema),
		Functions:          each(s.Functions, newFunction),
		Identities:         each(ids.IdentitySchemas, newIdentity),
		Actions: each(s.ActionSchemas, func(a *tfprotov6.ActionSchema) actionJSON {
			return actionJSON{Block: newBlock(a.Schema.Block)}
		}),
		StateStores: each(s.StateStoreSchemas, newSchema),
	}
}

func each[In, Out any](in map[string]In, convert func(In) Out) map[string]Out {
	out := make(map[string]Out, len(in))
	for name, value := range in {
		out[name] = convert(value)
	}
	return out
}

func newSchema(s *tfprotov6.Schema) *schemaJSON {
	if s == nil {
		return nil
	}
	return &schemaJSON{Version: s.Version, Block: newBlock(s.Block)}
}

func newBlock(b *tfprotov6.SchemaBlock) *blockJSON {
	blocks := make(map[string]nestedBlockJSON, len(b.BlockTypes))
	for _, nested := range b.BlockTypes {
		blocks[nested.TypeName] = nestedBlockJSON{
			Nesting:  strings.ToLower(nested.Nesting.String()),
			Block:    newBlock(nested.Block),
			MinItems: nested.MinItems,
			MaxItems: nested.MaxItems,
		}
	}
	return &blockJSON{
		Attributes:      newAttributes(b.Attributes),
		Blocks:          blocks,
		Description:     b.Description,
		DescriptionKind: strings.ToLower(b.DescriptionKind.String()),
		Deprecated:      b.Deprecated,
		DeprecationText: b.DeprecationMessage,
	}
}

func newAttributes(attributes []*tfprotov6.SchemaAttribute) map[string]attributeJSON {
	out := make(map[string]attributeJSON, len(attributes))
	for _, a := range attributes {
		var nested *nestedObjectJSON
		if a.NestedType != nil {
			nested = &nestedObjectJSON{
				Attributes: newAttributes(a.NestedType.Attributes),
				Nesting:    strings.ToLower(a.NestedType.Nesting.String()),
			}
		}
		out[a.Name] = attributeJSON{
			Type:            a.Type,
			Nested:          nested,
			Description:     a.Description,
			DescriptionKind: strings.ToLower(a.DescriptionKind.String()),
			Deprecated:      a.Deprecated,
			DeprecationText: a.DeprecationMessage,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
	}
	return out
}

func newIdentity(s *tfprotov6.ResourceIdentitySchema) identityJSON {
	attributes := make(map[string]identityAttributeJSON, len(s.IdentityAttributes))
	for _, a := range s.IdentityAttributes {
		attributes[a.Name] = identityAttributeJSON{
			Type:              a.Type,
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return identityJSON{Version: s.Version, Attributes: attributes}
}

func newFunction(f *tfprotov6.Function) functionJSON {
	out := functionJSON{
		Description:     f.Description,
		Summary:         f.Summary,
		DeprecationText: f.DeprecationMessage,
		Return:          f.Return.Type,
	}
	for _, p := range f.Parameters {
		out.Parameters = append(out.Parameters, newParameter(p))
	}
	if f.VariadicParameter != nil {
		variadic := newParameter(f.VariadicParameter)
		out.Variadic = &variadic
	}
	return out
}

func newParameter(p *tfprotov6.FunctionParameter) parameterJSON {
	return parameterJSON{Name: p.Name, Description: p.Description, Nullable: p.AllowNullValue, Type: p.Type}
}
