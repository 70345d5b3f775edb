package sim

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// kind is one kind of object: what the engine has to know to keep, name, tag,
// move, break and remove objects of it. Each kind is declared in the file of its
// object, and registered there.
type kind[T any] struct {
	kindInfo

	// common points at the fields that objects of all kinds have.
	common func(*T) common
	// show renders an object.
	show func(*Server, *call, *T) fields
	// fill completes an object that a test or a person adds.
	fill func(*Server, *T)
	// links say which other objects one needs.
	links []link[T]

	// The rest is nil unless a kind has more to say: listed renders an object in a
	// list, filters are further parameters of the list with an object's values,
	// copied makes a copy's pointers its own, hidden tells whether no answer shows
	// an object, due follows what has fallen due, removed follows a removal from
	// outside the API, and deleteTime is how long a deletion takes, if it is not
	// Options.DeleteTime.
	listed  func(*Server, *call, *T) fields
	filters func(*T) map[string]string
	copied  func(*T)
	hidden  func(*Server, *T) bool
	due     func(*Server, *T)
	removed func(*Server, *T)

	deleteTime func(*Server) time.Duration
}

// kindInfo is what is known of a kind without its type.
type kindInfo struct {
	// name stands in paths of the control interface, saved data and the ledger.
	name string
	// noun is the API's word. The parameter with an ID, the list in an answer and
	// the type of MoveVpnResourceGroup are named after it.
	noun string
	// idName is the parameter with an ID where it is named otherwise.
	idName string
	// prefix begins every ID that is handed out.
	prefix string
	// tagTypes are the types that the tag actions know it by, in any case.
	tagTypes []string
	// ownGroup says that MoveVpnResourceGroup takes it.
	ownGroup bool
	// notFound is the one error for an object that does not exist, exists in
	// another region, or is not visible yet.
	notFound apiError
	// busyIn are the states in which it refuses every change.
	busyIn []string
}

func (i *kindInfo) info() *kindInfo { return i }

func (i *kindInfo) idParam() string { return cmp.Or(i.idName, i.noun+"Id") }

// byID is the parameter that names the object of an action, and filterByID the
// same in the kind's list.
func (k *kind[T]) byID() param       { return param{name: k.idParam(), required: true, names: k} }
func (k *kind[T]) filterByID() param { return param{name: k.idParam(), names: k} }

// missing is the error for an object that is not there.
func (i *kindInfo) missing() *apiError {
	e := i.notFound
	return &e
}

// common points at what objects of all kinds have. A pointer is nil where a kind
// has no such field.
type common struct {
	*kindInfo

	id, region, name *string
	created          *time.Time
	status, group    *string
	tags             *map[string]string
	life             *life
}

// anyKind is a kind without its type.
type anyKind interface {
	info() *kindInfo
	newStore() anyStore
}

func (k *kind[T]) newStore() anyStore { return &store[T]{kind: k} }

// kinds is the table of kinds, in the order of their files.
var kinds []anyKind

// register adds a kind and its actions to the tables.
func register(k anyKind, rows []action) {
	kinds = append(kinds, k)
	registerActions(rows)
}

// kindWhere finds the kind that fits, or nil.
func kindWhere(fits func(*kindInfo) bool) anyKind {
	for _, k := range kinds {
		if fits(k.info()) {
			return k
		}
	}
	return nil
}

// kindTagged finds the kind that the tag actions know by a type.
func kindTagged(tagType string) anyKind {
	return kindWhere(func(i *kindInfo) bool {
		return slices.ContainsFunc(i.tagTypes, func(t string) bool { return strings.EqualFold(t, tagType) })
	})
}

// kindOfID finds the kind by the letters that an ID begins with.
func kindOfID(id string) anyKind {
	letters, _, _ := strings.Cut(id, "-")
	return kindWhere(func(i *kindInfo) bool { return strings.HasPrefix(i.prefix, letters+"-") })
}

// view returns an object without its type.
func (k *kind[T]) view(o *T) common {
	c := k.common(o)
	c.kindInfo = &k.kindInfo
	return c
}

// clone copies an object so that the holder shares nothing with the server.
func (k *kind[T]) clone(o *T) T {
	copied := *o
	if tags := k.common(&copied).tags; tags != nil {
		*tags = maps.Clone(*tags)
	}
	if k.copied != nil {
		k.copied(&copied)
	}
	return copied
}

// in returns a server's objects of the kind.
func (k *kind[T]) in(s *Server) *store[T] {
	// A server has a store for each kind, made by newStore.
	st, _ := s.data.Objects[k.name].(*store[T])
	return st
}

// existing lists the objects that a call to a region knows of.
func (k *kind[T]) existing(s *Server, region string) []*T {
	var all []*T
	for _, o := range k.in(s).list {
		if k.exists(s, o, region) {
			all = append(all, o)
		}
	}
	return all
}

// exists tells whether a call to a region knows of an object.
func (k *kind[T]) exists(s *Server, o *T, region string) bool {
	return *k.common(o).region == region && (k.hidden == nil || !k.hidden(s, o))
}

// findIn returns an object that a call to a region knows of, or nil.
func (k *kind[T]) findIn(s *Server, region, id string) *T {
	if o := k.in(s).find(id); o != nil && k.exists(s, o, region) {
		return o
	}
	return nil
}

// named returns the object that a call names by the kind's own parameter.
func (k *kind[T]) named(s *Server, c *call) (*T, *apiError) {
	if o := k.findIn(s, c.region(), c.str(k.idParam())); o != nil {
		return o, nil
	}
	return nil, k.missing()
}

// changeable returns the object that a call names and wants to change.
func (k *kind[T]) changeable(s *Server, c *call) (*T, *apiError) {
	o, err := k.named(s, c)
	if err == nil && k.view(o).busy() {
		return nil, s.busy()
	}
	return o, err
}

// newID hands out an ID.
func (k *kind[T]) newID(s *Server) string { return s.data.IDs.newID(k.prefix) }
