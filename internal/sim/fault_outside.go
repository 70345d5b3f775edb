package sim

// someoneElse does to the objects that a call names what somebody does in the
// console at that moment.
func (s *Server) someoneElse(f *Fault, c *call) {
	for _, id := range c.objects() {
		if f.Kind == KindRemove {
			s.removeAny(id)
			continue
		}
		// A rule made in Go is not checked when it is added: what cannot be
		// understood changes nothing.
		_ = s.mergeAny(id, f.Change)
	}
}
