package sim

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// exchange is one request on its way to an answer.
type exchange struct {
	message *message
	call    *call
	faults  []Fault
	line    Request
}

// begin gives a request its identifier, and lets time pass.
func (s *Server) begin(m *message) *exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.advance(s.opts.TickPerCall)
	s.runDueSteps()
	return &exchange{message: m, line: Request{
		Action:    m.action(),
		Version:   m.version(),
		Method:    m.method,
		RegionID:  m.param("RegionId"),
		Params:    masked(m.params),
		RequestID: s.data.IDs.request(),
		UserAgent: m.header.Get("User-Agent"),
	}}
}

// admit finds out who is asking for what, and which faults strike. What it
// refuses never reaches a handler.
func (s *Server) admit(x *exchange) *apiError {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := x.message
	if m.path != "/" && m.path != "" {
		return refuseWith(http.StatusNotFound, "InvalidApi.NotFound",
			"Specified api is not found, please check your url and method.")
	}
	var credential Credential
	if !actions[m.action()].unsigned {
		said, err := readClaim(m)
		if err != nil {
			return err
		}
		x.line.AccessKeyID, x.line.SignatureVersion = said.accessKeyID, m.signatureVersion()
		if credential, err = s.verify(said); err != nil {
			return err
		}
	}
	row, err := lookUp(m)
	if err != nil {
		return err
	}
	x.line.Unknown = row.unknown(m.params)
	x.call = &call{action: row, params: m.params, credential: credential}
	x.faults = s.hit(x.call)
	var kinds []string
	for _, f := range x.faults {
		kinds = append(kinds, string(f.kind()))
	}
	x.line.Fault = strings.Join(kinds, "+")
	return nil
}

// perform carries the call out, with whatever the faults do before and after.
func (s *Server) perform(ctx context.Context, x *exchange) answer {
	var end *Fault
	var mistakes []Fault
	var late time.Duration
	for _, f := range x.faults {
		switch f.kind() {
		case KindHook:
			f.Hook(s)
		case KindStatus:
			x.call.showStatus = f.Code
		case KindRequest:
			mistakes = append(mistakes, f)
		case KindRemove, KindChange:
			s.someoneElse(&f, x.call)
		case KindDelay:
			if f.Applied {
				late += f.Delay
			} else if !wait(ctx, f.Delay) {
				return answer{delivery: deliverNothing}
			}
		default:
			end = &f
		}
	}
	// Other people work on what the request names, and not on what it is taken for.
	for _, f := range mistakes {
		f.misread(x.call)
	}
	var a answer
	if end == nil || end.carriesOut() {
		a = s.carryOut(x)
	}
	if !wait(ctx, late) {
		return answer{delivery: deliverNothing}
	}
	if end != nil {
		a = end.spoil(x, a)
	}
	return a
}

// carryOut checks the call and runs its handler.
func (s *Server) carryOut(x *exchange) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runDueSteps()
	o, err := s.handle(x.call)
	if err != nil {
		return fail(x.message, x.line.RequestID, err)
	}
	x.line.Applied = true
	return s.succeed(x.message, x.line.RequestID, o)
}

// handle holds a call against its row, then lets the action answer.
func (s *Server) handle(c *call) (fields, *apiError) {
	if c.action.writes && c.credential.ReadOnly {
		return nil, denied(strings.ToLower(c.action.product.name), c.action.name, s.identity(c.credential))
	}
	if err := c.action.check(c); err != nil {
		return nil, err
	}
	if c.has("RegionId") && c.action.product == apiVpc && s.networks[c.region()] == nil {
		return nil, refuseWith(http.StatusNotFound, "InvalidRegionId.NotFound",
			"The specified RegionId does not exist.")
	}
	return c.action.handle(s, c)
}

// wait lets real time pass, and tells whether the client is still there.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
