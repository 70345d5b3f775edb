package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// config is what the flags say.
type config struct {
	addr       string
	control    string
	accessKey  string
	secretKey  string
	latency    time.Duration
	buildTime  time.Duration
	updateTime time.Duration
	noQuotas   bool
	faults     string
	data       string
	site       string
	single     string
	verbose    bool
}

// parse reads the flags. The default region's network is there in any case, so
// no flag is needed to begin with.
func parse(args []string, stdout io.Writer) (config, error) {
	var cfg config
	flags := flag.NewFlagSet("aliyunsim", flag.ContinueOnError)
	flags.SetOutput(stdout)
	flags.StringVar(&cfg.addr, "addr", "127.0.0.1:8980", "loopback `address` of the API")
	flags.StringVar(&cfg.control, "control", "", "loopback `address` of the control interface; empty for none")
	flags.StringVar(&cfg.accessKey, "access-key", sim.DefaultAccessKeyID, "access key `id` that is accepted")
	flags.StringVar(&cfg.secretKey, "secret-key", sim.DefaultAccessKeySecret, "its `secret`")
	flags.DurationVar(&cfg.latency, "latency", 0, "delay before each answer")
	flags.DurationVar(&cfg.buildTime, "build-time", 0, "how long a gateway is being built")
	flags.DurationVar(&cfg.updateTime, "update-time", 0, "how long a gateway is being changed, which the changes of its connections and routes do too")
	flags.BoolVar(&cfg.noQuotas, "no-quotas", false, "allow any number of gateways, connections, routes and certificates")
	flags.StringVar(&cfg.faults, "faults", "", "`file` with a JSON list of faults")
	flags.StringVar(&cfg.data, "data", "", "`file` to load the data from at the start and save it to at the end")
	flags.StringVar(&cfg.site, "site", "", "china or international; empty for one that sells both charge types")
	flags.StringVar(&cfg.single, "single-tunnel", "", "`regions`, with commas, that build gateways with one vSwitch too, beside "+sim.DubaiRegion)
	flags.BoolVar(&cfg.verbose, "v", false, "print a line for each request")
	if err := flags.Parse(args); err != nil {
		return cfg, err
	}
	if flags.NArg() > 0 {
		return cfg, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return cfg, cfg.check()
}

func (cfg config) check() error {
	for _, addr := range []string{cfg.addr, cfg.control} {
		if addr != "" && !loopback(addr) {
			return fmt.Errorf("%q is not a loopback address: the simulator is for this machine only", addr)
		}
	}
	switch sim.Site(cfg.site) {
	case sim.SiteAny, sim.SiteChina, sim.SiteInternational:
		return nil
	default:
		return fmt.Errorf("unknown site %q", cfg.site)
	}
}

// loopback tells whether an address is reachable from this machine only. No
// host at all would mean every interface.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// options are those of the simulator that the flags describe.
func (cfg config) options(stdout io.Writer) sim.Options {
	opts := sim.Options{
		Credentials: []sim.Credential{{AccessKeyID: cfg.accessKey, AccessKeySecret: cfg.secretKey}},
		Site:        sim.Site(cfg.site),
		BuildTime:   cfg.buildTime,
		UpdateTime:  cfg.updateTime,
		Latency:     cfg.latency,
		RealTime:    true,
	}
	if cfg.noQuotas {
		opts.Quota, opts.ConnectionQuota, opts.RouteQuota, opts.ClientCertQuota = -1, -1, -1, -1
	}
	if cfg.single != "" {
		opts.SingleTunnelRegions = strings.Split(cfg.single, ",")
	}
	if cfg.verbose {
		opts.Log = log.New(stdout, "", log.Ltime).Printf
	}
	return opts
}

// simulator makes it.
func (cfg config) simulator(stdout io.Writer) (*sim.Server, error) {
	server := sim.New(cfg.options(stdout))
	if err := cfg.loadFaults(server); err != nil {
		return nil, err
	}
	return server, cfg.load(server)
}
