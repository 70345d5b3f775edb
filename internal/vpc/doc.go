// Package vpc is the typed API of product Vpc, version 2016-04-28, as far as VPN
// gateways need it: one method per action, the states of a gateway, the waits
// between them, and the error codes. It knows nothing of Terraform.
//
// An input struct becomes parameters (params.go), goes through openapi.Call
// with the region's endpoint (client.go, endpoints.go), and comes back as a
// typed answer (fields.go, values.go).
//
// What all kinds of objects share:
//
//   - A read may come from a listing of its region or parent, and says that an
//     object does not exist only when two calls agree (reader.go).
//   - A listing is complete, or an error (pages.go).
//   - Writes to one gateway and to what belongs to it take turns (object.go,
//     lock.go). Codes that say that an object is gone belong to its kind.
//   - What has no answer of its own is waited for. Only what is wrong with the
//     object ends a wait, never what becomes of a look at it (wait.go).
//   - A create whose outcome is unknown is repeated with its token (recover.go).
package vpc
