package sim

import (
	"cmp"
	"net/http"
	"strconv"
)

// delivery says how an answer travels.
type delivery int

const (
	deliverWhole delivery = iota
	// deliverCut breaks off after some bytes of the body.
	deliverCut
	// deliverReset resets the connection.
	deliverReset
	// deliverNothing is for a client that has hung up.
	deliverNothing
)

// spoil turns the answer of a call into what the fault makes of it.
func (f *Fault) spoil(x *exchange, a answer) answer {
	switch f.Kind {
	case KindReset:
		return answer{delivery: deliverReset}
	case KindCut:
		a.delivery, a.cutAfter = deliverCut, f.CutAfter
		return a
	case KindAnswer:
		return f.edit(a)
	case KindRaw:
		return answer{
			status:      cmp.Or(f.Status, http.StatusOK),
			contentType: f.ContentType,
			header:      f.Header,
			body:        []byte(f.Body),
		}
	default:
		broken := fail(x.message, x.line.RequestID, &apiError{
			status: cmp.Or(f.Status, http.StatusBadRequest), code: f.Code, message: f.Message,
		})
		broken.header = f.Header
		return broken
	}
}

// send gives the answer to the client.
func (a answer) send(w http.ResponseWriter) {
	switch a.delivery {
	case deliverReset:
		reset(w)
	case deliverNothing:
		panic(http.ErrAbortHandler)
	case deliverCut:
		a.writeHead(w)
		_, _ = w.Write(a.body[:min(max(a.cutAfter, 0), len(a.body))])
		// The part has to be on its way before the connection goes.
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case deliverWhole:
		a.writeHead(w)
		_, _ = w.Write(a.body)
	}
}

// writeHead announces the whole body, also when less will follow.
func (a answer) writeHead(w http.ResponseWriter) {
	if a.contentType != "" {
		w.Header().Set("Content-Type", a.contentType)
	}
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
}

// reset tears the connection down so that the client sees a reset and not an
// orderly end. Without a connection of its own, as under HTTP/2 or in a
// recorder, it ends the request the way net/http offers.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if resets, ok := conn.(interface{ SetLinger(sec int) error }); ok { // as *net.TCPConn
		_ = resets.SetLinger(0)
	}
	_ = conn.Close()
}
