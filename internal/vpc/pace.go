package vpc

import (
	"sync"
	"time"
)

// shortestStep is the least time between two looks at a gateway whose change is
// expected to end.
const shortestStep = 100 * time.Millisecond

// pace is how long the last change of a part of a gateway took: it was still under way
// when it was asked for after the one time, and had ended when the answer came by the
// other. The next one often takes as long, and
// a hundred of them wait for one another.
type pace struct{ after, by time.Duration }

// next is how long to wait before the next look at a gateway whose change is watched
// for so long already, where it is usual without knowing of another change. Looks come
// as usual at first, since a change may be quicker than the last one, then in steps
// where the last one ended, and as usual again.
func (p pace) next(watched, usual time.Duration) time.Duration {
	step := max((p.by-p.after)/4, shortestStep)
	switch until := p.after - watched; {
	case p.by == 0 || watched > p.by+step:
		return usual
	case until <= 0:
		return min(step, usual)
	case until <= 2*usual:
		return until
	default:
		return usual
	}
}

// paces are those of a client's gateways, by ID.
type paces struct {
	mu  sync.Mutex
	all map[string]pace
}

func (p *paces) of(id string) pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all[id]
}

func (p *paces) remember(id string, last pace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == nil {
		p.all = make(map[string]pace)
	}
	p.all[id] = last
}
