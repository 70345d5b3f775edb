package protocol

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// fits reports that stored JSON is a value of type t as it stands: Terraform
// reads it without help, with no attribute missing and none too many.
func fits(stored []byte, t tftypes.Type) bool {
	decoder := json.NewDecoder(bytes.NewReader(stored))
	decoder.UseNumber()
	var value any
	return decoder.Decode(&value) == nil && !decoder.More() && value != nil && is(value, t)
}

func is(value any, t tftypes.Type) bool {
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
			if member, ok := members[name]; !ok || !is(member, attribute) {
				return false
			}
		}
		return true
	case tftypes.Map:
		members, ok := value.(map[string]any)
		for _, member := range members {
			ok = ok && is(member, t.ElementType)
		}
		return ok
	}
	switch value.(type) {
	case string:
		return t.Is(tftypes.String)
	case json.Number:
		return t.Is(tftypes.Number)
	case bool:
		return t.Is(tftypes.Bool)
	}
	return false // lists, sets, tuples: no resource has them
}
