package sim

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// call is a request whose sender is known and whose parameters are checked.
type call struct {
	action     action
	params     map[string]string
	credential Credential
	// showStatus is the status that a fault makes Describe show.
	showStatus string
}

func (c *call) str(name string) string { return c.params[name] }

func (c *call) has(name string) bool {
	_, ok := c.params[name]
	return ok
}

// or returns a parameter, or what stands for it when it was not sent.
func (c *call) or(name, fallback string) string {
	if v, ok := c.params[name]; ok {
		return v
	}
	return fallback
}

// number returns an integer that the row has checked already.
func (c *call) number(name string, fallback int) int {
	if n, err := strconv.Atoi(c.params[name]); err == nil {
		return n
	}
	return fallback
}

func (c *call) region() string { return c.params["RegionId"] }

// matching lists the names of the call that fit a pattern such as Tag.N.Key.
func (c *call) matching(want string) []string {
	var names []string
	for name := range c.params {
		if pattern(name) == want {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (c *call) hasAny(want string) bool { return len(c.matching(want)) > 0 }

// list returns the values of ResourceId.1, ResourceId.2 and so on.
func (c *call) list(name string) ([]string, *apiError) {
	indexes, err := c.indexes(name)
	values := make([]string, len(indexes))
	for i, index := range indexes {
		values[i] = c.params[name+"."+index]
	}
	return values, err
}

// indexes returns the indexes of a list in order. They count from 1 without a
// gap. What the API makes of other lists is unknown; refusing them is the
// simulator's choice, because it finds clients that count from 0.
func (c *call) indexes(list string) ([]string, *apiError) {
	var indexes []int
	for name := range c.params {
		rest, ok := strings.CutPrefix(name, list+".")
		if !ok {
			continue
		}
		index, _, _ := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(index); err == nil {
			indexes = append(indexes, n)
		}
	}
	slices.SortFunc(indexes, cmp.Compare[int])
	indexes = slices.Compact(indexes)
	texts := make([]string, len(indexes))
	for i, n := range indexes {
		if n != i+1 {
			return nil, refuse("InvalidParameter", "The list %s has no element %d.", list, i+1)
		}
		texts[i] = strconv.Itoa(n)
	}
	return texts, nil
}
