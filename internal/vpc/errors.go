package vpc

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// ErrNotFound says that the gateway asked for does not exist. It is decided by
// codes that speak of that gateway: an HTTP 404 alone says nothing, since a
// rotated key answers 404 InvalidAccessKeyId.NotFound.
var ErrNotFound = errors.New("no such VPN gateway")

var goneCodes = []string{
	"InvalidVpnGatewayInstanceId.NotFound",
	"InvalidVpnGatewayId.NotFound",
	"InvalidVpnInstanceId.NotFound",
	"INSTANCE_NOT_EXISTS",
}

// gatewayError joins ErrNotFound to an error whose code says so.
func gatewayError(err error) error {
	if slices.Contains(goneCodes, openapi.Code(err)) {
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	return err
}

// sharedActionError does the same for the actions that serve many products. They
// have codes of their own, which say nothing about a gateway elsewhere.
func sharedActionError(err error) error {
	switch openapi.Code(err) {
	case "InvalidResourceId.NotFound", "InvalidInstanceId.NotFound":
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	default:
		return err
	}
}

// StatusError says that a wait met a status from which the awaited one does not
// follow.
type StatusError struct {
	VpnGatewayID, Status, Awaited string
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("VPN gateway %s has status %q, from which it does not become %s", e.VpnGatewayID, e.Status, e.Awaited)
}

// WaitError says that a wait ended before the gateway was ready, because its
// context did.
type WaitError struct {
	VpnGatewayID, Awaited string
	// LastStatus is the last one seen; empty when the gateway could not be read.
	LastStatus string
	Waited     time.Duration
	// Err is what ended the wait.
	Err *openapi.EndedError
}

func (e *WaitError) Error() string {
	when, seen := "when the operation was interrupted", "it was not seen yet"
	if e.Err.TimeIsUp() {
		when = "within the timeout"
	}
	if e.LastStatus != "" {
		seen = "its status was still " + e.LastStatus
	}
	text := fmt.Sprintf("VPN gateway %s was not %s %s: after waiting %s %s",
		e.VpnGatewayID, e.Awaited, when, e.Waited.Round(time.Second), seen)
	if e.Err.Last != nil {
		text += fmt.Sprintf(", and the last look at it failed: %v", e.Err.Last)
	}
	return text
}

func (e *WaitError) Unwrap() error { return e.Err }

// ErrorCode returns the API's error code in err, or "".
func ErrorCode(err error) string { return openapi.Code(err) }

// UnknownOutcome reports a write of which nobody knows whether it was carried
// out, and the client token that it was sent with.
func UnknownOutcome(err error) (clientToken string, unknown bool) {
	var u *openapi.UnknownOutcomeError
	if !errors.As(err, &u) {
		return "", false
	}
	return u.ClientToken, true
}
