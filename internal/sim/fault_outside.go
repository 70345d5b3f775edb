package sim

import (
	"bytes"
	"slices"
)

// someoneElse does to the gateways that a call names what somebody does in the
// console at that moment.
func (s *Server) someoneElse(f *Fault, c *call) {
	for _, id := range c.gatewayIDs() {
		if f.Kind == KindRemove {
			s.RemoveGateway(id)
			continue
		}
		s.ChangeGateway(id, func(g *Gateway) {
			// A rule made in Go is not checked when it is added: what cannot be
			// understood changes nothing.
			if changed, err := f.changed(*g); err == nil {
				*g = changed
			}
		})
	}
}

func (f *Fault) changed(g Gateway) (Gateway, error) { return g.with(f.Change) }

// with returns the gateway with the fields that a JSON object holds. Fields
// that it leaves out stay; tags in it replace all tags.
func (g Gateway) with(fields []byte) (Gateway, error) {
	merged := g.clone()
	merged.Tags = nil
	if err := decodeStrictly(bytes.NewReader(fields), &merged); err != nil {
		return g, err
	}
	if merged.Tags == nil {
		merged.Tags = g.Tags
	}
	return merged, nil
}

// gatewayIDs lists the gateways that a call is about. Actions differ in the
// parameter that names them.
func (c *call) gatewayIDs() []string {
	var ids []string
	for _, name := range []string{"VpnGatewayId", "InstanceId", "ResourceId.N"} {
		for _, param := range c.matching(name) {
			ids = append(ids, c.params[param])
		}
	}
	return slices.Compact(ids)
}
