package sim

import (
	"fmt"
	"time"
)

// step is a change of status that falls due at a point of the virtual time.
type step struct {
	At     time.Time `json:"at"`
	Status string    `json:"status"`
}

// settle carries out every step that has fallen due.
func (s *Server) settle() {
	now := s.clock.now()
	var gone []string
	for _, g := range s.data.Gateways {
		for len(g.Steps) > 0 && !g.Steps[0].At.After(now) {
			g.Status = g.Steps[0].Status
			g.Steps = g.Steps[1:]
		}
		switch g.Status {
		case statusActive:
			s.giveAddresses(g)
		case statusGone:
			gone = append(gone, g.VpnGatewayID)
		}
	}
	for _, id := range gone {
		s.release(id)
	}
}

// build starts the life of a gateway that is paid for. A tenth of the time it
// is "init", so that clients meet every state the API has.
func (s *Server) build(g *gateway) {
	now := s.clock.now()
	g.Paid = true
	g.Status = statusInit
	g.Steps = []step{
		{At: now.Add(s.opts.BuildTime / 10), Status: statusProvisioning},
		{At: now.Add(s.opts.BuildTime), Status: statusActive},
	}
	g.EndTime = postpayEnd
	if g.prepaid() {
		g.EndTime = now.AddDate(0, g.Period, 0)
	}
}

// postpayEnd stands in EndTime of a gateway that has no end. The reference is
// silent; a date far away is the simulator's choice.
var postpayEnd = time.Date(2099, time.September, 8, 16, 0, 0, 0, time.UTC)

// pass makes a gateway go through a state that lasts a while. A state that
// lasts no time is not shown.
func (s *Server) pass(g *gateway, through, to string, lasting time.Duration) {
	if lasting > 0 || to == statusGone {
		g.Status = through
		g.Steps = []step{{At: s.clock.now().Add(lasting), Status: to}}
	}
}

// busy tells whether a gateway refuses changes for the moment.
func (g *gateway) busy() bool {
	switch g.Status {
	case statusInit, statusProvisioning, statusUpdating, statusDeleting:
		return true
	default:
		return false
	}
}

// giveAddresses hands out what a gateway gets once it is built.
func (s *Server) giveAddresses(g *gateway) {
	dual := g.DisasterRecoveryVSwitchID != ""
	fill := func(field *string, wanted bool) {
		if wanted && *field == "" {
			*field = s.address(g.NetworkType == networkPrivate)
		}
	}
	fill(&g.InternetIP, true)
	fill(&g.DisasterRecoveryInternetIP, dual)
	fill(&g.SslVpnInternetIP, dual && g.SslVpn)
}

// addressBlocks are the ranges that are set aside for documentation.
var addressBlocks = []string{"203.0.113", "198.51.100", "192.0.2"}

// address returns the next address: public ones from the ranges for
// documentation and then from the one for benchmarks, private ones from within a
// network.
func (s *Server) address(private bool) string {
	n := s.data.IDs.next("address") - 1
	block, host := n/254, n%254+1
	switch more := block - len(addressBlocks); {
	case private:
		return fmt.Sprintf("10.0.%d.%d", block%256, host)
	case more < 0:
		return fmt.Sprintf("%s.%d", addressBlocks[block], host)
	default:
		return fmt.Sprintf("198.%d.%d.%d", 18+more/256%2, more%256, host)
	}
}
