package acctest_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

const (
	repository = "../.."
	examples   = repository + "/examples"
	// simulatorEndpoint is where `make sim` listens. A variable with this default
	// gets the address of the test's own simulator.
	simulatorEndpoint = `"http://127.0.0.1:8980"`
)

// example is what somebody copies from the documentation as a whole.
type example struct {
	name string // path below examples/
	text string
}

// findExamples returns the .tf files whose path matches; with whole set, those
// of one directory are one example. None at all fails the test.
func findExamples(t *testing.T, whole bool, matches func(path string) bool) []example {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(os.DirFS(examples), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".terraform":
			return fs.SkipDir // somebody has tried it
		case entry.IsDir() || path.Ext(name) != ".tf" || !matches(name):
			return nil
		}
		key := name
		if whole {
			key = path.Dir(name)
		}
		texts[key] += readFile(t, examples, name) + "\n"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) == 0 {
		t.Fatalf("no example found in %s: this test proves nothing", examples)
	}
	var found []example
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		found = append(found, example{name, texts[name]})
	}
	return found
}

func readFile(t *testing.T, elements ...string) string {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// below matches what is in one of the folders of examples/.
func below(folders ...string) func(path string) bool {
	return func(path string) bool {
		folder, _, _ := strings.Cut(path, "/")
		return slices.Contains(folders, folder)
	}
}

// Folders whose files stand in the documentation one by one.
var (
	ofResources   = below("resources", "functions")
	ofDataSources = below("data-sources")
	ofProvider    = below("provider")
	ofScenarios   = below("scenarios") // scenarios_test.go
	documented    = below("provider", "resources", "data-sources", "list-resources", "ephemeral-resources", "actions", "functions")
)

func isImport(name string) bool { return strings.HasPrefix(path.Base(name), "import-by-") }

// exampleCloud is where an example works, and the provider block beside it. Each
// is tried at the site that sells what it orders: the China site, for an example
// in a region of China, or else the international one.
func exampleCloud(t *testing.T, text string) (c *acctest.Cloud, provider string) {
	t.Helper()
	site := sim.SiteInternational
	if strings.Contains(text, `"cn-`) {
		site = sim.SiteChina
	}
	c = acctest.New(t, sim.Options{Site: site})
	seedRouted(c.Sim(), text)
	seedSslServer(c.Sim(), text)
	return c, strings.Replace(c.Provider(), sim.DefaultRegion, sim.SingaporeRegion, 1)
}

// applyTwice applies a configuration, and again to find nothing to do.
func applyTwice(c *acctest.Cloud, text string, variables config.Variables) []resource.TestStep {
	s := c.Sim()
	return []resource.TestStep{
		{Config: text, ConfigVariables: variables},
		{
			PreConfig: func() { // else a prepaid gateway could not be destroyed
				for _, g := range s.Gateways() {
					s.ChangeGateway(g.VpnGatewayID, func(g *sim.Gateway) { g.EndTime = time.Time{} })
				}
			},
			Config: text, ConfigVariables: variables,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
	}
}

// required lets configurations call the provider's functions.
const required = "terraform {\n  required_providers {\n    aliyun = { source = \"" + provider.Source + "\" }\n  }\n}\n"

// Each example of a resource or function works by itself, with the blocks that
// the reader has already.
func TestExamples_resources(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, func(path string) bool { return ofResources(path) && !isImport(path) }) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, provider := exampleCloud(t, e.text)
			c.Test(applyTwice(c, required+provider+e.text, inputs(e.text))...)
		})
	}
}

var declared = regexp.MustCompile(`variable "(\w+)"`)

// inputs are the variables that an example declares, all of which are keys.
func inputs(text string) config.Variables {
	given := config.Variables{}
	for _, found := range declared.FindAllStringSubmatch(text, -1) {
		given[found[1]] = config.StringVariable("Key-1")
		if found[1] == "keys" {
			given[found[1]] = config.MapVariable(map[string]config.Variable{
				"master": config.StringVariable("Psk-master-1"), "slave": config.StringVariable("Psk-slave-2"),
			})
		}
	}
	return given
}

var dataBlock = regexp.MustCompile(`data "(\w+)" "(\w+)"`)

// Each example of a data source finds what the resource.tf of its kind describes.
func TestExamples_dataSources(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, false, func(path string) bool { return ofDataSources(path) && !aboutConnection(path) }) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, provider := exampleCloud(t, e.text)
			block := dataBlock.FindStringSubmatch(e.text)
			data, _ := described(t, kindFolder(block[1]))
			load(t, c.Sim(), data)
			steps := applyTwice(c, provider+e.text, nil)
			if strings.HasSuffix(block[1], "s") { // a list finds something
				counted := "ids.#"
				if block[1] == "aliyun_vpn_routes" || block[1] == "aliyun_vco_routes" { // not all of them have an ID
					counted = "routes.#"
				}
				steps[0].Check = resource.TestMatchResourceAttr("data."+block[1]+"."+block[2], counted, regexp.MustCompile("^[1-9]"))
			}
			resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: c.Factories(), Steps: steps})
		})
	}
}

// kindFolder is the folder of the resource that a data source shows, or of the
// gateway for one that shows no resource.
func kindFolder(dataSource string) string {
	for _, name := range []string{dataSource, strings.TrimSuffix(dataSource, "s"), strings.TrimSuffix(dataSource, "s") + "_entry"} {
		if _, err := os.Stat(filepath.Join(examples, "resources", name)); err == nil {
			return "resources/" + name
		}
	}
	return "resources/aliyun_vpn_gateway"
}

var importCommand = regexp.MustCompile(`(?m)^terraform import (\S+) (\S+)$`)

// description is a simulator's data with what a folder's resource.tf describes, as
// somebody else has made it, under the ID that import.sh names. Beside it are
// import blocks for what else the file describes.
type description struct {
	once   sync.Once
	data   []byte
	others string
}

// descriptions are those of all folders. A CLI makes each, and several tests need it.
var descriptions sync.Map

func described(t *testing.T, folder string) (data []byte, others string) {
	t.Helper()
	found, _ := descriptions.LoadOrStore(folder, &description{})
	d := found.(*description)
	d.once.Do(func() { d.data, d.others = describe(t, folder) })
	if len(d.data) == 0 {
		t.Fatalf("%s was not made", folder)
	}
	return d.data, d.others
}

func describe(t *testing.T, folder string) (data []byte, others string) {
	t.Helper()
	text := readFile(t, examples, folder, "resource.tf")
	c, provider := exampleCloud(t, text)
	s := c.Sim()
	text = provider + text
	var saved bytes.Buffer
	command := importCommand.FindStringSubmatch(readFile(t, examples, folder, "import.sh"))
	named, _, _ := strings.Cut(command[2], "@")
	var made string
	c.Test(
		resource.TestStep{Config: text, Check: func(state *terraform.State) error {
			for address, o := range state.RootModule().Resources {
				if address == command[1] {
					made = o.Primary.ID
					continue
				}
				others += fmt.Sprintf("import {\n  to = %s\n  id = \"%s@%s\"\n}\n", address, o.Primary.ID, o.Primary.Attributes["region"])
			}
			return nil
		}},
		resource.TestStep{PreConfig: func() {
			if err := s.Save(&saved); err != nil {
				t.Error(err)
			}
		}, Config: text, PlanOnly: true},
	)
	return bytes.ReplaceAll(saved.Bytes(), []byte(made), []byte(named)), others
}

func load(t *testing.T, s *sim.Server, data []byte) {
	t.Helper()
	if err := s.Load(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
}

// A directory that documents nothing in particular is a configuration to run as
// it stands.
func TestExamples_directories(t *testing.T) {
	t.Parallel()
	for _, e := range findExamples(t, true, func(path string) bool { return !documented(path) && !ofScenarios(path) }) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			c, _ := exampleCloud(t, e.text)
			c.Sim()
			c.Test(applyTwice(c, e.text, ownSimulator(t, e.text, c.URL))...)
		})
	}
}

var variableWithDefault = regexp.MustCompile(`variable "(\w+)" \{[^}]*default\s*= ` + regexp.QuoteMeta(simulatorEndpoint))

func ownSimulator(t *testing.T, text, url string) config.Variables {
	t.Helper()
	endpoint := variableWithDefault.FindStringSubmatch(text)
	if endpoint == nil {
		t.Fatalf("no variable has the default %s, so the example would not reach the simulator", simulatorEndpoint)
	}
	return config.Variables{endpoint[1]: config.StringVariable(url)}
}

var (
	vpcEndpoint = regexp.MustCompile(`(?m)^(\s*vpc\s*= )".*"$`)
	tokenFile   = regexp.MustCompile(`(?m)^(\s*oidc_token_file\s*= )".*"$`)
	assumeBlock = regexp.MustCompile(`\bassume_role\w*`)
	readmeBlock = regexp.MustCompile("(?s)```terraform\n(.*?)```")
)

var assumeActions = map[string]string{"assume_role": "AssumeRole", "assume_role_with_oidc": "AssumeRoleWithOIDC"}

// Provider blocks are tried with a gateway to plan, and so is what the READMEs
// show. What they leave to the environment comes from there, so this test runs
// before the parallel ones.
func TestExamples_provider(t *testing.T) {
	blocks := findExamples(t, false, ofProvider)
	for i, block := range blocks {
		gateway := "resource.tf"
		if strings.Contains(block.text, `"cn-`) {
			gateway = "prepaid.tf"
		}
		blocks[i].text += readFile(t, examples, "resources/aliyun_vpn_gateway", gateway)
	}
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		readme := readmeBlock.FindStringSubmatch(readFile(t, repository, name))
		if readme == nil {
			t.Fatalf("%s shows no configuration", name)
		}
		blocks = append(blocks, example{name, readme[1]})
	}

	cli := filepath.Join(t.TempDir(), "config.json")
	profile := fmt.Sprintf(`{"current": "network", "profiles": [{"name": "network", "mode": "AK", "region_id": %q, `+
		`"access_key_id": %q, "access_key_secret": %q}]}`, sim.SingaporeRegion, sim.DefaultAccessKeyID, sim.DefaultAccessKeySecret)
	if err := os.WriteFile(cli, []byte(profile), 0o600); err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("oidc-token"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, e := range blocks {
		t.Run(e.name, func(t *testing.T) {
			c, _ := exampleCloud(t, e.text)
			c.Sim()
			t.Setenv("ALIBABA_CLOUD_ACCESS_KEY_ID", sim.DefaultAccessKeyID)
			t.Setenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET", sim.DefaultAccessKeySecret)
			t.Setenv("ALIBABA_CLOUD_CONFIG_FILE", cli)
			t.Setenv("ALIBABA_CLOUD_ENDPOINT_VPC", c.URL)
			t.Setenv("ALIBABA_CLOUD_ENDPOINT_STS", c.URL)
			text := vpcEndpoint.ReplaceAllString(e.text, "${1}\""+c.URL+`"`)
			text = tokenFile.ReplaceAllString(text, "${1}\""+filepath.ToSlash(token)+`"`)
			c.Test(applyTwice(c, text, nil)...)
			if block := assumeBlock.FindString(e.text); block != "" && c.Calls(assumeActions[block]) == 0 {
				t.Errorf("the role of %s was not assumed", block)
			}
		})
	}
}
