package peerconfig

import "slices"

// What the API documents for IkeEncAlg, IpsecEncAlg, IkeAuthAlg, IpsecAuthAlg,
// IkePfs and IpsecPfs. The tables of a dialect have these keys.
var (
	encryptions     = []string{"aes", "aes192", "aes256", "3des", "des"}
	authentications = []string{"sha512", "sha384", "sha256", "sha1", "md5"}
	groups          = []string{"group14", "group5", "group2", "group1"}
	versions        = []string{"ikev1", "ikev2"}
	modes           = []string{"main", "aggressive"}
)

// shangMi are the algorithms of gateways of type NationalStandard. They go with
// certificates, while everything here is about keys.
var shangMi = []string{"sm3", "sm4"}

// checkProposal checks one set of algorithms. groupField names its group:
// dh_group of phase 1, which has to have one, or pfs_group.
func checkProposal(format, at, groupField string, p proposal, shortest int64) (proposal, error) {
	for _, field := range []struct {
		name, value string
		known       []string
	}{
		{"encryption", p.encryption, encryptions},
		{"authentication", p.authentication, authentications},
	} {
		if slices.Contains(shangMi, field.value) {
			return p, fieldError(at+field.name, "is %q, an SM algorithm, which goes with certificates and not with keys: "+
				"it cannot be written for %s, nor for any other format", field.value, format)
		}
		if !slices.Contains(field.known, field.value) {
			return p, unknownAlgorithm(at+field.name, field.value, format, field.known)
		}
	}
	known := groups
	if groupField == "pfs_group" {
		known = append(slices.Clone(groups), "disabled")
	}
	if !slices.Contains(known, p.group) {
		return p, unknownAlgorithm(at+groupField, p.group, format, known)
	}
	if p.group == "disabled" {
		p.group = ""
	}
	if p.lifetime == 0 {
		p.lifetime = defaultLifetime
	}
	if p.lifetime < shortest || p.lifetime > defaultLifetime {
		return p, fieldError(at+"lifetime", "must be from %d to %d seconds for %s, got: %d", shortest, defaultLifetime, format, p.lifetime)
	}
	return p, nil
}

func unknownAlgorithm(field, value, format string, known []string) error {
	return fieldError(field, "is %.40q, which cannot be written for %s: use %s", value, format, choice(known))
}

func parseVersion(at string, ike IKE) (ikev2, aggressive bool, err error) {
	if !slices.Contains(versions, ike.Version) {
		return false, false, fieldError(at+"version", "must be %s, got: %.40q", choice(versions), ike.Version)
	}
	if ike.Mode != "" && !slices.Contains(modes, ike.Mode) {
		return false, false, fieldError(at+"mode", "must be %s, got: %.40q", choice(modes), ike.Mode)
	}
	ikev2 = ike.Version == "ikev2"
	return ikev2, ike.Mode == "aggressive" && !ikev2, nil
}
