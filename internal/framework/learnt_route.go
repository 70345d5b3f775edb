package framework

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// RouteData is what data sources show of each route that they list, learnt ones included.
type RouteData struct {
	Type        types.String `tfsdk:"type"`
	Destination types.String `tfsdk:"destination"`
	NextHop     types.String `tfsdk:"next_hop"`
	Weight      types.Int64  `tfsdk:"weight"`
	State       types.String `tfsdk:"state"`
	LearntFrom  types.String `tfsdk:"learnt_from"`
	AsPath      types.String `tfsdk:"as_path"`
	Community   types.String `tfsdk:"community"`
	CreateTime  types.String `tfsdk:"create_time"`
}

// RoutesModel is the part that all data sources that list routes have: R is one route.
type RoutesModel[R any] struct {
	Region types.String `tfsdk:"region"`
	Type   types.String `tfsdk:"type"`
	Routes []R          `tfsdk:"routes"`
}

// Fill lists the routes of each of the types, or of the one that is asked for.
func (m *RoutesModel[R]) Fill(ctx context.Context, d *DataSource, all []string, list func(ctx context.Context, region, kind string) ([]R, error)) error {
	if d.Data.VPC == nil {
		return errors.New(d.Data.WhyUnknown())
	}
	ctx, cancel := context.WithTimeout(ctx, ReadTimeout)
	defer cancel()
	m.Region = types.StringValue(RegionOr(m.Region, d.Data.Region))
	m.Routes = []R{}
	for _, kind := range all {
		if only := m.Type.ValueString(); only != "" && only != kind {
			continue
		}
		routes, err := list(ctx, m.Region.ValueString(), kind)
		if err != nil {
			return err
		}
		m.Routes = append(m.Routes, routes...)
	}
	return nil
}

// RouteDataAttributes describes them. ofType says which types there are, and state what
// the states mean.
func RouteDataAttributes(ofType, state string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"type":        ShownText(ofType),
		"destination": ShownText("Network that the route leads to."),
		"next_hop":    ShownText("ID of the IPsec connection."),
		"weight":      ShownNumber("`100`, or `0` for a standby."),
		"state":       ShownText(state),
		"learnt_from": ShownText("Where a learnt route comes from: `VPN_BGP` for the other end, `CLOUD` for Alibaba Cloud."),
		"as_path":     ShownText("AS path of a learnt route."),
		"community":   ShownText("BGP community of a learnt route."),
		"create_time": ShownText("When the route was created (RFC 3339, UTC)."),
	}
}

// ShownText describes a text that a data source reads.
func ShownText(description string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, MarkdownDescription: description}
}

// ShownNumber describes a number that a data source reads.
func ShownNumber(description string) schema.Int64Attribute {
	return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
}

// RoutesAttributes describes the arguments and the result of a data source that lists
// the routes of one object: parent is its attribute, and route what is shown of each.
func RoutesAttributes(parent string, of schema.StringAttribute, only schema.StringAttribute, route map[string]schema.Attribute) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		parent: of,
		"region": schema.StringAttribute{
			MarkdownDescription: RegionDescription, Optional: true, Computed: true, Validators: []validator.String{Region()},
		},
		"type":   only,
		"routes": schema.ListNestedAttribute{MarkdownDescription: "The routes.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: route}},
	}
}
