package openapi

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const signatureAlgorithm = "ACS3-HMAC-SHA256"

// sign returns the Authorization header of a V3 (ACS3-HMAC-SHA256) request.
// It covers the query, and of the headers host, content-type and every x-acs-*;
// x-acs-content-sha256 must already hold the hash of the body.
//
// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
func sign(method, host string, query url.Values, header http.Header, key Credential) string {
	canonical, signed := canonicalRequest(method, host, query, header)
	mac := hmac.New(sha256.New, []byte(key.AccessKeySecret))
	mac.Write([]byte(stringToSign(canonical)))
	return signatureAlgorithm + " Credential=" + key.AccessKeyID +
		",SignedHeaders=" + signed + ",Signature=" + hex.EncodeToString(mac.Sum(nil))
}

func stringToSign(canonicalRequest string) string {
	return signatureAlgorithm + "\n" + hexSHA256([]byte(canonicalRequest))
}

func canonicalRequest(method, host string, query url.Values, header http.Header) (canonical, signedHeaders string) {
	values := map[string]string{"host": host}
	for name, v := range header {
		name = strings.ToLower(name)
		if name == "content-type" || strings.HasPrefix(name, "x-acs-") {
			values[name] = strings.TrimSpace(strings.Join(v, ","))
		}
	}
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)

	var b strings.Builder
	b.WriteString(method + "\n/\n" + canonicalQuery(query) + "\n")
	for _, name := range names {
		b.WriteString(name + ":" + values[name] + "\n")
	}
	signedHeaders = strings.Join(names, ";")
	b.WriteString("\n" + signedHeaders + "\n" + values["x-acs-content-sha256"])
	return b.String(), signedHeaders
}

// canonicalQuery writes parameters sorted by name, as both signature versions
// want it. The form body is written the same way.
func canonicalQuery(params url.Values) string {
	names := make([]string, 0, len(params))
	for name := range params {
		names = append(names, name)
	}
	slices.Sort(names)
	pairs := make([]string, 0, len(params))
	for _, name := range names {
		for _, value := range params[name] {
			pairs = append(pairs, percentEncode(name)+"="+percentEncode(value))
		}
	}
	return strings.Join(pairs, "&")
}

// percentEncode keeps only RFC 3986 unreserved characters, unlike
// url.QueryEscape, which writes a space as "+" and encodes "~".
func percentEncode(s string) string {
	s = url.QueryEscape(s)
	s = strings.ReplaceAll(s, "+", "%20")
	return strings.ReplaceAll(s, "%7E", "~")
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
