package gateway

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// NetworkPrivate is the network type of a gateway without a public address.
const NetworkPrivate = "private"

// NetworkTypes and VpnTypes are the words of NetworkType and VpnType.
var (
	NetworkTypes = []string{"public", NetworkPrivate}
	VpnTypes     = []string{"Normal", "NationalStandard"}
)

// KnownWord returns shown as known spells it, whatever its case, and "" for any
// other word: an argument keeps its value then. Taking the word over would plan a
// replacement for something that the API has a new name for.
func KnownWord(shown string, known []string) string {
	for _, word := range known {
		if strings.EqualFold(word, shown) {
			return word
		}
	}
	return ""
}

// wordOr does the same for what only informs: an unknown word is shown as it is.
func wordOr(shown string, known []string) string {
	if word := KnownWord(shown, known); word != "" {
		return word
	}
	return shown
}

// ShowWords shows words that nobody knows as the API answered them.
func (c *Common) ShowWords(g *vpc.VpnGateway) {
	ShowWord(&c.NetworkType, g.NetworkType)
	ShowWord(&c.VpnType, g.VpnType)
}

// ShowWord shows a word of the answer in an attribute that has none.
func ShowWord(attribute *types.String, answered string) {
	if attribute.IsNull() {
		*attribute = framework.StringOrNull(answered)
	}
}

var namePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z\p{Han}][A-Za-z\p{Han}0-9_.-]*$`) })

// CheckName says what is wrong with a gateway's name.
func CheckName(s string) error {
	if err := framework.CheckText(s, 2, 100); err != nil {
		return err
	}
	if !namePattern().MatchString(s) {
		return fmt.Errorf(`must begin with a letter or a Chinese character and hold only letters, `+
			`Chinese characters, digits, "_", "-" and ".", got: %q`, s)
	}
	return nil
}
