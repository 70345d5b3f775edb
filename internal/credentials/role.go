package credentials

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// AssumeRole returns the credentials of a role, assumed with those of base.
// baseName is base in words. A nil endpoint is that of x.
func (x *Exchange) AssumeRole(base openapi.CredentialSource, baseName string, role sts.Role, endpoint *url.URL) (openapi.CredentialSource, error) {
	name := fmt.Sprintf("assuming the role %s with %s", role.ARN, baseName)
	role, endpoint, err := x.complete(role, endpoint)
	if err != nil {
		return nil, &openapi.CredentialError{Source: name, Err: err}
	}
	client := x.client(base)
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		return sts.AssumeRole(ctx, client, endpoint, role)
	}), nil
}

// OIDC is what AssumeRoleWithOIDC takes beside the role.
type OIDC struct {
	// ProviderARN is the identity provider in RAM.
	ProviderARN string
	// Token is the token itself. TokenFile, where Token is "", is read whenever the
	// session is renewed.
	Token, TokenFile string
}

// AssumeRoleWithOIDC returns the credentials of a role, assumed with a token of
// an identity provider.
func (x *Exchange) AssumeRoleWithOIDC(role sts.Role, oidc OIDC, endpoint *url.URL) (openapi.CredentialSource, error) {
	name := fmt.Sprintf("assuming the role %s with the OIDC token", role.ARN)
	role, endpoint, err := x.complete(role, endpoint)
	if err == nil && oidc.ProviderARN == "" {
		err = errors.New("the ARN of the OIDC provider is missing")
	}
	if err == nil && oidc.Token == "" && oidc.TokenFile == "" {
		err = errors.New("the OIDC token is missing: give it, or the file that holds it")
	}
	if err != nil {
		return nil, &openapi.CredentialError{Source: name, Err: err}
	}
	client := x.client(nil)
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		token := strings.TrimSpace(oidc.Token)
		if token == "" {
			text, err := readFile(oidc.TokenFile)
			if err != nil {
				return sts.Session{}, fmt.Errorf("the file with the OIDC token cannot be used: %w", err)
			}
			if token = strings.TrimSpace(string(text)); token == "" {
				return sts.Session{}, fmt.Errorf("the file with the OIDC token, %s, is empty", oidc.TokenFile)
			}
		}
		return sts.AssumeRoleWithOIDC(ctx, client, endpoint, role, oidc.ProviderARN, token)
	}), nil
}

// complete fills in what a role may leave out.
func (x *Exchange) complete(role sts.Role, endpoint *url.URL) (sts.Role, *url.URL, error) {
	if role.SessionName == "" {
		role.SessionName = x.SessionName
	}
	if role.SessionName == "" {
		role.SessionName = DefaultSessionName
	}
	switch {
	case role.ARN == "":
		return role, nil, errors.New("the ARN of the role is missing")
	case role.SessionSeconds != 0 && (role.SessionSeconds < 900 || role.SessionSeconds > 43200):
		return role, nil, fmt.Errorf("a session lasts 900 to 43200 seconds, got: %d", role.SessionSeconds)
	case endpoint != nil:
		return role, endpoint, nil
	}
	endpoint, err := x.Endpoint("", false)
	return role, endpoint, err
}
