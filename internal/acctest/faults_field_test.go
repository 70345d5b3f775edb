package acctest_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// oddForms are what may stand in place of a field's usual value; nothing for a
// field that is left out.
var oddForms = map[string]string{
	"absent": "", "null": "null", "an empty text": `""`, "an unknown word": `"Odd-Word"`, plainNumber: "7", "a huge number": "1.5e300",
	"a negative number": "-1", "true": "true", "the text true": `"true"`, "an object": `{"odd": 1}`, "a list": `["odd"]`,
	"an ISO time": `"2026-01-02T03:04:05Z"`, "a number with a unit": `"10 M"`,
}

const otherCase, plainNumber = "another case", "a number"

// formsOf are the names of a field's odd forms.
func formsOf(field acctest.Field) []string {
	forms := slices.Sorted(maps.Keys(oddForms))
	if field.OtherCase != "" {
		forms = append(forms, otherCase)
	}
	return slices.DeleteFunc(forms, func(form string) bool { return form == plainNumber && field.Number })
}

// oddField answers fields in another form, n times.
func oddField(form string, n int, fields ...acctest.Field) sim.Fault {
	f := sim.Fault{Times: n, Kind: sim.KindAnswer, Set: map[string]json.RawMessage{}}
	for _, field := range fields {
		if form == plainNumber && field.Number {
			continue
		}
		value := oddForms[form]
		if form == otherCase {
			value = field.OtherCase
		}
		if value == "" {
			f.Remove = append(f.Remove, field.Name)
		} else {
			f.Set[field.Name] = json.RawMessage(value)
		}
	}
	return f
}

// formsInTurn answers a field in one form after the other.
func formsInTurn(field acctest.Field) []sim.Fault {
	var rules []sim.Fault
	for _, form := range formsOf(field) {
		rules = append(rules, oddField(form, 1, field))
	}
	return rules
}

// split parts the fields that decide about an object from the others.
func split(s *acctest.Subject, all []acctest.Field) (decisive, others []acctest.Field) {
	for _, field := range all {
		if field.Name == s.IDField || field.Name == s.CreatedIDField() || field.Name == s.StatusField {
			decisive = append(decisive, field)
		} else {
			others = append(others, field)
		}
	}
	return decisive, others
}

// oddLooks: looks whose status or ID cannot be understood, one after the other.
func oddLooks(s *acctest.Subject) []*fault {
	var all []*fault
	decisive, _ := split(s, s.Shown)
	for _, field := range decisive {
		all = append(all, &fault{
			name: field.Name + " in each odd form in turn, in the looks of a wait", points: inPolls, rules: inTurn(formsInTurn(field)...),
		})
	}
	return grouped("odd fields", all...)
}

// oddCreations: whatever else it says, an answer with the ID is one, and one
// without is asked for again.
func oddCreations(s *acctest.Subject) []*fault {
	id, others := split(s, s.Created)
	var all []*fault
	for _, form := range slices.Sorted(maps.Keys(oddForms)) {
		all = append(all, &fault{
			name: "all but the ID in an odd form when created: " + form, points: inEach(isCreate), rules: eachAction(oddField(form, -1, others...)),
		})
	}
	for n, forms := range slices.Collect(slices.Chunk(formsInTurn(id[0]), statusesInTurn)) {
		all = append(all, &fault{
			name: fmt.Sprintf("the ID in odd forms in turn when created, part %d", n+1), points: inEach(isCreate), rules: inTurn(forms...),
		})
	}
	return grouped("odd fields", all...)
}

// oddFields: a field that is never in the usual form costs that field.
func oddFields(s *acctest.Subject) []*fault {
	refresh := only(func(o *operation) bool { return o.kind == reading }, inEach(isLook))
	seen := only(func(o *operation) bool { return o.short == "create full" || o.kind == importing }, inEach(isLook))
	var all []*fault
	add := func(name, form string, points func(*operation) []faultPoint, fields ...acctest.Field) {
		all = append(all, &fault{
			name: name + " always in an odd form: " + form, points: points, timesOut: true, retries: fewRetries,
			rules: eachAction(oddField(form, -1, fields...)),
		})
	}
	for _, field := range s.Shown {
		for _, form := range formsOf(field) {
			add(field.Name, form, refresh, field)
		}
	}
	decisive, others := split(s, s.Shown)
	for _, form := range slices.Sorted(maps.Keys(oddForms)) {
		for _, field := range decisive {
			add(field.Name, form, seen, field)
		}
		add("all but ID and status", form, seen, others...)
	}
	return grouped("odd fields", all...)
}
