package sim

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// action is one row of the table: what a request may say, and who answers it.
type action struct {
	name string
	// product and version name the API the action belongs to.
	product api
	// method is set when the action takes one HTTP method only, not both.
	method string
	// writes marks an action that a read-only credential may not call.
	writes bool
	// unsigned marks an action that is called without an access key.
	unsigned bool
	// params lists the parameters the action has, with their checks.
	params []param
	handle func(*Server, *call) (fields, *apiError)
	// about names the objects of a call, where no parameter holds their IDs. An ID
	// that ends with * stands for all that begin so. nil: those of params.
	about func(*call) []string
}

// api is a product with its version.
type api struct{ name, version string }

var (
	apiVpc = api{"Vpc", "2016-04-28"}
	apiSts = api{"Sts", "2015-04-01"}
)

// param is a parameter of an action. A list is spelled with N where its index
// goes: Tag.N.Key.
type param struct {
	name     string
	required bool
	// check says whether a value is allowed; nil allows every one.
	check func(string) bool
	// refusal is the code for a value that is not; empty means Invalid<name>.
	refusal string
	// names is the kind of object whose ID the value is, if it is one. With
	// namesAny it is an ID too, and another parameter says of which kind.
	names    anyKind
	namesAny bool
}

// The parameters that many rows share.
var (
	regionID    = param{name: "RegionId", required: true}
	clientToken = param{name: "ClientToken", check: isClientToken}
	pageNumber  = param{name: "PageNumber", check: integer(1, 1<<30)}
	pageSize    = param{name: "PageSize", check: integer(1, 50)}
)

// actions is the table by name.
var actions = map[string]action{}

// registerActions adds rows to the table.
func registerActions(rows []action) {
	for _, row := range rows {
		actions[row.name] = row
	}
}

// Actions lists the names of all actions that the simulator has, of all products.
func Actions() []string { return slices.Sorted(maps.Keys(actions)) }

// lookUp finds the row for a request.
func lookUp(m *message) (action, *apiError) {
	name := m.action()
	if name == "" {
		return action{}, missing("Action")
	}
	a, ok := actions[name]
	if !ok {
		return action{}, refuseWith(http.StatusNotFound, "InvalidAction.NotFound",
			"Specified api is not found, please check your url and method.")
	}
	if m.version() != a.product.version {
		return a, refuse("InvalidVersion", "The specified value %q of parameter Version is not valid.", m.version())
	}
	if !a.takes(m.method) {
		return a, refuseWith(http.StatusForbidden, "UnsupportedHTTPMethod", "This HTTP method is not supported.")
	}
	return a, nil
}

// takes tells whether an action can be called with an HTTP method.
func (a action) takes(method string) bool {
	if a.method != "" {
		return method == a.method
	}
	return method == http.MethodGet || method == http.MethodPost
}

// check holds a call's parameters against the row: first that the required
// ones are there, then that each value is allowed. An empty value counts as
// sent, so that an empty description is refused and not overlooked.
func (a action) check(c *call) *apiError {
	for _, p := range a.params {
		if p.required && !c.hasAny(p.name) {
			name, _, _ := strings.Cut(p.name, ".N")
			return missing(name)
		}
	}
	for _, p := range a.params {
		if p.check == nil {
			continue
		}
		for _, name := range c.matching(p.name) {
			if !p.check(c.params[name]) {
				e := invalid(strings.ReplaceAll(strings.ReplaceAll(p.name, ".N", ""), ".", ""), c.params[name])
				e.code = cmp.Or(p.refusal, e.code)
				return e
			}
		}
	}
	return nil
}

// unknown lists the parameters that the action does not have. The vendor's
// clients send the region with every call, to products of all regions too.
func (a action) unknown(params map[string]string) []string {
	var names []string
	for name := range params {
		if name == "RegionId" && a.product != apiVpc {
			continue
		}
		if !slices.ContainsFunc(a.params, func(p param) bool { return p.name == pattern(name) }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// objects lists the IDs of the objects that a call names.
func (c *call) objects() []string {
	if c.action.about != nil {
		return c.action.about(c)
	}
	var ids []string
	for _, p := range c.action.params {
		if p.names == nil && !p.namesAny {
			continue
		}
		for _, name := range c.matching(p.name) {
			ids = append(ids, c.params[name])
		}
	}
	return slices.Compact(ids)
}

// notFound is how an action says that the object it is about does not exist: the
// first one that it can name, or else a VPN gateway.
func (a action) notFound() *apiError {
	for _, p := range a.params {
		if p.names != nil {
			return p.names.info().missing()
		}
	}
	return vpnGateways.missing()
}

// pattern replaces the indexes in a parameter's name by N.
func pattern(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil {
			parts[i] = "N"
		}
	}
	return strings.Join(parts, ".")
}
