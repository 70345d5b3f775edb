package framework

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Finder finds objects of a kind, for terraform query and for data sources.
type Finder[M, T any, P Model[M, T]] struct {
	*Kind[M, T, P]

	// Plural is the attribute that holds what was found, such as "gateways", and
	// Nouns is what messages call several, such as "VPN gateways".
	Plural, Nouns string
	// Arguments narrow the search, beside region, tags and name_regex.
	Arguments []FilterArgument
	// Lookups are the ways to name one object, beside its ID.
	Lookups []Lookup
	// List asks the API for all objects that match.
	List func(ctx context.Context, client *vpc.Client, f Filter) ([]T, error)
	// Show adds to a model what only data sources show of the object. nil: nothing.
	Show func(m *M, seen T)
	// Managed reports whether the resource manages the object. nil: it manages all.
	Managed func(T) bool
	// Refuse refuses an object, with an error, that an ID names and that the data source
	// does not show. nil: it shows all.
	Refuse func(T, *diag.Diagnostics) bool
	// Describe are the descriptions of attributes in data sources, where they are not
	// those of the resource; Hidden are attributes that data sources lack.
	Describe map[string]string
	Hidden   []string

	once sync.Once
	data map[string]schema.Attribute // dataAttributes
}

// FilterArgument is a text that narrows a search.
type FilterArgument struct {
	Name, Description string
	Validators        []validator.String
	// Query replaces the description and the validators in a list block, where only
	// objects that the resource manages are found.
	Query *FilterArgument
}

// Lookup is an argument that names one object within another. The words are for
// messages: "No <noun> in <region> <One>", "2 <nouns> in <region> <Many>".
type Lookup struct {
	Attribute, Description string
	One, Many              string // with %q for the value, such as "is named %q"
	// Within is the argument without which the first means nothing, such as vpc_id;
	// "" if there is none. WithinNoun is its object, such as "VPC".
	Within, WithinDescription, WithinNoun string
	WithinValidators                      []validator.String
}

// Filter is what somebody is looking for.
type Filter struct {
	Region string
	// Tags must all be there with these values.
	Tags map[string]string

	texts map[string]string
}

// Text returns the value of a FilterArgument, "" where it is not given.
func (f Filter) Text(name string) string { return f.texts[name] }

const (
	// RegionDescription describes the region argument of data sources and list blocks.
	RegionDescription = "Region ID. Defaults to the provider's region."
	regexName         = "name_regex"
)

func (f *Finder[M, T, P]) filterTags() string {
	return fmt.Sprintf("Only %s with all of these tags.", f.Nouns)
}

func (f *Finder[M, T, P]) filterRegex() string {
	return fmt.Sprintf("Only %s whose name matches this regular expression (RE2).", f.Nouns)
}

// regular accepts a regular expression.
func regular() validator.String {
	return StringCheck("a regular expression", func(s string) error {
		var wrong *syntax.Error
		if _, err := regexp.Compile(s); errors.As(err, &wrong) {
			return fmt.Errorf("must be a regular expression (RE2): %s: %q", wrong.Code, wrong.Expr)
		}
		return nil
	})
}

// configuration is what a filter is read from.
type configuration interface {
	GetAttribute(ctx context.Context, at path.Path, into any) diag.Diagnostics
}

// filter reads a configuration that has the finder's arguments.
func (f *Finder[M, T, P]) filter(ctx context.Context, config configuration, providerRegion string, diags *diag.Diagnostics) (Filter, *regexp.Regexp) {
	return filterOf(ctx, config, providerRegion, f.Arguments, f.taggable(), f.named(), diags)
}

func filterOf(
	ctx context.Context, config configuration, providerRegion string, arguments []FilterArgument, taggable, named bool, diags *diag.Diagnostics,
) (Filter, *regexp.Regexp) {
	text := func(name string) string { return textOf(ctx, config, name, diags) }
	filter := Filter{Region: text("region"), texts: make(map[string]string)}
	if filter.Region == "" {
		filter.Region = providerRegion
	}
	for _, a := range arguments {
		filter.texts[a.Name] = text(a.Name)
	}
	if taggable {
		var tags types.Map
		diags.Append(config.GetAttribute(ctx, path.Root("tags"), &tags)...)
		if !tags.IsNull() {
			diags.Append(tags.ElementsAs(ctx, &filter.Tags, false)...)
		}
	}
	if !named {
		return filter, nil
	}
	pattern, err := regexp.Compile(text(regexName))
	if err != nil && !diags.HasError() {
		diags.AddAttributeError(path.Root(regexName), "Invalid "+regexName, err.Error()) // a validator refuses it before
	}
	return filter, pattern
}

// textOf is an argument that is a text.
func textOf(ctx context.Context, config configuration, name string, diags *diag.Diagnostics) string {
	var value types.String
	diags.Append(config.GetAttribute(ctx, path.Root(name), &value)...)
	return value.ValueString()
}

// filters describe the arguments that only some kinds have: "" for objects without a
// name, or without tags.
func (f *Finder[M, T, P]) filters() (regex, tags string) {
	if f.named() {
		regex = f.filterRegex()
	}
	if f.taggable() {
		tags = f.filterTags()
	}
	return regex, tags
}

// found is an object as the API shows it and as the resource does.
type found[M, T any] struct {
	seen  T
	model M
}

// find lists what matches, in a stable order: by ID. It returns nil with a
// diagnostic where the listing fails.
func (f *Finder[M, T, P]) find(ctx context.Context, data *ProviderData, filter Filter, pattern *regexp.Regexp, diags *diag.Diagnostics) []found[M, T] {
	ctx, cancel := context.WithTimeout(ctx, ReadTimeout)
	defer cancel()
	all, err := f.List(ctx, data.VPC, filter)
	if err != nil {
		f.Fail(diags, Failure{Summary: "Unable to list " + f.Nouns, Err: err})
		return nil
	}
	matching := make([]found[M, T], 0, len(all))
	for _, m := range f.models(all, filter.Region, data.Tags) {
		if pattern == nil || pattern.MatchString(f.text(&m.model, "name")) {
			matching = append(matching, m)
		}
	}
	ids := make([]string, len(matching))
	for i := range matching {
		ids[i] = P(&matching[i].model).base().ID.ValueString()
	}
	ordered := make([]found[M, T], 0, len(matching))
	for _, i := range order(ids) {
		ordered = append(ordered, matching[i])
	}
	return ordered
}

// order is the places of texts in their order. The models themselves are not sorted:
// for each kind, the file of the provider would have a sort of its own.
func order(texts []string) []int {
	places := make([]int, len(texts))
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(a, b int) int { return strings.Compare(texts[a], texts[b]) })
	return places
}

// models shows objects as the resource does, so that one looks the same wherever
// it is read.
func (f *Finder[M, T, P]) models(all []T, region string, tags TagPolicy) []found[M, T] {
	null := f.Table().Null()
	models := make([]found[M, T], len(all))
	for i, seen := range all {
		m := null
		P(&m).base().Region = types.StringValue(region)
		P(&m).FromAPI(seen, tags)
		models[i] = found[M, T]{seen, m}
	}
	return models
}

// text is an attribute of a model as text; "" where it has none of that name.
func (f *Finder[M, T, P]) text(m *M, name string) string {
	value, _ := f.Table().Value(m, name).(types.String)
	return value.ValueString()
}

// named reports whether objects have a name to search for.
func (f *Finder[M, T, P]) named() bool {
	_, named := f.described().Attributes["name"]
	return named
}

// idValidator accepts what can be an ID of the kind.
func (f *Finder[M, T, P]) idValidator() validator.String {
	if f.ParseID == nil {
		return IDWithPrefix(f.IDPrefix)
	}
	return StringCheck("an ID such as "+f.ExampleID, f.ParseID)
}

func (f *Finder[M, T, P]) taggable() bool { return tagsOf(P(new(M))) != nil }

func (f *Finder[M, T, P]) displayName(m *M) string {
	id, name := P(m).base().ID.ValueString(), f.text(m, "name")
	if name == "" || name == id {
		return id
	}
	return fmt.Sprintf("%s (%s)", name, id)
}

// candidates lists objects to choose from, not too many.
func (f *Finder[M, T, P]) candidates(all []found[M, T]) string {
	const shown = 10
	var b strings.Builder
	for i := range all {
		if i == shown {
			fmt.Fprintf(&b, "\n  and %d more", len(all)-shown)
			break
		}
		m := &all[i].model
		fmt.Fprintf(&b, "\n  %s  %q", P(m).base().ID.ValueString(), f.text(m, "name"))
		if status := f.text(m, "status"); status != "" {
			b.WriteString("  " + status)
		}
	}
	return b.String()
}
