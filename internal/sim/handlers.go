package sim

import (
	"slices"
)

// The handlers of actions that are the same for every kind.

// describe shows the object that a call names.
func (k *kind[T]) describe(s *Server, c *call) (fields, *apiError) {
	o, err := k.named(s, c)
	if err != nil {
		return nil, err
	}
	if !k.common(o).life.visible(true) {
		return nil, k.missing()
	}
	return k.show(s, c, o), nil
}

// list shows the objects that pass every filter, a page at a time. It never fails
// on absence.
func (k *kind[T]) list(s *Server, c *call) (fields, *apiError) {
	return k.listWhere(s, c, func(*T) bool { return true })
}

// listWhere shows those of them that also fit.
func (k *kind[T]) listWhere(s *Server, c *call, fits func(*T) bool) (fields, *apiError) {
	found, err := k.matching(s, c, fits)
	if err != nil {
		return nil, err
	}
	show := k.show
	if k.listed != nil {
		show = k.listed
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, o := range page(found, number, size) {
		shown = append(shown, show(s, c, o))
	}
	return fields{
		"PageNumber": number,
		"PageSize":   size,
		"TotalCount": len(found),
		k.noun + "s": fields{k.noun: shown},
	}, nil
}

// matching are the objects that pass every filter of a call and also fit.
func (k *kind[T]) matching(s *Server, c *call, fits func(*T) bool) ([]*T, *apiError) {
	tags, err := c.tags("Tag")
	if err != nil {
		return nil, err
	}
	named := c.has(k.idParam())
	var found []*T
	for _, o := range k.existing(s, c.region()) {
		if k.passes(c, o, tags) && fits(o) && k.common(o).life.visible(named) {
			found = append(found, o)
		}
	}
	return found, nil
}

// passes tells whether an object fits every filter of a call.
func (k *kind[T]) passes(c *call, o *T, tags []tag) bool {
	v, filters := k.view(o), map[string]string{}
	if k.filters != nil {
		filters = k.filters(o)
	}
	filters[k.idParam()] = *v.id
	if v.group != nil {
		filters["ResourceGroupId"] = *v.group
	}
	for name, value := range filters {
		if c.or(name, value) != value {
			return false
		}
	}
	return !slices.ContainsFunc(tags, func(t tag) bool { return !t.on(v) })
}

// page cuts one page out of a list. Beyond the end it is empty, not absent.
func page[T any](list []T, number, size int) []T {
	from := min((number-1)*size, len(list))
	return append([]T{}, list[from:min(from+size, len(list))]...)
}

// delete ends the object that a call names, unless others need it. What it is a
// part of is configured meanwhile.
func (k *kind[T]) delete(s *Server, c *call) (fields, *apiError) {
	return s.once(c, func() (fields, *apiError) {
		o, err := k.changeable(s, c)
		if err != nil {
			return nil, err
		}
		v := k.view(o)
		if err := s.unused(k, *v.id); err != nil {
			return nil, err
		}
		if err := k.configure(s, o); err != nil {
			return nil, err
		}
		lasting := s.opts.DeleteTime
		if k.deleteTime != nil {
			lasting = k.deleteTime(s)
		}
		if v.status == nil {
			k.in(s).end(s, *v.id)
		} else {
			s.pass(v, statusDeleting, statusGone, lasting)
		}
		return nil, nil
	})
}
