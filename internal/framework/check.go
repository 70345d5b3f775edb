package framework

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// StringCheck returns a validator that runs check on a known value; its error
// completes the sentence "<attribute> ...". description says the rule for docs.
func StringCheck(description string, check func(string) error) validator.String {
	return stringCheck{description: description, check: check}
}

type stringCheck struct {
	description string
	check       func(string) error
}

func (c stringCheck) Description(context.Context) string         { return c.description }
func (c stringCheck) MarkdownDescription(context.Context) string { return c.description }

func (c stringCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := c.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+lastStep(req.Path.String()),
			fmt.Sprintf("%s %s.", lastStep(req.Path.String()), err))
	}
}

func lastStep(path string) string {
	return path[strings.LastIndexByte(path, '.')+1:]
}

var idSuffix = regexp.MustCompile(`^[0-9A-Za-z-]+$`)

// IDWithPrefix accepts the ID of an object, such as vpc-bp1ub1yt9cvakoelj1y9c
// for the prefix "vpc-".
func IDWithPrefix(prefix string) validator.String {
	return StringCheck(fmt.Sprintf("an ID that starts with %s", prefix), func(s string) error {
		if rest, ok := strings.CutPrefix(s, prefix); !ok || !idSuffix.MatchString(rest) {
			return fmt.Errorf("must be an ID that starts with %q, got: %q", prefix, s)
		}
		return nil
	})
}

// CheckText accepts least to most characters that do not begin like a URL: the
// API's rule for names and descriptions.
func CheckText(s string, least, most int) error {
	if n := utf8.RuneCountInString(s); n < least || n > most {
		return fmt.Errorf("must have %d to %d characters, got %d", least, most, n)
	}
	for _, prefix := range []string{"http://", "https://"} {
		if strings.HasPrefix(s, prefix) {
			return fmt.Errorf("must not start with %q", prefix)
		}
	}
	return nil
}
