package sim

import (
	"slices"
	"time"
)

// life is what only the simulator knows of an object.
type life struct {
	// Steps are the changes of status still to come, in order.
	Steps []step `json:"steps,omitempty"`
	// Hidden counts the Describe calls that do not find it yet.
	Hidden int `json:"hidden,omitempty"`
}

// step is a change of status that falls due at a point of the virtual time.
type step struct {
	At     time.Time `json:"at"`
	Status string    `json:"status"`
}

// visible tells whether Describe finds an object yet. Being asked for by name
// counts; being part of a list does not.
func (l *life) visible(named bool) bool {
	if l.Hidden == 0 {
		return true
	}
	if named {
		l.Hidden--
	}
	return false
}

// runDueSteps carries out every step of every object that has fallen due.
func (s *Server) runDueSteps() {
	for _, st := range s.data.Objects.stores() {
		st.runDueSteps(s)
	}
}

func (st *store[T]) runDueSteps(s *Server) {
	now := s.clock.now()
	var gone []string
	for _, o := range st.list {
		c := st.kind.common(o)
		for len(c.life.Steps) > 0 && !c.life.Steps[0].At.After(now) {
			*c.status = c.life.Steps[0].Status
			c.life.Steps = c.life.Steps[1:]
		}
		switch {
		case c.status != nil && *c.status == statusGone:
			gone = append(gone, *c.id)
		case st.kind.due != nil:
			st.kind.due(s, o)
		}
	}
	for _, id := range gone {
		st.end(s, id)
	}
}

// pass makes an object go through a state that lasts a while. A state that
// lasts no time is not shown.
func (s *Server) pass(c common, through, to string, lasting time.Duration) {
	if lasting > 0 || to == statusGone {
		*c.status = through
		c.life.Steps = []step{{At: s.clock.now().Add(lasting), Status: to}}
	}
}

// busy tells whether an object refuses changes for the moment.
func (c common) busy() bool { return c.status != nil && slices.Contains(c.busyIn, *c.status) }
