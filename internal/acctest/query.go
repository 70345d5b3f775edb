package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Found is one result of a list resource.
type Found struct {
	DisplayName string
	// Identity is by attribute, as text.
	Identity map[string]string
	// Resource is the object as a resource of its own.
	Resource *Instance
}

// List runs the list resource of the instance's type, as terraform query does.
// A limit of 0 means none.
func (i *Instance) List(config map[string]any, limit int64) ([]Found, Diagnostics) {
	i.t.Helper()
	server, ok := i.server.(tfprotov6.ListResourceServer)
	if !ok {
		i.t.Fatal("the server has no list resources")
	}
	ctx := i.t.Context()
	schemas, err := i.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	configType := schemas.ListResourceSchemas[i.typeName].ValueType()
	if config == nil {
		config = map[string]any{}
	}
	configValue := dynamic(i.t, configType, value(i.t, configType, config))
	validated, err := server.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: i.typeName, Config: configValue})
	if err != nil {
		i.t.Fatal(err)
	}
	if said := Diagnostics(validated.Diagnostics); said.HasError() {
		return nil, said
	}
	stream, err := server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: i.typeName, Config: configValue, IncludeResource: true, Limit: limit})
	if err != nil {
		i.t.Fatal(err)
	}
	var found []Found
	var said Diagnostics
	for result := range stream.Results {
		said = append(said, result.Diagnostics...)
		if result.Identity == nil || result.Resource == nil {
			continue
		}
		one := i.Another()
		one.keep(result.Resource, nil, result.Identity)
		found = append(found, Found{DisplayName: result.DisplayName, Identity: i.identityTexts(result.Identity), Resource: one})
	}
	return found, said
}

// ImportByIdentity takes an existing object into state and reads it, as the
// identity argument of an import block does.
func (i *Instance) ImportByIdentity(identity map[string]any) Diagnostics {
	i.t.Helper()
	identityType := i.identityType()
	resp, err := i.server.ImportResourceState(i.t.Context(), &tfprotov6.ImportResourceStateRequest{
		TypeName: i.typeName,
		Identity: &tfprotov6.ResourceIdentityData{IdentityData: dynamic(i.t, identityType, value(i.t, identityType, identity))},
	})
	if err != nil {
		i.t.Fatal(err)
	}
	if Diagnostics(resp.Diagnostics).HasError() {
		return resp.Diagnostics
	}
	imported := resp.ImportedResources[0]
	i.keep(imported.State, imported.Private, imported.Identity)
	return append(resp.Diagnostics, i.Refresh()...)
}

func (i *Instance) identityType() tftypes.Type {
	i.t.Helper()
	schemas, err := i.server.GetResourceIdentitySchemas(i.t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	return schemas.IdentitySchemas[i.typeName].ValueType()
}

func (i *Instance) identityTexts(data *tfprotov6.ResourceIdentityData) map[string]string {
	i.t.Helper()
	v, err := data.IdentityData.Unmarshal(i.identityType())
	if err != nil {
		i.t.Fatal(err)
	}
	var object map[string]tftypes.Value
	if err := v.As(&object); err != nil {
		i.t.Fatal(err)
	}
	texts := make(map[string]string, len(object))
	for name, one := range object {
		var text string
		if err := one.As(&text); err != nil {
			i.t.Fatal(err)
		}
		texts[name] = text
	}
	return texts
}
