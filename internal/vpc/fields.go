package vpc

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strings"
)

// oddFields names the fields of an answer whose form is not documented, as the
// API spells them: "Spec", "ReservationData.Status". They are absent from what
// was read, so that whoever knows a prior value can keep it.
type oddFields []string

// has reports whether a field is odd, or something in it.
func (o oddFields) has(field string) bool {
	return slices.ContainsFunc(o, func(odd string) bool { return odd == field || strings.HasPrefix(odd, field+".") })
}

// tolerant is an answer that one odd field does not make unreadable.
type tolerant[T any] struct {
	value T
	odd   oddFields
}

// needing is an answer of no use without some of its fields.
type needing interface{ needs() []string }

// UnmarshalJSON fails only if b is not an object, or if a field is odd that the
// answer needs.
func (t *tolerant[T]) UnmarshalJSON(b []byte) (err error) {
	t.odd, err = decodeTolerant(b, &t.value)
	return err
}

// decodeTolerant decodes into a pointer to a struct.
func decodeTolerant(b []byte, value any) (oddFields, error) {
	if json.Unmarshal(b, value) == nil {
		return nil, nil // as nearly always
	}
	v := reflect.ValueOf(value).Elem()
	v.SetZero()
	odd, err := decodeFields(b, v)
	if answer, ok := value.(needing); ok && err == nil {
		for _, field := range answer.needs() {
			if odd.has(field) {
				return nil, fmt.Errorf("%s has another form", field)
			}
		}
	}
	return odd, err
}

// decodeFields decodes an object into a struct field by field.
func decodeFields(b []byte, v reflect.Value) (oddFields, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, err
	}
	var odd oddFields
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name == "" {
			name = v.Type().Field(i).Name
		}
		if raw, ok := fields[name]; ok && name != "-" {
			for _, below := range decodeField(raw, v.Field(i)) {
				odd = append(odd, strings.TrimSuffix(name+"."+below, "."))
			}
		}
	}
	return odd, nil
}

// decodeField decodes one value. It names what is odd below it, or "" when the
// value itself is.
func decodeField(raw json.RawMessage, v reflect.Value) oddFields {
	if json.Unmarshal(raw, v.Addr().Interface()) == nil {
		return nil
	}
	v.SetZero()
	target := v
	if v.Kind() == reflect.Pointer {
		target = reflect.New(v.Type().Elem()).Elem()
	}
	_, decodesItself := target.Addr().Interface().(json.Unmarshaler)
	var odd oddFields
	err := error(&json.UnsupportedTypeError{Type: v.Type()})
	switch {
	case decodesItself:
	case target.Kind() == reflect.Struct:
		odd, err = decodeFields(raw, target)
	case target.Kind() == reflect.Slice:
		err = decodeEntries(raw, target)
	}
	if err != nil {
		v.SetZero()
		return oddFields{""}
	}
	if v.Kind() == reflect.Pointer {
		v.Set(target.Addr())
	}
	return odd
}

// decodeEntries decodes a list whose entries have a field Odd of their own. Any
// other list is read as a whole or not at all: without one of its tags, a gateway
// would look as if somebody had removed that.
func decodeEntries(raw json.RawMessage, list reflect.Value) error {
	entry := list.Type().Elem()
	if entry.Kind() != reflect.Struct || !reflect.New(entry).Elem().FieldByName("Odd").IsValid() {
		return &json.UnsupportedTypeError{Type: list.Type()}
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return err
	}
	for _, raw := range entries {
		v := reflect.New(entry).Elem()
		odd, err := decodeFields(raw, v)
		if err != nil {
			return err
		}
		v.FieldByName("Odd").Set(reflect.ValueOf(odd))
		list.Set(reflect.Append(list, v))
	}
	return nil
}

// oddities adds to the names of odd fields those whose text is not what it should
// be.
type oddities struct{ names *[]string }

func (o oddities) add(field string) { *o.names = append(slices.Clip(*o.names), field) }

// identifier is an ID of another object. Any other text counts as a field in an
// undocumented form: taken for an ID, it would plan a replacement.
func (o oddities) identifier(field, id, prefix string) string {
	if id == "" || strings.HasPrefix(id, prefix) {
		return id
	}
	o.add(field)
	return ""
}

// word is one of the known words, in any case. Another one counts as a field in an
// undocumented form, for where it would plan a replacement.
func (o oddities) word(field, text string, known ...string) string {
	text = spelled(text, known...)
	if text == "" || slices.Contains(known, text) {
		return text
	}
	o.add(field)
	return ""
}

// subnets reads CIDRs that are separated by commas.
func (o oddities) subnets(field, text string) []string {
	var all []string
	for subnet := range strings.SplitSeq(text, ",") {
		subnet = strings.TrimSpace(subnet)
		if subnet == "" {
			continue
		}
		if _, err := netip.ParsePrefix(subnet); err != nil {
			o.add(field)
			return nil
		}
		all = append(all, subnet)
	}
	return all
}

// addresses reads IP addresses that are separated by commas. It returns nil only if
// one of them is none.
func (o oddities) addresses(field, text string) []string {
	all := []string{}
	for one := range strings.SplitSeq(text, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if _, err := netip.ParseAddr(one); err != nil {
			o.add(field)
			return nil
		}
		all = append(all, one)
	}
	return all
}
