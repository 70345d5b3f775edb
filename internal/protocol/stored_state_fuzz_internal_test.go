package protocol

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// FuzzStoredState: what is taken for a value of a type by reading it in place is one by
// the tree that package json makes of it, however it is written.
func FuzzStoredState(f *testing.F) {
	text := tftypes.List{ElementType: tftypes.String}
	whole := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"a": tftypes.String, "b": tftypes.Number, "c": tftypes.Bool, "d": tftypes.Map{ElementType: text}, "e": tftypes.Set{ElementType: tftypes.Number},
		"f": tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String}},
	}}
	for _, stored := range []string{
		`{"a":"x","b":1.5e+3,"c":true,"d":{"k":["v",null]},"e":[-1,2],"f":{"a":null}}`,
		" {\n\t\"a\" : \"\\\\\\\"}\" , \"b\" : null, \"c\" : false, \"d\" : { } , \"e\" : [ ] , \"f\" : null } ",
		`{"a":null,"a":null,"c":null,"d":null,"e":null,"f":null}`,
		`{"a":null,"b":null,"c":null,"d":{"k":[1]},"e":["x"],"f":[]}`,
		`{"\u0061":"x","b":1,"c":true,"d":{},"e":[],"f":{}}`,
		`[]`, `{}`, `null`, ``, `"a"`, `{"a":"x"`, `{} {}`,
	} {
		f.Add([]byte(stored))
	}
	f.Fuzz(func(t *testing.T, stored []byte) {
		if matchesType(stored, whole) && !treeMatches(stored, whole) {
			t.Errorf("%q is taken for a value of %s", stored, whole)
		}
		// What Terraform writes is in order, and is not left to the framework.
		var tree any
		if json.Unmarshal(stored, &tree) != nil {
			return
		}
		if written, err := json.Marshal(tree); err == nil && matchesType(written, whole) != treeMatches(written, whole) {
			t.Errorf("%q: %v, want %v", written, matchesType(written, whole), treeMatches(written, whole))
		}
	})
}

func treeMatches(stored []byte, t tftypes.Type) bool {
	decoder := json.NewDecoder(bytes.NewReader(stored))
	decoder.UseNumber()
	var value any
	return decoder.Decode(&value) == nil && !decoder.More() && value != nil && treeIsOf(value, t)
}

func treeIsOf(value any, t tftypes.Type) bool {
	if value == nil {
		return true
	}
	switch t := t.(type) {
	case tftypes.Object:
		members, ok := value.(map[string]any)
		if !ok || len(members) != len(t.AttributeTypes) {
			return false
		}
		for name, attribute := range t.AttributeTypes {
			if member, ok := members[name]; !ok || !treeIsOf(member, attribute) {
				return false
			}
		}
		return true
	case tftypes.Map:
		members, ok := value.(map[string]any)
		for _, member := range members {
			ok = ok && treeIsOf(member, t.ElementType)
		}
		return ok
	case tftypes.List:
		return treeAreOf(value, t.ElementType)
	case tftypes.Set:
		return treeAreOf(value, t.ElementType)
	}
	switch value.(type) {
	case string:
		return t.Is(tftypes.String)
	case json.Number:
		return t.Is(tftypes.Number)
	case bool:
		return t.Is(tftypes.Bool)
	}
	return false
}

func treeAreOf(value any, t tftypes.Type) bool {
	elements, ok := value.([]any)
	for _, element := range elements {
		ok = ok && treeIsOf(element, t)
	}
	return ok
}
