package openapi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"
)

// class is what a failed attempt means for the next one.
type class int

const (
	// refused: the API answered and did nothing, and will not do better.
	refused class = iota
	// throttled: refused before anything was done. Retried until the context
	// ends, because giving up would only move the load to the next apply.
	throttled
	// busy: refused because the object, or an earlier send of this request, is
	// being worked on. Retried until the context ends.
	busy
	// unsent: the request never left, so nothing can have been done.
	unsent
	// lost: it was sent, and what became of it is unknown: a 5xx, a reset, a
	// timeout, an answer that broke off. Safe to repeat with the same token.
	lost
	// foreign: it was sent, and the answer is whole but not the API's, or not about
	// what was asked for: a redirect, a proxy's page, a success without the ID.
	// What became of the request is unknown. The same answer is likely to come
	// again, so the request is repeated a few times only, with the same token.
	foreign
	// replayed: the nonce was used before. Every send has its own, so something
	// on the way sent this one twice, and the other copy may have been accepted.
	replayed
	// ended: the context was over before the attempt was sent.
	ended
)

// classify follows the retry classes of the API's error tables. It goes by code
// first: the same code comes with several HTTP statuses.
func classify(err error) class {
	var api *Error
	var network *networkError
	var credential *CredentialError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &credential): // first: what it wraps is an answer of STS
		return credential.class()
	case errors.As(err, &api):
		return classifyAnswer(api)
	case errors.As(err, &network):
		var endpoint *EndpointError
		switch {
		case network.sent:
			return lost
		case errors.As(err, &certificate), errors.As(err, &endpoint) && endpoint.Problem != NothingListens:
			return refused // a wrong endpoint or CA stays wrong
		default:
			return unsent
		}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return ended
	default:
		return refused
	}
}

func classifyAnswer(e *Error) class {
	switch {
	case IsThrottled(e):
		return throttled
	case IsBusy(e):
		return busy
	case e.Code == "SignatureNonceUsed":
		return replayed
	case e.Code == "InternalError", e.Code == "UnknownError", strings.HasPrefix(e.Code, "ServiceUnavailable"):
		return lost // documented with 4xx statuses too
	case e.HTTPStatus >= http.StatusInternalServerError, e.HTTPStatus == http.StatusRequestTimeout:
		return lost
	case e.HTTPStatus == http.StatusTooManyRequests:
		return throttled // a proxy or gateway in front of the API
	case e.problem == broken && e.HTTPStatus == http.StatusOK:
		return lost
	case e.problem != none:
		return foreign
	default:
		return refused
	}
}

// maxForeign is how often a request is repeated after answers that cannot be
// used. A few come from a proxy that starts, or from a node that is behind; what
// goes on answers so for long.
const maxForeign = 3

// Backoff is an exponential backoff with full jitter: before retry n a random
// time up to Base doubled n-1 times, at most Max.
type Backoff struct{ Base, Max time.Duration }

var defaultBackoff = Backoff{Base: 500 * time.Millisecond, Max: 15 * time.Second}

// Jitter returns a random time below d, so that what many clients do spreads out.
func Jitter(d time.Duration) time.Duration {
	return rand.N(max(d, 1)) //nolint:gosec // Jitter needs no secrecy.
}

// ceiling is what the wait before retry n stays below.
func (b Backoff) ceiling(retry int) time.Duration {
	ceiling := b.Max
	if shift := retry - 1; shift < 30 {
		ceiling = min(b.Max, b.Base<<shift)
	}
	return ceiling
}

// Call sends req until it succeeds, is refused, or the context ends, and
// decodes the answer into out (nil: nothing is decoded).
//
// A request with a ClientToken keeps it through every retry whose outcome is
// unknown, so that it is carried out at most once. When the attempts end with
// the outcome still unknown, the error is an *UnknownOutcomeError.
func (c *Client) Call(ctx context.Context, req Request, out any) error {
	var faults, replays, strange, retries int
	outcomeUnknown := req.TokenInUse
	for number := 1; ; number++ {
		var err error
		if ctx.Err() != nil {
			err = fmt.Errorf("%s: not sent: %w", req.Action, Ended(ctx))
		} else {
			if req.TokenSent != nil {
				*req.TokenSent = req.ClientToken
			}
			err = c.observed(ctx, number, req, out)
		}
		if err == nil {
			return nil
		}
		again := true
		switch req.classify(err) {
		case throttled:
		case busy:
			// A refusal may be remembered with its token, so a new try needs a new
			// one; but never while an earlier send may have been accepted.
			outcomeUnknown = outcomeUnknown || isStillProcessing(err) || slices.Contains(req.BusyCodes, Code(err))
			if req.ClientToken != "" && !outcomeUnknown {
				req.ClientToken = NewClientToken()
			}
		case replayed:
			outcomeUnknown = true
			replays++
			again = replays == 1
		case lost:
			outcomeUnknown = true
			faults++
			again = faults <= c.cfg.MaxRetries
		case foreign:
			outcomeUnknown = true
			strange++
			again = strange <= min(maxForeign, c.cfg.MaxRetries)
		case unsent:
			faults++
			again = faults <= c.maxFaults(err)
		case refused, ended:
			again = false
		}
		if again {
			retries++
			err = c.pause(ctx, retries, err)
			again = ctx.Err() == nil
		}
		if !again {
			if outcomeUnknown && req.ClientToken != "" {
				return &UnknownOutcomeError{Action: req.Action, ClientToken: req.ClientToken, Err: err}
			}
			return err
		}
	}
}

// classify is what err means for req.
func (req *Request) classify(err error) class {
	if slices.Contains(req.BusyCodes, Code(err)) {
		return busy
	}
	if slices.Contains(req.RefusedCodes, Code(err)) {
		return refused
	}
	return classify(err)
}

func (c *Client) observed(ctx context.Context, number int, req Request, out any) error {
	start := time.Now()
	status, err := c.attempt(ctx, req, out)
	told := Attempt{
		Action: req.Action, RegionID: req.Params.Get("RegionId"), Number: number,
		HTTPStatus: status, Duration: time.Since(start), Err: err,
	}
	var api *Error
	if errors.As(err, &api) {
		told.Code, told.RequestID = api.Code, api.RequestID
	}
	c.cfg.Observe(ctx, told)
	return err
}

// pause waits before the next attempt, at least as long as a throttling answer
// asked for. When the context ends first, the error says both why it was
// waiting and why it stopped.
func (c *Client) pause(ctx context.Context, retry int, cause error) error {
	if ended := (*EndedError)(nil); errors.As(cause, &ended) {
		return cause // it says so itself
	}
	delay := c.cfg.Jitter(c.cfg.Backoff.ceiling(retry))
	var api *Error
	if errors.As(cause, &api) {
		delay += api.retryAfter
	}
	if Sleep(ctx, delay) != nil {
		return &EndedError{Err: context.Cause(ctx), Last: cause, Attempts: retry}
	}
	return cause
}

// Sleep waits for d or until ctx ends, whichever is first.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return Ended(ctx)
	}
}
