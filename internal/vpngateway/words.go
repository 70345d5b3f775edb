package vpngateway

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// networkTypes and vpnTypes are the words of NetworkType and VpnType.
var (
	networkTypes = []string{"public", networkPrivate}
	vpnTypes     = []string{"Normal", "NationalStandard"}
)

// knownWord returns shown as known spells it, whatever its case, and "" for any
// other word: an argument keeps its value then. Taking the word over would plan a
// replacement for something that the API has a new name for.
func knownWord(shown string, known []string) string {
	for _, word := range known {
		if strings.EqualFold(word, shown) {
			return word
		}
	}
	return ""
}

// wordOr does the same for what only informs: an unknown word is shown as it is.
func wordOr(shown string, known []string) string {
	if word := knownWord(shown, known); word != "" {
		return word
	}
	return shown
}

// showWords shows words that nobody knows as the API answered them.
func showWords(m *model, seen *vpc.VpnGateway) {
	for _, word := range []struct {
		attribute *types.String
		answered  string
	}{
		{&m.InstanceChargeType, seen.ChargeType}, {&m.NetworkType, seen.NetworkType}, {&m.VpnType, seen.VpnType},
	} {
		if word.attribute.IsNull() {
			*word.attribute = framework.StringOrNull(word.answered)
		}
	}
}

// chargeType reads Prepay, PrePaid, POSTPAY, PostpayByFlow ... as the request
// spells them; "" is any other word.
func chargeType(s string) string {
	switch upper := strings.ToUpper(s); {
	case strings.HasPrefix(upper, "PREPA"):
		return vpc.ChargeTypePrepay
	case strings.HasPrefix(upper, "POSTPA"):
		return vpc.ChargeTypePostpay
	default:
		return ""
	}
}

// keepUnread gives the attributes behind the fields of an answer that had an
// unreadable form the values from before. Where there were none they stay null,
// which plans no replacement (replace.go).
func (m *model) keepUnread(prior *model, fields []string) {
	for _, name := range fields {
		field, _, _ := strings.Cut(name, ".")
		switch field {
		case "Tags":
			keep(&m.Tags, prior.Tags)
			keep(&m.TagsAll, prior.TagsAll)
		case "EndTime":
			keep(&m.ExpireTime, prior.ExpireTime)
		case "InternetIp":
			keep(&m.InternetIP, prior.InternetIP)
		case "DisasterRecoveryInternetIp":
			keep(&m.DisasterRecoveryInternetIP, prior.DisasterRecoveryInternetIP)
		case "SslVpnInternetIp":
			keep(&m.SslVpnInternetIP, prior.SslVpnInternetIP)
		case "ReservationData":
			// It may say that what the rest of the answer shows is not to last.
			keep(&m.PendingOrder, prior.PendingOrder)
			keep(&m.Bandwidth, prior.Bandwidth)
			keep(&m.EnableIpsec, prior.EnableIpsec)
			keep(&m.EnableSsl, prior.EnableSsl)
			keep(&m.SslConnections, prior.SslConnections)
		}
	}
}

// keep sets *to to a value from before, if there was one.
func keep[T interface {
	IsNull() bool
	IsUnknown() bool
}](to *T, before T) {
	if !before.IsNull() && !before.IsUnknown() {
		*to = before
	}
}
