package vpc

import (
	"errors"
	"fmt"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// ErrNotFound says that the object asked for does not exist. Where it means that
// somebody drops the object, it has been confirmed by two different calls.
var ErrNotFound = errors.New("not found")

// notFoundError is an error that says ErrNotFound of an object of one kind.
type notFoundError struct {
	noun string
	err  error
}

func (e *notFoundError) Error() string        { return fmt.Sprintf("no such %s: %v", e.noun, e.err) }
func (e *notFoundError) Is(target error) bool { return target == ErrNotFound }
func (e *notFoundError) Unwrap() error        { return e.err }

// otherListedError says that a list of one object by its ID has another one.
type otherListedError struct{ noun, id, listed string }

func (e *otherListedError) Error() string {
	return fmt.Sprintf("the API was asked to list the %s %s, and listed %s", e.noun, e.id, openapi.Printable(e.listed, maxStatus))
}

// stillThereError says that a write did not find an object that reads do find.
type stillThereError struct {
	noun, status string
	err          error
}

func (e *stillThereError) Error() string {
	text := fmt.Sprintf("%v; but the API still shows the %s", e.err, e.noun)
	if e.status != "" {
		text += ", with status " + openapi.Printable(e.status, maxStatus)
	}
	return text
}

func (e *stillThereError) Unwrap() error { return e.err }

// maxStatus is how much of a status that we do not know is shown.
const maxStatus = 40

// StatusError says that a wait met a status that cannot lead to the awaited one.
type StatusError struct {
	// Noun is what people call the object: "VPN gateway".
	Noun, ID        string
	Status, Awaited string
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%s %s has status %q, from which it does not become %s",
		e.Noun, e.ID, openapi.Printable(e.Status, maxStatus), e.Awaited)
}

// WaitError says that a wait ended before the object was as awaited, although
// nothing is known to be wrong with the object: the context ended, or the API
// refused again and again to show it.
type WaitError struct {
	// Noun is what people call the object: "VPN gateway".
	Noun, ID, Awaited string
	// LastStatus is the last one seen; empty when the object could not be read.
	LastStatus string
	Waited     time.Duration
	// Last is what the last look at the object failed with; nil when it was seen.
	Last error
	// Ended says how the context ended; nil when the wait gave up because looks at
	// the object were refused, which Last tells.
	Ended *openapi.EndedError
}

func (e *WaitError) Error() string {
	when, seen := "seen to become "+e.Awaited, "it was not seen yet"
	switch {
	case e.Ended != nil && e.Ended.TimeIsUp():
		when = e.Awaited + " within the timeout"
	case e.Ended != nil:
		when = e.Awaited + " when the operation was interrupted"
	}
	if e.LastStatus != "" {
		seen = "its status was still " + openapi.Printable(e.LastStatus, maxStatus)
	}
	text := fmt.Sprintf("%s %s was not %s: after waiting %s %s", e.Noun, e.ID, when, e.Waited.Round(time.Second), seen)
	if e.Last != nil {
		text += fmt.Sprintf(", and the last look at it failed: %v", e.Last)
	}
	return text
}

func (e *WaitError) Unwrap() []error {
	var all []error
	if e.Last != nil {
		all = append(all, e.Last)
	}
	if e.Ended != nil {
		all = append(all, e.Ended)
	}
	return all
}

// OtherKindError says that an ID names an object of another kind than the one asked
// for. Both kinds have IDs of the same form.
type OtherKindError struct {
	ID string
	// Not is what the object is not, and But what it is, with their articles.
	Not, But string
}

func (e *OtherKindError) Error() string {
	return fmt.Sprintf("%s is not %s, but %s", e.ID, e.Not, e.But)
}

// OtherKind is what the object is that err says is of another kind, as in "is an
// attachment to a transit router"; "" if err says nothing of that.
func OtherKind(err error) string {
	var other *OtherKindError
	if !errors.As(err, &other) {
		return ""
	}
	return "is " + other.But
}

// ErrorCode returns the API's error code in err, or "".
func ErrorCode(err error) string { return openapi.Code(err) }

// UnknownOutcome reports whether err is a write with an unknown outcome, and
// returns the client token of that write.
func UnknownOutcome(err error) (clientToken string, unknown bool) {
	var u *openapi.UnknownOutcomeError
	if !errors.As(err, &u) {
		return "", false
	}
	return u.ClientToken, true
}
