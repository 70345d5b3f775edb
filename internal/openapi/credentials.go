package openapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Credential signs one attempt.
type Credential struct {
	AccessKeyID, AccessKeySecret string
	// SecurityToken belongs to temporary credentials (STS); otherwise empty.
	SecurityToken string
}

// Check returns why c cannot sign a request, or nil. It repeats nothing of c.
func (c Credential) Check() error {
	for _, part := range []struct{ name, value string }{
		{"access key ID", c.AccessKeyID}, {"access key secret", c.AccessKeySecret}, {"security token", c.SecurityToken},
	} {
		switch {
		case part.value == "" && part.name != "security token":
			return fmt.Errorf("the %s is missing", part.name)
		case strings.ContainsFunc(part.value, func(r rune) bool { return r <= ' ' || r > '~' }):
			return fmt.Errorf("the %s holds white space or a character that no key has", part.name)
		}
	}
	return nil
}

// CredentialSource yields the credential to sign with, renewed as needed.
type CredentialSource interface {
	Credential(ctx context.Context) (Credential, error)
}

// StaticCredential returns a source that always yields key.
func StaticCredential(key Credential) (CredentialSource, error) {
	if err := key.Check(); err != nil {
		return nil, &CredentialError{Source: "the access key", Err: err}
	}
	return static(key), nil
}

type static Credential

// Credential returns the key.
func (s static) Credential(context.Context) (Credential, error) { return Credential(s), nil }

// CredentialError says that a source has no credential to give. Nothing was
// sent to the API that the credential is for.
type CredentialError struct {
	// Source is the source that failed, in words.
	Source string
	// Err is why. It holds no secret.
	Err error
	// Temporary says that the source may work a moment later, where Err does not
	// say so itself, as an *Error does.
	Temporary bool
}

func (e *CredentialError) Error() string {
	return fmt.Sprintf("no credentials from %s: %v", e.Source, e.Err)
}

func (e *CredentialError) Unwrap() error { return e.Err }

// Retryable reports whether the source may work a moment later.
func (e *CredentialError) Retryable() bool { return e.class() != refused }

// class is what the failure means for the call that needed the credential:
// that call was not sent.
func (e *CredentialError) class() class {
	switch c := classify(e.Err); {
	case c == throttled:
		return throttled
	case c == refused && !e.Temporary:
		return refused
	default:
		return unsent
	}
}

// withoutAnswer replaces what an error repeats of an unreadable answer: the
// answers of STS hold secrets.
func withoutAnswer(err error, size int, contentType string) error {
	var unreadable *Error
	if !errors.As(err, &unreadable) || unreadable.problem == none {
		return err
	}
	if contentType == "" {
		contentType = "no stated type"
	}
	bare := *unreadable
	bare.Message = fmt.Sprintf("the answer is not what the API documents: %d bytes of %s", size, contentType)
	if bare.HTTPStatus >= http.StatusMultipleChoices && bare.HTTPStatus < http.StatusBadRequest {
		bare.Message = "the answer is not what the API documents: a redirect, which is not followed"
	}
	return &bare
}
