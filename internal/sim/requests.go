package sim

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// maxRequests bounds the log. Tests stay far below; a simulator that runs for
// days must not grow for ever.
const maxRequests = 10000

// Request is one line of the request log.
type Request struct {
	// Time is virtual.
	Time             time.Time `json:"time"`
	Action           string    `json:"action"`
	Version          string    `json:"version"`
	RegionID         string    `json:"region_id,omitempty"`
	AccessKeyID      string    `json:"access_key_id,omitempty"`
	SignatureVersion string    `json:"signature_version,omitempty"`
	Method           string    `json:"method"`
	// Params are the action's own parameters. Secret ones read "(masked)".
	Params map[string]string `json:"params,omitempty"`
	// Unknown are the parameters that the action does not have. The API
	// ignores them, and so does the simulator; a test should not.
	Unknown []string `json:"unknown,omitempty"`
	// Code is the error code answered, empty on success and when there was no
	// answer.
	Code string `json:"code,omitempty"`
	// Status is the HTTP status answered, 0 when there was no answer.
	Status    int    `json:"status"`
	RequestID string `json:"request_id"`
	// Applied tells whether the action was carried out with success, whatever
	// the answer said.
	Applied bool `json:"applied"`
	// Fault names the kinds of the faults that hit, joined with "+".
	Fault     string `json:"fault,omitempty"`
	UserAgent string `json:"user_agent,omitempty"`
}

// secretParams are masked by the last part of their names. The first three
// hold a whole document with a secret in it.
var secretParams = map[string]bool{
	"IkeConfig": true, "IpsecConfig": true, "BgpConfig": true,
	"Psk": true, "AuthKey": true, "Password": true, "OIDCToken": true,
}

// masked copies parameters without their secrets.
func masked(params map[string]string) map[string]string {
	safe := maps.Clone(params)
	for name := range safe {
		if secretParams[name[strings.LastIndex(name, ".")+1:]] {
			safe[name] = "(masked)"
		}
	}
	return safe
}

// Requests returns the log, oldest first.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.Clone(s.requests)
	for i := range list {
		list[i].Params = maps.Clone(list[i].Params)
		list[i].Unknown = slices.Clone(list[i].Unknown)
	}
	return list
}

// ResetRequests empties the log.
func (s *Server) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// record adds a line to the log, and tells it to Options.Log.
func (s *Server) record(r Request) {
	s.mu.Lock()
	r.Time = s.clock.now()
	if len(s.requests) >= maxRequests {
		s.requests = slices.Delete(s.requests, 0, maxRequests/10)
	}
	s.requests = append(s.requests, r)
	s.mu.Unlock()
	if s.opts.Log != nil {
		s.opts.Log("%s %s region=%s status=%d code=%s fault=%s request=%s",
			r.Method, r.Action, r.RegionID, r.Status, r.Code, r.Fault, r.RequestID)
	}
}
