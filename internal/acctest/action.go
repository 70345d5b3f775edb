package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Invoke validates and runs an action in the instance's provider process, as a
// Terraform does that has actions. It returns the messages on the way.
func (i *Instance) Invoke(typeName string, config map[string]any) (progress []string, said Diagnostics) {
	i.t.Helper()
	server, ok := i.server.(tfprotov6.ActionServer)
	if !ok {
		i.t.Fatal("the provider serves no actions")
	}
	ctx := i.context(i.t.Context())
	schemas, err := i.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		i.t.Fatal(err)
	}
	of := schemas.ActionSchemas[typeName].Schema.ValueType()
	given := dynamic(i.t, of, value(i.t, of, config))
	validated, err := server.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: given})
	if err != nil {
		i.t.Fatal(err)
	}
	if said := Diagnostics(validated.Diagnostics); said.HasError() {
		return nil, said
	}
	stream, err := server.InvokeAction(ctx, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: given})
	if err != nil {
		i.t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress = append(progress, e.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			said = append(said, e.Diagnostics...)
		}
	}
	return progress, said
}
