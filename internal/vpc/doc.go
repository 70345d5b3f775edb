// Package vpc is the typed API of product Vpc, version 2016-04-28, as far as VPN
// gateways need it: one method per action, the states of a gateway, the waits
// between them, and the error codes. It knows nothing of Terraform.
//
// An input struct becomes parameters (params.go), goes through openapi.Call
// with the region's endpoint (client.go, endpoints.go), and comes back as a
// typed answer (values.go). Writes to one gateway take turns (lock.go). What has
// no answer of its own is waited for (wait.go).
package vpc
