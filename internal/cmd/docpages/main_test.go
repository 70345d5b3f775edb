package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const schemaText = `{"provider_schemas": {"toy": {"resource_schemas": {"toy_thing": {"block": {
	"attributes": {
		"name": {"type": "string", "description": "Name.", "required": true},
		"key": {"type": "string", "description": "Key.", "optional": true, "sensitive": true, "write_only": true},
		"labels": {"type": ["map", "string"], "description": "Labels.", "optional": true},
		"on": {"type": "bool", "description": "On.", "optional": true, "computed": true},
		"peers": {"nested_type": {"nesting_mode": "list", "attributes": {"ip": {"type": "string", "description": "IP.", "required": true}}}, "description": "Peers.", "optional": true},
		"id": {"type": "string", "description": "ID.", "computed": true}
	},
	"block_types": {"timeouts": {"nesting_mode": "single", "block": {"description": "Limits.", "attributes": {
		"create": {"type": "string", "description": "Creating.", "optional": true}
	}}}}
}}}}}}`

// filled is the page of the thing after a run.
func filled(t *testing.T, page string) (string, error) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "resources", "thing.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{file: page, filepath.Join(dir, "schema.json"): schemaText} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := fillAll(filepath.Join(dir, "schema.json"), dir)
	text, readErr := os.ReadFile(file)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return string(text), err
}

func TestFill(t *testing.T) {
	t.Parallel()
	got, err := filled(t, "### Names\n\n<!-- arguments: name, key, labels -->\n\n### Rest\n\n"+
		"<!-- arguments: peers, on, timeouts -->\n\n## Attributes\n\n<!-- attributes -->\n")
	if err != nil {
		t.Fatal(err)
	}
	want := "### Names\n\n- `name` (String, Required) Name.\n- `key` (String, Sensitive, Write-only) Key.\n- `labels` (Map of String) Labels.\n\n" +
		"### Rest\n\n- `peers` (List of Object) Peers.\n  - `ip` (String, Required) IP.\n- `on` (Boolean) On.\n" +
		"- `timeouts` (Block) Limits.\n  - `create` (String) Creating.\n\n## Attributes\n\n- `id` (String) ID.\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFill_withoutComments(t *testing.T) {
	t.Parallel()
	const page = "# thing\n\n## Schema\n"
	if got, err := filled(t, page); err != nil || got != page {
		t.Errorf("got %q, %v", got, err)
	}
}

// A page that forgets an argument, names one twice, or one that does not exist is an error, and is not written.
func TestFill_refuses(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"<!-- arguments: name, key, labels, peers, on -->\n<!-- attributes -->":                 `"timeouts" is listed 0 times, want once`,
		"<!-- arguments: name, key, labels, peers, on, timeouts, name -->\n<!-- attributes -->": `"name" is listed 2 times, want once`,
		"<!-- arguments: name, key, labels, peers, on, timeouts, nmae -->\n<!-- attributes -->": `lists "nmae", which is not an argument`,
		"<!-- arguments: name, key, labels, peers, on, timeouts, id -->\n":                      `lists "id", which is not an argument`,
		"<!-- arguments: name, key, labels, peers, on, timeouts -->\n":                          `"id" is listed 0 times, want once`,
	} {
		got, err := filled(t, page)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got the error %v, want %q", page, err, want)
		}
		if got != page {
			t.Errorf("the page was written: %s", got)
		}
	}
}
