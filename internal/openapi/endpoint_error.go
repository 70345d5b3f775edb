package openapi

import (
	"errors"
	"net"
	"net/http"
	"net/url"
)

// EndpointProblem is what is wrong with an endpoint.
type EndpointProblem int

const (
	// UnknownHost means that there is no host of this name.
	UnknownHost EndpointProblem = iota + 1
	// PlainHTTP means that HTTPS was asked for, and the answer was plain HTTP.
	PlainHTTP
	// NothingListens means that a loopback address refused the connection.
	NothingListens
)

// EndpointError says that a call was not sent, because its endpoint, or the
// proxy on the way to it, is not there or is another kind of server.
type EndpointError struct {
	Problem EndpointProblem
	// Endpoint is where the call was to go, and Source the request's
	// EndpointSource.
	Endpoint *url.URL
	Source   string
	// Proxy is the name of the proxy's host when that is the one that is unknown;
	// else empty.
	Proxy string

	err error
}

func (e *EndpointError) Error() string { return e.err.Error() }

func (e *EndpointError) Unwrap() error { return e.err }

// endpointError explains err, the reason why req was not sent, if it is one of
// the problems above. Otherwise it returns err unchanged.
func endpointError(req Request, err error) error {
	e := &EndpointError{Endpoint: req.Endpoint, Source: req.EndpointSource, err: err}
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		e.Problem = UnknownHost
		if dns.Name != req.Endpoint.Hostname() {
			e.Proxy = dns.Name
		}
	case errors.Is(err, http.ErrSchemeMismatch):
		e.Problem = PlainHTTP
	case errors.As(err, &dial) && dial.Op == "dial" && !dial.Timeout() && IsLoopback(req.Endpoint.Hostname()):
		e.Problem = NothingListens
	default:
		return err
	}
	return e
}

// maxRefusals is how often a loopback address that refuses connections is tried
// again: a server that is restarted is back by then.
const maxRefusals = 5

// maxFaults bounds the attempts after err, a server or network fault.
func (c *Client) maxFaults(err error) int {
	var endpoint *EndpointError
	if errors.As(err, &endpoint) && endpoint.Problem == NothingListens {
		return min(c.cfg.MaxRetries, maxRefusals)
	}
	return c.cfg.MaxRetries
}

// KeyError says that a part of the access key cannot be sent in a header.
type KeyError struct {
	// Part is "access key ID" or "security token".
	Part string
}

func (e *KeyError) Error() string {
	return "the " + e.Part + " contains a line break or another control character, so no request can be signed with it"
}

// checkKey looks at what is sent in headers. net/http refuses a control
// character too, but not before it has waited and tried again and again.
func checkKey(key Credential) error {
	for part, text := range map[string]string{"access key ID": key.AccessKeyID, "security token": key.SecurityToken} {
		for _, b := range []byte(text) {
			if b < ' ' || b == 0x7f {
				return &KeyError{Part: part}
			}
		}
	}
	return nil
}
