package sim

import "errors"

// Object is an object of any kind, as a test that looks for leftovers sees it.
type Object struct {
	// Kind is the kind's name, as in the paths of the control interface.
	Kind     string `json:"kind"`
	ID       string `json:"id"`
	RegionID string `json:"region_id"`
	Name     string `json:"name"`
	// Status is empty for kinds that have none.
	Status string `json:"status,omitempty"`
}

// Objects returns all objects of all kinds and regions, kind by kind and oldest
// first.
func (s *Server) Objects() []Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runDueSteps()
	var all []Object
	for _, st := range s.data.Objects.stores() {
		for _, c := range st.views() {
			o := Object{Kind: c.kindInfo.name, ID: *c.id, RegionID: *c.region, Name: *c.name}
			if c.status != nil {
				o.Status = *c.status
			}
			all = append(all, o)
		}
	}
	return all
}

// outside runs what somebody does without the API, in the console or before the
// story began.
func outside[R any](s *Server, do func() R) R {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runDueSteps()
	defer s.runDueSteps()
	return do()
}

// all returns copies of a kind's objects.
func (k *kind[T]) all(s *Server) []T {
	return outside(s, func() []T {
		list := make([]T, len(k.in(s).list))
		for i, o := range k.in(s).list {
			list[i] = k.clone(o)
		}
		return list
	})
}

// get returns a copy of one object, or nil.
func (k *kind[T]) get(s *Server, id string) (T, bool) {
	o := outside(s, func() *T {
		if o := k.in(s).find(id); o != nil {
			copied := k.clone(o)
			return &copied
		}
		return nil
	})
	if o == nil {
		return *new(T), false
	}
	return *o, true
}

func (k *kind[T]) put(s *Server, seed T) string {
	return outside(s, func() string { return k.in(s).put(s, seed) })
}

func (k *kind[T]) change(s *Server, id string, change func(*T)) bool {
	return outside(s, func() bool { return k.in(s).change(id, change) })
}

func (k *kind[T]) remove(s *Server, id string) bool {
	return outside(s, func() bool { return k.in(s).remove(s, id) })
}

// removeAny and mergeAny do so for an object of whatever kind.
func (s *Server) removeAny(id string) bool {
	return outside(s, func() bool {
		st := s.data.Objects.holder(id)
		return st != nil && st.remove(s, id)
	})
}

func (s *Server) mergeAny(id string, body []byte) error {
	return outside(s, func() error {
		if st := s.data.Objects.holder(id); st != nil {
			return st.merge(id, body)
		}
		return errNotFound
	})
}

// checkMerge tells whether there is a kind that has the fields of a JSON object.
func checkMerge(body []byte) error {
	var all []error
	for _, k := range kinds {
		err := k.newStore().check(body)
		if err == nil {
			return nil
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}
