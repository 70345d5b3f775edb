package credentials

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// handedOut is the answer of the metadata service and of a credentials URI.
type handedOut struct {
	Code            string
	AccessKeyID     string `json:"AccessKeyId"`
	AccessKeySecret string
	SecurityToken   string
	Expiration      time.Time
}

// readAnswer reads the answer of host.
func readAnswer(host string, body []byte) (sts.Session, error) {
	var got handedOut
	if json.Unmarshal(body, &got) != nil {
		return sts.Session{}, fmt.Errorf("%s did not answer with the JSON of credentials, but with %d bytes of something else", host, len(body))
	}
	if got.Code != "" && got.Code != "Success" {
		return sts.Session{}, fmt.Errorf("%s refused to give any", host)
	}
	return sts.Session{Credential: openapi.Credential{
		AccessKeyID: got.AccessKeyID, AccessKeySecret: got.AccessKeySecret, SecurityToken: got.SecurityToken,
	}, Expiration: got.Expiration}, nil
}

// FromURI returns credentials that a service hands out at an address. Plain
// http is for a service on this machine.
func (x *Exchange) FromURI(address string) (openapi.CredentialSource, error) {
	const name = "the credentials URI"
	u, err := serviceURL(address)
	if err != nil {
		return nil, &openapi.CredentialError{Source: name, Err: err}
	}
	s := x.service(false)
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		body, err := s.ask(ctx, http.MethodGet, u, nil, nil)
		if err != nil {
			return sts.Session{}, err
		}
		return readAnswer(u.Host, body)
	}), nil
}

// ECSRole returns the credentials of a RAM role that the ECS instance has; an
// empty name means whichever it has.
func (x *Exchange) ECSRole(role string) (openapi.CredentialSource, error) {
	name := "the ECS instance's RAM role"
	if role != "" {
		name += " " + role
	}
	base, err := url.Parse(x.metadata())
	if x.MetadataDisabled {
		err = errors.New("ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids to ask the metadata service")
	}
	if err != nil {
		return nil, &openapi.CredentialError{Source: name, Err: err}
	}
	m := &ecsMetadata{service: x.service(true), base: base}
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		return m.session(ctx, role)
	}), nil
}

// ECSRoleAtHand is ECSRole for a machine that may not be an ECS instance: it does
// not wait long for a metadata service.
func (x *Exchange) ECSRoleAtHand() (openapi.CredentialSource, error) {
	once := *x
	once.tries, once.connectTimeout = 1, time.Second
	return once.ECSRole("")
}

// ecsMetadata asks the metadata service of the instance: with a token that it
// hands out first, and without where it does not know that mode and nobody
// forbids it.
//
// https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
type ecsMetadata struct {
	*service
	base *url.URL
}

func (m *ecsMetadata) session(ctx context.Context, role string) (sts.Session, error) {
	const roles = "/latest/meta-data/ram/security-credentials/"
	header, err := m.token(ctx)
	if err != nil {
		return sts.Session{}, err
	}
	if role == "" {
		names, err := m.ask(ctx, http.MethodGet, m.base.JoinPath(roles), header, nil)
		if isNotFound(err) {
			return sts.Session{}, errors.New("the instance has no RAM role: attach one to it")
		} else if err != nil {
			return sts.Session{}, err
		}
		role, _, _ = strings.Cut(strings.TrimSpace(string(names)), "\n")
	}
	body, err := m.ask(ctx, http.MethodGet, m.base.JoinPath(roles, url.PathEscape(role)), header, nil)
	if isNotFound(err) {
		return sts.Session{}, fmt.Errorf("the instance has no RAM role %q: attach it, or leave the name out to use the role that it has", role)
	} else if err != nil {
		return sts.Session{}, err
	}
	return readAnswer(m.base.Host, body)
}

// token returns the header that opens the metadata service.
func (m *ecsMetadata) token(ctx context.Context) (http.Header, error) {
	const seconds = "21600"
	token, err := m.ask(ctx, http.MethodPut, m.base.JoinPath("/latest/api/token"),
		http.Header{"X-Aliyun-Ecs-Metadata-Token-Ttl-Seconds": {seconds}}, nil)
	switch text := strings.TrimSpace(string(token)); {
	case err == nil && text != "" && !strings.ContainsAny(text, "\r\n"):
		return http.Header{"X-Aliyun-Ecs-Metadata-Token": {text}}, nil
	case err == nil:
		return nil, errors.New("the metadata service gives no token")
	case errors.As(err, new(*statusError)) && !errors.As(err, new(temporaryError)) && !m.x.MetadataV1Disabled:
		return nil, nil // it is older than the tokens
	default:
		return nil, err
	}
}

func isNotFound(err error) bool {
	var answered *statusError
	return errors.As(err, &answered) && answered.status == http.StatusNotFound
}
