package provider

import "strings"

// inWords says in errors where a value comes from. origin is what settings.text
// returns: the path of an argument, which argument names for people, the name of a
// variable, or words already.
func inWords(origin, argument string) string {
	switch {
	case origin == "" || strings.Contains(origin, " "):
		return origin
	case strings.ToUpper(origin) == origin:
		return "the environment variable " + origin
	default:
		return argument
	}
}
