package framework

import (
	"errors"
	"fmt"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// endpointHint says what to check when no call can be sent as things are set; ""
// when that is not what err is about.
func endpointHint(err error) string {
	var key *openapi.KeyError
	if errors.As(err, &key) {
		check := map[string]string{
			"access key ID":  "access_key (or ALIBABA_CLOUD_ACCESS_KEY_ID",
			"security token": "security_token (or ALIBABA_CLOUD_SECURITY_TOKEN",
		}
		return "It was probably copied with something after its end. Check " + check[key.Part] + ", or the profile)."
	}
	var endpoint *openapi.EndpointError
	if !errors.As(err, &endpoint) {
		return ""
	}
	source := endpoint.Source
	if source == "" {
		source = "the provider's endpoints"
	}
	host := endpoint.Endpoint.Host
	switch endpoint.Problem {
	case openapi.UnknownHost:
		if endpoint.Proxy != "" {
			return fmt.Sprintf("There is no host %s. It is the proxy that the environment of Terraform names: check HTTPS_PROXY.", endpoint.Proxy)
		}
		return fmt.Sprintf("There is no host %s. The name comes from %s. Check that first, then the network and the name server of this machine.",
			endpoint.Endpoint.Hostname(), source)
	case openapi.PlainHTTP:
		if openapi.IsLoopback(endpoint.Endpoint.Hostname()) {
			return fmt.Sprintf("The server at %[1]s answers in plain HTTP, and an address without a scheme means HTTPS. "+
				"If it is the simulator, write http://%[1]s in %[2]s.", host, source)
		}
		return fmt.Sprintf("The server at %s answers in plain HTTP, and calls are sent over HTTPS only. "+
			"The address comes from %s: give one that serves HTTPS there.", host, source)
	case openapi.NothingListens:
		return fmt.Sprintf("Nothing listens at %s, the address from %s. Is the simulator running? `make sim` starts it.", host, source)
	default:
		return ""
	}
}
