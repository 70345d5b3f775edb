package sim

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// tokenPage cuts out of a list what a call asks for by NextToken and MaxResults, and
// returns the token for the rest: "" at the end. size is the default of MaxResults.
func tokenPage[T any](c *call, list []T, size int) (shown []T, next string, err *apiError) {
	from, ok := readNextToken(c.str("NextToken"))
	if !ok || from > len(list) {
		return nil, "", invalid("NextToken", c.str("NextToken"))
	}
	to := min(from+c.number("MaxResults", size), len(list))
	if to < len(list) {
		next = nextToken(to)
	}
	return append([]T{}, list[from:to]...), next, nil
}

// nextToken hides the position, so that nobody counts on its form.
func nextToken(position int) string {
	return base64.URLEncoding.EncodeToString([]byte("from " + strconv.Itoa(position)))
}

func readNextToken(token string) (int, bool) {
	if token == "" {
		return 0, true
	}
	text, err := base64.URLEncoding.DecodeString(token)
	if err != nil {
		return 0, false
	}
	number, ok := strings.CutPrefix(string(text), "from ")
	position, err := strconv.Atoi(number)
	return position, ok && err == nil && position >= 0
}
