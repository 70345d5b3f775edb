package vpc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The answers' numbers and switches come in several forms over the years and
// the pages of the reference; these types read all of them.

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
		return fmt.Errorf("%s is not a 64-bit integer", shorten(b))
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
		return fmt.Errorf("%s is not a whole number", shorten(b))
	}
	*d = digits(text)
	return nil
}

// enabled is "enable" or "disable"; nil when the answer says neither.
type enabled struct{ value *bool }

func (e *enabled) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return fmt.Errorf("%s is neither \"enable\" nor \"disable\"", shorten(b))
	}
	e.value = nil
	switch strings.ToLower(text) {
	case "enable":
		e.value = new(true)
	case "disable":
		e.value = new(false)
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
	text = strings.TrimSuffix(strings.TrimSuffix(text, "M"), "m")
	if text == "" || text == "null" {
		*m = 0
		return nil
	}
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil || v < 0 {
		return fmt.Errorf("%s is not a bandwidth such as \"10M\"", shorten(b))
	}
	*m = bandwidth(v)
	return nil
}

// milliseconds since 1970 in UTC; 0 or absent is the zero time.
type milliseconds time.Time

func (t *milliseconds) UnmarshalJSON(b []byte) error {
	var n integer
	if err := n.UnmarshalJSON(b); err != nil {
		return err
	}
	*t = milliseconds{}
	if n > 0 {
		*t = milliseconds(time.UnixMilli(int64(n)).UTC())
	}
	return nil
}

// shorten keeps an unexpected value from filling an error message.
func shorten(b []byte) string {
	const shown = 40
	if len(b) > shown {
		return string(b[:shown]) + "..."
	}
	return string(b)
}
