package sim

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// Throttle refuses n calls of an action for coming too fast.
func Throttle(action string, n int) Fault {
	return Fault{
		Action: action, Times: n, Status: http.StatusBadRequest,
		Code: "Throttling.User", Message: "Request was denied due to user flow control.",
	}
}

// Busy refuses n calls of an action with one of the codes for an object that
// is being worked on. No code means VpnGateway.Configuring.
func Busy(action, code string, n int) Fault {
	e := busyError(code)
	return Fault{Action: action, Times: n, Status: e.status, Code: e.code, Message: e.message}
}

// ServerError answers n calls of an action with a failure of the server's own,
// without carrying them out. A status below 500 is allowed: the reference has
// InternalError with 400 as well.
func ServerError(action string, status, n int) Fault {
	f := Fault{
		Action: action, Times: n, Status: status, Code: "InternalError",
		Message: "The request processing has failed due to some unknown error, exception or failure.",
	}
	if status == http.StatusServiceUnavailable {
		f.Code, f.Message = "ServiceUnavailable", "The request has failed due to a temporary failure of the server."
	}
	return f
}

// LostAnswer carries n calls of an action out and resets the connection in
// place of answering.
func LostAnswer(action string, n int) Fault {
	return Fault{Action: action, Times: n, Kind: KindReset, Applied: true}
}

// NotFound makes n calls of an action not find the object that they are about.
func NotFound(action string, n int) Fault {
	e := actions[action].notFound()
	return Fault{Action: action, Times: n, Status: e.status, Code: e.code, Message: e.message}
}

// Stuck makes n Describe calls show a status of the caller's choice.
func Stuck(status string, n int) Fault {
	return Fault{Times: n, Kind: KindStatus, Code: status, Action: "DescribeVpnGateway"}
}

// BadGateway answers n calls of an action with a page of HTML, as proxies do,
// without carrying them out.
func BadGateway(action string, n int) Fault {
	return Fault{
		Action: action, Times: n, Kind: KindRaw, Status: http.StatusBadGateway, ContentType: "text/html",
		Body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
	}
}

// Set puts a JSON value at a path of n answers of an action.
func Set(action, path, value string, n int) Fault {
	return Fault{Action: action, Times: n, Kind: KindAnswer, Set: map[string]json.RawMessage{path: json.RawMessage(value)}}
}

// Mistaken makes n calls of an action answer for another object than the one
// that they name. The ID says of which kind it is.
func Mistaken(action, id string, n int) Fault {
	// A route is named by its gateway, and what is behind that.
	id, _, _ = strings.Cut(id, "_")
	var k anyKind = vpnGateways
	if known := kindOfID(id); known != nil {
		k = known
	}
	return Fault{Action: action, Times: n, Kind: KindRequest, Params: map[string]string{k.info().idParam(): id}}
}

// Outage makes an action answer in the way of a fault for a stretch of virtual
// time.
func Outage(f Fault, action string, lasts time.Duration) Fault {
	f.Action, f.Lasts = action, lasts
	return f
}

// Before runs a function before the n-th call of an action, counted from 1.
func Before(action string, n int, hook func(*Server)) Fault {
	return Fault{Action: action, Skip: n - 1, Kind: KindHook, Hook: hook}
}
