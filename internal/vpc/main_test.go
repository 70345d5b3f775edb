package vpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi/memnet"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

const (
	region = "cn-hangzhou"
	id     = "vpn-bp1q8bgx4xnkm2ogj0fiu"
)

// answer is a status and a body; status 0 closes the connection instead.
type answer struct {
	status int
	body   string
}

func ok(body string) answer { return answer{http.StatusOK, body} }
func describe(json string) answer {
	return ok(fmt.Sprintf(`{"VpnGatewayId":%q,"RequestId":"R",%s}`, id, json))
}
func in(status string) answer { return describe(fmt.Sprintf(`"Status":%q`, status)) }

func refuse(status int, code string) answer {
	return answer{status, fmt.Sprintf(`{"Code":%q,"Message":"In words.","RequestId":"REQ-%s"}`, code, code)}
}

var (
	done     = ok(`{"RequestId":"R"}`)
	lost     = answer{}
	notFound = refuse(http.StatusNotFound, "InvalidVpnGatewayInstanceId.NotFound")
)

// fakeAPI gives its answers in turn, and the last one again and again. Lists have
// answers of their own, which show nothing unless set.
type fakeAPI struct {
	*vpc.Client
	mu      sync.Mutex
	answers []answer
	lists   []answer
	calls   []url.Values // parameters, with Action and Version; no lists
	listed  []url.Values // those of lists
	onCall  func(n int)
}

// list is a page of gateways, each given as JSON.
func list(total int, gateways ...string) answer {
	return ok(fmt.Sprintf(`{"TotalCount":%d,"RequestId":"R","VpnGateways":{"VpnGateway":[%s]}}`, total, strings.Join(gateways, ",")))
}

// entry is a gateway in a list.
func entry(id, status string) string {
	return fmt.Sprintf(`{"VpnGatewayId":%q,"Status":%q}`, id, status)
}

// serve returns a client of the fake, which does not wait between attempts and
// looks, and sends a lost call again once.
func serve(t *testing.T, answers ...answer) *fakeAPI {
	t.Helper()
	api := &fakeAPI{answers: answers, lists: []answer{list(0)}, onCall: func(int) {}}
	api.Client = client(t, api, vpc.Config{})
	return api
}

// client returns a client of an API that is faked by handler.
func client(t *testing.T, handler http.Handler, config vpc.Config) *vpc.Client {
	t.Helper()
	srv := httptest.NewServer(handler)
	t.Cleanup(srv.Close)
	return clientOf(t, srv.URL, openapi.Config{}, config)
}

// virtualClient is client in a bubble of virtual time.
func virtualClient(t *testing.T, handler http.Handler, config vpc.Config) *vpc.Client {
	t.Helper()
	network := memnet.Listen()
	srv := &http.Server{ReadHeaderTimeout: time.Minute, Handler: handler}
	go func() { _ = srv.Serve(network) }() // it always ends with an error
	t.Cleanup(func() { _ = srv.Close() })
	return clientOf(t, "http://127.0.0.1", openapi.Config{Dial: network.Dial}, config)
}

func clientOf(t *testing.T, address string, api openapi.Config, config vpc.Config) *vpc.Client {
	t.Helper()
	endpoint, err := openapi.ParseEndpoint(address)
	if err != nil {
		t.Fatal(err)
	}
	api.Credentials, err = openapi.StaticCredential(openapi.Credential{AccessKeyID: "testid", AccessKeySecret: "testsecret"})
	if err != nil {
		t.Fatal(err)
	}
	if config.SnapshotAge == 0 {
		config.SnapshotAge = time.Hour // a test on a busy machine may take longer than a minute
	}
	api.MaxRetries, api.Backoff = 1, openapi.Backoff{Base: time.Nanosecond, Max: time.Nanosecond}
	config.API = openapi.NewClient(api)
	config.Endpoint = endpoint
	config.PollInterval = func(time.Duration) time.Duration { return 0 }
	return vpc.NewClient(config)
}

func (a *fakeAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	call, _ := url.ParseQuery(string(text))
	call.Set("Action", r.Header.Get("X-Acs-Action"))
	call.Set("Version", r.Header.Get("X-Acs-Version"))
	a.mu.Lock()
	answers, calls := a.answers, &a.calls
	if call.Get("Action") == "DescribeVpnGateways" {
		answers, calls = a.lists, &a.listed
	}
	next := answers[min(len(*calls), len(answers)-1)]
	*calls = append(*calls, call)
	n := len(a.calls)
	a.mu.Unlock()
	a.onCall(n)
	if next.status == 0 {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(next.status)
	_, _ = io.WriteString(w, next.body)
}

func (a *fakeAPI) received() []url.Values {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.calls
}

// looks counts the calls that read one gateway, and the lists.
func (a *fakeAPI) looks() (reads, lists int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, call := range a.calls {
		if call.Get("Action") == "DescribeVpnGateway" {
			reads++
		}
	}
	return reads, len(a.listed)
}

// gateway reads the gateway of one answer.
func gateway(t *testing.T, json string) (*vpc.VpnGateway, error) {
	t.Helper()
	return serve(t, describe(json)).DescribeVpnGateway(t.Context(), region, id)
}

// methods are all methods that make one call.
var methods = map[string]func(context.Context, *vpc.Client) error{
	"CreateVpnGateway": func(ctx context.Context, c *vpc.Client) error {
		_, err := c.CreateVpnGateway(ctx, vpc.CreateVpnGatewayInput{RegionID: region, VpcID: "vpc-1", Bandwidth: 5})
		return err
	},
	"DescribeVpnGateway": func(ctx context.Context, c *vpc.Client) error {
		_, err := c.DescribeVpnGateway(ctx, region, id)
		return err
	},
	"ModifyVpnGatewayAttribute": func(ctx context.Context, c *vpc.Client) error {
		return c.ModifyVpnGatewayAttribute(ctx, vpc.ModifyVpnGatewayAttributeInput{RegionID: region, VpnGatewayID: id})
	},
	"DeleteVpnGateway": func(ctx context.Context, c *vpc.Client) error { return c.DeleteVpnGateway(ctx, region, id) },
	"MoveVpnResourceGroup": func(ctx context.Context, c *vpc.Client) error {
		return c.MoveVpnResourceGroup(ctx, vpc.VpnGatewayObject(region, id), "rg-2")
	},
	"TagResources": func(ctx context.Context, c *vpc.Client) error {
		return c.TagResources(ctx, vpc.VpnGatewayObject(region, id), map[string]string{"b": "", "a": "1"})
	},
	"UnTagResources": func(ctx context.Context, c *vpc.Client) error {
		return c.UnTagResources(ctx, vpc.VpnGatewayObject(region, id), []string{"z", "y"})
	},
	"wait until active": func(ctx context.Context, c *vpc.Client) error {
		_, err := c.WaitVpnGatewayActive(ctx, region, id, false)
		return err
	},
	"wait until deleted": func(ctx context.Context, c *vpc.Client) error { return c.WaitVpnGatewayDeleted(ctx, region, id) },
}

// apiError returns what every error of an answer must keep.
func apiError(err error) (code, requestID string) {
	var e *openapi.Error
	if errors.As(err, &e) {
		return e.Code, e.RequestID
	}
	return "", ""
}
