package openapi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Error is an error answer of the API, or an answer that cannot be read. Its
// texts come from a server and are Printable.
type Error struct {
	// Action is the operation that failed, such as CreateVpnGateway.
	Action string
	// Code is what to match on; empty when the answer was unreadable. The same
	// code comes with different HTTP statuses.
	Code string
	// Message is the API's own text.
	Message string
	// RequestID is what Alibaba Cloud support asks for.
	RequestID string
	// HTTPStatus is for people; match on Code. 0 when it is not known.
	HTTPStatus int
	// Recommend is a troubleshooting address, when the API gave one.
	Recommend string
	// DeniedAction is the RAM action that a denial names, such as
	// vpc:CreateVpnGateway; often empty.
	DeniedAction string

	retryAfter time.Duration
	problem    problem
}

// problem says why an answer cannot be used, although it may stand for a
// success.
type problem int

const (
	// none: it is the API's, success or error.
	none problem = iota
	// broken: it is empty, or broke off. The next one may be whole.
	broken
	// unusable: it is whole, and not what was asked for: a proxy's page, another
	// object, a success without what every success contains.
	unusable
)

// Plain returns err's text without the code, the HTTP status and the request ID
// of an *Error in it, for where these are shown by themselves. An answer without
// a code keeps its status.
func Plain(err error) string {
	var e *Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	plain := strings.TrimSuffix(e.Message, ".")
	if plain == "" {
		plain = "the API gave no reason"
	}
	if e.Code == "" && e.HTTPStatus != 0 {
		plain += fmt.Sprintf(" (HTTP %d)", e.HTTPStatus)
	}
	return strings.ReplaceAll(err.Error(), e.said(), plain)
}

// Error says action, code, message, status and request ID in one line.
func (e *Error) Error() string { return e.Action + ": " + e.said() }

func (e *Error) said() string {
	var b strings.Builder
	if e.Code != "" {
		b.WriteString(e.Code + ": ")
	}
	b.WriteString(strings.TrimSuffix(e.Message, "."))
	var origin []string
	if e.HTTPStatus != 0 {
		origin = append(origin, fmt.Sprintf("HTTP %d", e.HTTPStatus))
	}
	if e.RequestID != "" {
		origin = append(origin, "request ID "+e.RequestID)
	}
	if len(origin) > 0 {
		b.WriteString(" (" + strings.Join(origin, ", ") + ")")
	}
	return b.String()
}

// networkError is a call without a whole answer.
type networkError struct {
	action, host string
	sent         bool // the request may have reached the API
	err          error
}

func (e *networkError) Error() string {
	if !e.sent {
		return fmt.Sprintf("%s: no connection to %s: %s", e.action, e.host, e.cause())
	}
	return fmt.Sprintf("%s: no answer from %s: %s", e.action, e.host, e.cause())
}

// cause is printable: net/http repeats a header that it cannot read.
func (e *networkError) cause() string { return Printable(e.err.Error(), maxMessage) }

func (e *networkError) Unwrap() error { return e.err }

// UnknownOutcomeError says that a write was sent, that what became of some
// attempt is unknown, and that none succeeded: it may have been carried out. A
// refusal of a later attempt does not tell. Repeating it with ClientToken
// carries it out at most once.
type UnknownOutcomeError struct {
	Action, ClientToken string
	Err                 error
}

func (e *UnknownOutcomeError) Error() string {
	return fmt.Sprintf("%s was sent with client token %s, and whether it was carried out is unknown: %s",
		e.Action, e.ClientToken, strings.TrimPrefix(e.Err.Error(), e.Action+": "))
}

func (e *UnknownOutcomeError) Unwrap() error { return e.Err }

// EndedError says that the context of an operation was over before the operation
// was done. The time limit of a single attempt does not count.
type EndedError struct {
	// Err is what ended the context.
	Err error
	// Last is what the last of Attempts failed with; it would have been tried
	// again. nil when nothing had failed.
	Last     error
	Attempts int
}

// Ended returns the *EndedError of a context that is over.
func Ended(ctx context.Context) error { return &EndedError{Err: context.Cause(ctx)} }

func (e *EndedError) Error() string {
	text := "the operation was interrupted"
	if e.TimeIsUp() {
		text = "the operation's time was up"
	}
	if limit := timeLimitError(0); errors.As(e.Err, &limit) {
		text = limit.Error()
	}
	if e.Last == nil {
		return text
	}
	attempts := "1 attempt"
	if e.Attempts != 1 {
		attempts = fmt.Sprintf("%d attempts", e.Attempts)
	}
	return fmt.Sprintf("%v; gave up after %s: %s", e.Last, attempts, text)
}

// TimeIsUp tells a timeout from an interruption.
func (e *EndedError) TimeIsUp() bool { return errors.Is(e.Err, context.DeadlineExceeded) }

func (e *EndedError) Unwrap() []error {
	if e.Last == nil {
		return []error{e.Err}
	}
	return []error{e.Last, e.Err}
}

// Code returns the API's error code in err, or "".
func Code(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// IsThrottled reports whether err says that calls come too fast.
func IsThrottled(err error) bool {
	code := Code(err)
	return strings.HasPrefix(code, "Throttling") || code == "Rejected.Throttling"
}

// IsBusy reports whether err says that the object is in the middle of another
// change, or that an earlier send of the same request is still being processed.
func IsBusy(err error) bool {
	if isStillProcessing(err) {
		return true
	}
	code := strings.ToLower(Code(err))
	for _, permanent := range []string{"invalid", "missing", "illegal", "forbidden", "quotaexceeded", "dependencyviolation", "operationfailed"} {
		if strings.HasPrefix(code, permanent) {
			return false
		}
	}
	// VpnGateway.Configuring, VpnConnection.Configuring, Appliance.Configuring ...;
	// TaskConflict, OperationConflict, VpnTask.CONFLICT, VpnGateway.task.conflict ...;
	// IncorrectStatus, IncorrectStatus.VpnGateway, IncorrectStatus.Vpc ...
	return strings.Contains(code, "configuring") || strings.Contains(code, "conflict") || strings.HasPrefix(code, "incorrectstatus")
}

// isStillProcessing: an earlier send with the same client token is under way.
func isStillProcessing(err error) bool {
	code := Code(err)
	return code == "LastTokenProcessing" || code == "IdempotentProcessing"
}

// IsRefused reports whether err is a definite refusal: the API answered with an
// error code, or what hands out credentials did, and the same call will be
// answered so again until somebody changes something.
func IsRefused(err error) bool {
	var credential *CredentialError
	return classify(err) == refused && (Code(err) != "" || errors.As(err, &credential))
}

// IsDenied reports whether err says that the caller lacks a RAM permission.
func IsDenied(err error) bool {
	code := Code(err)
	return code == "NoPermission" || code == "Forbidden" || strings.HasPrefix(code, "Forbidden.") ||
		code == "Forbbiden.SubUser" // the API's own spelling, beside the right one
}
