package openapi

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// maxAnswer bounds what is read of one answer; the largest page of gateways is
// far below it.
const maxAnswer = 16 << 20

// attempt sends req once, with a fresh nonce, date and signature.
func (c *Client) attempt(parent context.Context, req Request, out any) (status int, err error) {
	var key Credential
	if !req.Unsigned {
		if key, err = c.cfg.Credentials.Credential(parent); err != nil {
			return 0, err
		}
	}
	ctx, cancel := context.WithTimeout(parent, c.cfg.AnswerTimeout)
	defer cancel()

	// Without a connection nothing was sent, so the outcome is known.
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	httpReq, err := newHTTPRequest(ctx, req, key, time.Now(), newNonce())
	if err != nil {
		return 0, err
	}
	httpReq.Header.Set("User-Agent", c.cfg.UserAgent)

	resp, err := c.http.Do(httpReq)
	if err != nil {
		err, sent := bare(err), connected.Load()
		if !sent {
			err = endpointError(req, err)
		}
		return 0, &networkError{action: req.Action, host: req.Endpoint.Host, sent: sent, err: c.why(parent, ctx, err)}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return resp.StatusCode, &networkError{
			action: req.Action, host: req.Endpoint.Host, sent: true,
			err: fmt.Errorf("the answer broke off after %d bytes: %w", len(body), c.why(parent, ctx, err)),
		}
	}
	if len(body) == maxAnswer {
		err = unreadable(req.Action, resp.StatusCode, resp.Header, body, unusable)
	} else {
		err = decodeAnswer(req, resp.StatusCode, resp.Header, body, out)
	}
	if req.SecretAnswer {
		err = withoutAnswer(err, len(body), resp.Header.Get("Content-Type"))
	}
	return resp.StatusCode, err
}

// why tells apart what ends an attempt: the operation, the attempt's own time
// limit, and anything else, which is err.
func (c *Client) why(operation, attempt context.Context, err error) error {
	switch {
	case operation.Err() != nil:
		return Ended(operation)
	case attempt.Err() != nil:
		return fmt.Errorf("the %s that one call may take were over", c.cfg.AnswerTimeout)
	default:
		return err
	}
}

func newHTTPRequest(ctx context.Context, req Request, key Credential, now time.Time, nonce string) (*http.Request, error) {
	if err := checkKey(key); err != nil {
		return nil, fmt.Errorf("%s: not sent: %w", req.Action, err)
	}
	params := req.Params
	if req.ClientToken != "" {
		params = withParam(params, "ClientToken", req.ClientToken)
	}
	u := url.URL{Scheme: req.Endpoint.Scheme, Host: req.Endpoint.Host, Path: "/"}
	method, body, query := http.MethodPost, canonicalQuery(params), url.Values(nil)
	if req.Method == http.MethodGet {
		method, body, query = http.MethodGet, "", params
		u.RawQuery = canonicalQuery(params)
	}
	httpReq, err := http.NewRequestWithContext(ctx, method, u.String(), strings.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: building the request: %w", req.Action, bare(err))
	}
	h := httpReq.Header
	h.Set("Accept", "application/json")
	if method == http.MethodPost {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	h.Set("X-Acs-Action", req.Action)
	h.Set("X-Acs-Version", req.Version)
	h.Set("X-Acs-Date", now.UTC().Format("2006-01-02T15:04:05Z"))
	h.Set("X-Acs-Signature-Nonce", nonce)
	h.Set("X-Acs-Content-Sha256", hexSHA256([]byte(body)))
	if key.SecurityToken != "" {
		h.Set("X-Acs-Accesskey-Id", key.AccessKeyID)
		h.Set("X-Acs-Security-Token", key.SecurityToken)
	}
	if !req.Unsigned {
		h.Set("Authorization", sign(method, httpReq.URL.Host, query, h, key))
	}
	return httpReq, nil
}

// withParam leaves the caller's parameters as they are: they are sent again.
func withParam(params url.Values, name, value string) url.Values {
	all := make(url.Values, len(params)+1)
	for k, v := range params {
		all[k] = v
	}
	all.Set(name, value)
	return all
}

// bare strips *url.Error, whose text repeats the whole URL.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// NewClientToken returns a random token for one logical write: 32 characters of
// the 64 that the API allows.
func NewClientToken() string { return newNonce() }

func newNonce() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails: crypto/rand.Read crashes the program instead
	return hex.EncodeToString(b)
}
