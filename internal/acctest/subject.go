package acctest

import (
	"cmp"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Subject is what the general tests need to know of one kind of resource. The
// fault matrix, the random test and the search for secrets are written over it.
type Subject struct {
	// TypeName is the resource's name in HCL.
	TypeName string
	// Seed adds what the configurations name: the parents. It is nil for a kind that
	// stands alone.
	Seed func(*sim.Server)
	// Minimal is a configuration with the required arguments, and no name. Full has
	// a name and whatever can be changed in place.
	Minimal, Full map[string]any
	// Many returns Minimal for the n-th of many that exist side by side, n from 1. It
	// is nil where all can have the same.
	Many func(n int) map[string]any
	// Unique is the attribute of which no two objects have the same value: an apply
	// that would create a second one is an error with its ID and TakeOver. It is empty
	// for a kind of which any number may be alike.
	Unique, TakeOver string
	// UniqueWith are further attributes that have to be the same for that.
	UniqueWith []string
	// SecretIn are configurations to use instead of Minimal, for secrets that cannot
	// stand in that, by their path such as psk.
	SecretIn map[string]map[string]any
	// NotImported are attributes that an import does not read.
	NotImported []string
	// Creates are further ways to create one.
	Creates []Create
	// Updates change arguments of Full in place: attribute by attribute, another
	// value. Fixed says that there is nothing to change in place.
	Updates []Update
	Fixed   bool

	// CreateAction, ReadAction, ListAction, and DeleteAction are the API's names.
	CreateAction, ReadAction, ListAction, DeleteAction string
	// TokenActions take a ClientToken.
	TokenActions []string
	// ListPath is where an answer of ListAction has the objects.
	ListPath string
	// Created and Shown are the fields of the answers of CreateAction and
	// ReadAction, each with another word that the API might answer there. IDField
	// is that of the ID, StatusField that of the status: empty for a kind that has
	// none.
	Created, Shown       []Field
	IDField, StatusField string
	// CreatedID is the field of the ID in the answer of CreateAction, if it is not
	// IDField.
	CreatedID string
	// NotFound is the code of an action for an object that does not exist.
	NotFound func(action string) sim.Fault

	// Foreign adds an object that is not the test's, like the test's own but for the
	// VPC, and returns its ID.
	Foreign func(*sim.Server) string
	// NthID is the n-th of many IDs. It is nil for a kind whose IDs are a prefix with
	// whatever behind it. List lists the IDs of all objects. It is nil for a kind that
	// has a data source for it.
	NthID func(n int) string
	List  func(i *Instance) (ids []string, said Diagnostics)
	// Put adds an object with this ID, and Remove takes one away as somebody else does.
	Put    func(s *sim.Server, id string)
	Remove func(s *sim.Server, id string) bool
	// Live returns the IDs of all that exists, and Object one of them.
	Live   func(*sim.Server) []string
	Object func(s *sim.Server, id string) any
	// Leaving reports whether an object is being deleted.
	Leaving func(s *sim.Server, id string) bool
	// Differences says what an object does not have of what was configured.
	Differences func(s *sim.Server, id string, wants map[string]any) []string
	// Paid reports whether an object's order is paid. It is nil for a kind that costs
	// nothing.
	Paid func(s *sim.Server, id string) bool
	// WayBack are texts that an error has to hold when an object may exist that is
	// not in state, beside the client token.
	WayBack []string
	// Nothing says that nothing was created. Billed are the words for a cost that
	// goes on.
	Nothing string
	Billed  []string
}

// Nth is the configuration of the n-th of many that exist side by side.
func (s *Subject) Nth(n int) map[string]any {
	if s.Many == nil {
		return s.Minimal
	}
	return s.Many(n)
}

// CreatedIDField is the field of the ID in the answer of CreateAction.
func (s *Subject) CreatedIDField() string { return cmp.Or(s.CreatedID, s.IDField) }

// ListedOnly says that nothing but a list shows an object, so that a list in which it
// is missing is all that there is to know.
func (s *Subject) ListedOnly() bool { return s.ReadAction == s.ListAction }

// Seeded returns the simulator with what the configurations name.
func (s *Subject) Seeded(simulator *sim.Server) *sim.Server {
	if s.Seed != nil {
		s.Seed(simulator)
	}
	return simulator
}

// Costs reports whether the rules about money apply.
func (s *Subject) Costs() bool { return s.Paid != nil }

// Create is one more way to create an object.
type Create struct {
	Name, Short string
	Config      map[string]any
	// Unpaid says that an order is placed that somebody has to pay.
	Unpaid bool
}

// Update is a change in place.
type Update struct {
	Attribute string
	Value     any
}

// Field is a field of an answer.
type Field struct {
	Name string
	// OtherCase is the usual value in another case, where case may differ; JSON.
	OtherCase string
	// Number says that a plain number is one of its usual forms.
	Number bool
}
