package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"
)

// FaultKind says what a fault does to a request.
type FaultKind string

// The kinds of faults. An error, a raw answer, a reset and a cut end the
// request; the others let it go on, and further rules may hit it too.
const (
	// KindError answers an error of the API. It is the default.
	KindError FaultKind = "error"
	// KindRaw answers a status and a body that the API would never send.
	KindRaw FaultKind = "raw"
	// KindReset tears the connection down without an answer.
	KindReset FaultKind = "reset"
	// KindCut carries the request out and breaks off in the middle of the
	// answer.
	KindCut FaultKind = "cut"
	// KindDelay waits, then goes on: before the request is carried out, or
	// with Applied after it. The wait ends when the client hangs up.
	KindDelay FaultKind = "delay"
	// KindStatus makes Describe show Code as the status of an object.
	KindStatus FaultKind = "status"
	// KindRemove and KindChange are somebody else at work: just before the
	// request, the objects that it names are removed, or get the fields of
	// Change. A request that names none is not touched.
	KindRemove FaultKind = "remove"
	KindChange FaultKind = "change"
	// KindRequest carries out another request than the one that was sent: Params
	// replace its parameters, and those that Remove names are left out. So one
	// object is asked for and another answers, or a page number is ignored.
	KindRequest FaultKind = "request"
	// KindAnswer carries the request out and changes the JSON that is answered:
	// first what Remove names is taken out, then what Set holds is put in. Status
	// replaces the HTTP status. An error of the API is answered as it is.
	KindAnswer FaultKind = "answer"
	// KindHook runs a function before the request. It exists in Go only.
	KindHook FaultKind = "hook"
)

// Fault is a rule: which requests it hits, and what happens to them. It is
// data, so it can be written to a file; a file has the field names in snake
// case and the delay as a Go duration such as "1.5s".
//
// Rules are asked in the order they were added. Only requests with a good
// signature and a known action count. A request that an earlier rule ended
// does not reach a later one and is not counted by it.
type Fault struct {
	// Action, Region and ObjectID narrow the rule; empty means any.
	Action   string `json:"action,omitempty"`
	Region   string `json:"region,omitempty"`
	ObjectID string `json:"object_id,omitempty"`
	// Skip lets the first matching requests pass.
	Skip int `json:"skip,omitempty"`
	// Times is how many are hit after that: 0 means one, less than 0 all.
	Times int `json:"times,omitempty"`
	// Lasts, when above 0, stands in place of Times: all are hit from the first
	// one on, for so long on the virtual clock. It is an outage.
	Lasts time.Duration `json:"-"`
	// Probability, when above 0, hits each request with that chance only. The
	// dice are thrown from Seed and fall the same way in every run.
	Probability float64   `json:"probability,omitempty"`
	Seed        uint64    `json:"seed,omitempty"`
	Kind        FaultKind `json:"kind,omitempty"`
	// Applied carries the request out first, so that only the answer breaks.
	Applied bool `json:"applied,omitempty"`
	// Status is the HTTP status of an error (400 if zero), of a raw answer (200
	// if zero), or of an answer that is changed (its own if zero).
	Status int `json:"status,omitempty"`
	// Code and Message are the API's error, or Code the status to show.
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// Header is added to an error, a raw answer or one that is changed.
	Header map[string]string `json:"header,omitempty"`
	// Body and ContentType are the raw answer.
	Body        string `json:"body,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	// Delay is how long KindDelay waits, in real time.
	Delay time.Duration `json:"-"`
	// CutAfter is how many bytes of the answer KindCut lets through.
	CutAfter int `json:"cut_after,omitempty"`
	// Change holds the fields of an object that KindChange sets, named as the
	// JSON of its kind names them. What another kind has changes nothing.
	Change json.RawMessage `json:"change,omitempty"`
	// Params, Set and Remove are for KindRequest and KindAnswer. The keys of Set,
	// and what Remove holds for an answer, are paths into the JSON such as
	// VpnGateways.VpnGateway.0.Status. A path into what is not there changes nothing.
	Params map[string]string          `json:"params,omitempty"`
	Set    map[string]json.RawMessage `json:"set,omitempty"`
	Remove []string                   `json:"remove,omitempty"`
	// Hook is what KindHook runs. It may call the server.
	Hook func(*Server) `json:"-"`
}

// faultFields keeps encoding/json from calling the methods below again.
type faultFields Fault

// MarshalJSON writes durations as people write them.
func (f Fault) MarshalJSON() ([]byte, error) {
	text := func(d time.Duration) string {
		if d == 0 {
			return ""
		}
		return d.String()
	}
	return json.Marshal(struct {
		faultFields
		Delay string `json:"delay,omitempty"`
		Lasts string `json:"lasts,omitempty"`
	}{faultFields(f), text(f.Delay), text(f.Lasts)})
}

// UnmarshalJSON reads what MarshalJSON writes. A field it does not know is an
// error: a misspelt rule would otherwise hit everything or nothing.
func (f *Fault) UnmarshalJSON(text []byte) error {
	read := struct {
		faultFields
		Delay string `json:"delay"`
		Lasts string `json:"lasts"`
	}{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&read); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	*f = Fault(read.faultFields)
	for _, duration := range []struct {
		name, text string
		into       *time.Duration
	}{{"delay", read.Delay, &f.Delay}, {"lasts", read.Lasts, &f.Lasts}} {
		if duration.text == "" {
			continue
		}
		parsed, err := time.ParseDuration(duration.text)
		if err != nil {
			return fmt.Errorf("fault: %s: %w", duration.name, err)
		}
		*duration.into = parsed
	}
	return f.check()
}

// check refuses rules that could not do anything.
func (f *Fault) check() error {
	kinds := []FaultKind{
		"", KindError, KindRaw, KindReset, KindCut, KindDelay, KindStatus, KindRemove, KindChange,
		KindRequest, KindAnswer,
	}
	switch {
	case !slices.Contains(kinds, f.Kind):
		return fmt.Errorf("fault: unknown kind %q", f.Kind)
	case (f.kind() == KindError || f.Kind == KindStatus) && f.Code == "":
		return fmt.Errorf("fault: kind %q needs a code", f.kind())
	case f.Kind == KindRequest && len(f.Params)+len(f.Remove) == 0:
		return errors.New("fault: kind \"request\" needs params or remove")
	case f.Kind == KindAnswer && f.Status == 0 && len(f.Set)+len(f.Remove) == 0:
		return errors.New("fault: kind \"answer\" needs set, remove or status")
	case f.Lasts < 0:
		return fmt.Errorf("fault: lasts: %v is below 0", f.Lasts)
	case f.Probability < 0 || f.Probability > 1:
		return fmt.Errorf("fault: probability %v is not between 0 and 1", f.Probability)
	}
	if f.Kind == KindChange {
		if err := checkMerge(f.Change); err != nil {
			return fmt.Errorf("fault: change: %w", err)
		}
	}
	return nil
}

func (f *Fault) kind() FaultKind {
	if f.Kind == "" {
		return KindError
	}
	return f.Kind
}

// ends tells whether a request that is hit goes no further.
func (f *Fault) ends() bool {
	switch f.kind() {
	case KindDelay, KindStatus, KindRemove, KindChange, KindRequest, KindHook:
		return false
	default:
		return true
	}
}

// carriesOut tells whether a request that this fault ends is carried out. What
// cuts or changes an answer needs one.
func (f *Fault) carriesOut() bool {
	return f.Applied || f.Kind == KindCut || f.Kind == KindAnswer
}
