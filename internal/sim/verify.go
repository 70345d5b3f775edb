package sim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// signatureWindow is how far a time stamp may lie from the server's clock.
const signatureWindow = 15 * time.Minute

// timeStampLayout is the only time format that both signature schemes know.
const timeStampLayout = "2006-01-02T15:04:05Z"

// claim is what a request says about its sender, in either scheme.
type claim struct {
	accessKeyID string
	token       string
	timeStamp   string
	nonce       string
	signature   string
	expect      func(secret string) (signature, signedText string)
}

// readClaim reads the parts of a signature.
func readClaim(m *message) (claim, *apiError) {
	if m.isV3() {
		return claimV3(m)
	}
	return claimV1(m)
}

// verify finds out whether a claim is true. It looks at the key first, then at
// the time, then at the signature, and marks the nonce as used only when all
// else is right, so that a stranger cannot use up other people's nonces.
func (s *Server) verify(c claim) (Credential, *apiError) {
	known, ok := s.credentials[c.accessKeyID]
	if !ok {
		return Credential{}, refuseWith(http.StatusNotFound, "InvalidAccessKeyId.NotFound",
			"Specified access key is not found.")
	}
	if err := s.checkTime(c.timeStamp); err != nil {
		return Credential{}, err
	}
	want, signed := c.expect(known.AccessKeySecret)
	if !sameText(want, c.signature) {
		return Credential{}, refuse("SignatureDoesNotMatch", "Specified signature is not matched with our "+
			"calculation. server string to sign is:%s", signed)
	}
	if err := s.checkToken(known, c.token); err != nil {
		return Credential{}, err
	}
	return known, s.useNonce(c.accessKeyID, c.nonce)
}

func (s *Server) checkTime(stamp string) *apiError {
	sent, err := time.Parse(timeStampLayout, stamp)
	if err != nil {
		return refuse("InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.")
	}
	if off := s.opts.Now().Sub(sent); off.Abs() > signatureWindow {
		return refuse("InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.")
	}
	return nil
}

// checkToken holds the token against the credential. A permanent key has none
// and takes none.
func (s *Server) checkToken(known Credential, token string) *apiError {
	switch {
	case known.SecurityToken != "" && token == "":
		return missing("SecurityToken")
	case !sameText(known.SecurityToken, token):
		return refuse("InvalidSecurityToken.MismatchWithAccessKey",
			"Specified SecurityToken mismatch with the AccessKey.")
	case s.expired(known):
		return refuse("InvalidSecurityToken.Expired", "Specified SecurityToken is expired.")
	}
	return nil
}

// useNonce refuses a request that was seen before. A nonce is forgotten when
// its time stamp could not be accepted any more.
func (s *Server) useNonce(accessKeyID, nonce string) *apiError {
	now := s.opts.Now()
	if now.Sub(s.noncesSwept) > 2*signatureWindow {
		for key, used := range s.nonces {
			if now.Sub(used) > 2*signatureWindow {
				delete(s.nonces, key)
			}
		}
		s.noncesSwept = now
	}
	key := accessKeyID + " " + nonce
	if _, used := s.nonces[key]; used {
		return refuse("SignatureNonceUsed", "Specified signature nonce was used already.")
	}
	s.nonces[key] = now
	return nil
}

// incomplete names the part of a signature that is absent or malformed.
func incomplete(part string) *apiError {
	return refuse("IncompleteSignature", "The request signature does not conform to Aliyun standards: %s.", part)
}

func claimV1(m *message) (claim, *apiError) {
	for _, name := range []string{"AccessKeyId", "Signature", "SignatureNonce", "Timestamp"} {
		if m.param(name) == "" {
			return claim{}, incomplete("no " + name)
		}
	}
	if m.param("SignatureMethod") != "HMAC-SHA1" {
		return claim{}, incomplete("SignatureMethod is not HMAC-SHA1")
	}
	if m.param("SignatureVersion") != "1.0" {
		return claim{}, incomplete("SignatureVersion is not 1.0")
	}
	return claim{
		accessKeyID: m.param("AccessKeyId"),
		token:       m.param("SecurityToken"),
		timeStamp:   m.param("Timestamp"),
		nonce:       m.param("SignatureNonce"),
		signature:   m.param("Signature"),
		expect: func(secret string) (string, string) {
			text := stringToSignV1(m.method, m.all())
			return signatureV1(secret, text), text
		},
	}, nil
}

func claimV3(m *message) (claim, *apiError) {
	parts, ok := authorization(m.header.Get("Authorization"))
	if !ok {
		return claim{}, incomplete("Authorization has another form than " + acs3 +
			" Credential=...,SignedHeaders=...,Signature=...")
	}
	for _, name := range []string{"x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"} {
		if m.header.Get(name) == "" {
			return claim{}, incomplete("no header " + name)
		}
	}
	signed := strings.Split(parts["SignedHeaders"], ";")
	if !slices.IsSorted(signed) {
		return claim{}, incomplete("SignedHeaders are not sorted")
	}
	for _, name := range mustSign(m) {
		if !slices.Contains(signed, name) {
			return claim{}, incomplete("header " + name + " is not signed")
		}
	}
	hash := hexSHA256(m.body)
	if m.header.Get("x-acs-content-sha256") != hash {
		return claim{}, incomplete("x-acs-content-sha256 is not the hash of the body received")
	}
	if id := m.header.Get("x-acs-accesskey-id"); id != "" && id != parts["Credential"] {
		return claim{}, incomplete("x-acs-accesskey-id names another key than Authorization")
	}
	return claim{
		accessKeyID: parts["Credential"],
		token:       m.header.Get("x-acs-security-token"),
		timeStamp:   m.header.Get("x-acs-date"),
		nonce:       m.header.Get("x-acs-signature-nonce"),
		signature:   parts["Signature"],
		expect: func(secret string) (string, string) {
			text := canonicalRequestV3(m, signed, hash)
			return signatureV3(secret, text), text
		},
	}, nil
}

// authorization takes the header apart into its three named parts.
func authorization(header string) (map[string]string, bool) {
	rest, ok := strings.CutPrefix(header, acs3+" ")
	if !ok {
		return nil, false
	}
	parts := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		parts[name] = value
	}
	return parts, parts["Credential"] != "" && parts["SignedHeaders"] != "" && parts["Signature"] != ""
}

// mustSign lists the headers that change what a request means.
func mustSign(m *message) []string {
	names := []string{"host"}
	for name := range m.header {
		lower := strings.ToLower(name)
		if lower == "content-type" || strings.HasPrefix(lower, "x-acs-") {
			names = append(names, lower)
		}
	}
	slices.Sort(names)
	return names
}
