package provider

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Environment variables of the arguments, in order: the official names first,
// then those of the alicloud provider, so that a shell set up for it works here.
// The three of an access key belong together by their place.
var (
	envRegion                = []string{"ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION"}
	envAccessKey             = []string{"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"}
	envSecretKey             = []string{"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"}
	envSecurityToken         = []string{"ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"}
	envProfile               = []string{"ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE"}
	envSharedCredentialsFile = []string{"ALIBABA_CLOUD_CONFIG_FILE", "ALICLOUD_SHARED_CREDENTIALS_FILE"}
	envECSRoleName           = []string{"ALIBABA_CLOUD_ECS_METADATA", "ALICLOUD_ECS_ROLE_NAME"}
	envCredentialsURI        = []string{"ALIBABA_CLOUD_CREDENTIALS_URI", "ALICLOUD_CREDENTIALS_URI"}
	envRoleARN               = []string{"ALICLOUD_ASSUME_ROLE_ARN"}
	envSessionName           = []string{"ALIBABA_CLOUD_ROLE_SESSION_NAME", "ALICLOUD_ASSUME_ROLE_SESSION_NAME"}
	envSessionExpiration     = []string{"ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"}
	envOIDCRoleARN           = []string{"ALIBABA_CLOUD_ROLE_ARN"}
	envOIDCProviderARN       = []string{"ALIBABA_CLOUD_OIDC_PROVIDER_ARN"}
	envOIDCTokenFile         = []string{"ALIBABA_CLOUD_OIDC_TOKEN_FILE"}
	envEndpointVPC           = []string{"ALIBABA_CLOUD_ENDPOINT_VPC", "VPC_ENDPOINT"}
	envEndpointSTS           = []string{"ALIBABA_CLOUD_ENDPOINT_STS", "ALIBABA_CLOUD_STS_ENDPOINT", "STS_ENDPOINT"}
	envMaxRetries            = []string{"ALIBABA_CLOUD_MAX_RETRIES"}
)

// Variables without an argument.
const (
	envCredentialsFile    = "ALIBABA_CLOUD_CREDENTIALS_FILE"
	envSTSRegion          = "ALIBABA_CLOUD_STS_REGION"
	envVPCEndpoint        = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"
	envMetadataDisabled   = "ALIBABA_CLOUD_ECS_METADATA_DISABLED"
	envMetadataV1Disabled = "ALIBABA_CLOUD_IMDSV1_DISABLED"
	envProfileDisabled    = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED"
)

// from is the part of a description that names the argument's environment variables.
func from(names []string) string {
	return "Can also be set with `" + strings.Join(names, "`, `") + "`."
}

func isTrue(variable string) bool {
	return strings.EqualFold(strings.TrimSpace(os.Getenv(variable)), "true")
}

// isSet reports whether an argument has a value, known or not. An empty one is
// what a module passes on when its caller gave none.
func isSet(v types.String) bool { return v.IsUnknown() || v.ValueString() != "" }

// settings reads arguments and variables. White space around a value, such as
// the line break at the end of a pasted or mounted secret, is taken away and
// warned of.
type settings struct {
	diags  *diag.Diagnostics
	warned []string
}

// text returns the value of an argument, or else of the first of its variables
// that is set, and the name of what it was read from.
func (s *settings) text(at path.Path, v types.String, names []string) (value, origin string) {
	if v.ValueString() != "" {
		return s.trimmed(at.String(), v.ValueString()), at.String()
	}
	return s.variable(names)
}

// variable returns the value of the first variable that is set, and its name.
func (s *settings) variable(names []string) (value, name string) {
	for _, name := range names {
		if value := s.env(name); value != "" {
			return value, name
		}
	}
	return "", ""
}

// has reports whether one of the variables is set.
func (s *settings) has(names []string) bool {
	value, _ := s.variable(names)
	return value != ""
}

// env returns the value of a variable.
func (s *settings) env(name string) string { return s.trimmed(name, os.Getenv(name)) }

func (s *settings) trimmed(origin, value string) string {
	trimmed := strings.TrimSpace(value)
	if trimmed != value && !slices.Contains(s.warned, origin) {
		s.warned = append(s.warned, origin)
		s.diags.AddWarning("White space around a value",
			fmt.Sprintf("The value of %s begins or ends with white space, such as a line break. It was used without it.", origin))
	}
	return trimmed
}

// agree warns when two variables for the same thing have different values:
// the alicloud provider, in the same configuration, reads them in another order.
func (s *settings) agree(what string, names []string) {
	first := ""
	for _, name := range names {
		value := strings.TrimSpace(os.Getenv(name))
		switch {
		case value == "":
		case first == "":
			first = name
		case value != strings.TrimSpace(os.Getenv(first)):
			s.diags.AddWarning("Environment variables disagree",
				fmt.Sprintf("%s and %s name different %s. This provider uses %s; aliyun/alicloud may use the other one. "+
					"Unset one of them, or give both the same value.", first, name, what, first))
			return
		}
	}
}

// endpoint reads an address; nil when there is none.
func (s *settings) endpoint(at path.Path, value, origin string) *url.URL {
	if value == "" {
		return nil
	}
	u, err := openapi.ParseEndpoint(value)
	if err != nil {
		s.diags.AddAttributeError(at, "Invalid endpoint", fmt.Sprintf("%s cannot be used: %s.", origin, err))
	}
	return u
}
