package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
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
	// KindStatus makes Describe show Code as the status of gateways.
	KindStatus FaultKind = "status"
	// KindRemove and KindChange are somebody else at work: just before the
	// request, the gateways that it names are removed, or get the fields of
	// Change. A request that names none is not touched.
	KindRemove FaultKind = "remove"
	KindChange FaultKind = "change"
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
	// Action, Region and GatewayID narrow the rule; empty means any.
	Action    string `json:"action,omitempty"`
	Region    string `json:"region,omitempty"`
	GatewayID string `json:"gateway_id,omitempty"`
	// Skip lets the first matching requests pass.
	Skip int `json:"skip,omitempty"`
	// Times is how many are hit after that: 0 means one, less than 0 all.
	Times int `json:"times,omitempty"`
	// Probability, when above 0, hits each request with that chance only. The
	// dice are thrown from Seed and fall the same way in every run.
	Probability float64   `json:"probability,omitempty"`
	Seed        uint64    `json:"seed,omitempty"`
	Kind        FaultKind `json:"kind,omitempty"`
	// Applied carries the request out first, so that only the answer breaks.
	Applied bool `json:"applied,omitempty"`
	// Status is the HTTP status of an error (400 if zero) or a raw answer
	// (200 if zero).
	Status int `json:"status,omitempty"`
	// Code and Message are the API's error, or Code the status to show.
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// Header is added to an error or a raw answer.
	Header map[string]string `json:"header,omitempty"`
	// Body and ContentType are the raw answer.
	Body        string `json:"body,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	// Delay is how long KindDelay waits, in real time.
	Delay time.Duration `json:"-"`
	// CutAfter is how many bytes of the answer KindCut lets through.
	CutAfter int `json:"cut_after,omitempty"`
	// Change holds the fields of a gateway that KindChange sets, named as
	// Gateway's JSON names them.
	Change json.RawMessage `json:"change,omitempty"`
	// Hook is what KindHook runs. It may call the server.
	Hook func(*Server) `json:"-"`
}

// faultFields keeps encoding/json from calling the methods below again.
type faultFields Fault

// MarshalJSON writes the delay as people write it.
func (f Fault) MarshalJSON() ([]byte, error) {
	delay := ""
	if f.Delay != 0 {
		delay = f.Delay.String()
	}
	return json.Marshal(struct {
		faultFields
		Delay string `json:"delay,omitempty"`
	}{faultFields(f), delay})
}

// UnmarshalJSON reads what MarshalJSON writes. A field it does not know is an
// error: a misspelt rule would otherwise hit everything or nothing.
func (f *Fault) UnmarshalJSON(text []byte) error {
	read := struct {
		faultFields
		Delay string `json:"delay"`
	}{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&read); err != nil {
		return fmt.Errorf("fault: %w", err)
	}
	*f = Fault(read.faultFields)
	if read.Delay != "" {
		delay, err := time.ParseDuration(read.Delay)
		if err != nil {
			return fmt.Errorf("fault: delay: %w", err)
		}
		f.Delay = delay
	}
	return f.check()
}

// check refuses rules that could not do anything.
func (f *Fault) check() error {
	kinds := []FaultKind{
		"", KindError, KindRaw, KindReset, KindCut, KindDelay, KindStatus, KindRemove, KindChange,
	}
	switch {
	case !slices.Contains(kinds, f.Kind):
		return fmt.Errorf("fault: unknown kind %q", f.Kind)
	case (f.kind() == KindError || f.Kind == KindStatus) && f.Code == "":
		return fmt.Errorf("fault: kind %q needs a code", f.kind())
	case f.Probability < 0 || f.Probability > 1:
		return fmt.Errorf("fault: probability %v is not between 0 and 1", f.Probability)
	}
	if f.Kind == KindChange {
		if _, err := f.changed(Gateway{}); err != nil {
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
	case KindDelay, KindStatus, KindRemove, KindChange, KindHook:
		return false
	default:
		return true
	}
}

// carriesOut tells whether a request that this fault ends is carried out. A
// cut needs an answer that it can cut.
func (f *Fault) carriesOut() bool { return f.Applied || f.Kind == KindCut }

// rule is a fault at work.
type rule struct {
	Fault

	seen int
	hits int
	dice *rand.Rand
}

// AddFault adds a rule after those already there.
func (s *Server) AddFault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, &rule{Fault: f, dice: rand.New(rand.NewPCG(f.Seed, 0))})
}

// ClearFaults removes all rules.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = nil
}

// hit asks every rule about a call and returns the faults that strike it, in
// order: any number that let it go on, and at most one, the last, that ends it.
func (s *Server) hit(c *call) []Fault {
	var struck []Fault
	for _, r := range s.rules {
		if !r.matches(c) || !r.strikes() {
			continue
		}
		struck = append(struck, r.Fault)
		if r.ends() {
			break
		}
	}
	return struck
}

func (r *rule) matches(c *call) bool {
	return (r.Action == "" || r.Action == c.action.name) &&
		(r.Region == "" || r.Region == c.region()) &&
		(r.GatewayID == "" || slices.Contains(c.gatewayIDs(), r.GatewayID))
}

// strikes counts a matching request and decides whether it is hit.
func (r *rule) strikes() bool {
	r.seen++
	switch {
	case r.seen <= r.Skip:
		return false
	case r.Times >= 0 && r.hits >= max(r.Times, 1):
		return false
	case r.Probability > 0 && r.dice.Float64() >= r.Probability:
		return false
	}
	r.hits++
	return true
}
