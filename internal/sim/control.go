package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Control returns a handler for what the API does not offer: looking behind
// the scenes, breaking things, paying orders. It asks for no credential, so
// serve it on an address of its own, and on this machine only.
//
//	GET    /gateways           all gateways
//	POST   /gateways           add one; blank fields are filled
//	POST   /gateways/{id}      change the fields that are sent
//	DELETE /gateways/{id}      remove one
//	GET    /ledger             all purchases
//	GET    /requests           the request log
//	DELETE /requests           empty the request log
//	POST   /faults             add a fault, or a list of them
//	DELETE /faults             remove all faults
//	POST   /advance            {"by": "10m"}: move the virtual clock
//	POST   /pay                {"order_id": "202249400220415"}: pay an order
func (s *Server) Control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /gateways", show(s.Gateways))
	mux.HandleFunc("GET /ledger", show(s.Ledger))
	mux.HandleFunc("GET /requests", show(s.Requests))
	mux.HandleFunc("DELETE /requests", act(func(*http.Request) error { s.ResetRequests(); return nil }))
	mux.HandleFunc("DELETE /faults", act(func(*http.Request) error { s.ClearFaults(); return nil }))
	mux.HandleFunc("POST /faults", act(s.controlFaults))
	mux.HandleFunc("POST /advance", act(s.controlAdvance))
	mux.HandleFunc("POST /pay", act(s.controlPay))
	mux.HandleFunc("POST /gateways", s.controlSeed)
	mux.HandleFunc("POST /gateways/{id}", act(s.controlChange))
	mux.HandleFunc("DELETE /gateways/{id}", act(func(r *http.Request) error {
		return found(s.RemoveGateway(r.PathValue("id")))
	}))
	return mux
}

// errNotFound is a control request about something that is not there.
var errNotFound = errors.New("not found")

func found(ok bool) error {
	if !ok {
		return errNotFound
	}
	return nil
}

// show answers a list.
func show[T any](list func() []T) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		writeControl(w, http.StatusOK, append([]T{}, list()...))
	}
}

// act answers nothing but that it worked.
func act(do func(*http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := do(r); err != nil {
			writeControlError(w, err)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func writeControl(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(value)
}

func writeControlError(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	if errors.Is(err, errNotFound) {
		status = http.StatusNotFound
	}
	writeControl(w, status, map[string]string{"error": err.Error()})
}

// decodeControl decodes a body.
func decodeControl(body io.Reader, into any) error {
	if err := decodeStrictly(io.LimitReader(body, maxBody), into); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return nil
}

// decodeStrictly refuses fields that do not exist.
func decodeStrictly(text io.Reader, into any) error {
	decoder := json.NewDecoder(text)
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func (s *Server) controlFaults(r *http.Request) error {
	faults, err := ReadFaults(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return err
	}
	for _, f := range faults {
		s.AddFault(f)
	}
	return nil
}

func (s *Server) controlAdvance(r *http.Request) error {
	var body struct {
		By string `json:"by"`
	}
	if err := decodeControl(r.Body, &body); err != nil {
		return err
	}
	by, err := time.ParseDuration(body.By)
	if err != nil {
		return fmt.Errorf("by: %w", err)
	}
	if by < 0 {
		return errors.New("by: time does not go back")
	}
	s.Advance(by)
	return nil
}

func (s *Server) controlPay(r *http.Request) error {
	var body struct {
		// OrderID may be a text or a number.
		OrderID json.Number `json:"order_id"`
	}
	if err := decodeControl(r.Body, &body); err != nil {
		return err
	}
	id, err := strconv.ParseInt(body.OrderID.String(), 10, 64)
	if err != nil {
		return fmt.Errorf("order_id: %w", err)
	}
	return found(s.PayOrder(id))
}

func (s *Server) controlSeed(w http.ResponseWriter, r *http.Request) {
	var seed Gateway
	if err := decodeControl(r.Body, &seed); err != nil {
		writeControlError(w, err)
		return
	}
	writeControl(w, http.StatusCreated, map[string]string{"vpn_gateway_id": s.PutGateway(seed)})
}

// controlChange merges the body into a gateway. A body that is half right
// changes nothing.
func (s *Server) controlChange(r *http.Request) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	ok := s.ChangeGateway(r.PathValue("id"), func(g *Gateway) {
		var merged Gateway
		if merged, err = g.with(body); err == nil {
			*g = merged
		}
	})
	if !ok {
		return errNotFound
	}
	if err != nil {
		return fmt.Errorf("body: %w", err)
	}
	return nil
}
