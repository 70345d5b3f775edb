package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	fwprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// TestMain lets this test binary be the provider plug-in: Terraform starts it with the cookie of the plug-in handshake.
func TestMain(m *testing.M) {
	if os.Getenv("TF_PLUGIN_MAGIC_COOKIE") == "" {
		os.Exit(m.Run())
	}
	construct := provider.New("dev")
	if filepath.Base(os.Args[0]) == "terraform-provider-toy" {
		construct = func() fwprovider.Provider { return toy{} }
	}
	if err := providerserver.Serve(
		context.Background(),
		construct,
		providerserver.ServeOpts{Address: address("any")},
	); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func address(name string) string { return "example.com/test/" + name }

// What the command prints is what Terraform itself prints of the same provider, as far as the Terraform at hand knows of it.
func TestWrite_sameAsTerraform(t *testing.T) {
	t.Parallel()
	cli := os.Getenv("TF_ACC_TERRAFORM_PATH") // always set by `make test`
	if cli == "" {
		var err error
		if cli, err = exec.LookPath("terraform"); err != nil {
			t.Skip("no terraform on PATH; make test brings one")
		}
	}
	for name, p := range map[string]fwprovider.Provider{"toy": toy{}, "aliyun": provider.New("dev")()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ours := schemaOf(t, p, name)
			theirs := schemaByTerraform(t, cli, name)
			for _, section := range []string{"provider", "resource_schemas"} {
				if theirs[section] == nil && ours[section] != nil {
					t.Errorf("%s printed no %s", cli, section)
				}
			}
			for section, printed := range ours {
				want, known := theirs[section]
				if !known {
					t.Logf("not compared, unknown to %s: %s", cli, section) // the next test holds it to literal JSON
					continue
				}
				if !bytes.Contains(marshal(t, want), []byte(`"deprecation_message"`)) {
					drop(printed, func(key string, _ any) bool { return key == "deprecation_message" })
				}
				drop(want, func(_ string, value any) bool { return value == "" }) // OpenTofu prints some of those
				if !reflect.DeepEqual(printed, want) {
					t.Errorf("%s differs.\nours:   %s\ntheirs: %s", section, marshal(t, printed), marshal(t, want))
				}
			}
			for section, want := range theirs {
				if object, _ := want.(map[string]any); len(object) > 0 && ours[section] == nil {
					t.Errorf("%s is missing", section)
				}
			}
		})
	}
}

func TestWrite_whatOlderTerraformOmits(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, toy{}, "toy")
	for section, want := range map[string]string{
		"resource_identity_schemas": `{"toy_thing": {"version": 1, "attributes": {
			"id": {"type": "string", "description": "The ID.", "required_for_import": true},
			"region": {"type": "string", "optional_for_import": true}}}}`,
		"list_resource_schemas": `{"toy_thing": {"version": 0, "block": {"description_kind": "plain", "attributes": {
			"prefix": {"type": "string", "description_kind": "plain", "optional": true}}}}}`,
		"action_schemas": `{"toy_poke": {"block": {"description_kind": "plain", "attributes": {
			"id": {"type": "string", "description_kind": "plain", "required": true}}}}}`,
		"functions": `{"join": {"description": "Joins ` + "`parts`" + `.", "summary": "Joins.", "deprecation_message": "Use join.",
			"return_type": "string",
			"parameters": [{"name": "by", "description": "Between.", "is_nullable": true, "type": "string"}],
			"variadic_parameter": {"name": "parts", "type": ["list", "string"]}}}`,
	} {
		var wanted any
		if err := json.Unmarshal([]byte(want), &wanted); err != nil {
			t.Fatalf("%s: %v", section, err)
		}
		if !reflect.DeepEqual(schema[section], wanted) {
			t.Errorf("%s = %s, want %s", section, marshal(t, schema[section]), marshal(t, wanted))
		}
	}
}

// brokenToy has an attribute name that no provider may use.
type brokenToy struct{ toy }

func (brokenToy) Schema(_ context.Context, _ fwprovider.SchemaRequest, resp *fwprovider.SchemaResponse) {
	resp.Schema = providerschema.Schema{Attributes: map[string]providerschema.Attribute{
		"version": providerschema.StringAttribute{Optional: true},
	}}
}

func TestWrite_invalidSchema(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := write(t.Context(), &out, brokenToy{})
	if err == nil || !strings.Contains(err.Error(), `"version"`) || out.Len() > 0 {
		t.Errorf("write = %v, %q; want an error about the name and no output", err, out.String())
	}
}

// schemaOf returns what the command prints for p.
func schemaOf(t *testing.T, p fwprovider.Provider, name string) map[string]any {
	t.Helper()
	var out bytes.Buffer
	if err := write(t.Context(), &out, p); err != nil {
		t.Fatal(err)
	}
	return only(t, out.Bytes(), name)
}

// schemaByTerraform has the CLI start this test binary as the provider and print its schema.
func schemaByTerraform(t *testing.T, cli, name string) map[string]any {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("symbolic links need a privilege on Windows")
	}
	if err := os.Symlink(self, filepath.Join(dir, "terraform-provider-"+name)); err != nil {
		t.Fatal(err)
	}
	write := func(file, format string, args ...any) string {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, fmt.Appendf(nil, format, args...), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	rc := write("cli.tfrc", "provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n}\n", address(name), dir)
	write("main.tf", "terraform {\n  required_providers {\n    %s = {\n      source = %q\n    }\n  }\n}\n", name, address(name))

	cmd := exec.CommandContext(t.Context(), cli, "providers", "schema", "-json")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+rc, "CHECKPOINT_DISABLE=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	return only(t, out, address(name))
}

// only decodes the schema of the provider under key, which must be the only one.
func only(t *testing.T, raw []byte, key string) map[string]any {
	t.Helper()
	var doc struct {
		FormatVersion string                    `json:"format_version"`
		Providers     map[string]map[string]any `json:"provider_schemas"`
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	if doc.FormatVersion != "1.0" || len(doc.Providers) != 1 || doc.Providers[key] == nil {
		t.Fatalf("want format 1.0 and only %q, got %s", key, raw)
	}
	return doc.Providers[key]
}

// drop removes what matches from the JSON value, at any depth.
func drop(value any, match func(key string, value any) bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, child := range value {
			if match(key, child) {
				delete(value, key)
			} else {
				drop(child, match)
			}
		}
	case []any:
		for _, child := range value {
			drop(child, match)
		}
	}
}

func marshal(t *testing.T, value any) []byte {
	t.Helper()
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
