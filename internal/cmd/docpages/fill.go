package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

var groupComment = regexp.MustCompile(`<!-- (arguments|attributes)(?:: ([a-z0-9_, ]+))? -->`)

// fill puts lists in place of the comments of a page. If there are any, each argument must be in exactly one of them. A page
// without comments stays as it is.
func fill(page string, b block) (string, error) {
	if !groupComment.MatchString(page) {
		return page, nil
	}
	items, listed := b.items(), map[string]int{}
	var errs []error
	filled := groupComment.ReplaceAllStringFunc(page, func(comment string) string {
		found := groupComment.FindStringSubmatch(comment)
		var names []string
		if found[1] == "attributes" {
			names = slices.DeleteFunc(slices.Sorted(maps.Keys(items)), func(name string) bool { return !items[name].readOnly })
		} else {
			names = strings.Split(strings.ReplaceAll(found[2], " ", ""), ",")
		}
		var list strings.Builder
		for _, name := range names {
			i, known := items[name]
			if !known || i.readOnly != (found[1] == "attributes") {
				errs = append(errs, fmt.Errorf("%s lists %q, which is not an argument of the resource", comment, name))
			}
			listed[name]++
			i.write(&list, name, "")
		}
		return strings.TrimSuffix(list.String(), "\n")
	})
	for _, name := range slices.Sorted(maps.Keys(items)) {
		if listed[name] != 1 {
			errs = append(errs, fmt.Errorf("%q is listed %d times, want once", name, listed[name]))
		}
	}
	return filled, errors.Join(errs...)
}

// write adds one line to a list, and a line for each part of a nested object below it.
func (i item) write(list *strings.Builder, name, indent string) {
	fmt.Fprintf(list, "%s- `%s` (%s)", indent, name, strings.Join(i.notes, ", "))
	if i.description != "" {
		list.WriteString(" " + strings.ReplaceAll(i.description, "\n", " "))
	}
	list.WriteString("\n")
	for _, part := range slices.Sorted(maps.Keys(i.parts)) {
		i.parts[part].write(list, part, indent+"  ")
	}
}
