package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// grace is how long running requests may take once the end has come.
const grace = 5 * time.Second

// serve listens, says so, and answers until the context ends.
func serve(ctx context.Context, cfg config, server *sim.Server, stdout io.Writer) error {
	var listen net.ListenConfig
	api, err := listen.Listen(ctx, "tcp", cfg.addr)
	if err != nil {
		return err
	}
	servers := map[net.Listener]*http.Server{api: newServer(server)}
	controlAddr := ""
	if cfg.control != "" {
		control, err := listen.Listen(ctx, "tcp", cfg.control)
		if err != nil {
			return errors.Join(err, api.Close())
		}
		servers[control] = newServer(server.Control())
		controlAddr = control.Addr().String()
	}
	cfg.print(stdout, api.Addr().String(), controlAddr)

	ended := make(chan error, len(servers))
	for listener, s := range servers {
		go func() { ended <- s.Serve(listener) }()
	}
	// A server that ends by itself takes the others with it.
	running := len(servers)
	var failed error
	select {
	case <-ctx.Done():
	case failed = <-ended:
		running--
	}
	for _, s := range servers {
		failed = errors.Join(failed, stop(ctx, s))
	}
	for range running {
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func newServer(handler http.Handler) *http.Server {
	return &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
}

// stop lets running requests come to an end, but not for ever.
func stop(ctx context.Context, s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}

// print says how to reach the simulator, in the provider's own terms.
func (cfg config) print(w io.Writer, api, control string) {
	// Nothing can be done about a terminal that is gone.
	_, _ = fmt.Fprintf(w, `# Simulated VPC API on http://%[1]s. Nothing here costs money.
provider "aliyun" {
  region     = %[4]q
  access_key = %[2]q
  secret_key = %[3]q

  endpoints {
    vpc = "http://%[1]s"
    sts = "http://%[1]s"
  }
}

# Or leave all of it out of the configuration, and paste this into the shell that runs Terraform:
export ALIBABA_CLOUD_ENDPOINT_VPC='http://%[1]s'
export ALIBABA_CLOUD_ENDPOINT_STS='http://%[1]s'
export ALIBABA_CLOUD_REGION='%[4]s'
export ALIBABA_CLOUD_ACCESS_KEY_ID=%[8]s
export ALIBABA_CLOUD_ACCESS_KEY_SECRET=%[9]s

# VPC %[5]s has the vSwitches %[6]s and %[7]s.
`, api, cfg.accessKey, cfg.secretKey, sim.DefaultRegion,
		sim.DefaultVPC, sim.DefaultVSwitchH, sim.DefaultVSwitchI, shellWord(cfg.accessKey), shellWord(cfg.secretKey))
	if control != "" {
		_, _ = fmt.Fprintf(w, "# Control interface on http://%s.\n", control)
	}
}

// shellWord quotes s for sh, whatever is in it.
func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
