package sim

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// object is an answer, or a part of one, before it takes the form of JSON or
// XML. Values are texts, numbers, booleans, objects and lists. A list named
// VpnGateway inside an object named VpnGateways comes out doubly nested, as
// the API's lists are.
type fields map[string]any

// answer is what goes back to the client.
type answer struct {
	status      int
	contentType string
	header      map[string]string
	body        []byte
	// code is the API's error code, for the log.
	code string
	// delivery, with cutAfter, is how the answer travels.
	delivery delivery
	cutAfter int
}

// succeed renders the answer of an action that worked.
func (s *Server) succeed(m *message, requestID string, o fields) answer {
	o = maps.Clone(o)
	if o == nil {
		o = fields{}
	}
	o["RequestId"] = requestID
	root := m.action() + "Response"
	if s.opts.WrappedAnswers && !m.wantsXML() {
		o = fields{root: o}
	}
	return render(m, http.StatusOK, root, o)
}

// fail renders an error body.
func fail(m *message, requestID string, e *apiError) answer {
	o := fields{
		"RequestId": requestID,
		"HostId":    m.host,
		"Code":      e.code,
		"Message":   e.message,
		"Recommend": "https://api.aliyun.com/troubleshoot?q=" + url.QueryEscape(e.code) + "&requestId=" + requestID,
	}
	if e.deniedAction != "" {
		o["AccessDeniedDetail"] = fields{
			"AuthAction":               e.deniedAction,
			"AuthPrincipalDisplayName": e.deniedUser,
			"NoPermissionType":         "ImplicitDeny",
			"PolicyType":               "AccountLevelIdentityBasedPolicy",
		}
	}
	a := render(m, e.status, "Error", o)
	a.code = e.code
	return a
}

func render(m *message, status int, root string, o fields) answer {
	if m.wantsXML() {
		var b bytes.Buffer
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>`)
		writeXML(&b, root, o)
		return answer{status: status, contentType: "text/xml;charset=utf-8", body: b.Bytes()}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	// An object holds nothing that JSON cannot say.
	_ = encoder.Encode(o)
	return answer{status: status, contentType: "application/json;charset=utf-8", body: bytes.TrimSpace(b.Bytes())}
}

// writeXML writes a value as an element. A list repeats the element.
func writeXML(b *bytes.Buffer, name string, value any) {
	switch v := value.(type) {
	case fields:
		b.WriteString("<" + name + ">")
		for _, key := range slices.Sorted(maps.Keys(v)) {
			writeXML(b, key, v[key])
		}
		b.WriteString("</" + name + ">")
	case []fields:
		for _, item := range v {
			writeXML(b, name, item)
		}
	default:
		b.WriteString("<" + name + ">")
		// A buffer takes every write.
		_ = xml.EscapeText(b, []byte(fmt.Sprint(v)))
		b.WriteString("</" + name + ">")
	}
}
