package vpc

import (
	"context"
	"sync"
	"time"
)

const (
	// directReads of a region go to the API one by one before its gateways are
	// listed: a state with one gateway must not list an account of many.
	directReads = 3
	// snapshotAge is longer than most refreshes take, and short beside the time
	// that passes between a plan and its apply.
	snapshotAge = time.Minute
)

// GetVpnGateway reads one gateway, like DescribeVpnGateway, but when many are
// read in a short time it lists the region once for all of them: refreshing n
// gateways costs a few calls and a page for every 50, not n calls.
//
// What it returns is at most Config.SnapshotAge old. A gateway that this Client has
// written to is always read directly, and so is one that the listing lacks,
// before it is said not to exist. If the listing fails, every read is direct.
func (c *Client) GetVpnGateway(ctx context.Context, region, id string) (*VpnGateway, error) {
	if gateway := c.snapshots.region(region).get(ctx, c, region, id); gateway != nil {
		return gateway, nil
	}
	return c.DescribeVpnGateway(ctx, region, id)
}

// snapshots are the listings of one Client, one for each region.
type snapshots struct {
	mu      sync.Mutex
	regions map[string]*snapshot
}

func (s *snapshots) region(name string) *snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.regions == nil {
		s.regions = make(map[string]*snapshot)
	}
	if s.regions[name] == nil {
		s.regions[name] = &snapshot{written: make(map[string]bool)}
	}
	return s.regions[name]
}

// snapshot is the last listing of a region.
type snapshot struct {
	mu      sync.Mutex
	reads   int             // direct reads so far
	written map[string]bool // gateways that only a direct read shows as they are
	current *listing
}

// listing is one run of DescribeVpnGateways and what came of it.
type listing struct {
	started time.Time
	done    chan struct{}
	stop    context.CancelFunc
	waiting int // readers; when the last one leaves, the run is stopped

	gateways map[string]*VpnGateway // once done; empty when the run failed
}

// get returns the gateway as the region's listing has it, or nil when it has to
// be read directly.
func (s *snapshot) get(ctx context.Context, c *Client, region, id string) *VpnGateway {
	s.mu.Lock()
	if s.written[id] || s.reads < directReads {
		s.reads++
		s.mu.Unlock()
		return nil
	}
	if s.current == nil || time.Since(s.current.started) > c.cfg.SnapshotAge {
		s.current = startListing(ctx, c, region)
	}
	run := s.current
	run.waiting++
	s.mu.Unlock()

	select {
	case <-run.done:
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	run.waiting--
	select {
	case <-run.done:
	default:
		if run.waiting == 0 && s.current == run {
			run.stop()
			s.current = nil
		}
		return nil
	}
	// A write may have begun, or the listing may have grown old, while waiting.
	if s.written[id] || time.Since(run.started) > c.cfg.SnapshotAge {
		return nil
	}
	return run.gateways[id]
}

// startListing lists in the background: the reader that happens to come first
// may leave, and the others still want the answer.
func startListing(ctx context.Context, c *Client, region string) *listing {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	run := &listing{started: time.Now(), done: make(chan struct{}), stop: stop}
	go func() {
		defer stop()
		defer close(run.done)
		gateways, err := c.DescribeVpnGateways(ctx, DescribeVpnGatewaysInput{RegionID: region})
		if err != nil {
			return // direct reads tell the reader what is wrong
		}
		run.gateways = make(map[string]*VpnGateway, len(gateways))
		for _, g := range gateways {
			run.gateways[g.VpnGatewayID] = g
		}
	}()
	return run
}

// wrote makes every later read of a gateway direct.
func (s *snapshots) wrote(region, id string) {
	snapshot := s.region(region)
	snapshot.mu.Lock()
	defer snapshot.mu.Unlock()
	snapshot.written[id] = true
}
