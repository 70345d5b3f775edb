package sim

import "strings"

// someoneElse does to the objects that a call names what somebody does in the
// console at that moment.
func (s *Server) someoneElse(f *Fault, c *call) {
	for _, id := range s.expand(c.objects()) {
		if f.Kind == KindRemove {
			s.removeAny(id)
			continue
		}
		// A rule made in Go is not checked when it is added: what cannot be
		// understood changes nothing.
		_ = s.mergeAny(id, f.Change)
	}
}

// expand replaces an ID that ends with * by those that begin so.
func (s *Server) expand(ids []string) []string {
	var all []string
	for _, id := range ids {
		beginning, several := strings.CutSuffix(id, "*")
		if !several {
			all = append(all, id)
			continue
		}
		for _, o := range s.Objects() {
			if strings.HasPrefix(o.ID, beginning) {
				all = append(all, o.ID)
			}
		}
	}
	return all
}
