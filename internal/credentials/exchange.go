package credentials

import (
	"cmp"
	"fmt"
	"net/url"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

const (
	// Limit is how long a source may take to give a credential, retries included:
	// time for some, and not so long that people wonder what it is waiting for.
	Limit = 90 * time.Second
	// DefaultSessionName is the name of a role's session that nobody named.
	DefaultSessionName = "terraform"
)

// metadata is where an ECS instance finds its metadata. It is a variable so
// that a test can build a provider that asks elsewhere.
var metadata = "http://100.100.100.200"

// Exchange is what the sources have in common: how they ask.
type Exchange struct {
	// API is for calls of STS; its Credentials are set here. Of it the other
	// sources use UserAgent, Backoff and Dial.
	API openapi.Config
	// STS is the endpoint that was asked for. nil means the one of STSRegion, or
	// the public one.
	STS *url.URL
	// STSRegion is the region whose STS is asked, and InVPC says to ask from
	// inside a VPC. A profile can have its own.
	STSRegion string
	InVPC     bool
	// SessionName is for a role that comes without one.
	SessionName string
	// MetadataDisabled forbids to ask the metadata service of an ECS instance.
	MetadataDisabled bool
	// MetadataV1Disabled keeps to the metadata service's mode with a token.
	MetadataV1Disabled bool
	// Metadata and OAuth replace the addresses of the ECS metadata service and of
	// the OAuth service in tests.
	Metadata, OAuth string

	tries          int           // 0 means the constant
	connectTimeout time.Duration // 0 means the constant
}

// Endpoint returns the STS to ask. region and inVPC are a profile's; "" means
// that it has none.
func (x *Exchange) Endpoint(region string, inVPC bool) (*url.URL, error) {
	if x.STS != nil {
		return x.STS, nil
	}
	if region == "" {
		region, inVPC = x.STSRegion, x.InVPC
	}
	host := sts.DefaultHost
	switch {
	case region != "" && inVPC:
		host = "sts-vpc." + region + ".aliyuncs.com"
	case region != "":
		host = "sts." + region + ".aliyuncs.com"
	}
	endpoint, err := openapi.ParseEndpoint(host)
	if err != nil {
		return nil, fmt.Errorf("the STS of region %q cannot be asked: %w", region, err)
	}
	return endpoint, nil
}

func (x *Exchange) metadata() string {
	return cmp.Or(x.Metadata, metadata)
}

// client signs with the credentials of base, or not at all.
func (x *Exchange) client(base openapi.CredentialSource) *openapi.Client {
	config := x.API
	config.Credentials = base
	return openapi.NewClient(config)
}
