package sim

import (
	"math/rand/v2"
	"slices"
	"time"
)

// rule is a fault at work.
type rule struct {
	Fault

	seen int
	hits int
	// first is the virtual time of the first hit.
	first time.Time
	dice  *rand.Rand
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
		if !r.matches(c) || !r.strikes(s.clock.now()) {
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
		(r.ObjectID == "" || slices.Contains(c.objects(), r.ObjectID))
}

// strikes counts a matching request and decides whether it is hit.
func (r *rule) strikes(now time.Time) bool {
	r.seen++
	switch {
	case r.seen <= r.Skip || r.over(now):
		return false
	case r.Probability > 0 && r.dice.Float64() >= r.Probability:
		return false
	}
	if r.hits == 0 {
		r.first = now
	}
	r.hits++
	return true
}

// over tells whether the rule has hit all that it should.
func (r *rule) over(now time.Time) bool {
	if r.Lasts > 0 {
		return r.hits > 0 && now.Sub(r.first) >= r.Lasts
	}
	return r.Times >= 0 && r.hits >= max(r.Times, 1)
}
