package openapi

import (
	"context"
	"crypto/tls"
	"errors"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aliyun/credentials-go/credentials/providers"
)

// vendorFake is one of the vendor's providers: neither safe for concurrent use
// nor willing to be interrupted.
type vendorFake struct {
	calls int // unguarded: the race detector sees two callers at a time
	get   func() (*providers.Credentials, error)
}

func (f *vendorFake) GetCredentials() (*providers.Credentials, error) {
	f.calls++
	return f.get()
}

func (*vendorFake) GetProviderName() string { return "fake" }

func key() (*providers.Credentials, error) {
	return &providers.Credentials{AccessKeyId: "id", AccessKeySecret: "secret", SecurityToken: "token"}, nil
}

// TestOneCallerAtATimeAsksTheVendor, who takes a second for each.
func TestOneCallerAtATimeAsksTheVendor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fake := &vendorFake{get: func() (*providers.Credentials, error) {
			<-time.After(time.Second)
			return key()
		}}
		source := newVendorSource(fake, "a fake", false)
		const callers = 50
		start := time.Now()
		var wg sync.WaitGroup
		for range callers {
			wg.Go(func() {
				got, err := source.Credential(t.Context())
				if want := (Credential{"id", "secret", "token"}); err != nil || got != want {
					t.Errorf("got %+v, %v", got, err)
				}
			})
		}
		wg.Wait()
		synctest.Wait() // the last caller's turn is over
		if waited := time.Since(start); waited != callers*time.Second || fake.calls != callers {
			t.Errorf("%d calls in %v", fake.calls, waited)
		}
	})
}

// TestHangingVendorIsLeft by the caller that asks and by those that wait, each
// when its own context ends, and serves the next one when it comes back.
func TestHangingVendorIsLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		comeBack := make(chan struct{})
		source := newVendorSource(
			&vendorFake{get: func() (*providers.Credentials, error) { <-comeBack; return key() }},
			"a fake",
			true,
		)
		start := time.Now()
		stop := errors.New("stopped")
		var wg sync.WaitGroup
		for seconds := 1; seconds <= 3; seconds++ {
			wg.Go(func() {
				ctx, cancel := context.WithCancelCause(t.Context())
				time.AfterFunc(time.Duration(seconds)*time.Second, func() { cancel(stop) })
				_, err := source.Credential(ctx)
				if waited := time.Since(start); !errors.Is(err, stop) || waited != time.Duration(seconds)*time.Second {
					t.Errorf("got %v after %v, want %d s", err, waited, seconds)
				}
			})
		}
		wg.Wait()
		close(comeBack)
		if got, err := source.Credential(t.Context()); err != nil || got.AccessKeyID != "id" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
}

func TestVendorFailures(t *testing.T) {
	t.Parallel()
	const prefix = "no credentials from a fake"
	for name, tc := range map[string]struct {
		err       error
		remote    bool
		text      string
		temporary bool
	}{
		"no error, no credential": {text: prefix},
		"local":                   {err: errors.New("unmarshal failed: {secret"), text: prefix},
		"remote":                  {err: errors.New("dial tcp: secret"), remote: true, text: prefix, temporary: true},
		"remote, JSON without a code": {
			err: errors.New(`failed: {"AccessKeySecret":"secret"}`), remote: true, text: prefix, temporary: true,
		},
		"refused": {
			err: errors.New(`refresh failed: {"Code":"EntityNotExist.Role","Message":"No such role.","RequestId":"R","Secret":"secret"}`), remote: true,
			text: prefix + ": AssumeRole: EntityNotExist.Role: No such role",
		},
	} {
		source := newVendorSource(
			&vendorFake{get: func() (*providers.Credentials, error) { return nil, tc.err }},
			"a fake",
			tc.remote,
		)
		_, err := source.Credential(t.Context())
		var failed *CredentialError
		if !errors.As(err, &failed) || failed.temporary != tc.temporary || !strings.HasPrefix(err.Error(), tc.text) ||
			strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, temporary %v", name, err, failed != nil && failed.temporary)
		}
	}
}

// A file or answer on which the library panics must not end the process.
func TestVendorPanicIsAnError(t *testing.T) {
	t.Parallel()
	source := newVendorSource(
		&vendorFake{get: func() (*providers.Credentials, error) { panic("nil dereference") }},
		"a source",
		false,
	)
	_, err := source.Credential(t.Context())
	var failed *CredentialError
	if !errors.As(err, &failed) || failed.Source != "a source" {
		t.Errorf("got %v", err)
	}
}

// What kept STS from being asked is said, without the URL that was asked.
func TestVendorConnectionFailureIsNamed(t *testing.T) {
	t.Parallel()
	refused := &url.Error{Op: "Post", URL: "https://sts.example.com/?Signature=do-not-show", Err: errors.New("connect: connection refused")}
	source := newVendorSource(&vendorFake{get: func() (*providers.Credentials, error) { return nil, refused }}, "a role", true)
	_, err := source.Credential(t.Context())
	if got := err.Error(); got != "no credentials from a role: connect: connection refused" {
		t.Errorf("got %q", got)
	}
	if classify(err) != unsent {
		t.Error("a connection that failed is not tried again")
	}
	refused.Err = &tls.CertificateVerificationError{Err: errors.New("unknown authority")}
	if _, err := source.Credential(t.Context()); classify(err) != class(0) {
		t.Error("a certificate that is wrong is tried again")
	}
}
