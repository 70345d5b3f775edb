package openapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/aliyun/credentials-go/credentials/providers"
)

// Credential signs one attempt.
type Credential struct {
	AccessKeyID, AccessKeySecret string
	// SecurityToken belongs to temporary credentials (STS); else empty.
	SecurityToken string
}

// CredentialSource yields the credential to sign with, refreshed as needed.
type CredentialSource interface {
	Credential(ctx context.Context) (Credential, error)
}

// CredentialError says that no credential could be had. Its text never repeats
// what the vendor's library said, which can be a whole configuration file.
type CredentialError struct {
	// Source is the way that failed, in words.
	Source string
	// API is STS's own refusal, when there was one; Cause is what kept it from
	// being asked.
	API   *Error
	Cause error

	temporary bool
}

func (e *CredentialError) Error() string {
	switch {
	case e.API != nil:
		return fmt.Sprintf("no credentials from %s: %v", e.Source, e.API)
	case e.Cause != nil:
		return fmt.Sprintf("no credentials from %s: %v", e.Source, e.Cause)
	default:
		return "no credentials from " + e.Source
	}
}

func (e *CredentialError) Unwrap() error {
	if e.API == nil {
		return e.Cause
	}
	return e.API
}

// vendorSource serves one of the vendor's providers. They are not safe for
// concurrent use and know no context, so one caller at a time asks, in a
// goroutine of its own, and others wait or leave when their context ends.
type vendorSource struct {
	provider providers.CredentialsProvider
	// source names the way in errors; remote ways may fail for a moment.
	source string
	remote bool
	// action is what STS is asked for, if it is.
	action string
	turn   chan struct{}
}

func newVendorSource(p providers.CredentialsProvider, source string, remote bool) *vendorSource {
	return &vendorSource{provider: p, source: source, remote: remote, action: "AssumeRole", turn: make(chan struct{}, 1)}
}

// Credential asks the vendor's provider, which caches until shortly before the
// credential expires.
func (s *vendorSource) Credential(ctx context.Context) (Credential, error) {
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return Credential{}, Ended(ctx)
	}
	type result struct {
		cc  *providers.Credentials
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-s.turn }()
		// The library dereferences nil on some malformed files and answers.
		defer func() {
			if recover() != nil {
				done <- result{}
			}
		}()
		cc, err := s.provider.GetCredentials()
		done <- result{cc, err}
	}()
	select {
	case r := <-done:
		if r.err != nil || r.cc == nil {
			return Credential{}, s.failure(r.err)
		}
		return Credential{
			AccessKeyID: r.cc.AccessKeyId, AccessKeySecret: r.cc.AccessKeySecret, SecurityToken: r.cc.SecurityToken,
		}, nil
	case <-ctx.Done():
		return Credential{}, Ended(ctx)
	}
}

// failure keeps of the vendor's error only what cannot hold a secret: an STS
// error body, field by field, and the cause of a failed connection.
func (s *vendorSource) failure(err error) error {
	failed := &CredentialError{Source: s.source, temporary: s.remote}
	if err == nil {
		return failed
	}
	var connection *url.Error
	if errors.As(err, &connection) {
		failed.Cause = connection.Err // without the URL
		return failed
	}
	text := err.Error()
	var body struct{ Code, Message, RequestId string }
	if at := strings.IndexByte(text, '{'); at >= 0 &&
		json.Unmarshal([]byte(text[at:]), &body) == nil && body.Code != "" {
		failed.API = &Error{
			Action: s.action, Code: body.Code, Message: withoutSignedString(body.Message), RequestID: body.RequestId,
		}
		class := classifyAnswer(failed.API)
		failed.temporary = s.remote && (class == lost || class == throttled)
	}
	return failed
}
