package sim_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const roleArn = "acs:ram::1234567890123456:role/Deployer"

// as returns a client with the credentials of an answer.
func (c *client) as(r reply) *client {
	given, _ := r.body["Credentials"].(map[string]any)
	other := *c
	other.key, _ = given["AccessKeyId"].(string)
	other.secret, _ = given["AccessKeySecret"].(string)
	other.token, _ = given["SecurityToken"].(string)
	return &other
}

func TestSim_callerIdentity(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	r := c.ok("GetCallerIdentity", nil)
	if r.str("AccountId") != sim.DefaultAccountID || r.str("Arn") != "acs:ram::1234567890123456:root" {
		t.Errorf("got %s", r.text)
	}
	// The vendor's clients send a region with every call.
	c.ok("GetCallerIdentity", params{"RegionId": "mars-1"})
	if requests := server.Requests(); len(requests[len(requests)-1].Unknown) > 0 {
		t.Errorf("unknown: %v", requests[len(requests)-1].Unknown)
	}
	server.AddCredential(sim.Credential{AccessKeyID: "other", AccessKeySecret: "s", Account: "42"})
	c.key, c.secret = "other", "s"
	if r := c.ok("GetCallerIdentity", nil); r.str("AccountId") != "42" {
		t.Errorf("got %s", r.text)
	}
}

// TestSim_assumeRole takes a role as the vendor's credentials library does:
// signature version 1, protocol parameters in the query, the rest in the form.
func TestSim_assumeRole(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	form := params{
		"RoleArn": roleArn, "RoleSessionName": "terraform", "DurationSeconds": "900", "ExternalId": "ext",
		"Policy": `{"Version":"1"}`,
	}
	all := c.paramsV1(http.MethodPost, "2015-04-01", "AssumeRole", form.with(params{"Format": "JSON"}))
	query := params{}
	for name, value := range all {
		if _, inForm := form[name]; !inForm {
			query[name] = value
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url+"/?"+encode(query),
		strings.NewReader(encode(form)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("x-acs-credentials-provider", "static_ak")
	r := c.send(req)
	if r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	logged := server.Requests()[0]
	if logged.Params["RoleArn"] != roleArn || logged.SignatureVersion != "1.0" || len(logged.Unknown) != 0 {
		t.Errorf("odd log %+v", logged)
	}
	session := c.as(r)
	if !strings.HasPrefix(session.key, "STS.") {
		t.Errorf("odd key %q", session.key)
	}
	who := session.ok("GetCallerIdentity", nil)
	if who.str("Arn") != "acs:ram::1234567890123456:assumed-role/deployer/terraform" {
		t.Errorf("got %s", who.text)
	}
	session.buy(nil)

	lost := *session
	lost.token = ""
	lost.refused("DescribeRegions", nil, 400, "MissingSecurityToken")
	lost.token = "wrong"
	lost.refused("DescribeRegions", nil, 400, "InvalidSecurityToken.MismatchWithAccessKey")
	server.Advance(15 * time.Minute)
	session.refused("DescribeRegions", nil, 400, "InvalidSecurityToken.Expired")
}

func TestSim_assumeRoleChecks(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	good := params{"RoleArn": roleArn, "RoleSessionName": "terraform"}
	c.refused("AssumeRole", good.with(params{"RoleArn": "-"}), 400, "MissingRoleArn")
	c.refused("AssumeRole", good.with(params{"RoleArn": "role"}), 400, "InvalidRoleArn")
	c.refused("AssumeRole", good.with(params{"RoleSessionName": "a b"}), 400, "InvalidRoleSessionName")
	c.refused("AssumeRole", good.with(params{"DurationSeconds": "60"}), 400, "InvalidDurationSeconds")
}

func TestSim_assumeRoleWithOIDC(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	query := params{"Action": "AssumeRoleWithOIDC", "Version": "2015-04-01", "Format": "JSON"}
	form := params{
		"RoleArn": roleArn, "RoleSessionName": "ci", "OIDCToken": "very-secret",
		"OIDCProviderArn": "acs:ram::1234567890123456:oidc-provider/ci",
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.url+"/?"+encode(query),
		strings.NewReader(encode(form)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r := c.send(req)
	if r.status != http.StatusOK {
		t.Fatal(r.text)
	}
	c.as(r).ok("DescribeRegions", nil)
	if logged := server.Requests()[0]; logged.Params["OIDCToken"] != "(masked)" {
		t.Errorf("a secret in the log: %+v", logged)
	}
}

func TestSim_credentials(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{Credentials: []sim.Credential{
		{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret},
		{AccessKeyID: "reader", AccessKeySecret: "r", ReadOnly: true},
		{AccessKeyID: "STS.old", AccessKeySecret: "o", SecurityToken: "t", Expired: true},
	}})
	id := c.buy(nil)

	reader := *c
	reader.key, reader.secret = "reader", "r"
	reader.ok("DescribeVpnGateway", named(id))
	for _, action := range []string{"CreateVpnGateway", "ModifyVpnGatewayAttribute", "DeleteVpnGateway", "TagResources"} {
		r := reader.refused(action, named(id), 403, "Forbidden.RAM")
		detail, _ := r.body["AccessDeniedDetail"].(map[string]any)
		if detail["AuthAction"] != "vpc:"+action {
			t.Errorf("odd detail %s", r.text)
		}
	}
	// What a reader may not do, its role may not do either.
	session := reader.as(reader.ok("AssumeRole", params{"RoleArn": roleArn, "RoleSessionName": "x1"}))
	session.refused("DeleteVpnGateway", named(id), 403, "Forbidden.RAM")

	old := *c
	old.key, old.secret, old.token = "STS.old", "o", "t"
	old.refused("DescribeRegions", nil, 400, "InvalidSecurityToken.Expired")

	server.RemoveCredential(sim.DefaultAccessKeyID)
	c.refused("DescribeVpnGateway", named(id), 404, "InvalidAccessKeyId.NotFound")
	if requests := server.Requests(); requests[len(requests)-1].AccessKeyID != sim.DefaultAccessKeyID {
		t.Error("the log should name the key that was refused")
	}
}
