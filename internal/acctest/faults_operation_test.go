package acctest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// attributes is a configuration of the resource.
type attributes map[string]any

func (a attributes) with(more attributes) attributes {
	all := maps.Clone(a)
	maps.Copy(all, more)
	return all
}

// operation is what Terraform does when a fault strikes.
type operation struct {
	// name is for the tables, short for the narrow one.
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

// waits reports whether the operation watches a status.
func (o *operation) waits() bool {
	return o.kind == updating || o.kind == deleting || o.kind == creating && !o.unpaid
}

// seenBefore reports whether the gateway has been shown before the struck call.
// One that was just created and never shown may yet appear.
func (o *operation) seenBefore(at strike) bool {
	return o.kind != creating || slices.Contains(o.calls[:at.first-1], "DescribeVpnGateway")
}

// bounded reports whether the operation has a timeout.
func (o *operation) bounded() bool {
	return o.kind == creating || o.kind == updating || o.kind == deleting
}

// timeout is the one that an operation is made to run into. It is shorter than
// what untilTimeout makes the client wait.
const timeout = "50s"

var (
	minimal = attributes{
		"vpc_id": sim.DefaultVPC, "vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
		"bandwidth": 10,
	}
	full = minimal.with(attributes{
		"name": "matrix", "description": "before", "auto_propagate": false,
		"tags":              map[string]string{"stays": "1", "changes": "1", "goes": "1"},
		"resource_group_id": sim.SecondResourceGroup,
	})
	prepaid = minimal.with(attributes{"instance_charge_type": "PREPAY", "period": 1})
)

// operations returns all of them. Each is done once without a fault, to learn
// what it calls.
func operations(t *testing.T) []*operation {
	t.Helper()
	update := func(name string, value any) *operation {
		return &operation{
			name: "update " + name, short: name, kind: updating, has: full, wants: full.with(attributes{name: value}),
		}
	}
	all := []*operation{
		{name: "create with the required arguments", short: "create", kind: creating, wants: minimal},
		{
			name: "create with all that is set afterwards", short: "create full", kind: creating,
			wants: full.with(attributes{"auto_propagate": true}),
		},
		{
			name: "create prepaid, paid at once", short: "prepaid", kind: creating,
			wants: prepaid.with(attributes{"auto_pay": true}),
		},
		{
			name: "create prepaid, not paid", short: "unpaid", kind: creating, unpaid: true,
			wants: prepaid.with(attributes{"description": "later", "tags": map[string]string{"a": "1"}}),
		},
		{name: "refresh", short: "refresh", kind: reading, has: full, wants: full},
		update("name", "renamed"),
		update("description", "after"),
		update("auto_propagate", true),
		update("tags", map[string]string{"stays": "1", "changes": "2", "comes": "1"}),
		update("resource_group_id", sim.DefaultResourceGroup),
		{name: "delete", short: "delete", kind: deleting, has: full},
		{name: "import", short: "import", kind: importing, has: full, wants: full},
	}
	for _, o := range all {
		calm := &cell{operation: o, fault: &fault{name: "none", passing: true}}
		calm.run(t)
		for _, complaint := range calm.complaints() {
			t.Errorf("%s, without a fault: %s", o.name, complaint)
		}
		if o.calls = calm.calls; len(o.calls) == 0 {
			t.Fatalf("%s calls nothing", o.name)
		}
	}
	return all
}

// actions lists what the operation calls, each action once, if it passes.
func (o *operation) actions(passes func(action string) bool) []string {
	var actions []string
	for _, action := range o.calls {
		if passes(action) && !slices.Contains(actions, action) {
			actions = append(actions, action)
		}
	}
	return actions
}

// Actions differ in what can go wrong with them.

func anyAction(string) bool { return true }

// isWrite: whatever changes something.
func isWrite(action string) bool { return action != "DescribeVpnGateway" }

func isRead(action string) bool { return !isWrite(action) }

// isAboutGateway: the request names a gateway that exists.
func isAboutGateway(action string) bool { return action != "CreateVpnGateway" }

// namesGateway: an answer without an ID is none.
func namesGateway(action string) bool {
	return action == "CreateVpnGateway" || action == "DescribeVpnGateway"
}

// hasToken: the request carries a ClientToken.
func hasToken(action string) bool {
	return slices.Contains([]string{"CreateVpnGateway", "ModifyVpnGatewayAttribute", "DeleteVpnGateway"}, action)
}

// differences says what the gateway does not have of what was configured.
func differences(g sim.Gateway, wants attributes) []string {
	have := attributes{
		"vpc_id": g.VpcID, "bandwidth": g.Bandwidth, "name": g.Name, "description": g.Description,
		"auto_propagate": g.AutoPropagate, "tags": g.Tags, "resource_group_id": g.ResourceGroupID,
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(have)) {
		if want, configured := wants[name]; configured && fmt.Sprint(want) != fmt.Sprint(have[name]) {
			found = append(found, fmt.Sprintf("%s is %v and was configured as %v", name, have[name], want))
		}
	}
	return found
}
