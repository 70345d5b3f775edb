// Command schemajson prints the provider's schema in the form of `terraform providers schema -json`.
//
// It asks the provider in process, so the documentation needs no Terraform to be written and comes out the same on every
// machine: an older Terraform does not print identities, list resources and actions, which tfplugindocs documents too.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	fwprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

func main() {
	if err := write(context.Background(), os.Stdout, provider.New("dev")()); err != nil {
		fmt.Fprintln(os.Stderr, "schemajson:", err)
		os.Exit(1)
	}
}

// write puts p's schema on w, under p's short name: tfplugindocs looks there, and not under a full source address.
func write(ctx context.Context, w io.Writer, p fwprovider.Provider) error {
	server, err := providerserver.NewProtocol6WithError(p)()
	if err != nil {
		return err
	}
	schema, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return err
	}
	// A provider that calls its own schema invalid still answers, with parts of it missing.
	if err := errors.Join(failures(schema.Diagnostics), failures(identities.Diagnostics)); err != nil {
		return err
	}

	var meta fwprovider.MetadataResponse
	p.Metadata(ctx, fwprovider.MetadataRequest{}, &meta)
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(schemasJSON{
		FormatVersion: "1.0",
		Providers:     map[string]providerJSON{meta.TypeName: newProvider(schema, identities)},
	})
}

func failures(diagnostics []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, fmt.Errorf("%s: %s", d.Summary, d.Detail))
		}
	}
	return errors.Join(errs...)
}
