package protocol

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// matchesType reports that stored JSON is a value of type t as it stands:
// Terraform reads it without help, with no attribute missing and none too many.
func matchesType(stored []byte, t tftypes.Type) bool {
	decoder := json.NewDecoder(bytes.NewReader(stored))
	decoder.UseNumber()
	var value any
	return decoder.Decode(&value) == nil && !decoder.More() && value != nil && isOf(value, t)
}

func isOf(value any, t tftypes.Type) bool {
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
			if member, ok := members[name]; !ok || !isOf(member, attribute) {
				return false
			}
		}
		return true
	case tftypes.Map:
		members, ok := value.(map[string]any)
		for _, member := range members {
			ok = ok && isOf(member, t.ElementType)
		}
		return ok
	case tftypes.List:
		return areOf(value, t.ElementType)
	case tftypes.Set:
		return areOf(value, t.ElementType)
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

func areOf(value any, t tftypes.Type) bool {
	elements, ok := value.([]any)
	for _, element := range elements {
		ok = ok && isOf(element, t)
	}
	return ok
}
