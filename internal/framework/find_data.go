package framework

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// DataSource is what every data source begins with.
type DataSource struct {
	// Data is nil before the provider is configured.
	Data *ProviderData
}

// Configure takes the provider's client.
func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Data = Configured(req.ProviderData, &resp.Diagnostics)
}

// dataSource shows one object.
type dataSource[M, T any, P Model[M, T]] struct {
	DataSource

	finder *Finder[M, T, P]
}

// DataSource returns the data source that shows one object, by ID or by one of
// the finder's lookups.
func (f *Finder[M, T, P]) DataSource() datasource.DataSource {
	return &dataSource[M, T, P]{finder: f}
}

// Metadata names the data source like the resource.
func (d *dataSource[M, T, P]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.finder.TypeName
}

// Schema is the object's attributes, some of which select it.
func (d *dataSource[M, T, P]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	f := d.finder
	resp.Schema = dataSourceSchema(f.Noun, f.lastWord(), maps.Clone(f.dataAttributes()), f.Lookups, f.idValidator())
}

func dataSourceSchema(noun, word string, attributes map[string]schema.Attribute, lookups []Lookup, id validator.String) schema.Schema {
	argument := func(name, description string, validators ...validator.String) {
		attributes[name] = schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, Validators: validators}
	}
	one, ways := []path.Expression{path.MatchRoot("id")}, ""
	for _, l := range lookups {
		one = append(one, path.MatchRoot(l.Attribute))
		ways += fmt.Sprintf(", or `%s`", l.Attribute)
		var needs []validator.String
		if l.Within != "" {
			ways += fmt.Sprintf(" and `%s`", l.Within)
			needs = append(needs, stringvalidator.AlsoRequires(path.MatchRoot(l.Within)))
			argument(l.Within, l.WithinDescription, append(slices.Clone(l.WithinValidators), stringvalidator.AlsoRequires(path.MatchRoot(l.Attribute)))...)
		}
		argument(l.Attribute, l.Description, needs...)
	}
	argument("id", fmt.Sprintf("ID of the %s. Set either this%s.", noun, ways), id, stringvalidator.ExactlyOneOf(one...))
	argument("region", RegionDescription, Region())
	return schema.Schema{
		MarkdownDescription: fmt.Sprintf("Reads one %s. It is an error if there is no such %s, or more than one.", noun, word),
		Attributes:          attributes,
	}
}

// Read finds the object.
func (d *dataSource[M, T, P]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	f, diags := d.finder, &resp.Diagnostics
	if d.Data.VPC == nil {
		diags.AddError("Unable to read "+f.Noun, d.Data.WhyUnknown())
		return
	}
	c := chosen(ctx, &req.Config, f.Lookups, d.Data.Region, diags)
	switch {
	case c.id != "":
		f.showOne(ctx, d.Data, c, resp)
	case c.value != "":
		if m := d.lookUp(ctx, c.lookup, c.value, c.within, c.region, diags); m != nil {
			f.show(ctx, &resp.State, m, diags)
		}
	}
}

// showOne shows the object with the ID that was given.
func (f *Finder[M, T, P]) showOne(ctx context.Context, data *ProviderData, c choice, resp *datasource.ReadResponse) {
	diags, m := &resp.Diagnostics, f.Table().Null()
	b := P(&m).base()
	b.ID, b.Region = types.StringValue(c.id), types.StringValue(c.region)
	seen, err := f.get(ctx, data.VPC, &m)
	switch {
	case notFound(err):
		addNotThere(diags, f.Noun, c.id, c.region, err)
	case err != nil:
		f.Fail(diags, Failure{Summary: "Unable to read " + f.Noun, Err: err})
	case f.Refuse != nil && f.Refuse(seen, diags):
	default:
		f.show(ctx, &resp.State, &f.models([]T{seen}, c.region, data.Tags)[0], diags)
	}
}

// choice is the object that a data source is to show: the one with an ID, or the one
// that a lookup names.
type choice struct {
	region, id    string
	lookup        Lookup
	value, within string
}

func chosen(ctx context.Context, config configuration, lookups []Lookup, providerRegion string, diags *diag.Diagnostics) choice {
	text := func(name string) string { return textOf(ctx, config, name, diags) }
	c := choice{region: text("region"), id: text("id")}
	if c.region == "" {
		c.region = providerRegion
	}
	for _, l := range lookups {
		if c.id != "" || c.value != "" {
			break
		}
		if c.value = text(l.Attribute); c.value != "" && l.Within != "" {
			c.within = text(l.Within)
		}
		c.lookup = l
	}
	return c
}

func addNotThere(diags *diag.Diagnostics, noun, id, region string, err error) {
	diags.AddAttributeError(path.Root("id"), "No such "+noun,
		fmt.Sprintf("There is no %s %s in %s. Check the ID, and region if the %s is in another one.\n\n%s", noun, id, region, noun, err))
}

// lookUp returns nil, with a diagnostic that lists candidates, when value does
// not tell one object from the others.
func (d *dataSource[M, T, P]) lookUp(ctx context.Context, l Lookup, value, within, region string, diags *diag.Diagnostics) *found[M, T] {
	f := d.finder
	all := f.find(ctx, d.Data, Filter{Region: region, texts: map[string]string{l.Within: within}}, nil, diags)
	if diags.HasError() {
		return nil
	}
	place := "in " + region
	if l.Within != "" {
		place = fmt.Sprintf("in %s %s %s", l.WithinNoun, within, place)
	}
	matching := slices.DeleteFunc(slices.Clone(all), func(o found[M, T]) bool { return f.text(&o.model, l.Attribute) != value })
	if len(matching) == 1 {
		return &matching[0]
	}
	choice := all
	if len(matching) > 1 {
		choice = matching
	}
	addNotOne(diags, l, f.Noun, f.Nouns, place, value, len(matching), f.candidates(choice))
	return nil
}

// addNotOne says that none or many of the candidates match.
func addNotOne(diags *diag.Diagnostics, l Lookup, noun, nouns, place, value string, matching int, candidates string) {
	at := path.Root(l.Attribute)
	switch {
	case matching > 1:
		diags.AddAttributeError(at, "More than one "+noun, fmt.Sprintf("%d %s %s "+l.Many+". Give the id of one:%s", matching, nouns, place, value, candidates))
	case candidates == "":
		diags.AddAttributeError(at, "No such "+noun, fmt.Sprintf("No %s %s "+l.One+". There is no %s there at all.", noun, place, value, noun))
	default:
		diags.AddAttributeError(at, "No such "+noun, fmt.Sprintf("No %s %s "+l.One+". There are:%s", noun, place, value, candidates))
	}
}

// show sets the state of a data source to one object.
func (f *Finder[M, T, P]) show(ctx context.Context, state *tfsdk.State, o *found[M, T], diags *diag.Diagnostics) {
	setRaw(ctx, state, f.values(o, f.dataTypes()), diags)
}

// dataSources shows all objects that match.
type dataSources[M, T any, P Model[M, T]] struct {
	DataSource

	finder *Finder[M, T, P]
}

// DataSources returns the data source that shows all objects that match.
func (f *Finder[M, T, P]) DataSources() datasource.DataSource {
	return &dataSources[M, T, P]{finder: f}
}

// Metadata names the data source.
func (d *dataSources[M, T, P]) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.finder.TypeName + "s"
}

// Schema is the filter, and what it finds.
func (d *dataSources[M, T, P]) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	f := d.finder
	regex, tags := f.filters()
	resp.Schema = dataSourcesSchema(f.Plural, f.Nouns, f.dataAttributes(), f.Arguments, regex, tags)
}

// dataSourcesSchema takes "" for what the objects do not have: a name, or tags.
func dataSourcesSchema(plural, nouns string, object map[string]schema.Attribute, arguments []FilterArgument, regex, tags string) schema.Schema {
	attributes := map[string]schema.Attribute{
		"ids": schema.ListAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "IDs of the " + nouns + "."},
		plural: schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "The " + nouns + ".",
			NestedObject: schema.NestedAttributeObject{Attributes: object},
		},
	}
	if regex != "" {
		arguments = append(slices.Clone(arguments), regexArgument(regex))
	}
	for _, a := range arguments {
		attributes[a.Name] = schema.StringAttribute{Optional: true, MarkdownDescription: a.Description, Validators: a.Validators}
	}
	attributes["region"] = schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: RegionDescription, Validators: []validator.String{Region()}}
	if tags != "" {
		attributes["tags"] = schema.MapAttribute{
			Optional: true, ElementType: types.StringType, MarkdownDescription: tags,
			Validators: []validator.Map{mapvalidator.NoNullValues()},
		}
	}
	return schema.Schema{
		MarkdownDescription: "Lists all " + nouns + " of a region that match the arguments, ordered by ID. The lists are empty if none match.",
		Attributes:          attributes,
	}
}

// Read lists the objects.
func (d *dataSources[M, T, P]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	f, diags := d.finder, &resp.Diagnostics
	if d.Data.VPC == nil {
		diags.AddError("Unable to list "+f.Nouns, d.Data.WhyUnknown())
		return
	}
	filter, pattern := f.filter(ctx, &req.Config, d.Data.Region, diags)
	if diags.HasError() {
		return
	}
	all := f.find(ctx, d.Data, filter, pattern, diags)
	if diags.HasError() {
		return
	}
	kinds := f.dataTypes()
	ids, objects := make([]attr.Value, len(all)), make([]attr.Value, len(all))
	for i := range all {
		values := f.values(&all[i], kinds)
		ids[i], objects[i] = values["id"], types.ObjectValueMust(kinds, values)
	}
	resp.State.Raw = req.Config.Raw // the filter is shown as it was given
	setAll(ctx, &resp.State, filter.Region, ids, f.Plural, objects, kinds, diags)
}

func setAll(
	ctx context.Context, state *tfsdk.State, region string, ids []attr.Value, plural string, objects []attr.Value, kinds map[string]attr.Type,
	diags *diag.Diagnostics,
) {
	setRaw(ctx, state, map[string]attr.Value{
		"region": types.StringValue(region),
		"ids":    types.ListValueMust(types.StringType, ids),
		plural:   types.ListValueMust(types.ObjectType{AttrTypes: kinds}, objects),
	}, diags)
}

// setRaw overwrites attributes of state.
func setRaw(ctx context.Context, state *tfsdk.State, values map[string]attr.Value, diags *diag.Diagnostics) {
	kind := state.Schema.Type().TerraformType(ctx)
	raw := make(map[string]tftypes.Value)
	if object, ok := kind.(tftypes.Object); ok {
		for name, attribute := range object.AttributeTypes {
			raw[name] = tftypes.NewValue(attribute, nil)
		}
	}
	if !state.Raw.IsNull() {
		var given map[string]tftypes.Value
		if err := state.Raw.As(&given); err == nil {
			maps.Copy(raw, given)
		}
	}
	for name, value := range values {
		converted, err := value.ToTerraformValue(ctx)
		if err != nil {
			diags.AddError("Provider bug: state cannot be written", err.Error())
			return
		}
		raw[name] = converted
	}
	state.Raw = tftypes.NewValue(kind, raw)
}
