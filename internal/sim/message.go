package sim

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// maxBody bounds what is read of a request. The largest real one, tags for
// fifty objects, is far below.
const maxBody = 1 << 20

// message is a request as it arrived: nothing is trusted yet.
type message struct {
	method string
	path   string
	host   string
	header http.Header
	query  url.Values
	form   url.Values
	body   []byte
	// params are the action's own parameters, from query and form alike.
	params map[string]string
}

// systemParams are the protocol's own parameters and the four owner parameters
// that every action takes silently.
var systemParams = map[string]bool{
	"Action": true, "Version": true, "Format": true, "AccessKeyId": true, "SecurityToken": true,
	"Signature": true, "SignatureMethod": true, "SignatureVersion": true, "SignatureNonce": true,
	"SignatureType": true, "Timestamp": true,
	"OwnerAccount": true, "OwnerId": true, "ResourceOwnerAccount": true, "ResourceOwnerId": true,
}

// readMessage reads the whole request. Reading to the end also lets net/http
// notice when the client hangs up.
func readMessage(r *http.Request) (*message, error) {
	m := &message{method: r.Method, path: r.URL.Path, host: r.Host, header: r.Header, form: url.Values{}}
	var err error
	if m.query, err = url.ParseQuery(r.URL.RawQuery); err != nil {
		return m, fmt.Errorf("query: %w", err)
	}
	if m.body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1)); err != nil {
		return m, fmt.Errorf("body: %w", err)
	}
	if len(m.body) > maxBody {
		return m, errors.New("body is too large")
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/x-www-form-urlencoded" {
		if m.form, err = url.ParseQuery(string(m.body)); err != nil {
			return m, fmt.Errorf("form: %w", err)
		}
	}
	return m, m.readParams()
}

// isV3 tells the two signature schemes apart: version 3 lives in headers. Clients
// of version 1 may name the action in a header as well, but their signature is a
// parameter. A call that needs no signature has neither.
func (m *message) isV3() bool {
	return m.header.Get("Authorization") != "" || (m.header.Get("X-Acs-Action") != "" && m.param("Signature") == "")
}

// signatureVersion names the scheme for the log.
func (m *message) signatureVersion() string {
	if m.isV3() {
		return "ACS3"
	}
	return "1.0"
}

// system returns one of the protocol's own values: a header in version 3, a
// parameter in version 1.
func (m *message) system(header, param string) string {
	if m.isV3() {
		return m.header.Get(header)
	}
	return m.param(param)
}

func (m *message) action() string  { return m.system("X-Acs-Action", "Action") }
func (m *message) version() string { return m.system("X-Acs-Version", "Version") }

// param returns a parameter wherever it was sent.
func (m *message) param(name string) string {
	if values := m.query[name]; len(values) > 0 {
		return values[0]
	}
	return m.form.Get(name)
}

// headerValue returns a header by its lower-case name. Go keeps Host apart.
func (m *message) headerValue(name string) string {
	if name == "host" {
		return m.host
	}
	return strings.Join(m.header.Values(name), ",")
}

// all merges query and form, the way signature version 1 looks at them.
func (m *message) all() url.Values {
	merged := url.Values{}
	for _, source := range []url.Values{m.query, m.form} {
		for name, values := range source {
			merged[name] = append(merged[name], values...)
		}
	}
	return merged
}

// readParams collects the action's own parameters. A parameter sent twice is
// an error: which of the two would count is anybody's guess.
func (m *message) readParams() error {
	m.params = map[string]string{}
	for name, values := range m.all() {
		if systemParams[name] {
			continue
		}
		if len(values) > 1 {
			return fmt.Errorf("parameter %s is given %d times", name, len(values))
		}
		m.params[name] = values[0]
	}
	return nil
}

// wantsXML chooses the form of the answer: the Format parameter, else the
// Accept header, else what the signature scheme is used to.
func (m *message) wantsXML() bool {
	switch format := m.param("Format"); {
	case format != "":
		return strings.EqualFold(format, "XML")
	case strings.Contains(m.header.Get("Accept"), "json"):
		return false
	case strings.Contains(m.header.Get("Accept"), "xml"):
		return true
	default:
		return !m.isV3()
	}
}
