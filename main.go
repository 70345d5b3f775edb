// Command terraform-provider-aliyun serves the Terraform provider aliyun.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// version is set by -ldflags.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger: print what Terraform needs to attach, and stay")
	flag.Parse()
	err := providerserver.Serve(context.Background(), provider.New(version), providerserver.ServeOpts{
		Address: provider.Address,
		Debug:   *debug,
	})
	if err != nil {
		log.Fatal(err)
	}
}
