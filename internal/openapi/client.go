package openapi

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 30 * time.Second

	// DefaultMaxRetries is how often a call is sent again after server or
	// network faults: about half a minute of trying.
	DefaultMaxRetries = 10
)

// Config is what a Client needs. Only Credentials is required.
type Config struct {
	// Credentials signs every attempt.
	Credentials CredentialSource
	// UserAgent is sent with every request.
	UserAgent string
	// MaxRetries bounds the attempts after a server or network fault; 0 means
	// none. An answer that cannot be used is requested again at most three times.
	// Throttling and busy states are only limited by the context.
	MaxRetries int
	// Observe is called for every attempt. It never gets a parameter, because
	// parameters can be secret.
	Observe func(ctx context.Context, attempt Attempt)
	// AnswerTimeout limits one attempt, from connecting to the answer's last
	// byte. 0 means 30 seconds.
	AnswerTimeout time.Duration
	// Backoff replaces the waits between attempts; tests set it near zero.
	Backoff Backoff
	// Jitter returns a random time below its argument; nil means of equal chances.
	// Tests that compare what they measure set it to a fixed share.
	Jitter func(time.Duration) time.Duration
	// Dial makes the connections, as net.Dialer.DialContext does; nil means over
	// TCP. Tests in virtual time set it to a network in memory.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// Client calls RPC APIs. It is safe for concurrent use and meant to be shared:
// all calls of a Client share one connection pool.
type Client struct {
	http *http.Client
	cfg  Config
}

// NewClient returns a Client whose connections obey the proxy variables of the
// environment, always verify TLS, and always time out.
func NewClient(cfg Config) *Client {
	if cfg.AnswerTimeout == 0 {
		cfg.AnswerTimeout = answerTimeout
	}
	if cfg.Backoff == (Backoff{}) {
		cfg.Backoff = defaultBackoff
	}
	if cfg.Jitter == nil {
		cfg.Jitter = Jitter
	}
	if cfg.Dial == nil {
		cfg.Dial = (&net.Dialer{Timeout: connectTimeout, KeepAlive: 30 * time.Second}).DialContext
	}
	if cfg.Observe == nil {
		cfg.Observe = func(context.Context, Attempt) {}
	}
	return &Client{
		cfg: cfg,
		http: &http.Client{
			Transport: &http.Transport{
				Proxy:                 http.ProxyFromEnvironment,
				DialContext:           cfg.Dial,
				TLSHandshakeTimeout:   connectTimeout,
				ResponseHeaderTimeout: cfg.AnswerTimeout,
				MaxIdleConnsPerHost:   64,
				IdleConnTimeout:       90 * time.Second,
			},
			// The signature covers host and method, so a redirect can never be
			// followed: it is reported as the unexpected answer that it is.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Request is one logical call of an RPC action.
type Request struct {
	// Endpoint is scheme and host, as ParseEndpoint returns it.
	Endpoint *url.URL
	// EndpointSource says for people where the endpoint comes from, such as
	// endpoints.vpc, or the region that its name was made from.
	EndpointSource string
	// Action and Version name the operation, such as CreateVpnGateway and
	// 2016-04-28.
	Action, Version string
	// Method is POST, with the parameters in the form body, unless the action
	// takes nothing but GET.
	Method string
	// Params are the business parameters, RegionId among them.
	Params url.Values
	// ClientToken makes a write safe to repeat; "" for actions that take none.
	// Call replaces it by a new one only when every attempt that carried it was
	// definitely refused.
	ClientToken string
	// TokenInUse says that an earlier Call with this ClientToken ended with its
	// outcome unknown, so that the token must be kept whatever happens.
	TokenInUse bool
	// TokenSent, when not nil, receives the client token of each attempt, so that
	// it holds that of the last one when Call returns.
	TokenSent *string
	// Unsigned sends the call without credentials, as AssumeRoleWithOIDC is sent.
	Unsigned bool
	// SecretAnswer keeps errors from repeating what an unreadable answer says.
	SecretAnswer bool
	// RequiredField is a field that every successful answer contains, such as
	// VpnGatewayId; "" for actions that answer nothing of their own.
	RequiredField string
	// RequiredValue is the text that RequiredField must have: an answer about
	// another object than the one asked for is not used. "" takes any.
	RequiredValue string
	// BusyCodes are error codes that mean, of this action alone, that the object
	// is being changed, although the change may have been carried out.
	BusyCodes []string
	// RefusedCodes are error codes that are, of this action alone, an answer for good,
	// although others mean a failure of the API by them.
	RefusedCodes []string
}

// Attempt describes one attempt of a call, for logging.
type Attempt struct {
	Action, RegionID string
	// Number counts from 1.
	Number int
	// RequestID, HTTPStatus and Code are what the API answered, as far as it did.
	RequestID  string
	HTTPStatus int
	Code       string
	Duration   time.Duration
	// Err is the failure, nil on success.
	Err error
}
