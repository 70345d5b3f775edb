package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// store holds a server's objects of one kind, oldest first.
type store[T any] struct {
	kind *kind[T]
	list []*T
}

// anyStore is a store without the type of what it holds.
type anyStore interface {
	info() *kindInfo
	// views returns all objects, existing those that a call to a region knows of,
	// and view one of them.
	views() []common
	existing(s *Server, region string) []common
	view(id string) (common, bool)
	// users are the objects that need an object of another kind.
	users(s *Server, of anyKind, id string) []user
	// end takes an object out of the world, and those that go with it.
	end(s *Server, id string)
	// runDueSteps carries out every change of status that has fallen due.
	runDueSteps(s *Server)

	// The rest is for people and faults: what somebody does in the console.
	remove(s *Server, id string) bool
	// seed adds the object that a JSON object describes, and returns its ID.
	seed(s *Server, body []byte) (string, error)
	// merge sets the fields of an object that a JSON object holds, and check only
	// tells whether the kind has them.
	merge(id string, body []byte) error
	check(body []byte) error
}

func (st *store[T]) info() *kindInfo { return &st.kind.kindInfo }

func (st *store[T]) index(id string) int {
	return slices.IndexFunc(st.list, func(o *T) bool { return *st.kind.common(o).id == id })
}

// find returns an object by its ID, wherever it is, or nil.
func (st *store[T]) find(id string) *T {
	if i := st.index(id); i >= 0 {
		return st.list[i]
	}
	return nil
}

func (st *store[T]) add(o *T) { st.list = append(st.list, o) }

// release takes an object out of the world.
func (st *store[T]) release(id string) {
	if i := st.index(id); i >= 0 {
		st.list = slices.Delete(st.list, i, i+1)
	}
}

// end releases an object, and those that go with it.
func (st *store[T]) end(s *Server, id string) {
	st.release(id)
	for _, u := range s.users(st.kind, id) {
		if u.follows {
			s.data.Objects[u.kindInfo.name].end(s, *u.id)
		}
	}
}

func (st *store[T]) view(id string) (common, bool) {
	if o := st.find(id); o != nil {
		return st.kind.view(o), true
	}
	return common{}, false
}

func (st *store[T]) views() []common {
	all := make([]common, len(st.list))
	for i, o := range st.list {
		all[i] = st.kind.view(o)
	}
	return all
}

func (st *store[T]) existing(s *Server, region string) []common {
	var all []common
	for _, o := range st.kind.existing(s, region) {
		all = append(all, st.kind.view(o))
	}
	return all
}

// put adds an object, or replaces one, and returns its ID.
func (st *store[T]) put(s *Server, seed T) string {
	k := st.kind
	o := k.clone(&seed)
	c := k.common(&o)
	*c.life = life{}
	if *c.id == "" {
		*c.id = k.newID(s)
	}
	if *c.region == "" {
		*c.region = DefaultRegion
	}
	if c.group != nil && *c.group == "" {
		*c.group = DefaultResourceGroup
	}
	if c.created != nil && c.created.IsZero() {
		*c.created = s.clock.now()
	}
	k.fill(s, &o)
	if old := st.find(*c.id); old != nil {
		*old = o
	} else {
		st.add(&o)
	}
	return *c.id
}

// change changes any field of an object but its ID, and tells whether there is
// such an object. A status set here stays: what the object was going through is
// over.
func (st *store[T]) change(id string, change func(*T)) bool {
	o := st.find(id)
	if o == nil {
		return false
	}
	changed := st.kind.clone(o)
	change(&changed)
	before, after := st.kind.common(o), st.kind.common(&changed)
	*after.id = id
	if after.status != nil && *after.status != *before.status {
		after.life.Steps = nil
	}
	*o = st.kind.clone(&changed)
	return true
}

// remove ends an object at once, and tells whether there was one.
func (st *store[T]) remove(s *Server, id string) bool {
	o := st.find(id)
	if o == nil {
		return false
	}
	if st.kind.removed != nil {
		st.kind.removed(s, o)
	}
	st.end(s, id)
	return true
}

func (st *store[T]) seed(s *Server, body []byte) (string, error) {
	var seed T
	if err := decodeStrictly(bytes.NewReader(body), &seed); err != nil {
		return "", err
	}
	return st.put(s, seed), nil
}

// errNotFound is a request about something that is not there.
var errNotFound = errors.New("not found")

func (st *store[T]) check(body []byte) error {
	return decodeStrictly(bytes.NewReader(body), new(T))
}

func (st *store[T]) merge(id string, body []byte) error {
	o := st.find(id)
	if o == nil {
		return errNotFound
	}
	merged, err := st.kind.with(o, body)
	if err == nil {
		st.change(id, func(o *T) { *o = merged })
	}
	return err
}

// with returns an object with the fields that a JSON object holds. Fields that
// it leaves out stay; tags in it replace all tags.
func (k *kind[T]) with(o *T, body []byte) (T, error) {
	merged := k.clone(o)
	tags := k.common(&merged).tags
	if tags != nil {
		*tags = nil
	}
	err := decodeStrictly(bytes.NewReader(body), &merged)
	if tags != nil && *tags == nil {
		*tags = *k.common(o).tags
	}
	return merged, err
}

// MarshalJSON writes the objects as a list.
func (st *store[T]) MarshalJSON() ([]byte, error) { return json.Marshal(append([]*T{}, st.list...)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (st *store[T]) UnmarshalJSON(text []byte) error { return json.Unmarshal(text, &st.list) }

// objects are the stores of a server by the names of their kinds.
type objects map[string]anyStore

func newObjects() objects {
	o := objects{}
	for _, k := range kinds {
		o[k.info().name] = k.newStore()
	}
	return o
}

// stores returns the stores in the order of the table.
func (o objects) stores() []anyStore {
	all := make([]anyStore, len(kinds))
	for i, k := range kinds {
		all[i] = o[k.info().name]
	}
	return all
}

// holder finds the store that holds an object, whatever its kind is, or nil.
func (o objects) holder(id string) anyStore {
	for _, st := range o.stores() {
		if _, ok := st.view(id); ok {
			return st
		}
	}
	return nil
}

// existing lists the objects of a kind that a call to a region knows of. No kind
// has none.
func (s *Server) existing(k anyKind, region string) []common {
	if k == nil {
		return nil
	}
	return s.data.Objects[k.info().name].existing(s, region)
}

// findIn finds one of them.
func (s *Server) findIn(k anyKind, region, id string) (common, bool) {
	for _, c := range s.existing(k, region) {
		if *c.id == id {
			return c, true
		}
	}
	return common{}, false
}

// UnmarshalJSON reads the lists by the names of their kinds. The kinds that it
// leaves out have no objects.
func (o *objects) UnmarshalJSON(text []byte) error {
	var lists map[string]json.RawMessage
	if err := json.Unmarshal(text, &lists); err != nil {
		return err
	}
	*o = newObjects()
	for name, list := range lists {
		st, ok := (*o)[name]
		if !ok {
			return fmt.Errorf("there is no kind %q", name)
		}
		if err := json.Unmarshal(list, st); err != nil {
			return err
		}
	}
	return nil
}
