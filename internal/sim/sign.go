package sim

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
)

// acs3 is the algorithm name of signature version 3.
const acs3 = "ACS3-HMAC-SHA256"

// escape percent-encodes as RFC 3986 wants it: all but letters, digits and
// "-_.~". QueryEscape differs in the space only.
func escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// canonicalQuery joins the escaped parameters in the order of their names.
func canonicalQuery(params url.Values) string {
	var pairs []string
	for name, values := range params {
		for _, value := range values {
			pairs = append(pairs, escape(name)+"="+escape(value))
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

// stringToSignV1 covers all parameters, from wherever they came, except the
// signature itself.
func stringToSignV1(method string, params url.Values) string {
	signed := url.Values{}
	for name, values := range params {
		if name != "Signature" {
			signed[name] = values
		}
	}
	return method + "&" + escape("/") + "&" + escape(canonicalQuery(signed))
}

// signatureV1 is Base64 of HMAC-SHA1. The key ends in an ampersand because the
// scheme leaves room for a second secret that never came.
func signatureV1(secret, stringToSign string) string {
	mac := hmac.New(sha1.New, []byte(secret+"&"))
	mac.Write([]byte(stringToSign))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// canonicalRequestV3 covers the method, the query, the named headers and the
// hash of the body.
func canonicalRequestV3(m *message, signedHeaders []string, payloadHash string) string {
	var b strings.Builder
	b.WriteString(m.method + "\n/\n" + canonicalQuery(m.query) + "\n")
	for _, name := range signedHeaders {
		b.WriteString(name + ":" + strings.TrimSpace(m.headerValue(name)) + "\n")
	}
	b.WriteString("\n" + strings.Join(signedHeaders, ";") + "\n" + payloadHash)
	return b.String()
}

// signatureV3 is hexadecimal HMAC-SHA256 over the hash of the canonical
// request, with the secret as it is.
func signatureV3(secret, canonicalRequest string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(acs3 + "\n" + hexSHA256([]byte(canonicalRequest))))
	return hex.EncodeToString(mac.Sum(nil))
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// sameText compares signatures and tokens in constant time.
func sameText(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }
