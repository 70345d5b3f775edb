package framework

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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
	inObject    bool
}

func (c stringCheck) Description(context.Context) string         { return c.description }
func (c stringCheck) MarkdownDescription(context.Context) string { return c.description }

func (c stringCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := c.check(req.ConfigValue.ValueString()); err != nil {
		addInvalid(&resp.Diagnostics, req.Path, err, c.inObject)
	}
}

// InObject makes a StringCheck call an attribute by its whole path, such as
// tunnels.master.ike.version: the CLI shows no more than where the outermost object
// begins.
func InObject(v validator.String) validator.String {
	c, _ := v.(stringCheck)
	c.inObject = true
	return c
}

// InObjectInt64 does the same for an Int64Check.
func InObjectInt64(v validator.Int64) validator.Int64 {
	c, _ := v.(int64Check)
	c.inObject = true
	return c
}

// addInvalid adds an error whose text completes the sentence "<attribute> ...".
func addInvalid(diags *diag.Diagnostics, at path.Path, err error, whole bool) {
	name := at.String()
	if last := name[strings.LastIndexByte(name, '.')+1:]; !whole {
		name = last
	}
	diags.AddAttributeError(at, "Invalid "+name[strings.LastIndexByte(name, '.')+1:], fmt.Sprintf("%s %s.", name, err))
}

// StringOneOf accepts the given values and no others.
func StringOneOf(allowed ...string) validator.String { return StringOneOfMoved(nil, allowed...) }

// StringOneOfMoved does the same, and says for other words of the provider
// aliyun/alicloud what they are here.
func StringOneOfMoved(alicloud map[string]string, allowed ...string) validator.String {
	quoted := make([]string, len(allowed))
	for i, s := range allowed {
		quoted[i] = strconv.Quote(s)
	}
	one := oneOf(quoted)
	return StringCheck(one, func(s string) error {
		if slices.Contains(allowed, s) {
			return nil
		}
		if here, known := alicloud[s]; known {
			return fmt.Errorf("must be %s, got: %q, which is %q here. "+movingGuide+
				" shows what else is named differently", one, s, here)
		}
		for _, word := range allowed {
			if strings.EqualFold(word, s) {
				return fmt.Errorf("must be %s, got: %q: write %q", one, s, word)
			}
		}
		return fmt.Errorf("must be %s, got: %q", one, s)
	})
}

// Int64OneOf accepts the given numbers and no others. They are in ascending
// order, and unit says what they count.
func Int64OneOf(unit string, allowed ...int64) validator.Int64 {
	description := fmt.Sprintf("%s (%s)", oneOf(ranges(allowed)), unit)
	return Int64Check(description, func(n int64) error {
		if !slices.Contains(allowed, n) {
			return fmt.Errorf("must be %s, got: %d", description, n)
		}
		return nil
	})
}

// Int64Check returns a validator that runs check on a known number; its error
// completes the sentence "<attribute> ...". description says the rule for docs.
func Int64Check(description string, check func(int64) error) validator.Int64 {
	return int64Check{description: description, check: check}
}

type int64Check struct {
	description string
	check       func(int64) error
	inObject    bool
}

func (c int64Check) Description(context.Context) string         { return c.description }
func (c int64Check) MarkdownDescription(context.Context) string { return c.description }

func (c int64Check) ValidateInt64(_ context.Context, req validator.Int64Request, resp *validator.Int64Response) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := c.check(req.ConfigValue.ValueInt64()); err != nil {
		addInvalid(&resp.Diagnostics, req.Path, err, c.inObject)
	}
}

// oneOf writes "a, b or c".
func oneOf(choices []string) string {
	last := len(choices) - 1
	if last < 1 {
		return strings.Join(choices, "")
	}
	return strings.Join(choices[:last], ", ") + " or " + choices[last]
}

// ranges writes each number, but three or more in a row as "1 to 9".
func ranges(numbers []int64) []string {
	var words []string
	for len(numbers) > 0 {
		n := 1
		for n < len(numbers) && numbers[n] == numbers[n-1]+1 {
			n++
		}
		if n < 3 {
			n = 1
			words = append(words, strconv.FormatInt(numbers[0], 10))
		} else {
			words = append(words, fmt.Sprintf("%d to %d", numbers[0], numbers[n-1]))
		}
		numbers = numbers[n:]
	}
	return words
}

// IDWithPrefix accepts the ID of an object, such as vpc-bp1ub1yt9cvakoelj1y9c
// for the prefix "vpc-".
func IDWithPrefix(prefix string) validator.String {
	return StringCheck(fmt.Sprintf("an ID that starts with %s", prefix), func(s string) error {
		if !IsID(s, prefix) {
			return fmt.Errorf("must be an ID that starts with %q, got: %q", prefix, s)
		}
		return nil
	})
}

const idCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"

// IsID reports whether s has the form of an ID with the prefix.
func IsID(s, prefix string) bool {
	rest, ok := strings.CutPrefix(s, prefix)
	return ok && rest != "" && strings.Trim(rest, idCharacters) == ""
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
