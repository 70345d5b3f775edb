package vpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"
)

// The answers' numbers and switches come in several forms over the years and
// the pages of the reference; these types read all of them. Whatever else they
// meet costs that field and nothing more (fields.go).

var errForm = errors.New("a form that is not documented")

// integer is a JSON number or the same digits as a string.
type integer int64

func (n *integer) UnmarshalJSON(b []byte) error {
	text := string(bytes.Trim(b, `"`))
	if text == "" || text == "null" {
		*n = 0
		return nil
	}
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return errForm
	}
	*n = integer(v)
	return nil
}

// digits is an identifier that the API sends as a number. It is kept as text,
// so that no digit is lost whatever its length.
type digits string

func (d *digits) UnmarshalJSON(b []byte) error {
	text := string(bytes.Trim(b, `"`))
	if text == "null" {
		text = ""
	}
	if strings.Trim(text, "0123456789") != "" {
		return errForm
	}
	*d = digits(text)
	return nil
}

// word is a text that some answers write as a number.
type word string

func (w *word) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		if _, err := strconv.ParseInt(string(b), 10, 64); err != nil {
			return errForm
		}
		text = string(b)
	}
	*w = word(text)
	return nil
}

// tagList is {"Tag": [{"Key": ..., "Value": ...}]}.
type tagList struct {
	Tag []struct{ Key, Value string }
}

// asMap is nil where there are no tags.
func (l tagList) asMap() map[string]string {
	if len(l.Tag) == 0 {
		return nil
	}
	tags := make(map[string]string, len(l.Tag))
	for _, t := range l.Tag {
		tags[t.Key] = t.Value
	}
	return tags
}

// enabled is "enable" or "disable"; nil when the answer says nothing.
type enabled struct{ value *bool }

func (e *enabled) UnmarshalJSON(b []byte) error {
	var text string
	e.value = nil
	err := json.Unmarshal(b, &text)
	switch word := strings.ToLower(text); {
	case err != nil, word != "" && word != "enable" && word != "disable":
		return errForm
	case word != "":
		e.value = new(word == "enable")
	}
	return nil
}

// boolean is true or false, or the same as text; nil when the answer says
// nothing.
type boolean struct{ value *bool }

func (v *boolean) UnmarshalJSON(b []byte) error {
	v.value = nil
	switch strings.ToLower(string(bytes.Trim(b, `"`))) {
	case "true":
		v.value = new(true)
	case "false":
		v.value = new(false)
	case "", "null":
	default:
		return errForm
	}
	return nil
}

// bandwidth reads a specification such as "10M" or "10" as Mbit/s.
type bandwidth int64

func (m *bandwidth) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		text = string(b)
	}
	text = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(text), "Mm"))
	if text == "" || text == "null" {
		*m = 0
		return nil
	}
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil || v < 0 {
		return errForm
	}
	*m = bandwidth(v)
	return nil
}

// milliseconds since 1970 in UTC, or the ISO 8601 form that other actions of the
// family write; 0 or absent is the zero time.
type milliseconds time.Time

func (t *milliseconds) UnmarshalJSON(b []byte) error {
	*t = milliseconds{}
	var n integer
	if n.UnmarshalJSON(b) == nil {
		if n > 0 {
			*t = milliseconds(time.UnixMilli(int64(n)).UTC())
		}
		return nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if at, failed := time.Parse(form, string(bytes.Trim(b, `"`))); failed == nil {
			*t = milliseconds(at.UTC())
			return nil
		}
	}
	return errForm
}

// spelled returns text as one of the known words is spelled, if it is that word
// in another case, and as it is otherwise.
func spelled(text string, known ...string) string {
	for _, word := range known {
		if strings.EqualFold(text, word) {
			return word
		}
	}
	return text
}
