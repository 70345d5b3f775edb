package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// writeCoverage is the variable with which `make coverage` has the page written.
const writeCoverage = "ALIYUN_WRITE_COVERAGE"

// use says what an action of the API is for in this provider, or why it is not used.
type use struct {
	// by are what uses it, each as its kind and its name: "resource aliyun_vpn_gateway".
	// The arguments are those of the first.
	by []string
	// why says why nothing uses it.
	why string
	// arguments are those of an action that creates or changes something, by the
	// parameter; one in a list or an object has the names around it before its own.
	arguments arguments
}

type arguments map[string]argument

// argument is what becomes of a parameter.
type argument struct {
	// attribute is the path of the argument, with dots.
	attribute string
	// why says why there is none. sent says that the provider sends it nevertheless.
	why  string
	sent bool
}

// is is a parameter that is an argument, own one that the provider fills in itself, and
// not one that is never sent.
func is(attribute string) argument { return argument{attribute: attribute} }
func own(why string) argument      { return argument{why: why, sent: true} }
func not(why string) argument      { return argument{why: why} }

// everywhere are the parameters that mean the same in every action.
var everywhere = arguments{
	"RegionId":    is("region"),
	"ClientToken": own("Made anew for each call, and kept when it is retried, so that it is carried out once."),
	"DryRun":      not("What can be checked without a call is checked when planning."),
	"OverlayMode": not("It has one value, which is the default."),
}

// inside puts a name before the parameters of an object, and the path of its argument
// before theirs.
func inside(parameter, attribute string, inner arguments) arguments {
	all := arguments{}
	for name, a := range inner {
		if a.attribute != "" && attribute != "" {
			a.attribute = attribute + "." + a.attribute
		}
		all[parameter+"."+name] = a
	}
	return all
}

// joined are the parameters of an action: parts, and those that are everywhere.
func joined(parts ...arguments) arguments {
	return merged(append([]arguments{everywhere}, parts...)...)
}

func merged(parts ...arguments) arguments {
	all := arguments{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// coverage is the whole table.
func coverage() map[string]use {
	all := map[string]use{}
	for _, part := range []map[string]use{gatewayUses(), connectionUses(), routeUses(), dialInUses(), unused()} {
		for action, u := range part {
			if _, twice := all[action]; twice {
				panic(action + " stands twice in the table")
			}
			all[action] = u
		}
	}
	return all
}

// apiActions are all actions of VPN, each with the parameters of those that create or
// change something: names, as the reference spells them.
func apiActions(t *testing.T) map[string][]string {
	t.Helper()
	var actions map[string][]string
	if err := json.Unmarshal([]byte(readFile(t, "testdata/api/actions.json")), &actions); err != nil || len(actions) < 70 {
		t.Fatalf("%d actions, %v", len(actions), err)
	}
	return actions
}

// TestCoverage: each action of the API is used by something that the provider offers, or
// a reason is given, and so it is with each parameter of those that create or change
// something. What the table says is what the client does, and what the page shows.
func TestCoverage(t *testing.T) {
	t.Parallel()
	actions, table := apiActions(t), coverage()
	client := clientSource(t)
	quoted := func(text string) bool { return strings.Contains(client, `"`+text+`"`) }
	offered := offers(t)
	for action := range table {
		if _, there := actions[action]; !there {
			t.Errorf("the table has %s, which is no action of the API", action)
		}
	}
	for _, action := range slices.Sorted(maps.Keys(actions)) {
		u, there := table[action]
		switch {
		case !there:
			t.Errorf("the table has no %s", action)
			continue
		case (len(u.by) == 0) == (u.why == ""):
			t.Errorf("%s needs either a use or a reason", action)
			continue
		case u.why != "":
			if quoted(action) || len(u.arguments) > 0 {
				t.Errorf("the client calls %s, and the table says that nothing uses it", action)
			}
			continue
		case !quoted(action):
			t.Errorf("the client does not call %s", action)
		}
		for _, by := range u.by {
			if offered[by] == nil {
				t.Errorf("%s is used by %s, which the provider does not offer", action, by)
			}
		}
		checkArguments(t, action, actions[action], u, offered[u.by[0]], client)
	}
}

// checkArguments holds the parameters of an action against its arguments.
func checkArguments(t *testing.T, action string, parameters []string, u use, schema *tfprotov6.Schema, client string) {
	t.Helper()
	for name := range u.arguments {
		if _, shared := everywhere[name]; !shared && !slices.Contains(parameters, name) {
			t.Errorf("%s has no parameter %s", action, name)
		}
	}
	for _, parameter := range parameters {
		a, there := u.arguments[parameter]
		last := parameter[strings.LastIndexByte(parameter, '.')+1:]
		known := regexp.MustCompile(`\b` + last + `\b`).MatchString(client)
		switch {
		case !there:
			t.Errorf("%s: the table has no %s", action, parameter)
		case (a.attribute == "") == (a.why == ""):
			t.Errorf("%s: %s needs either an argument or a reason", action, parameter)
		case a.attribute != "" && schema != nil && !hasAttribute(schema.Block, strings.Split(a.attribute, ".")):
			t.Errorf("%s: %s is %s, which %s does not have", action, parameter, a.attribute, u.by[0])
		case (a.attribute != "" || a.sent) && !known:
			t.Errorf("%s: the client does not know %s", action, parameter)
		case a.why != "" && !a.sent && strings.Contains(client, `"`+parameter+`"`):
			t.Errorf("%s: the client sends %s, and the table says that it does not", action, parameter)
		}
	}
}

// hasAttribute reports whether a block has an attribute, in objects of it too.
func hasAttribute(block *tfprotov6.SchemaBlock, path []string) bool {
	attributes := block.Attributes
	for i, name := range path {
		n := slices.IndexFunc(attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == name })
		if n < 0 {
			return false
		}
		if i == len(path)-1 {
			return true
		}
		if attributes[n].NestedType == nil {
			return false
		}
		attributes = attributes[n].NestedType.Attributes
	}
	return false
}

// clientSource is the source of the client, without its tests and its comments.
func clientSource(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(repository, "internal", "vpc", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var b strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for line := range strings.Lines(readFile(t, file)) {
			if !strings.HasPrefix(strings.TrimSpace(line), "//") {
				b.WriteString(line)
			}
		}
	}
	return b.String()
}

// offers are what the provider offers, as use.by names them, each with its schema.
func offers(t *testing.T) map[string]*tfprotov6.Schema {
	t.Helper()
	offered, err := provider.NewServer("test", provider.Options{}).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(offered.ResourceSchemas) == 0 {
		t.Fatal(offered, err)
	}
	all := map[string]*tfprotov6.Schema{}
	for kind, schemas := range map[string]map[string]*tfprotov6.Schema{
		"resource ": offered.ResourceSchemas, "data source ": offered.DataSourceSchemas, "ephemeral resource ": offered.EphemeralResourceSchemas,
	} {
		for name, schema := range schemas {
			all[kind+name] = schema
		}
	}
	for name, a := range offered.ActionSchemas {
		all["action "+name] = a.Schema
	}
	return all
}

// TestCoverage_subjects: what the general tests see a resource call is in the table as
// used by it.
func TestCoverage_subjects(t *testing.T) {
	t.Parallel()
	table := coverage()
	for _, s := range subjects() {
		for _, action := range append([]string{s.CreateAction, s.ReadAction, s.ListAction, s.DeleteAction}, s.TokenActions...) {
			if !slices.Contains(table[action].by, "resource "+s.TypeName) {
				t.Errorf("%s calls %s, and the table says that %v do", s.TypeName, action, table[action].by)
			}
		}
	}
}

// TestCoverage_simulated: the simulator has all actions of the table.
func TestCoverage_simulated(t *testing.T) {
	t.Parallel()
	known := sim.Actions()
	for action := range apiActions(t) {
		if !slices.Contains(known, action) {
			t.Errorf("the simulator has no %s", action)
		}
	}
}

// The page is the same in both places: tfplugindocs copies one to the other.
var coveragePages = []string{"../../templates/guides/api-coverage.md", "../../docs/guides/api-coverage.md"}

const coverageFrom, coverageTo = "<!-- written by make coverage -->\n", "<!-- end of what was written -->\n"

// TestCoverage_page: the guide shows what the table says.
func TestCoverage_page(t *testing.T) {
	t.Parallel()
	if acctest.Live() {
		t.Skip("needs no cloud")
	}
	table := coverageText(apiActions(t), coverage())
	for _, file := range coveragePages {
		page := readFile(t, file)
		head, rest, begins := strings.Cut(page, coverageFrom)
		_, tail, ends := strings.Cut(rest, coverageTo)
		if !begins || !ends {
			t.Fatalf("%s has no lines where the table begins and ends", file)
		}
		want := head + coverageFrom + "\n" + table + "\n" + coverageTo + tail
		switch {
		case page == want:
		case os.Getenv(writeCoverage) == "":
			t.Errorf("%s is not what the table says: run `make coverage`", file)
		default:
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Error(err)
			}
		}
	}
}

// coverageText is the table as the page shows it.
func coverageText(actions map[string][]string, table map[string]use) string {
	names := slices.Sorted(maps.Keys(actions))
	var used, open, arguments strings.Builder
	usedCount, parameters, covered := 0, 0, 0
	for _, action := range names {
		u := table[action]
		if u.why != "" {
			fmt.Fprintf(&open, "| `%s` | %s |\n", action, u.why)
			continue
		}
		usedCount++
		var by []string
		for _, one := range u.by {
			kind, name, _ := strings.Cut(strings.Replace(strings.Replace(one, "data source", "data-source", 1), "ephemeral resource", "ephemeral-resource", 1), " ")
			by = append(by, fmt.Sprintf("%s [`%s`](../%ss/%s.md)", strings.ReplaceAll(kind, "-", " "), name, kind, strings.TrimPrefix(name, "aliyun_")))
		}
		fmt.Fprintf(&used, "| `%s` | %s |\n", action, strings.Join(by, ", "))
		if len(actions[action]) == 0 {
			continue
		}
		var rest []string
		here := 0
		for _, parameter := range actions[action] {
			if a := u.arguments[parameter]; a.attribute != "" {
				here++
			} else if _, shared := everywhere[parameter]; !shared {
				rest = append(rest, fmt.Sprintf("`%s`: %s", parameter, a.why))
			}
		}
		parameters, covered = parameters+len(actions[action]), covered+here
		fmt.Fprintf(&arguments, "| `%s` | %d of %d | %s |\n", action, here, len(actions[action]), strings.Join(rest, "<br>"))
	}
	return fmt.Sprintf("The API has %d actions for VPN. %d are used, and %d are not, for a reason. The actions that create or change something have "+
		"%d parameters, and %d of them are arguments.\n\n## Actions that are used\n\n| Action | Used by |\n|-|-|\n%s"+
		"\n## Actions that are not used\n\n| Action | Why |\n|-|-|\n%s"+
		"\n## Parameters\n\nIn every action, `ClientToken` is made anew for each call, and kept when the call is retried, so that it is carried out once. `DryRun` is never sent: what can "+
		"be checked without a call is checked when planning. `OverlayMode` has one value, which is the default.\n\n"+
		"| Action | Arguments | Other parameters |\n|-|-|-|\n%s",
		len(names), usedCount, len(names)-usedCount, parameters, covered, used.String(), open.String(), arguments.String())
}
