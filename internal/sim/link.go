package sim

import "slices"

// link says which objects of another kind an object needs: a connection needs
// its gateway and its customer gateways.
type link[T any] struct {
	to anyKind
	// ids are the IDs of the objects that one needs.
	ids func(*T) []string
	// refusal is the code that keeps a needed object from being deleted.
	refusal string
	// follows says that there is none: the one goes when the needed object goes, as a
	// certificate does with its server.
	follows bool
	// configures says that a change of the one puts the other into "updating": the
	// API allows one change of a gateway at a time, and counts its parts.
	configures bool
}

// user is an object that needs another one.
type user struct {
	common

	refusal string
	follows bool
	// configured are the objects that a change of it puts into "updating".
	configured []common
}

func (st *store[T]) users(s *Server, of anyKind, id string) []user {
	var all []user
	for _, o := range st.list {
		for _, l := range st.kind.links {
			if l.to == of && slices.Contains(l.ids(o), id) {
				all = append(all, user{st.kind.view(o), l.refusal, l.follows, st.kind.configured(s, o)})
			}
		}
	}
	return all
}

// configured lists the objects that a change of one puts into "updating".
func (k *kind[T]) configured(s *Server, o *T) []common {
	var all []common
	for _, l := range k.links {
		if !l.configures {
			continue
		}
		for _, id := range l.ids(o) {
			if c, ok := s.data.Objects[l.to.info().name].view(id); ok {
				all = append(all, c)
			}
		}
	}
	return all
}

// users lists what needs an object.
func (s *Server) users(of anyKind, id string) []user {
	var all []user
	for _, st := range s.data.Objects.stores() {
		all = append(all, st.users(s, of, id)...)
	}
	return all
}

// unused refuses to delete an object that others need. While those that are left
// go away themselves it counts as busy: which of the two codes then holds is the
// simulator's choice.
func (s *Server) unused(k anyKind, id string) *apiError {
	users := slices.DeleteFunc(s.users(k, id), func(u user) bool { return u.follows })
	for _, u := range users {
		if u.status == nil || *u.status != statusDeleting {
			return refuse(u.refusal, "The specified resource is used by %s.", *u.id)
		}
	}
	if len(users) > 0 {
		return s.busy()
	}
	return nil
}

// configure is the last check of a write to an object that is part of others:
// it refuses the write while one of those is busy, and puts them to work.
func (k *kind[T]) configure(s *Server, o *T) *apiError { return s.configure(k.configured(s, o)) }

// configureUsers does so for a write to an object that others need.
func (s *Server) configureUsers(k anyKind, id string) *apiError {
	var all []common
	for _, u := range s.users(k, id) {
		all = append(all, u.configured...)
	}
	return s.configure(all)
}

func (s *Server) configure(all []common) *apiError {
	if slices.ContainsFunc(all, common.busy) {
		return s.busy()
	}
	for _, c := range all {
		if !c.busy() { // it may be named twice
			s.pass(c, statusUpdating, *c.status, s.opts.UpdateTime)
		}
	}
	return nil
}
