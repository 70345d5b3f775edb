package openapi

import (
	"regexp"
	"sync"
)

// namedAction is how the text of a denial names a RAM action. It can be another
// one than that of the call: a purchase may first have to make a service-linked
// role.
var namedAction = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b[Aa]ction: *([a-z][a-z0-9-]*:[A-Za-z]+)`) })

// deniedAction returns the RAM action that a denial is about, from its details
// or its text; "" when neither names one.
func deniedAction(detail, message string) string {
	if detail != "" {
		return detail
	}
	if found := namedAction().FindStringSubmatch(message); found != nil {
		return found[1]
	}
	return ""
}
