package main

import "strings"

// The types below are the part of the schema's JSON that pages show.
type (
	schemas struct {
		Providers map[string]struct {
			Resources map[string]struct {
				Block block `json:"block"`
			} `json:"resource_schemas"`
		} `json:"provider_schemas"`
	}

	block struct {
		Attributes  map[string]attribute `json:"attributes"`
		Blocks      map[string]nested    `json:"block_types"`
		Description string               `json:"description"`
	}

	nested struct {
		Nesting string `json:"nesting_mode"`
		Block   block  `json:"block"`
	}

	attribute struct {
		Type        any    `json:"type"`
		Description string `json:"description"`
		Required    bool   `json:"required"`
		Optional    bool   `json:"optional"`
		Sensitive   bool   `json:"sensitive"`
		WriteOnly   bool   `json:"write_only"`
		Nested      *struct {
			Attributes map[string]attribute `json:"attributes"`
			Nesting    string               `json:"nesting_mode"`
		} `json:"nested_type"`
	}
)

// item is one line of a list: an attribute or a block.
type item struct {
	notes       []string
	description string
	readOnly    bool
	parts       map[string]item
}

func (b block) items() map[string]item {
	all := make(map[string]item, len(b.Attributes)+len(b.Blocks))
	for name, a := range b.Attributes {
		all[name] = a.item()
	}
	for name, n := range b.Blocks {
		all[name] = item{notes: []string{nesting(n.Nesting, "Block")}, description: n.Block.Description, parts: n.Block.items()}
	}
	return all
}

func (a attribute) item() item {
	i := item{description: a.Description, readOnly: !a.Required && !a.Optional}
	if a.Nested == nil {
		i.notes = []string{typeName(a.Type)}
	} else {
		i.notes, i.parts = []string{nesting(a.Nested.Nesting, "Object")}, make(map[string]item, len(a.Nested.Attributes))
		for name, part := range a.Nested.Attributes {
			i.parts[name] = part.item()
		}
	}
	for _, note := range []struct {
		holds bool
		text  string
	}{{a.Required, "Required"}, {a.Sensitive, "Sensitive"}, {a.WriteOnly, "Write-only"}} {
		if note.holds {
			i.notes = append(i.notes, note.text)
		}
	}
	return i
}

func nesting(mode, of string) string {
	if mode == "single" {
		return of
	}
	return title(mode) + " of " + of
}

// typeName is Terraform's JSON of a type in words: "string", or ["map","string"].
func typeName(t any) string {
	switch t := t.(type) {
	case string:
		if t == "bool" {
			return "Boolean"
		}
		return title(t)
	case []any:
		if of, ok := t[len(t)-1].(string); ok {
			return title(t[0].(string)) + " of " + typeName(of) //nolint:forcetypeassert // Terraform's own format.
		}
		return title(t[0].(string)) //nolint:forcetypeassert // Terraform's own format.
	}
	return "Dynamic"
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }
