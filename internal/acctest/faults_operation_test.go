package acctest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
)

// operation is what Terraform does while a fault is at work.
type operation struct {
	subject *acctest.Subject
	// name is for the tables, short for the narrow ones.
	name, short string
	kind        kind
	// has is what was applied before, nil for nothing; wants is what is to be
	// applied, nil to destroy.
	has, wants attributes
	// unpaid says that an order is placed that somebody has to pay.
	unpaid bool

	// calls are the actions that it calls without a fault, in order.
	calls []string
}

// kind is the verb of an operation: the name of its timeout, where it has one.
type kind string

const (
	creating  kind = "create"
	reading   kind = "read"
	updating  kind = "update"
	deleting  kind = "delete"
	importing kind = "import"
)

// unique reports whether a second one of what is created would be refused.
func (o *operation) unique() bool { return o.wants[o.subject.Unique] != nil }

// waits reports whether the operation looks at the object again and again. After a
// change, it does so where there is a status to watch. What nothing but a list shows
// is not looked at when it has been created.
func (o *operation) waits() bool {
	return o.kind == updating && o.subject.StatusField != "" || o.kind == deleting ||
		o.kind == creating && !o.unpaid && !o.subject.ListedOnly()
}

// watches reports whether the operation waits for a status.
func (o *operation) watches() bool { return o.waits() && o.subject.StatusField != "" }

// seenBefore reports whether the object has been shown before the struck call.
// One that was just created and never shown may yet appear.
func (o *operation) seenBefore(at faultPoint) bool {
	return o.kind != creating || slices.Contains(o.calls[:at.first-1], o.subject.ReadAction)
}

// bounded reports whether the operation has a timeout.
func (o *operation) bounded() bool {
	return o.kind == creating || o.kind == updating || o.kind == deleting
}

// timeout is the one that an operation is made to run into. It is shorter than
// what untilTimeout makes the client wait.
const timeout = "50s"

// operations returns all of a subject. Each is done once without a fault, to
// learn what it calls.
func operations(t *testing.T, s *acctest.Subject) []*operation {
	t.Helper()
	all := []*operation{
		{name: "create with the required arguments", short: "create", kind: creating, wants: s.Minimal},
		{name: "create with a name and all that is set afterwards", short: "create full", kind: creating, wants: created(s)},
	}
	for _, c := range s.Creates {
		all = append(all, &operation{name: c.Name, short: c.Short, kind: creating, wants: c.Config, unpaid: c.Unpaid})
	}
	all = append(all, &operation{name: "refresh", short: "refresh", kind: reading, has: s.Full, wants: s.Full})
	for _, u := range s.Updates {
		all = append(all, &operation{
			name: "update " + u.Attribute, short: u.Attribute, kind: updating,
			has: s.Full, wants: with(s.Full, attributes{u.Attribute: u.Value}),
		})
	}
	all = append(all,
		&operation{name: "delete", short: "delete", kind: deleting, has: s.Full},
		&operation{name: "import", short: "import", kind: importing, has: s.Full, wants: imported(s)})
	for _, o := range all {
		o.subject = s
		calm := &cell{operation: o, fault: &fault{name: "none", passing: true}}
		calm.run(t)
		for _, violation := range calm.violations() {
			t.Errorf("%s, without a fault: %s\n%s", o.name, violation, calm.text)
		}
		if o.calls = calm.calls; len(o.calls) == 0 {
			t.Fatalf("%s calls nothing", o.name)
		}
	}
	return all
}

// created is Full with every argument that can be true only after the creation.
func created(s *acctest.Subject) attributes {
	all := s.Full
	for _, u := range s.Updates {
		if u.Value == true {
			all = with(all, attributes{u.Attribute: true})
		}
	}
	return all
}

// imported is Full without what an import does not read.
func imported(s *acctest.Subject) attributes {
	all := maps.Clone(s.Full)
	maps.DeleteFunc(all, func(name string, _ any) bool { return slices.Contains(s.NotImported, name) })
	return all
}

// actions lists what the operation calls, each action once, if it passes.
func (o *operation) actions(passes func(*operation, string) bool) []string {
	var actions []string
	for _, action := range o.calls {
		if passes(o, action) && !slices.Contains(actions, action) {
			actions = append(actions, action)
		}
	}
	return actions
}

// Actions differ in what can go wrong with them.

func anyAction(*operation, string) bool { return true }

func isRead(_ *operation, action string) bool { return onlyReads(action) }

// onlyReads reports whether an action changes nothing, by its name.
func onlyReads(action string) bool {
	return strings.HasPrefix(action, "Describe") || strings.HasPrefix(action, "List")
}

// isWrite: whatever changes something.
func isWrite(o *operation, action string) bool { return !isRead(o, action) }

// isCreate: the order.
func isCreate(o *operation, action string) bool { return action == o.subject.CreateAction }

// isLook: the object itself is read.
func isLook(o *operation, action string) bool { return action == o.subject.ReadAction }

// isChange: a write to an object that exists.
func isChange(o *operation, action string) bool { return isWrite(o, action) && !isCreate(o, action) }

// isAboutObject: the request names an object that exists.
func isAboutObject(o *operation, action string) bool { return isLook(o, action) || isChange(o, action) }

// namesObject: an answer without an ID is none.
func namesObject(o *operation, action string) bool { return isCreate(o, action) || isLook(o, action) }

// hasToken: the request carries a ClientToken.
func hasToken(o *operation, action string) bool {
	return slices.Contains(o.subject.TokenActions, action)
}
