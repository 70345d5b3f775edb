package sim

import (
	"net/http"
	"sync"
	"time"
)

// Server is a simulator. It is an http.Handler for the API's address, and all
// its methods may be called at any time from any goroutine.
type Server struct {
	opts Options

	mu          sync.Mutex
	clock       *clock
	credentials map[string]Credential
	nonces      map[string]time.Time
	noncesSwept time.Time
	networks    map[string]map[string]VPC // by region and identifier
	groups      map[string]bool
	data        data
	rules       []*rule
	requests    []Request
}

// New returns a simulator.
func New(opts Options) *Server {
	opts = opts.withDefaults()
	s := &Server{
		opts:        opts,
		clock:       newClock(opts.Now, opts.RealTime),
		credentials: map[string]Credential{},
		nonces:      map[string]time.Time{},
		noncesSwept: opts.Now(),
		networks:    map[string]map[string]VPC{},
		groups:      map[string]bool{},
		data:        newData(),
	}
	for _, c := range opts.Credentials {
		s.credentials[c.AccessKeyID] = c
	}
	s.addDefaultNetwork()
	return s
}

// ServeHTTP answers one request of the API.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m, err := readMessage(r)
	x := s.begin(m)
	a := s.answer(r, x, err)
	x.line.Status, x.line.Code = a.status, a.code
	// The log comes first, so that a client with its answer finds the line.
	s.record(x.line)
	if !wait(r.Context(), s.opts.Latency) {
		a.delivery = deliverNothing
	}
	a.send(w)
}

// answer does what is asked, or says why not.
func (s *Server) answer(r *http.Request, x *exchange, unreadable error) answer {
	if unreadable != nil {
		return fail(x.message, x.line.RequestID,
			refuse("InvalidParameter", "The request cannot be read: %v.", unreadable))
	}
	if err := s.admit(x); err != nil {
		return fail(x.message, x.line.RequestID, err)
	}
	return s.perform(r.Context(), x)
}
