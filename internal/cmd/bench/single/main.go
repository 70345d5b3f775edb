// Command single is the provider with one resource, and nothing else: what a
// command costs more with the whole provider is what the others cost.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	framework "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

func main() {
	_ = os.Setenv("TF_LOG_SDK", "off") // as the provider itself does
	if err := tf6server.Serve(provider.Address, providerserver.NewProtocol6(single{provider.New("single")()})); err != nil {
		log.Fatal(err)
	}
}

// single hides what else the provider offers.
type single struct{ framework.Provider }

func (single) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{vpngateway.NewResource}
}

func (single) DataSources(context.Context) []func() datasource.DataSource { return nil }
