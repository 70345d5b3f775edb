package sim

import (
	"maps"
	"slices"
	"strings"
)

// The rows for tags, which every kind of object shares.
func init() {
	registerActions([]action{
		{
			name: "TagResources", product: apiVpc, writes: true, handle: (*Server).tagResources,
			params: []param{
				regionID,
				resourceType,
				{name: "ResourceId.N", required: true, namesAny: true},
				{name: "Tag.N.Key", required: true},
				{name: "Tag.N.Value"},
			},
		},
		{
			name: "UnTagResources", product: apiVpc, writes: true, handle: (*Server).untagResources,
			params: []param{
				regionID,
				resourceType,
				{name: "ResourceId.N", required: true, namesAny: true},
				{name: "TagKey.N"},
				{name: "All", check: isBool},
			},
		},
		{
			name: "ListTagResources", product: apiVpc, handle: (*Server).listTagResources,
			params: []param{
				regionID,
				resourceType,
				{name: "ResourceId.N", namesAny: true},
				{name: "Tag.N.Key"},
				{name: "Tag.N.Value"},
				{name: "NextToken"},
				{name: "MaxResults", check: integer(1, 50)},
			},
		},
	})
}

// What the tag actions take at most: tags of a resource, and resources of a call.
const (
	maxTags      = 20
	maxResources = 50
)

// resourceType is the parameter that names the type, in any case.
var resourceType = param{
	name: "ResourceType", required: true, refusal: "InvalidInstanceType.NotFound",
	check: func(v string) bool { return kindTagged(v) != nil },
}

// tag is a key and perhaps a value: a filter may name the key alone.
type tag struct {
	key, value string
	hasValue   bool
}

// on tells whether an object has the tag.
func (t tag) on(c common) bool {
	if c.tags == nil {
		return false
	}
	value, ok := (*c.tags)[t.key]
	return ok && (!t.hasValue || t.value == value)
}

var (
	// What a key must not hold is refused in a value, too.
	isTagValue = both(length(0, 128), func(v string) bool {
		return !strings.Contains(v, "http://") && !strings.Contains(v, "https://") &&
			!strings.HasPrefix(v, "aliyun") && !strings.HasPrefix(v, "acs:")
	})
	isTagKey = both(length(1, 128), isTagValue)
)

// badTag refuses a part of a tag: TagKey or TagValue. The reference has a family
// of codes for DescribeVpnGateways, and another one for the tag actions.
func (c *call) badTag(part string) *apiError {
	prefix := "InvalidParameter."
	if strings.HasSuffix(c.action.name, "TagResources") {
		prefix = "Invalid"
	}
	return refuse(prefix+part, "The specified parameter %s is invalid.", part)
}

// tags reads a list of tags, which a few actions spell Tags.
func (c *call) tags(list string) ([]tag, *apiError) {
	indexes, err := c.indexes(list)
	if err != nil {
		return nil, err
	}
	if len(indexes) > maxTags {
		return nil, c.badTag("TagKey")
	}
	var tags []tag
	seen := map[string]bool{}
	for _, index := range indexes {
		key, value := c.str(list+"."+index+".Key"), c.str(list+"."+index+".Value")
		switch {
		case !isTagKey(key):
			return nil, c.badTag("TagKey")
		case !isTagValue(value):
			return nil, c.badTag("TagValue")
		case seen[key]:
			return nil, refuse("Duplicated.TagKey", "The specified parameter TagKey is duplicated.")
		}
		seen[key] = true
		tags = append(tags, tag{key: key, value: value, hasValue: c.has(list + "." + index + ".Value")})
	}
	return tags, nil
}

// newTags reads the tags of an object that a call creates.
func (c *call) newTags(list string) (map[string]string, *apiError) {
	tags, err := c.tags(list)
	set := map[string]string{}
	for _, t := range tags {
		set[t.key] = t.value
	}
	return set, err
}

// resources finds every object that a call names. All have to exist.
func (s *Server) resources(c *call) ([]common, *apiError) {
	names, err := c.list("ResourceId")
	if err != nil {
		return nil, err
	}
	if len(names) > maxResources {
		return nil, refuse("InvalidResourceId", "A call takes at most %d resources.", maxResources)
	}
	var found []common
	for _, id := range names {
		o, ok := s.findIn(kindTagged(c.str("ResourceType")), c.region(), id)
		if !ok {
			return nil, refuse("InvalidInstanceIds.NotFound", "The instanceIds are not found")
		}
		found = append(found, o)
	}
	return found, nil
}

// tagResources sets tags on all of the objects or on none.
func (s *Server) tagResources(c *call) (fields, *apiError) {
	tags, err := c.tags("Tag")
	if err != nil {
		return nil, err
	}
	targets, err := s.resources(c)
	if err != nil {
		return nil, err
	}
	after := make([]map[string]string, len(targets))
	for i, o := range targets {
		after[i] = map[string]string{}
		maps.Copy(after[i], *o.tags)
		for _, t := range tags {
			after[i][t.key] = t.value
		}
		if len(after[i]) > maxTags {
			// No code is documented; the simulator's choice.
			return nil, refuse("QuotaExceeded.TagsPerResource", "A resource takes at most %d tags.", maxTags)
		}
	}
	for i, o := range targets {
		*o.tags = after[i]
	}
	return nil, nil
}

// untagResources takes the named tags away, or all of them. Names win over
// All. A tag that is not there is no error.
func (s *Server) untagResources(c *call) (fields, *apiError) {
	keys, err := c.list("TagKey")
	if err != nil {
		return nil, err
	}
	switch {
	case len(keys) == 0 && c.str("All") != "true":
		return nil, missing("TagKey")
	case len(keys) > maxTags:
		return nil, c.badTag("TagKey")
	}
	targets, err := s.resources(c)
	if err != nil {
		return nil, err
	}
	for _, o := range targets {
		if len(keys) == 0 {
			*o.tags = nil
		}
		maps.DeleteFunc(*o.tags, func(key, _ string) bool { return slices.Contains(keys, key) })
	}
	return nil, nil
}

// listTagResources lists one entry a tag, of the objects that are named or have
// the tags. One of the two has to be given.
func (s *Server) listTagResources(c *call) (fields, *apiError) {
	if !c.hasAny("ResourceId.N") && !c.hasAny("Tag.N.Key") {
		return nil, refuse("MissingParam", "The parameter ResourceId or Tag is mandatory for this action.")
	}
	tags, err := c.tags("Tag")
	if err != nil {
		return nil, err
	}
	names, err := c.list("ResourceId")
	if err != nil {
		return nil, err
	}
	var entries []fields
	k := kindTagged(c.str("ResourceType"))
	for _, o := range s.existing(k, c.region()) {
		wanted := len(names) == 0 || slices.Contains(names, *o.id)
		if !wanted || slices.ContainsFunc(tags, func(t tag) bool { return !t.on(o) }) {
			continue
		}
		for _, t := range tagObjects(*o.tags) {
			entries = append(entries, fields{
				"ResourceId": *o.id, "ResourceType": strings.ToUpper(c.str("ResourceType")), "TagKey": t["Key"], "TagValue": t["Value"],
			})
		}
	}
	shown, next, err := tokenPage(c, entries, maxResources)
	if err != nil {
		return nil, err
	}
	return fields{"NextToken": next, "TagResources": fields{"TagResource": shown}}, nil
}

// tagObjects renders tags in the order of their keys.
func tagObjects(tags map[string]string) []fields {
	list := []fields{}
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		list = append(list, fields{"Key": key, "Value": tags[key]})
	}
	return list
}
