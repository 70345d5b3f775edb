package peerconfig

import "fmt"

// A Preset is a set of algorithms that Alibaba Cloud and another cloud both
// know.
type Preset struct {
	IKE   IKE   `tfsdk:"ike"`
	IPsec IPsec `tfsdk:"ipsec"`
}

// presets are the strongest algorithms that both sides know, with the lifetimes
// of the other cloud. Where that cloud takes only some of what it knows unless
// it is set up otherwise, they are among those (Azure), or a note in the
// function's page says what to set there (Huawei Cloud, Tencent Cloud).
var presets = map[string]Preset{
	// https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
	"aws": {
		IKE:   IKE{"ikev2", "main", "aes256", "sha256", "group14", 28800},
		IPsec: IPsec{"aes256", "sha256", "group14", 3600},
	},
	// https://learn.microsoft.com/en-us/azure/vpn-gateway/vpn-gateway-about-vpn-devices
	// The default policy of a route-based gateway: group 2, and as the one that
	// dials no PFS.
	"azure": {
		IKE:   IKE{"ikev2", "main", "aes256", "sha256", "group2", 28800},
		IPsec: IPsec{"aes256", "sha256", "disabled", 27000},
	},
	// https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers
	"gcp": {
		IKE:   IKE{"ikev2", "main", "aes256", "sha256", "group14", 36000},
		IPsec: IPsec{"aes256", "sha256", "group14", 10800},
	},
	// https://support.huaweicloud.com/intl/en-us/vpn_faq/vpn_faq_00003.html
	"huaweicloud": {
		IKE:   IKE{"ikev2", "main", "aes256", "sha256", "group14", 86400},
		IPsec: IPsec{"aes256", "sha256", "group14", 3600},
	},
	// https://www.tencentcloud.com/document/product/1037/39635
	"tencentcloud": {
		IKE:   IKE{"ikev2", "main", "aes256", "sha256", "group14", 86400},
		IPsec: IPsec{"aes256", "sha256", "group14", 3600},
	},
}

// Clouds are the clouds that PresetFor knows, sorted.
func Clouds() []string { return sortedKeys(presets) }

// PresetFor returns the algorithms for a connection to one of Clouds.
func PresetFor(cloud string) (Preset, error) {
	preset, known := presets[cloud]
	if !known {
		return Preset{}, &FieldError{Field: "cloud", Problem: fmt.Sprintf("must be %s, got: %.40q", choice(Clouds()), cloud)}
	}
	return preset, nil
}
