package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// decodeAnswer decodes a JSON answer into out. It accepts the flat form that
// the API sends and the wrapped one, {"<Action>Response": {...}}, that the
// reference of CreateVpnGateway shows.
//
// HTTP 200 is a success unless the body says otherwise: some actions put Code
// and Message into every success. A success without req.RequiredField, or with
// another value than req.RequiredValue, is treated as a failure.
func decodeAnswer(req Request, status int, header http.Header, body []byte, out any) error {
	body, fields, problem := objectOf(req.Action, body)
	if fields == nil {
		return unreadable(req.Action, status, header, body, problem)
	}
	e := &Error{
		Action: req.Action, HTTPStatus: status, retryAfter: rateLimitTimeLeft(header),
		Code:      Printable(errorCode(fields), maxName),
		Message:   message(fields),
		RequestID: Printable(textOf(field(fields, "RequestId")), maxName),
		Recommend: Printable(textOf(field(fields, "Recommend")), maxAddress),
	}
	required := string(fields[req.RequiredField])
	named := required != "" && required != "null" && required != `""`
	switch {
	case e.Code != "":
		var detail struct{ AuthAction string }
		_ = json.Unmarshal(field(fields, "AccessDeniedDetail"), &detail) // optional, and of no fixed form
		e.DeniedAction = Printable(deniedAction(detail.AuthAction, e.Message), maxName)
		if status == http.StatusOK && named {
			e.problem = unusable // it contradicts itself
		}
		return e
	case status != http.StatusOK: // such as a proxy's JSON
		foreign := unreadable(req.Action, status, header, body, unusable)
		if e.RequestID != "" {
			foreign.RequestID = e.RequestID
		}
		return foreign
	case strings.EqualFold(strings.Trim(string(field(fields, "Success")), `"`), "false"):
		if e.Message == "" {
			e.Message = "the answer says that the call failed, and not why"
		}
	case req.RequiredField != "" && !named:
		e.Message = "the answer names no " + req.RequiredField
	case req.RequiredValue != "" && textOf(fields[req.RequiredField]) != req.RequiredValue:
		e.Message = fmt.Sprintf("%s %s was asked for, and the answer is about %s", req.RequiredField,
			Printable(req.RequiredValue, maxName), Printable(textOf(fields[req.RequiredField]), maxName))
	default:
		if out == nil {
			return nil
		}
		err := decode(body, out)
		if err == nil {
			return nil
		}
		e.Message = Printable(fmt.Sprintf("the answer does not have the documented form: %v", err), maxMessage)
	}
	e.problem = unusable
	return e
}

// decode is json.Unmarshal for a body that is known to be JSON. An out that decodes itself
// is called at once: Unmarshal would read the whole body twice more to find where it ends.
func decode(body []byte, out any) error {
	if self, ok := out.(json.Unmarshaler); ok {
		return self.UnmarshalJSON(body)
	}
	return json.Unmarshal(body, out)
}

// objectOf returns the fields of an answer, and the text of the object that they
// are from. fields is nil when body is not a JSON object.
func objectOf(action string, body []byte) (object []byte, fields map[string]json.RawMessage, p problem) {
	if json.Unmarshal(body, &fields) != nil || fields == nil {
		var whole json.RawMessage
		err := json.NewDecoder(bytes.NewReader(body)).Decode(&whole)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return body, nil, broken
		}
		return body, nil, unusable
	}
	inner, ok := fields[action+"Response"]
	if !ok || len(fields) > 1 {
		return body, fields, none
	}
	var within map[string]json.RawMessage
	if json.Unmarshal(inner, &within) != nil {
		within = nil
	}
	return inner, within, unusable
}

// errorCode returns the code of a failure: Code, unless that is the word of a
// success, such as the "200" of CreateVpnAttachment.
func errorCode(fields map[string]json.RawMessage) string {
	code := textOf(field(fields, "Code"))
	switch strings.ToLower(code) {
	case "200", "success", "successful", "ok":
		return ""
	default:
		return code
	}
}

// message returns the API's own text. What follows beyond its limit is cut before
// it is looked at.
func message(fields map[string]json.RawMessage) string {
	text := textOf(field(fields, "Message"))
	return Printable(withoutSignedString(text[:min(len(text), maxMessage+1)]), maxMessage)
}

// field returns a field by its name, in any case if it is not there as spelled:
// gateways in front of the API write "code" and "message".
func field(fields map[string]json.RawMessage, name string) json.RawMessage {
	if raw, ok := fields[name]; ok {
		return raw
	}
	for key, raw := range fields {
		if strings.EqualFold(key, name) {
			return raw
		}
	}
	return nil
}

// unreadable describes an answer that is not the API's: a proxy's page, an
// empty body, a cut one.
func unreadable(action string, status int, header http.Header, body []byte, p problem) *Error {
	message := "the answer is empty"
	if text := Printable(string(body[:min(len(body), maxExcerpt)]), maxExcerpt); text != "" {
		message = "the answer is not the API's JSON; it begins: " + text
	}
	return &Error{
		Action: action, Message: message, HTTPStatus: status,
		RequestID: Printable(header.Get("X-Acs-Request-Id"), maxName), problem: p, retryAfter: rateLimitTimeLeft(header),
	}
}

// rateLimitTimeLeft reads the longest TimeLeft, in milliseconds, of the headers
// in which the gateway says when a throttled caller may come again.
func rateLimitTimeLeft(header http.Header) time.Duration {
	const longest = 5 * time.Minute
	var left time.Duration
	for _, name := range []string{"X-Ratelimit-User-Api", "X-Ratelimit-User"} {
		for field := range strings.SplitSeq(header.Get(name), ",") {
			value, ok := strings.CutPrefix(strings.TrimSpace(field), "TimeLeft:")
			if !ok {
				continue
			}
			if ms, err := strconv.ParseInt(value, 10, 32); err == nil && ms > 0 {
				left = max(left, time.Duration(ms)*time.Millisecond)
			}
		}
	}
	return min(left, longest)
}
