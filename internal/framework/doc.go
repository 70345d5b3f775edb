// Package framework holds what two or more concepts of this provider need on
// the Terraform side: the configured client (configure.go), API errors as
// diagnostics (diagnostics.go), string checks (check.go), the region argument
// and import IDs (region.go), and tags (tags.go, tag_policy.go).
package framework
