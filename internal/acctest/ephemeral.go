package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Open opens an ephemeral resource with the instance's provider process, and returns
// its texts by name.
func (i *Instance) Open(typeName string, config map[string]any) (map[string]string, Diagnostics) {
	i.t.Helper()
	ctx := i.t.Context()
	server, ok := i.server.(tfprotov6.EphemeralResourceServer)
	if !ok {
		i.t.Fatal("the provider has no ephemeral resources")
	}
	schemas, err := i.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	objectType := schemas.EphemeralResourceSchemas[typeName].ValueType()
	resp, err := server.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName, Config: dynamic(i.t, objectType, value(i.t, objectType, config)),
	})
	if err != nil {
		i.t.Fatal(err)
	}
	if said := Diagnostics(resp.Diagnostics); said.HasError() {
		return nil, said
	}
	opened, err := resp.Result.Unmarshal(objectType)
	if err != nil {
		i.t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := opened.As(&attributes); err != nil {
		i.t.Fatal(err)
	}
	texts := map[string]string{}
	for name, v := range attributes {
		var text *string
		if v.Type().Is(tftypes.String) && v.As(&text) == nil && text != nil {
			texts[name] = *text
		}
	}
	return texts, resp.Diagnostics
}
