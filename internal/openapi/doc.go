// Package openapi carries one call to an Alibaba Cloud RPC API and back:
// parameters, V3 signature, HTTP, decoding, errors, retries.
//
// A Request goes through Client.Call, which signs it afresh for every attempt
// (signature.go), sends it (exchange.go), decodes the answer or turns it into
// an *Error (answer.go, error.go), and decides what a failure means (retry.go).
// A CredentialSource says what to sign with (credentials.go); package
// credentials has the sources. The package knows no product, no Terraform and no logger:
// it calls Config.Observe for every attempt instead.
package openapi
