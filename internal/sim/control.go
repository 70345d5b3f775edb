package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Control returns a handler for what the API does not offer: looking behind
// the scenes, breaking things, paying orders. It asks for no credential, so
// serve it on an address of its own, and on this machine only.
//
//	GET    /objects              all objects of all kinds, in brief
//	GET    /objects/{kind}       all objects of a kind, such as vpn_gateway
//	POST   /objects/{kind}       add one; blank fields are filled
//	POST   /objects/{kind}/{id}  change the fields that are sent
//	DELETE /objects/{kind}/{id}  remove one
//	GET    /ledger               all purchases
//	GET    /requests             the request log
//	DELETE /requests             empty the request log
//	POST   /faults               add a fault, or a list of them
//	DELETE /faults               remove all faults
//	POST   /advance              {"by": "10m"}: move the virtual clock
//	POST   /pay                  {"order_id": "202249400220415"}: pay an order
//
// The path /gateways is short for /objects/vpn_gateway. A transit router attaches a
// connection when an object of the kind transit_router_vpn_attachment is added that
// has its ID as vpn_id, and detaches it when that is removed.
func (s *Server) Control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /objects", show(s.Objects))
	mux.HandleFunc("GET /objects/{kind}", s.controlList)
	mux.HandleFunc("POST /objects/{kind}", s.controlSeed)
	mux.HandleFunc("POST /objects/{kind}/{id}", act(s.controlChange))
	mux.HandleFunc("DELETE /objects/{kind}/{id}", act(s.controlRemove))
	mux.HandleFunc("GET /ledger", show(s.Ledger))
	mux.HandleFunc("GET /requests", show(s.Requests))
	mux.HandleFunc("DELETE /requests", act(func(*http.Request) error { s.ResetRequests(); return nil }))
	mux.HandleFunc("DELETE /faults", act(func(*http.Request) error { s.ClearFaults(); return nil }))
	mux.HandleFunc("POST /faults", act(s.controlFaults))
	mux.HandleFunc("POST /advance", act(s.controlAdvance))
	mux.HandleFunc("POST /pay", act(s.controlPay))
	gateways := func(w http.ResponseWriter, r *http.Request) {
		r.URL.Path = "/objects/" + vpnGateways.name + strings.TrimPrefix(r.URL.Path, "/gateways")
		mux.ServeHTTP(w, r)
	}
	mux.HandleFunc("/gateways", gateways)
	mux.HandleFunc("/gateways/{id}", gateways)
	return mux
}

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

// readControl reads a body.
func readControl(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	return body, nil
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

// ofKind runs a function on the objects of the kind that a request names.
func (s *Server) ofKind(r *http.Request, do func(anyStore) error) error {
	return outside(s, func() error {
		st, ok := s.data.Objects[r.PathValue("kind")]
		if !ok {
			return errNotFound
		}
		return do(st)
	})
}

func (s *Server) controlList(w http.ResponseWriter, r *http.Request) {
	var list json.RawMessage
	err := s.ofKind(r, func(st anyStore) (err error) {
		list, err = json.Marshal(st)
		return err
	})
	if err != nil {
		writeControlError(w, err)
		return
	}
	writeControl(w, http.StatusOK, list)
}

func (s *Server) controlSeed(w http.ResponseWriter, r *http.Request) {
	created := map[string]string{}
	body, err := readControl(r)
	if err == nil {
		err = s.ofKind(r, func(st anyStore) (err error) {
			created[st.info().name+"_id"], err = st.seed(s, body)
			return err
		})
	}
	if err != nil {
		writeControlError(w, err)
		return
	}
	writeControl(w, http.StatusCreated, created)
}

// controlChange merges the body into an object. A body that is half right
// changes nothing.
func (s *Server) controlChange(r *http.Request) error {
	body, err := readControl(r)
	if err != nil {
		return err
	}
	return s.ofKind(r, func(st anyStore) error { return st.merge(r.PathValue("id"), body) })
}

func (s *Server) controlRemove(r *http.Request) error {
	return s.ofKind(r, func(st anyStore) error { return found(st.remove(s, r.PathValue("id"))) })
}
