// Package framework holds what two or more concepts of this provider need on
// the Terraform side. A kind of object is described once (kind.go, model.go,
// table.go); a resource reads, plans and imports by that (resource.go), answers for
// what has not changed (unchanged.go), and is found (find.go). Creates, updates and
// deletes have their begin and end here (operation.go), and the messages about what
// they leave behind (outcome.go). The rest are parts of schemas and values
// (schema_common.go, check.go, network.go, region.go, replace.go, secret.go,
// tags.go, value.go), the configured client (configure.go, ephemeral.go, action.go),
// and API errors as diagnostics (diagnostics.go).
package framework
