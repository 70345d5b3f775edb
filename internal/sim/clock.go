package sim

import "time"

// clock is the simulator's virtual time. It starts at the real time and moves
// only when it is told to, unless it follows the real clock as well.
type clock struct {
	at     time.Time
	follow bool
	real   func() time.Time
	seen   time.Time // the real time that at already accounts for
}

func newClock(realNow func() time.Time, follow bool) *clock {
	now := realNow().UTC()
	return &clock{at: now, follow: follow, real: realNow, seen: now}
}

func (c *clock) now() time.Time {
	if c.follow {
		now := c.real().UTC()
		if passed := now.Sub(c.seen); passed > 0 {
			c.at = c.at.Add(passed)
		}
		c.seen = now
	}
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.at = c.now().Add(d)
}

// Now returns the virtual time.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock.now()
}

// Advance moves the virtual clock forward. What falls due happens at once.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock.advance(d)
	s.runDueSteps()
}
