package credentials

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const (
	connectTimeout = 5 * time.Second
	answerTimeout  = 10 * time.Second
	// tries is how often a service is asked that cannot be reached or has a fault.
	tries = 5
)

// service is somebody who hands out credentials over HTTP, and is not STS.
type service struct {
	x    *Exchange
	http *http.Client
}

// service returns a client that obeys the proxy variables, or, for the metadata
// service of the machine itself, never asks a proxy.
func (x *Exchange) service(direct bool) *service {
	transport := &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         x.API.Dial,
		TLSHandshakeTimeout: connectTimeout,
		IdleConnTimeout:     answerTimeout,
	}
	if transport.DialContext == nil {
		transport.DialContext = (&net.Dialer{Timeout: cmp.Or(x.connectTimeout, connectTimeout)}).DialContext
	}
	if direct {
		transport.Proxy = nil
	}
	return &service{x: x, http: &http.Client{
		Transport: transport,
		Timeout:   answerTimeout,
		// What is sent is a secret that only the named host may see.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// statusError is an answer with another status than 200.
type statusError struct {
	host   string
	status int
	// code is the error code in the body, when it looks like one.
	code string
}

func (e *statusError) Error() string {
	text := fmt.Sprintf("%s answered HTTP %d", e.host, e.status)
	if e.code != "" {
		text += " (" + e.code + ")"
	}
	if e.status >= http.StatusMultipleChoices && e.status < http.StatusBadRequest {
		text += ", a redirect, which is not followed"
	}
	return text
}

// ask sends one request and returns the body of a 200 answer. It repeats what
// may be over a moment later.
func (s *service) ask(ctx context.Context, method string, u *url.URL, header http.Header, body []byte) ([]byte, error) {
	for try := 1; ; try++ {
		answer, err := s.once(ctx, method, u, header, body)
		if err == nil || !errors.As(err, new(temporaryError)) || try >= cmp.Or(s.x.tries, tries) || ctx.Err() != nil {
			return answer, err
		}
		if openapi.Sleep(ctx, s.x.pause(try)) != nil {
			return nil, err
		}
	}
}

// pause is the wait after a try: twice as long each time.
func (x *Exchange) pause(try int) time.Duration {
	return cmp.Or(x.API.Backoff.Base, 500*time.Millisecond) << (try - 1)
}

func (s *service) once(ctx context.Context, method string, u *url.URL, header http.Header, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be asked", u.Host) // the error repeats the address, secrets and all
	}
	for name, values := range header {
		req.Header[name] = values
	}
	req.Header.Set("User-Agent", s.x.API.UserAgent)
	resp, err := s.http.Do(req)
	if err != nil {
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err // without the address
		}
		return nil, temporaryError{fmt.Errorf("no answer from %s: %w", u.Host, err)}
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxRead+1))
	switch {
	case err != nil:
		return nil, temporaryError{fmt.Errorf("the answer of %s broke off", u.Host)}
	case len(answer) > maxRead:
		return nil, fmt.Errorf("%s answered more than %d bytes", u.Host, maxRead)
	case resp.StatusCode == http.StatusOK:
		return answer, nil
	}
	failed := &statusError{host: u.Host, status: resp.StatusCode, code: errorCode(answer)}
	if resp.StatusCode >= http.StatusInternalServerError || resp.StatusCode == http.StatusTooManyRequests {
		return nil, temporaryError{failed}
	}
	return nil, failed
}

// errorCode finds the code in an error answer. Anything that does not look like
// a code is kept back.
func errorCode(body []byte) string {
	const longest = 64
	var answer map[string]json.RawMessage
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	for _, name := range []string{"Code", "code", "ErrorCode", "error"} {
		var code string
		if json.Unmarshal(answer[name], &code) != nil || code == "" || len(code) > longest {
			continue
		}
		for _, r := range code {
			if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '.' && r != '_' {
				return ""
			}
		}
		return code
	}
	return ""
}

// serviceURL reads the address of a service that hands out credentials. They
// are sent unencrypted on this machine only.
func serviceURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil {
		return nil, errors.New("its address is not a URL of the form https://host/path")
	}
	if _, err := openapi.ParseEndpoint(u.Scheme + "://" + u.Host); err != nil {
		return nil, fmt.Errorf("its address cannot be used: %w", err)
	}
	return u, nil
}
