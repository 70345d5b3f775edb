package framework

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// contained is a validator that knows whether it looks at nothing but a value. For one
// that looks at more, the whole configuration has to be decoded once more (validate.go).
type contained interface{ contained(value attr.Value) bool }

func (stringCheck) contained(attr.Value) bool { return true }
func (int64Check) contained(attr.Value) bool  { return true }
func (tagsCheck) contained(attr.Value) bool   { return true }
func (notEmpty) contained(attr.Value) bool    { return true }
func (timeout) contained(attr.Value) bool     { return true }

// ContainedSet says of a validator that it looks at nothing but its value.
func ContainedSet(v validator.Set) validator.Set { return containedSet{v} }

type containedSet struct{ validator.Set }

func (containedSet) contained(attr.Value) bool { return true }

// ContainedList does the same for a list.
func ContainedList(v validator.List) validator.List { return containedList{v} }

type containedList struct{ validator.List }

func (containedList) contained(attr.Value) bool { return true }

// besideString is a validator that looks at other arguments, but says nothing of null.
type besideString struct{ validator.String }

func (besideString) contained(value attr.Value) bool { return value.IsNull() }

// besideInt64 is the same for a number.
type besideInt64 struct{ validator.Int64 }

func (besideInt64) contained(value attr.Value) bool { return value.IsNull() }
