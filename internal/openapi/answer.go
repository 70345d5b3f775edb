package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// decodeAnswer decodes a JSON answer into out. It accepts the flat form that
// the API sends and the wrapped one, {"<Action>Response": {...}}, that the
// reference of CreateVpnGateway shows. A success that lacks the field req.Names
// cannot be used, so it is none.
func decodeAnswer(req Request, status int, header http.Header, body []byte, out any) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return unreadable(req.Action, status, header, body)
	}
	if inner, ok := fields[req.Action+"Response"]; ok && len(fields) == 1 {
		body, fields = inner, nil
		if err := json.Unmarshal(inner, &fields); err != nil || fields == nil {
			return unreadable(req.Action, status, header, body)
		}
	}
	var e struct {
		Code, Message, RequestId, Recommend string
		AccessDeniedDetail                  struct{ AuthAction string }
	}
	// A failure to decode these is judged by the status alone: an error code in
	// an unexpected form is still no success.
	_ = json.Unmarshal(body, &e)
	if status >= http.StatusBadRequest && e.Code == "" {
		foreign := unreadable(req.Action, status, header, body) // such as a proxy's JSON
		if e.RequestId != "" {
			foreign.RequestID = e.RequestId
		}
		return foreign
	}
	if status >= http.StatusBadRequest || (e.Code != "" && e.Message != "") {
		return &Error{
			Action: req.Action, Code: e.Code, Message: withoutSignedString(e.Message), RequestID: e.RequestId, HTTPStatus: status,
			Recommend: e.Recommend, DeniedAction: e.AccessDeniedDetail.AuthAction, retryAfter: rateLimitTimeLeft(header),
		}
	}
	if status != http.StatusOK {
		return unreadable(req.Action, status, header, body)
	}
	problem := ""
	if name := string(fields[req.Names]); req.Names != "" && (name == "" || name == "null" || name == `""`) {
		problem = "the answer names no " + req.Names
	} else if out != nil {
		if err := json.Unmarshal(body, out); err != nil {
			problem = fmt.Sprintf("the answer does not have the documented form: %v", err)
		}
	}
	if problem == "" {
		return nil
	}
	return &Error{Action: req.Action, HTTPStatus: status, RequestID: e.RequestId, unreadable: true, Message: problem}
}

// withoutSignedString drops the string to sign that a signature error repeats:
// pages of it, the security token among them.
func withoutSignedString(message string) string {
	if at := strings.Index(strings.ToLower(message), "server string to sign"); at >= 0 {
		return strings.TrimRight(message[:at], " .,:;\n")
	}
	return message
}

// unreadable describes an answer that is no JSON object: a proxy's page, an
// empty body, a cut one.
func unreadable(action string, status int, header http.Header, body []byte) *Error {
	const shown = 200
	text := strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, string(bytes.ToValidUTF8(body[:min(len(body), shown)], nil)))
	text = strings.Join(strings.Fields(text), " ")
	message := "the answer is empty"
	if text != "" {
		message = fmt.Sprintf("the answer is not the API's JSON; it begins: %s", text)
	}
	return &Error{
		Action: action, Message: message, HTTPStatus: status,
		RequestID: header.Get("X-Acs-Request-Id"), unreadable: true, retryAfter: rateLimitTimeLeft(header),
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
