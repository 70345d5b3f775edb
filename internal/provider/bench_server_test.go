package provider_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// A call to the API is part of reading some kinds. What the provider does for it is the
// provider's work; what a simulator and an HTTP server do to answer it is not, although
// they run in the same process. repeater keeps their part small: it has the simulator
// answer a call once, and sends the same bytes again whenever the same is asked.
type repeater struct {
	simulator http.Handler

	mu      sync.Mutex
	answers map[string][]byte // by what was asked
}

// serve returns the URL of a repeater.
func (r *repeater) serve(b *testing.B) string {
	b.Helper()
	r.answers = make(map[string][]byte)
	listener, err := new(net.ListenConfig).Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			b.Cleanup(func() { _ = connection.Close() })
			go func() {
				if err := r.converse(connection); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
					b.Error(err)
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String()
}

// converse answers the requests of one connection.
func (r *repeater) converse(connection net.Conn) error {
	reader := bufio.NewReader(connection)
	for {
		head, length, err := readHead(reader)
		if err != nil {
			return err
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(reader, body); err != nil {
			return err
		}
		answer, err := r.answer(head, body)
		if err != nil {
			return err
		}
		if _, err := connection.Write(answer); err != nil {
			return err
		}
	}
}

// readHead reads a request up to its body.
func readHead(reader *bufio.Reader) (head []byte, length int, err error) {
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return nil, 0, err
		}
		head = append(head, line...)
		if name, value, ok := bytes.Cut(line, []byte(": ")); ok && string(name) == "Content-Length" {
			if _, err := fmt.Sscan(string(value), &length); err != nil {
				return nil, 0, err
			}
		}
		if len(line) == len("\r\n") {
			return head, length, nil
		}
	}
}

// answer is what the simulator answered to the same action with the same parameters. The
// rest of a request, its date, nonce and signature, is another one each time.
func (r *repeater) answer(head, body []byte) ([]byte, error) {
	asked, _, _ := bytes.Cut(head, []byte("\r\n"))
	if _, after, ok := bytes.Cut(head, []byte("X-Acs-Action: ")); ok {
		action, _, _ := bytes.Cut(after, []byte("\r\n"))
		asked = append(append(asked[:len(asked):len(asked)], action...), body...)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if answer, ok := r.answers[string(asked)]; ok {
		return answer, nil
	}
	request, err := http.ReadRequest(bufio.NewReader(io.MultiReader(bytes.NewReader(head), bytes.NewReader(body))))
	if err != nil {
		return nil, err
	}
	said := httptest.NewRecorder()
	r.simulator.ServeHTTP(said, request)
	var text strings.Builder
	fmt.Fprintf(&text, "HTTP/1.1 %d %s\r\n", said.Code, http.StatusText(said.Code))
	said.Header().Set("Content-Length", fmt.Sprint(said.Body.Len()))
	if err := said.Header().Write(&text); err != nil {
		return nil, err
	}
	answer := []byte(text.String() + "\r\n" + said.Body.String())
	if said.Code == http.StatusOK {
		r.answers[string(asked)] = answer
	}
	return answer, nil
}
