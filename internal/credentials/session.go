package credentials

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

const (
	// renewBefore is how long before its end a session is renewed: longer than
	// any call takes, and than STS is usually away.
	renewBefore = 3 * time.Minute
	// askAgain is how soon a source is asked again that failed to renew a session
	// which has not ended yet, or that does not say when one ends.
	askAgain = 30 * time.Second
)

// session is a source whose credentials end. One caller at a time asks; the
// others wait for the answer, or leave when their context ends.
type session struct {
	name string // in errors
	// fetch gets new credentials; their Expiration is zero when it is not known.
	fetch func(ctx context.Context) (sts.Session, error)

	turn    chan struct{}
	current sts.Session
	renewAt time.Time
}

func newSession(name string, fetch func(ctx context.Context) (sts.Session, error)) *session {
	return &session{name: name, fetch: fetch, turn: make(chan struct{}, 1)}
}

// Credential returns the credential at hand, or gets a new one when that is
// about to end.
func (s *session) Credential(ctx context.Context) (openapi.Credential, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return openapi.Credential{}, openapi.Ended(ctx)
	}
	if time.Now().Before(s.renewAt) {
		return s.current.Credential, nil
	}
	limited, cancel := openapi.WithTimeLimit(ctx, Limit)
	defer cancel()
	got, err := s.fetch(limited)
	now := time.Now() // asking takes time
	if err == nil {
		err = s.usable(got, now)
	}
	switch {
	case err == nil:
		s.current, s.renewAt = got, now.Add(lifetime(got, now))
	case ctx.Err() != nil:
		return openapi.Credential{}, openapi.Ended(ctx)
	case now.Before(s.current.Expiration):
		s.renewAt = now.Add(min(askAgain, s.current.Expiration.Sub(now)))
	default:
		return openapi.Credential{}, s.failure(err)
	}
	return s.current.Credential, nil
}

// lifetime is how long a session is used without asking again.
func lifetime(s sts.Session, now time.Time) time.Duration {
	if s.Expiration.IsZero() {
		return askAgain
	}
	left := s.Expiration.Sub(now)
	return left - min(renewBefore, left/4)
}

func (*session) usable(got sts.Session, now time.Time) error {
	if err := got.Check(); err != nil {
		return fmt.Errorf("what it gives cannot be used: %w", err)
	}
	if !got.Expiration.IsZero() && !now.Before(got.Expiration) {
		return fmt.Errorf("what it gives expired at %s", got.Expiration.UTC().Format(time.RFC3339))
	}
	return nil
}

// temporaryError is a failure that may be over a moment later.
type temporaryError struct{ error }

func (e temporaryError) Unwrap() error { return e.error }

func (s *session) failure(err error) error {
	return &openapi.CredentialError{Source: s.name, Err: err, Temporary: errors.As(err, new(temporaryError))}
}
