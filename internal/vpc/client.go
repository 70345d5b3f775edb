package vpc

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const version = "2016-04-28"

// Config is what a Client needs.
type Config struct {
	// API carries the calls.
	API *openapi.Client
	// Endpoint replaces the regional endpoints when set, and EndpointSource names
	// what set it, such as endpoints.vpc.
	Endpoint       *url.URL
	EndpointSource string
	// Region is the provider's region, and RegionSource names what set it, such as
	// an environment variable; for errors alone.
	Region, RegionSource string
	// PollInterval says how long to wait before looking again at a gateway
	// watched for the given time. nil: quick at first, then every few seconds.
	PollInterval func(watched time.Duration) time.Duration
	// Jitter is as in openapi.Config.
	Jitter func(time.Duration) time.Duration
	// SnapshotAge is how old the data of a Get method may be; 0 means a minute.
	SnapshotAge time.Duration
}

// Client calls the actions of product Vpc in any region. It is safe for
// concurrent use.
type Client struct {
	cfg   Config
	locks keyedLock
	reads reads

	mu      sync.Mutex
	readers map[*kind]any // of the kinds that were read: a *reader[T] each
	turns   chan struct{} // taken by each call that nobody has asked for yet

	paces paces

	// sslGateways are the IDs of the gateways of SSL servers, which never change.
	sslGateways sync.Map
}

// NewClient returns a Client.
func NewClient(cfg Config) *Client {
	if cfg.Jitter == nil {
		cfg.Jitter = openapi.Jitter
	}
	if cfg.PollInterval == nil {
		cfg.PollInterval = func(watched time.Duration) time.Duration { return pollInterval(watched, cfg.Jitter) }
	}
	if cfg.SnapshotAge == 0 {
		cfg.SnapshotAge = snapshotAge
	}
	c := &Client{cfg: cfg}
	c.reads = reads{direct: make(map[string]int), written: make(map[string]bool), changes: make(map[string]int), routed: make(map[*kind][]scope)}
	c.readers = make(map[*kind]any)
	c.turns = make(chan struct{}, pagesAtOnce)
	return c
}

// call sends a request that is safe to repeat as it is: a read, or a write that
// takes no ClientToken and does nothing the second time.
func (c *Client) call(ctx context.Context, req openapi.Request, out any) error {
	if e, ok := ctx.Value(earlyKey{}).(*early); ok {
		end, err := e.begin(ctx, c.turns)
		if err != nil {
			return err
		}
		defer end()
	}
	return c.cfg.API.Call(ctx, req, out)
}

// callOnce sends a write that takes a ClientToken, which makes it safe to repeat.
func (c *Client) callOnce(ctx context.Context, req openapi.Request, out any) error {
	req.ClientToken = openapi.NewClientToken()
	return c.cfg.API.Call(ctx, req, out)
}

// create sends a write that makes an object, which its answer names in
// idParameter, and returns the client token that it was made with. If nobody knows
// whether it was carried out, it is sent once more with the same token.
func (c *Client) create(ctx context.Context, req openapi.Request, k *kind, out any) (clientToken string, err error) {
	req.RequiredField, req.TokenSent = k.idParameter, &clientToken
	if err = c.callOnce(ctx, req, out); err != nil {
		err = c.recoverOnce(ctx, req, out, err)
	}
	return clientToken, err
}

// secretAnswers are the actions whose answers hold keys, which errors about an
// answer that cannot be read must not repeat.
var secretAnswers = []string{
	"DescribeCustomerGateway", "DescribeCustomerGateways",
	"DescribeVpnConnection", "DescribeVpnConnections", "ModifyVpnConnectionAttribute", "ModifyTunnelAttribute", "ModifyVpnAttachmentAttribute",
	"DiagnoseVpnConnections", "DescribeVpnConnectionLogs",
	"DescribeSslVpnClientCert",
	"ListIpsecServers",
}

func (c *Client) request(action, region string, p params) openapi.Request {
	p.str("RegionId", region)
	endpoint, source := c.cfg.Endpoint, c.cfg.EndpointSource
	if endpoint == nil {
		endpoint, source = &url.URL{Scheme: "https", Host: regionHost(region)}, "the region "+region
		if region == c.cfg.Region && c.cfg.RegionSource != "" {
			source += ", which is set by " + c.cfg.RegionSource
		}
	}
	return openapi.Request{
		Endpoint: endpoint, EndpointSource: source,
		Action: action, Version: version, Method: http.MethodPost, Params: url.Values(p),
		SecretAnswer: slices.Contains(secretAnswers, action),
	}
}
