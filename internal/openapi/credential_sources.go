package openapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/aliyun/credentials-go/credentials/providers"
)

// StaticCredential returns a source that always yields key.
func StaticCredential(key Credential) (CredentialSource, error) {
	if key.SecurityToken != "" {
		p, err := providers.NewStaticSTSCredentialsProviderBuilder().
			WithAccessKeyId(key.AccessKeyID).WithAccessKeySecret(key.AccessKeySecret).WithSecurityToken(key.SecurityToken).Build()
		return built(p, err, "the security token", false)
	}
	p, err := providers.NewStaticAKCredentialsProviderBuilder().
		WithAccessKeyId(key.AccessKeyID).WithAccessKeySecret(key.AccessKeySecret).Build()
	return built(p, err, "the access key", false)
}

// DefaultCredential returns the vendor's default chain: environment, OIDC role,
// CLI profile, credentials file, ECS role, credentials URI.
func DefaultCredential() CredentialSource {
	return newVendorSource(providers.NewDefaultCredentialsProvider(), "the default chain", false)
}

// ECSRoleCredential returns the credentials of an ECS instance's RAM role; an
// empty name means the role that the instance has.
func ECSRoleCredential(role string) (CredentialSource, error) {
	p, err := providers.NewECSRAMRoleCredentialsProviderBuilder().WithRoleName(role).Build()
	return built(p, err, "the ECS instance's RAM role", true)
}

// URICredential returns credentials that a local service serves at uri.
func URICredential(uri string) (CredentialSource, error) {
	p, err := providers.NewURLCredentialsProviderBuilder().WithUrl(uri).Build()
	return built(p, err, "the credentials URI", true)
}

// AssumedRole describes a RAM role to assume, with AssumeRole or
// AssumeRoleWithOIDC.
//
// https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole
type AssumedRole struct {
	RoleARN string
	// SessionName is 2 to 64 characters; "" lets the vendor's library choose.
	SessionName string
	// SessionSeconds is at least 900; 0 means 3600.
	SessionSeconds int
	// Policy narrows the role, as JSON; ExternalID is what the role asks for.
	Policy, ExternalID string
	// STSEndpoint is the host of STS; "" means sts.aliyuncs.com or what the
	// ALIBABA_CLOUD_STS_REGION variable says. The vendor's library uses https.
	STSEndpoint string
	// OIDCProviderARN and OIDCTokenFile belong to AssumeRoleWithOIDC.
	OIDCProviderARN, OIDCTokenFile string
}

// AssumeRole returns the credentials of role, assumed with those of base.
func AssumeRole(base CredentialSource, role AssumedRole) (CredentialSource, error) {
	vendor, ok := base.(*vendorSource)
	if !ok {
		return nil, errors.New("a role can only be assumed with credentials of this package")
	}
	p, err := providers.NewRAMRoleARNCredentialsProviderBuilder().
		WithCredentialsProvider(vendor.provider).WithRoleArn(role.RoleARN).WithRoleSessionName(role.SessionName).
		WithDurationSeconds(role.SessionSeconds).WithPolicy(role.Policy).WithExternalId(role.ExternalID).
		WithStsEndpoint(role.STSEndpoint).Build()
	return built(p, err, fmt.Sprintf("assuming the role %s with %s", role.RoleARN, vendor.source), true)
}

// AssumeRoleWithOIDC returns the credentials of role, assumed with the token in
// role.OIDCTokenFile, which is read again at each refresh.
func AssumeRoleWithOIDC(role AssumedRole) (CredentialSource, error) {
	p, err := providers.NewOIDCCredentialsProviderBuilder().
		WithRoleArn(role.RoleARN).WithOIDCProviderARN(role.OIDCProviderARN).WithOIDCTokenFilePath(role.OIDCTokenFile).
		WithRoleSessionName(role.SessionName).WithDurationSeconds(role.SessionSeconds).WithPolicy(role.Policy).
		WithSTSEndpoint(role.STSEndpoint).Build()
	if err != nil {
		return nil, &CredentialError{Source: "the OIDC token"}
	}
	source := newVendorSource(p, fmt.Sprintf("assuming the role %s with the OIDC token", role.RoleARN), true)
	source.action = "AssumeRoleWithOIDC"
	return source, nil
}

// Profile is one entry of the Alibaba Cloud CLI's configuration file.
type Profile struct {
	Name string `json:"name"`
	// RegionID is the profile's default region; it may be empty.
	RegionID string `json:"region_id"`
}

// ReadProfile finds the profile called name in the CLI's configuration file;
// an empty name means the file's current one. Its errors say what is wrong with
// the file without repeating a byte of it.
func ReadProfile(file, name string) (Profile, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return Profile{}, err // names the path and the system's reason
	}
	var config struct {
		Current  string    `json:"current"`
		Profiles []Profile `json:"profiles"`
	}
	if json.Unmarshal(body, &config) != nil {
		return Profile{}, fmt.Errorf("%s is not the JSON that the Alibaba Cloud CLI writes: run `aliyun configure`", file)
	}
	if name == "" {
		name = config.Current
	}
	for _, p := range config.Profiles {
		if p.Name == name {
			return p, nil
		}
	}
	return Profile{}, fmt.Errorf("%s has no profile %q", file, name)
}

// ProfileCredential returns the credentials of a profile of the Alibaba Cloud
// CLI's configuration file, in any of its modes.
func ProfileCredential(file, name string) (CredentialSource, error) {
	p, err := providers.NewCLIProfileCredentialsProviderBuilder().WithProfileFile(file).WithProfileName(name).Build()
	return built(p, err, fmt.Sprintf("the profile %q of %s", name, file), false)
}

// built drops the vendor's error text: it may quote what it was given.
func built(p providers.CredentialsProvider, err error, source string, remote bool) (CredentialSource, error) {
	if err != nil {
		return nil, &CredentialError{Source: source}
	}
	return newVendorSource(p, source, remote), nil
}
