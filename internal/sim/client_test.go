package sim_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// client calls a simulator over HTTP. Its signer shares no code with the
// verifier.
type client struct {
	t      *testing.T
	url    string
	key    string
	secret string
	token  string
	xml    bool
	now    func() time.Time
}

// reply is what came back.
type reply struct {
	status int
	body   map[string]any
	text   string
	header http.Header
}

func (r reply) code() string {
	code, _ := r.body["Code"].(string)
	return code
}

func (r reply) str(name string) string {
	value, _ := r.body[name].(string)
	return value
}

type params map[string]string

// with returns the parameters with others added; "-" takes one away.
func (p params) with(other params) params {
	all := params{}
	for _, source := range []params{p, other} {
		for name, value := range source {
			all[name] = value
		}
	}
	for name, value := range all {
		if value == "-" {
			delete(all, name)
		}
	}
	return all
}

// start serves a simulator and returns a client with the default credential.
func start(t *testing.T, opts sim.Options) (*sim.Server, *client) {
	t.Helper()
	server := sim.New(opts)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return server, clientOf(t, web.URL)
}

// clientOf returns a client with the default credential.
func clientOf(t *testing.T, url string) *client {
	t.Helper()
	return &client{t: t, url: url, key: sim.DefaultAccessKeyID, secret: sim.DefaultAccessKeySecret, now: time.Now}
}

var nonces atomic.Int64

func nonce() string { return fmt.Sprintf("nonce-%d", nonces.Add(1)) }

func percent(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.~", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func encode(p params) string {
	values := url.Values{}
	for name, value := range p {
		values.Set(name, value)
	}
	pairs := strings.Split(values.Encode(), "&")
	for i, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		plainName, _ := url.QueryUnescape(name)
		plainValue, _ := url.QueryUnescape(value)
		pairs[i] = percent(plainName) + "=" + percent(plainValue)
	}
	if len(p) == 0 {
		return ""
	}
	return strings.Join(pairs, "&")
}

// requestV3 builds a signed request with the parameters in the form body, or
// in the query for GET. The hooks change it before and after signing.
func (c *client) requestV3(method, action string, p params) *http.Request {
	c.t.Helper()
	query, body := "", encode(p)
	if method == http.MethodGet {
		query, body = body, ""
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+"/?"+query, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	version := "2016-04-28"
	if action == "AssumeRole" || action == "GetCallerIdentity" || action == "AssumeRoleWithOIDC" {
		version = "2015-04-01"
	}
	h := req.Header
	h.Set("x-acs-action", action)
	h.Set("x-acs-version", version)
	h.Set("x-acs-date", c.now().UTC().Format("2006-01-02T15:04:05Z"))
	h.Set("x-acs-signature-nonce", nonce())
	h.Set("Accept", "application/json")
	if c.xml {
		h.Set("Accept", "application/xml")
	}
	if body != "" {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if c.token != "" {
		h.Set("x-acs-security-token", c.token)
		h.Set("x-acs-accesskey-id", c.key)
	}
	c.signV3(req, query, body)
	return req
}

// signV3 signs what the request holds at this moment.
func (c *client) signV3(req *http.Request, query, body string) {
	sum := sha256.Sum256([]byte(body))
	hash := hex.EncodeToString(sum[:])
	req.Header.Set("x-acs-content-sha256", hash)
	var names []string
	headers := "" // in the order of the names
	for _, name := range []string{
		"content-type", "host", "x-acs-accesskey-id", "x-acs-action", "x-acs-content-sha256", "x-acs-date",
		"x-acs-security-token", "x-acs-signature-nonce", "x-acs-version",
	} {
		value := req.Header.Get(name)
		if name == "host" {
			value = req.URL.Host
		}
		if value != "" {
			names = append(names, name)
			headers += name + ":" + value + "\n"
		}
	}
	signed := strings.Join(names, ";")
	canonical := req.Method + "\n/\n" + query + "\n" + headers + "\n" + signed + "\n" + hash
	digest := sha256.Sum256([]byte(canonical))
	mac := hmac.New(sha256.New, []byte(c.secret))
	fmt.Fprintf(mac, "ACS3-HMAC-SHA256\n%x", digest)
	req.Header.Set("Authorization", fmt.Sprintf("ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%x",
		c.key, signed, mac.Sum(nil)))
}

// paramsV1 adds the system parameters and the signature of version 1.
func (c *client) paramsV1(method, version, action string, p params) params {
	p = p.with(params{
		"Action": action, "Version": version, "AccessKeyId": c.key, "SignatureMethod": "HMAC-SHA1",
		"SignatureVersion": "1.0", "SignatureNonce": nonce(),
		"Timestamp": c.now().UTC().Format("2006-01-02T15:04:05Z"),
	})
	if c.token != "" {
		p["SecurityToken"] = c.token
	}
	mac := hmac.New(sha1.New, []byte(c.secret+"&"))
	mac.Write([]byte(method + "&%2F&" + percent(encode(p))))
	p["Signature"] = base64.StdEncoding.EncodeToString(mac.Sum(nil))
	return p
}

func (c *client) getV1(version, action string, p params) reply {
	c.t.Helper()
	query := encode(c.paramsV1(http.MethodGet, version, action, p))
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.url+"/?"+query, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.send(req)
}

func (c *client) send(req *http.Request) reply {
	c.t.Helper()
	r, err := c.try(req)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func (c *client) try(req *http.Request) (reply, error) {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	r := reply{status: res.StatusCode, text: string(text), header: res.Header}
	if err != nil {
		return r, err
	}
	// Some tests ask for XML or break the answer, and look at the text.
	_ = json.Unmarshal(text, &r.body)
	return r, nil
}

func (c *client) do(action string, p params) reply {
	c.t.Helper()
	method := http.MethodPost
	if action == "DescribeVpnGatewayAvailableZones" {
		method = http.MethodGet
	}
	return c.send(c.requestV3(method, action, p))
}

// ok fails the test unless the call succeeds.
func (c *client) ok(action string, p params) reply {
	c.t.Helper()
	r := c.do(action, p)
	if r.status != http.StatusOK {
		c.t.Fatalf("%s: %d %s", action, r.status, r.text)
	}
	return r
}

// refused fails the test unless the call answers the code with the status.
func (c *client) refused(action string, p params, status int, code string) reply {
	c.t.Helper()
	r := c.do(action, p)
	if r.status != status || r.code() != code {
		c.t.Fatalf("%s: want %d %s, got %d %s", action, status, code, r.status, r.text)
	}
	return r
}

// order is a complete and cheap one.
var order = params{
	"RegionId": sim.DefaultRegion, "VpcId": sim.DefaultVPC, "Bandwidth": "10", "InstanceChargeType": "POSTPAY",
	"VSwitchId": sim.DefaultVSwitchH, "DisasterRecoveryVSwitchId": sim.DefaultVSwitchI,
}

// single takes an order's vSwitches away.
var single = params{"VSwitchId": "-", "DisasterRecoveryVSwitchId": "-"}

// oldRegion builds gateways as regions did before they had dual-tunnel ones.
var oldRegion = sim.Options{SingleTunnelRegions: []string{sim.DefaultRegion}}

// buy creates a gateway and returns its identifier.
func (c *client) buy(p params) string {
	c.t.Helper()
	return c.ok("CreateVpnGateway", order.with(p)).str("VpnGatewayId")
}

// named are the parameters that name a gateway of the default region.
func named(id string) params {
	return params{"RegionId": sim.DefaultRegion, "VpnGatewayId": id}
}

func (c *client) status(id string) string {
	c.t.Helper()
	return c.ok("DescribeVpnGateway", named(id)).str("Status")
}
