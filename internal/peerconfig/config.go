// Package peerconfig writes what the far end of a VPN connection has to set, as
// the configuration of its device. It knows neither Terraform nor the API: it
// takes a Config and returns text.
//
// A renderer never sees a value as it was given. Everything is read into a type
// first (connection, in check.go), so that no name, key, ID or network can end
// the quotes that it stands in, or add a line.
package peerconfig

import (
	"fmt"
	"slices"
	"strings"
)

// Config is a VPN connection as its far end sees it: local is that end's own,
// remote is Alibaba Cloud's.
type Config struct {
	Name            string   `tfsdk:"name"`
	VpnConnectionID string   `tfsdk:"vpn_connection_id"`
	LocalSubnets    []string `tfsdk:"local_subnets"`
	RemoteSubnets   []string `tfsdk:"remote_subnets"`
	// Tunnels are in the order in which the far end should use them: the first
	// carries the traffic while it is up.
	Tunnels []Tunnel `tfsdk:"tunnels"`
}

// Tunnel is one of the one or two tunnels of a connection.
type Tunnel struct {
	// Name is one of TunnelNames.
	Name          string `tfsdk:"name"`
	LocalAddress  string `tfsdk:"local_address"`
	RemoteAddress string `tfsdk:"remote_address"`
	// LocalID and RemoteID are IPv4 addresses, host names or e-mail addresses.
	// Where they are empty, the end's address is its ID.
	LocalID      string `tfsdk:"local_id"`
	RemoteID     string `tfsdk:"remote_id"`
	PSK          string `tfsdk:"psk"`
	IKE          IKE    `tfsdk:"ike"`
	IPsec        IPsec  `tfsdk:"ipsec"`
	BGP          *BGP   `tfsdk:"bgp"` // nil without BGP
	DPD          bool   `tfsdk:"dpd"`
	NATTraversal bool   `tfsdk:"nat_traversal"`
}

// IKE is phase 1, in the words of the API (TunnelIkeConfig).
type IKE struct {
	Version        string `tfsdk:"version"`        // ikev1, ikev2
	Mode           string `tfsdk:"mode"`           // main (also when empty), aggressive; IKEv2 has no modes
	Encryption     string `tfsdk:"encryption"`     // aes, aes192, aes256, des, 3des
	Authentication string `tfsdk:"authentication"` // md5, sha1, sha256, sha384, sha512
	DHGroup        string `tfsdk:"dh_group"`       // group1, group2, group5, group14
	Lifetime       int64  `tfsdk:"lifetime"`       // seconds; 0 is the API's default, 86400
}

// IPsec is phase 2, in the words of the API (TunnelIpsecConfig).
type IPsec struct {
	Encryption     string `tfsdk:"encryption"`
	Authentication string `tfsdk:"authentication"`
	PFSGroup       string `tfsdk:"pfs_group"` // disabled, or as IKE.DHGroup
	Lifetime       int64  `tfsdk:"lifetime"`
}

// BGP is the BGP session inside a tunnel.
type BGP struct {
	LocalASN   int64  `tfsdk:"local_asn"`
	RemoteASN  int64  `tfsdk:"remote_asn"`
	LocalIP    string `tfsdk:"local_ip"`
	RemoteIP   string `tfsdk:"remote_ip"`
	TunnelCIDR string `tfsdk:"tunnel_cidr"`
}

// TunnelNames are the roles of the tunnels of a VPN gateway, the names of those
// of a transit router's attachment, and that of a connection with one tunnel.
var TunnelNames = []string{"master", "slave", "tunnel1", "tunnel2", "tunnel"}

// A FieldError says which field cannot be written, and why. It never holds a
// key, and of other fields only what is an algorithm, a number or a name that
// was to be chosen from a list.
type FieldError struct {
	Field   string // such as tunnels[0].ike.encryption
	Problem string // goes on after the field's name; without a full stop
}

func (e *FieldError) Error() string { return e.Field + " " + e.Problem }

func fieldError(field, problem string, args ...any) error {
	return &FieldError{Field: field, Problem: fmt.Sprintf(problem, args...)}
}

// A dialect is one format: its limits, and how it is written.
type dialect struct {
	name string
	// ikeLifetime and ipsecLifetime are the shortest lifetimes that the device
	// takes, in seconds. The API's longest is in no device's way.
	ikeLifetime, ipsecLifetime int64
	// pskProblem says why the device cannot take a key, or nothing. It must not
	// repeat the key.
	pskProblem func(psk string) string
	// refuse finds what else the device has no words for; nil finds nothing.
	refuse func(connection) error
	write  func(connection) string
}

var dialects = map[string]dialect{
	"strongswan": strongSwan,
	"cisco-ios":  ciscoIOS,
	"fortigate":  fortiGate,
	"junos":      junos,
}

// Formats are the formats that Render knows, sorted.
func Formats() []string { return sortedKeys(dialects) }

// Render writes the configuration in one of Formats. What cannot be written is
// a *FieldError.
func Render(format string, c Config) (string, error) {
	d, known := dialects[format]
	if !known {
		return "", &FieldError{Field: "format", Problem: fmt.Sprintf("must be %s, got: %.40q", choice(Formats()), format)}
	}
	checked, err := check(d, c)
	if err != nil {
		return "", err
	}
	if d.refuse != nil {
		if err := d.refuse(checked); err != nil {
			return "", err
		}
	}
	return d.write(checked), nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// choice lists what is allowed: "a", "b" or "c".
func choice(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = `"` + value + `"`
	}
	if last := len(quoted) - 1; last > 0 {
		return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
	}
	return strings.Join(quoted, "")
}
