package sim

import (
	"cmp"
	"fmt"
	"net/http"
)

// apiError is an error as the API answers it.
type apiError struct {
	status  int
	code    string
	message string
	// deniedAction is the permission that was lacking; it makes the answer carry the
	// detail that access-control denials have.
	deniedAction string
	deniedUser   string
}

// refuse makes a 400, which is what most refusals are.
func refuse(code, format string, args ...any) *apiError {
	return &apiError{status: http.StatusBadRequest, code: code, message: fmt.Sprintf(format, args...)}
}

// refuseWith makes a refusal with a status of its own.
func refuseWith(status int, code, message string) *apiError {
	return &apiError{status: status, code: code, message: message}
}

// missing says that a required parameter was not sent.
func missing(name string) *apiError {
	return refuse("Missing"+name, "%s is mandatory for this action.", name)
}

// invalid says that a parameter's value is not among the allowed ones.
func invalid(name, value string) *apiError {
	return refuse("Invalid"+name, "The specified value %q of parameter %s is not valid.", value, name)
}

func quotaFull() *apiError { return refuse("Resource.QuotaFull", "The quota of resource is full") }

// dryRunPassed is how DryRun says that all is well.
func dryRunPassed() *apiError {
	return refuse("DryRunOperation", "Request validation has been passed with DryRun flag set.")
}

// busyMessages are what the codes for an object that is being worked on say.
// Those of other codes are documented nowhere.
var busyMessages = map[string]string{
	"VpnGateway.Configuring":   "The specified service is configuring.",
	"VpnGateway.task.conflict": "The VPN is in the configuration state, please wait a while before operating.",
}

// busyError answers a change of what is being worked on. No code means
// VpnGateway.Configuring.
func busyError(code string) *apiError {
	code = cmp.Or(code, "VpnGateway.Configuring")
	e := refuse(code, "%s", cmp.Or(busyMessages[code], busyMessages["VpnGateway.Configuring"]))
	if code == "OperationConflict" {
		e.status = http.StatusConflict
	}
	return e
}

func (s *Server) busy() *apiError { return busyError(s.opts.BusyCode) }

// denied is what a credential without the permission gets.
func denied(product, action, user string) *apiError {
	e := refuseWith(http.StatusForbidden, "Forbidden.RAM",
		"User not authorized to operate on the specified resource, or this API doesn't support RAM.")
	e.deniedAction, e.deniedUser = product+":"+action, user
	return e
}
