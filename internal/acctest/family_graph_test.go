package acctest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// node is a resource of a configuration.
type node struct {
	*member

	n int
	// on are the nodes that stand for the IDs of the subject's parents, and needs
	// those that the object may hang on now.
	on     map[string]*node
	needs  []*node
	config attributes
	// wanted says that it stands in the configuration. It may be in state when it no
	// longer does.
	wanted bool
	state  *acctest.Instance
	// adrift says that an object may exist that is not in state, and that this was
	// said, or that nobody was left to say it.
	adrift bool
}

// graph is a configuration of many resources. A node comes after those it needs.
type graph struct {
	dice    *rand.Rand
	members map[role]*member
	nodes   []*node
}

// add adds a node, in some role, on these. It is everything that its subject can be,
// or the least.
func (g *graph) add(as role, full bool, on ...*node) *node {
	m := g.members[as]
	n := &node{member: m, n: len(g.nodes) + 1, on: map[string]*node{}, wanted: true}
	config := m.subject.Minimal
	if full {
		config = m.subject.Full
	}
	config = maps.Clone(config)
	for _, name := range m.leftOut {
		delete(config, name)
	}
	n.config = with(with(config, m.more), attributes{m.marked: m.mark(n.n)})
	for stands, parent := range m.parents {
		i := slices.IndexFunc(on, func(o *node) bool { return o.member == g.members[parent] || parent == asGateway && o.marked == "name" })
		n.on[stands] = on[i]
	}
	g.nodes = append(g.nodes, n)
	return n
}

// grow adds a branch by dice: a gateway or an attachment, and what hangs on it.
func (g *graph) grow() {
	full := func() bool { return g.dice.IntN(2) == 0 }
	several := func(add func()) {
		for range g.dice.IntN(3) {
			add()
		}
	}
	switch g.dice.IntN(6) {
	case 0: // people dial in
		server := g.add(asServer, full(), g.add(asDialIn, full()))
		several(func() { g.add("certificate", full(), server) })
	case 1:
		g.add("IPsec server", full(), g.add(asIpsec, full()))
	case 2:
		national := g.add(asNational, full())
		g.add("gateway certificate", full(), national)
	case 3:
		attachment := g.add(asAttachment, full(), g.farEnd())
		several(func() { g.add("transit route", full(), attachment) })
	case 4:
		g.site(g.add("enhanced", full()))
	default:
		g.site(g.add(asGateway, full()))
	}
}

// site adds connections to a gateway, and their routes.
func (g *graph) site(gateway *node) {
	for range 1 + g.dice.IntN(2) {
		hop := g.add(asHop, g.dice.IntN(2) == 0, gateway, g.farEnd())
		for range g.dice.IntN(3) {
			g.add("route", g.dice.IntN(2) == 0, gateway, hop)
		}
		for range g.dice.IntN(2) {
			g.add("policy route", g.dice.IntN(2) == 0, gateway, hop)
		}
	}
}

// farEnd is a customer gateway: one that there is, or a new one.
func (g *graph) farEnd() *node {
	var all []*node
	for _, n := range g.nodes {
		if n.wanted && n.member == g.members[asFarEnd] {
			all = append(all, n)
		}
	}
	if len(all) > 0 && g.dice.IntN(2) == 0 {
		return all[g.dice.IntN(len(all))]
	}
	return g.add(asFarEnd, g.dice.IntN(2) == 0)
}

// wantedNodes are those in the configuration.
func (g *graph) wantedNodes() []*node {
	return slices.DeleteFunc(slices.Clone(g.nodes), func(n *node) bool { return !n.wanted })
}

// branch is a node and all that hang on it, in the configuration or in state, the
// last first.
func (g *graph) branch(root *node) []*node {
	in := map[*node]bool{root: true}
	all := []*node{root}
	for _, n := range g.nodes { // those it needs come before
		for _, parent := range slices.AppendSeq(slices.Clone(n.needs), maps.Values(n.on)) {
			if in[parent] && !in[n] {
				in[n] = true
				all = append(all, n)
			}
		}
	}
	slices.Reverse(all)
	return all
}

// resolved is the configuration with the IDs that its nodes have now; one that is not
// known yet is unknown.
func (n *node) resolved(id func(*node) (string, bool)) attributes {
	all, _ := n.rewritten(n.config, id).(attributes)
	return all
}

func (n *node) rewritten(v any, id func(*node) (string, bool)) any {
	switch v := v.(type) {
	case attributes:
		all := attributes{}
		for name, value := range v {
			all[name] = n.rewritten(value, id)
		}
		return all
	case string:
		if parent := n.on[v]; parent != nil {
			if text, known := id(parent); known {
				return text
			}
			return tftypes.UnknownValue
		}
		if n.rewrite != nil {
			return n.rewrite(n.n, v)
		}
	}
	return v
}

// configured is the configuration with the IDs in state.
func (n *node) configured() attributes {
	return n.resolved(func(parent *node) (string, bool) {
		return idOf(parent.state), parent.state != nil && parent.state.Exists()
	})
}

// live are the IDs of what exists of it.
func (n *node) live(s *sim.Server) []string {
	return slices.DeleteFunc(n.subject.Live(s), func(id string) bool {
		return n.subject.Leaving(s, id) || len(n.subject.Differences(s, id, attributes{n.marked: n.config[n.marked]})) > 0
	})
}

// held is the ID in state.
func (n *node) held() string {
	if n.state == nil {
		return ""
	}
	return idOf(n.state)
}

// saysWayBack reports whether an error says that something may exist, and where.
func (n *node) saysWayBack(said acctest.Diagnostics) bool {
	text := strings.Join(said.Errors(), "\n")
	for _, want := range n.subject.WayBack {
		if parent := n.on[want]; parent != nil {
			want = parent.held()
		}
		for name, value := range n.subject.Minimal {
			if value == want {
				want, _ = n.config[name].(string)
			}
		}
		if !strings.Contains(text, want) {
			return false
		}
	}
	return true
}

// updates are the changes in place that a node can be given.
func (n *node) updates() []acctest.Update {
	return slices.DeleteFunc(slices.Clone(n.subject.Updates), func(u acctest.Update) bool {
		return n.config[u.Attribute] == nil || u.Attribute == n.marked || slices.Contains(n.leftOut, u.Attribute) || n.more[u.Attribute] != nil
	})
}

// update changes an argument, and says which; what has been changed goes back.
func (n *node) update(dice *rand.Rand) string {
	all := n.updates()
	if len(all) == 0 {
		return ""
	}
	change := all[dice.IntN(len(all))]
	value := change.Value
	if fmt.Sprint(n.config[change.Attribute]) == fmt.Sprint(value) {
		value = n.subject.Full[change.Attribute]
	}
	n.config = with(n.config, attributes{change.Attribute: value})
	return change.Attribute
}
