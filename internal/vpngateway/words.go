package vpngateway

import (
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/gateway"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// showWords shows words that nobody knows as the API answered them.
func showWords(m *model, seen *vpc.VpnGateway) {
	gateway.ShowWord(&m.InstanceChargeType, seen.ChargeType)
	m.ShowWords(seen)
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
		case "EndTime":
			gateway.Keep(&m.ExpireTime, prior.ExpireTime)
		case "SslVpnInternetIp":
			gateway.Keep(&m.SslVpnInternetIP, prior.SslVpnInternetIP)
		case "ReservationData":
			// It may say that what the rest of the answer shows is not to last.
			gateway.Keep(&m.PendingOrder, prior.PendingOrder)
			gateway.Keep(&m.Bandwidth, prior.Bandwidth)
			gateway.Keep(&m.EnableIpsec, prior.EnableIpsec)
			gateway.Keep(&m.EnableSsl, prior.EnableSsl)
			gateway.Keep(&m.SslConnections, prior.SslConnections)
		}
	}
}
