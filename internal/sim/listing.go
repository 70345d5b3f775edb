package sim

import "slices"

// describe shows the object that a call names.
func (k *kind[T]) describe(s *Server, c *call, show func(*T) fields) (fields, *apiError) {
	o, err := k.named(s, c)
	if err != nil {
		return nil, err
	}
	if !k.common(o).life.visible(true) {
		return nil, k.missing()
	}
	return show(o), nil
}

// describeAll shows the objects that pass every filter, a page at a time. It
// never fails on absence. All kinds can be filtered by ID, resource group and
// tags; more says what else a kind is filtered by.
func (k *kind[T]) describeAll(s *Server, c *call, show func(*T) fields, more func(*T) bool) (fields, *apiError) {
	tags, err := c.tags("Tag")
	if err != nil {
		return nil, err
	}
	named := c.has(k.idParam())
	var found []*T
	for _, o := range k.in(s).list {
		if k.exists(s, o, c.region()) && k.view(o).passes(c, tags) && more(o) && k.common(o).life.visible(named) {
			found = append(found, o)
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, o := range page(found, number, size) {
		shown = append(shown, show(o))
	}
	return fields{
		"PageNumber": number,
		"PageSize":   size,
		"TotalCount": len(found),
		k.noun + "s": fields{k.noun: shown},
	}, nil
}

// passes tells whether an object fits the filters that all kinds have.
func (c common) passes(call *call, tags []tag) bool {
	if call.or(c.idParam(), *c.id) != *c.id {
		return false
	}
	if c.group != nil && call.or("ResourceGroupId", *c.group) != *c.group {
		return false
	}
	return !slices.ContainsFunc(tags, func(t tag) bool { return !t.on(c) })
}

// fits tells whether the parameters of a call that are filters have the values of
// an object.
func (c *call) fits(values map[string]string) bool {
	for name, value := range values {
		if c.or(name, value) != value {
			return false
		}
	}
	return true
}

// page cuts one page out of a list. Beyond the end it is empty, not absent.
func page[T any](list []T, number, size int) []T {
	from := min((number-1)*size, len(list))
	return append([]T{}, list[from:min(from+size, len(list))]...)
}
