package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ReadData reads a data source with the instance's provider process, and returns
// its attributes by name.
func (i *Instance) ReadData(typeName string, config map[string]any) (map[string]tftypes.Value, Diagnostics) {
	i.t.Helper()
	ctx := i.t.Context()
	schemas, err := i.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	objectType := schemas.DataSourceSchemas[typeName].ValueType()
	resp, err := i.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{
		TypeName: typeName, Config: dynamic(i.t, objectType, value(i.t, objectType, config)),
	})
	if err != nil {
		i.t.Fatal(err)
	}
	if said := Diagnostics(resp.Diagnostics); said.HasError() {
		return nil, said
	}
	read, err := resp.State.Unmarshal(objectType)
	if err != nil {
		i.t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := read.As(&attributes); err != nil {
		i.t.Fatal(err)
	}
	return attributes, resp.Diagnostics
}
