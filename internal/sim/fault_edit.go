package sim

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// misread makes a call another one than was sent.
func (f *Fault) misread(c *call) {
	c.params = maps.Clone(c.params)
	for name, value := range f.Params {
		if slices.ContainsFunc(c.action.params, func(p param) bool { return p.name == name+".N" }) {
			name += ".1" // a list that is filtered by IDs
		}
		c.params[name] = value
	}
	for _, name := range f.Remove {
		delete(c.params, name)
	}
}

// edit changes an answer. What is no JSON, or is an error already, stays.
func (f *Fault) edit(a answer) answer {
	decoder := json.NewDecoder(bytes.NewReader(a.body))
	decoder.UseNumber() // an order number does not fit into a float64
	var body any
	if a.code != "" || decoder.Decode(&body) != nil {
		return a
	}
	for _, path := range f.Remove {
		body = edited(body, strings.Split(path, "."), nil)
	}
	for _, path := range slices.Sorted(maps.Keys(f.Set)) {
		body = edited(body, strings.Split(path, "."), f.Set[path])
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	// A rule made in Go is not checked when it is added: what is no JSON in it
	// changes nothing.
	if encoder.Encode(body) != nil {
		return a
	}
	a.body = bytes.TrimSpace(text.Bytes())
	a.status = cmp.Or(f.Status, a.status)
	a.header = f.Header
	return a
}

// edited returns a JSON value with the part at a path replaced, or taken out if
// there is nothing to put in its place.
func edited(value any, path []string, by json.RawMessage) any {
	if len(path) == 0 {
		return by
	}
	last, key := len(path) == 1, path[0]
	switch v := value.(type) {
	case map[string]any:
		part, there := v[key]
		switch {
		case last && by == nil:
			delete(v, key)
		case last || there:
			v[key] = edited(part, path[1:], by)
		}
	case []any:
		n, err := strconv.Atoi(key)
		switch {
		case err != nil || n < 0 || n >= len(v):
		case last && by == nil:
			return slices.Delete(v, n, n+1)
		default:
			v[n] = edited(v[n], path[1:], by)
		}
	}
	return value
}
