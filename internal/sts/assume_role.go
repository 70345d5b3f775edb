package sts

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Role is a RAM role to assume.
type Role struct {
	// ARN is acs:ram::<account>:role/<name>.
	ARN string
	// SessionName is 2 to 64 characters; it shows in audit logs.
	SessionName string
	// SessionSeconds is 900 to 43200, at most what the role allows; 0 means the
	// API's 3600.
	SessionSeconds int
	// Policy narrows what the session may do, as JSON; "" leaves it what the role may do.
	Policy string
	// ExternalID is what the role's trust policy asks for. AssumeRole alone takes it.
	ExternalID string
}

func (r Role) params() url.Values {
	params := url.Values{"RoleArn": {r.ARN}, "RoleSessionName": {r.SessionName}}
	if r.SessionSeconds > 0 {
		params.Set("DurationSeconds", strconv.Itoa(r.SessionSeconds))
	}
	if r.Policy != "" {
		params.Set("Policy", r.Policy)
	}
	if r.ExternalID != "" {
		params.Set("ExternalId", r.ExternalID)
	}
	return params
}

// Session is temporary credentials and when they end.
type Session struct {
	openapi.Credential

	Expiration time.Time
}

// AssumeRole returns a session of role, for the identity that api signs with.
// It needs the RAM action sts:AssumeRole, and the role has to trust the identity.
// Errors: NoPermission, EntityNotExist.Role, InvalidParameter.*.
//
// https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
func AssumeRole(ctx context.Context, api *openapi.Client, endpoint *url.URL, role Role) (Session, error) {
	return session(ctx, api, openapi.Request{Endpoint: endpoint, Action: "AssumeRole", Params: role.params()})
}

// AssumeRoleWithOIDC returns a session of role for whoever has token, which an
// identity provider issued that RAM knows by providerARN
// (acs:ram::<account>:oidc-provider/<name>). The call is not signed.
// Errors: AuthenticationFail.*, EntityNotExist.Role, NoPermission.
//
// https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerolewithoidc
func AssumeRoleWithOIDC(ctx context.Context, api *openapi.Client, endpoint *url.URL, role Role, providerARN, token string) (Session, error) {
	params := role.params()
	params.Set("OIDCProviderArn", providerARN)
	params.Set("OIDCToken", token)
	return session(ctx, api, openapi.Request{Endpoint: endpoint, Action: "AssumeRoleWithOIDC", Params: params, Unsigned: true})
}

func session(ctx context.Context, api *openapi.Client, req openapi.Request) (Session, error) {
	req.Version, req.Method, req.RequiredField, req.SecretAnswer = version, http.MethodPost, "Credentials", true
	var out struct {
		Credentials struct {
			AccessKeyID     string `json:"AccessKeyId"`
			AccessKeySecret string
			SecurityToken   string
			Expiration      time.Time
		}
	}
	if err := api.Call(ctx, req, &out); err != nil {
		return Session{}, err
	}
	got := out.Credentials
	s := Session{Credential: openapi.Credential{
		AccessKeyID: got.AccessKeyID, AccessKeySecret: got.AccessKeySecret, SecurityToken: got.SecurityToken,
	}, Expiration: got.Expiration}
	if err := s.Check(); err != nil || s.SecurityToken == "" || s.Expiration.IsZero() {
		return Session{}, fmt.Errorf("%s: the answer holds no usable credentials", req.Action)
	}
	return s, nil
}
