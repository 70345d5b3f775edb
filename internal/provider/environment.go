package provider

import (
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Environment variables of the arguments, in order: the official names first,
// then those of the alicloud provider, so that a shell set up for it works here.
var (
	envRegion                = []string{"ALIBABA_CLOUD_REGION", "ALIBABA_CLOUD_REGION_ID", "ALICLOUD_REGION"}
	envAccessKey             = []string{"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"}
	envSecretKey             = []string{"ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"}
	envSecurityToken         = []string{"ALIBABA_CLOUD_SECURITY_TOKEN", "ALICLOUD_SECURITY_TOKEN"}
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
	envEndpointSTS           = []string{"ALIBABA_CLOUD_ENDPOINT_STS", "STS_ENDPOINT"}
	envMaxRetries            = []string{"ALIBABA_CLOUD_MAX_RETRIES"}
)

// from says in a description where an argument comes from when it is left out.
func from(names []string) string {
	return "Environment: `" + strings.Join(names, "`, `") + "`."
}

func env(names []string) string {
	for _, name := range names {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return ""
}

// given returns a configured value, or else that of the environment.
func given(v types.String, names []string) string {
	if value := v.ValueString(); value != "" {
		return value
	}
	return env(names)
}
