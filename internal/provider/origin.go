package provider

import (
	"os"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// origin says in errors where a value comes from: the argument that is
// configured, else the variable that is set, else whatever comes after them.
func origin(configured types.String, argument string, names []string, otherwise string) string {
	if configured.ValueString() != "" {
		return argument
	}
	for _, name := range names {
		if os.Getenv(name) != "" {
			return "the environment variable " + name
		}
	}
	return otherwise
}
