package protocol

import (
	"bytes"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// matchesType reports that stored JSON is a value of type t as it stands:
// Terraform reads it without help, with no attribute missing and none too many.
// Terraform writes attributes in order; what somebody else wrote in another order is
// left to the framework.
func matchesType(stored []byte, t tftypes.Type) bool {
	if !json.Valid(stored) {
		return false
	}
	s := storedState{stored}
	return s.next() != 'n' && s.isOf(t)
}

// storedState is what is left of JSON that is known to be valid. It is read in place: a
// tree of it would be the most that an unchanged object allocates.
type storedState struct{ left []byte }

// next skips white space, and returns the byte with which the next token begins.
func (s *storedState) next() byte {
	s.left = bytes.TrimLeft(s.left, " \t\r\n")
	return s.left[0]
}

func (s *storedState) skip(bytes int) { s.left = s.left[bytes:] }

// isOf reads a value.
func (s *storedState) isOf(t tftypes.Type) bool {
	switch s.next() {
	case 'n':
		s.skip(len("null"))
		return true
	case 't':
		s.skip(len("true"))
		return t.Is(tftypes.Bool)
	case 'f':
		s.skip(len("false"))
		return t.Is(tftypes.Bool)
	case '"':
		s.text()
		return t.Is(tftypes.String)
	case '[':
		return s.isListOf(t)
	case '{':
		return s.isObjectOf(t)
	default:
		s.left = bytes.TrimLeft(s.left, "+-.0123456789eE")
		return t.Is(tftypes.Number)
	}
}

// text reads a string, and returns it as it is written.
func (s *storedState) text() []byte {
	end := 1
	for s.left[end] != '"' {
		if s.left[end] == '\\' {
			end++
		}
		end++
	}
	text := s.left[1:end]
	s.skip(end + 1)
	return text
}

func (s *storedState) isListOf(t tftypes.Type) bool {
	var element tftypes.Type
	switch t := t.(type) {
	case tftypes.List:
		element = t.ElementType
	case tftypes.Set:
		element = t.ElementType
	default:
		return false
	}
	for s.skip(1); s.next() != ']'; {
		if s.left[0] == ',' {
			s.skip(1)
		}
		if !s.isOf(element) {
			return false
		}
	}
	s.skip(1)
	return true
}

func (s *storedState) isObjectOf(t tftypes.Type) bool {
	object, isObject := t.(tftypes.Object)
	elements, isMap := t.(tftypes.Map)
	if !isObject && !isMap {
		return false
	}
	var before []byte
	count := 0
	for s.skip(1); s.next() != '}'; count++ {
		if s.left[0] == ',' {
			s.skip(1)
			s.next()
		}
		name, member := s.text(), elements.ElementType
		if isObject {
			attribute, ok := object.AttributeTypes[string(name)]
			if !ok || count > 0 && bytes.Compare(before, name) >= 0 {
				return false
			}
			before, member = name, attribute
		}
		s.next()
		s.skip(len(":"))
		if !s.isOf(member) {
			return false
		}
	}
	s.skip(1)
	return isMap || count == len(object.AttributeTypes)
}
