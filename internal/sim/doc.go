// Package sim is a stand-in for the VPC API of Alibaba Cloud (product Vpc,
// version 2016-04-28), for the few STS actions that hand out credentials, and for
// those of Cbn that attach connections to transit routers.
//
// It speaks real HTTP, checks real signatures and remembers what it was told:
// a gateway that was created can be described, changed and deleted, each
// purchase stands in a ledger, and each request in a log. [New] returns an
// [http.Handler], so a test serves it with net/http/httptest and a person
// serves it with the command in internal/cmd/aliyunsim.
//
// # The way of a request
//
// ServeHTTP (server.go) reads a message (message.go) and admits it
// (exchange.go): who sent it (verify.go, sign.go), which action it asks for
// (action.go), which faults strike (fault.go). Then the action's handler runs,
// what it returned is rendered (answer.go), logged (requests.go) and sent
// (send.go). One lock guards all data. It is held for short stretches of work
// and never while a request waits.
//
// # Kinds and actions
//
// An action is one row: its name, the parameters it takes with their checks,
// and a handler that turns a call into an answer or an error.
//
// A kind of object is one file named after it. The file holds a struct with the
// fields that its answers show, the kind itself (kind.go says what the engine
// wants to know of it), its rows and handlers, and one line that registers them.
// Everything else asks the table of kinds: storing and saving (store.go,
// persist.go), the handlers that are the same everywhere (handlers.go), tags
// (tags.go), resource groups (resource_group.go), states (life.go), what needs
// what (link.go), faults, the control interface, and what a test does behind the
// API's back (outside.go).
//
// # Own knowledge
//
// The package imports the standard library only and nothing of this project.
// A fake that shared its client's structs would also share its spelling
// mistakes; this one notices them (Request.Unknown).
//
// # Where the documentation is silent
//
// The public reference leaves error codes and details open. Where it does, the
// simulator chooses, and the comment beside the code says so with the words
// "the simulator's choice".
package sim
