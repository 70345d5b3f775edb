package vpc

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
)

// params are the business parameters of one call, named as the API spells them.
// A nil value is not sent: the API's own default holds.
type params url.Values

func (p params) str(name, value string) {
	p[name] = []string{value}
}

func (p params) strPtr(name string, value *string) {
	if value != nil {
		p.str(name, *value)
	}
}

// filter sends a value that narrows a list, unless it is empty.
func (p params) filter(name, value string) {
	if value != "" {
		p.str(name, value)
	}
}

func (p params) int64Ptr(name string, value *int64) {
	if value != nil {
		p.str(name, strconv.FormatInt(*value, 10))
	}
}

func (p params) boolPtr(name string, value *bool) {
	if value != nil {
		p.str(name, strconv.FormatBool(*value))
	}
}

// list sends Name.1, Name.2 ..., counting from 1 as the API does.
func (p params) list(name string, values []string) {
	for i, v := range values {
		p.str(name+"."+strconv.Itoa(i+1), v)
	}
}

// tags sends <name>.1.Key, <name>.1.Value, <name>.2.Key ..., sorted by key.
func (p params) tags(name string, tags map[string]string) {
	for i, key := range slices.Sorted(maps.Keys(tags)) {
		prefix := name + "." + strconv.Itoa(i+1)
		p.str(prefix+".Key", key)
		p.str(prefix+".Value", tags[key])
	}
}
