package provider

import (
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// addCredentialError says why the chosen source gives no credentials, at the
// argument that chose it.
func addCredentialError(diags *diag.Diagnostics, err error, from chosen) {
	if from.atHand {
		text := err.Error()
		if failed := (*openapi.CredentialError)(nil); !errors.As(err, &failed) {
			text = "no credentials: " + text
		}
		diags.AddError("No credentials", "The provider has "+strings.TrimSuffix(text, ".")+". Give credentials in one of these ways:\n"+credentialWays())
		return
	}
	f := framework.Failure{Summary: "Unable to get credentials", Err: err, Attribute: from.argument}
	var api *openapi.Error
	var failed *openapi.CredentialError
	if errors.As(err, &failed) && failed.Retryable() && !errors.As(err, &api) {
		f.Hint = "Check the network, the proxy variables (HTTPS_PROXY, NO_PROXY), and endpoints.sts if it is set."
	}
	framework.AddFailure(diags, f)
}

func credentialWays() string {
	return "  - access_key and secret_key in the provider block, or the environment variables " + envAccessKey[0] + " and " + envSecretKey[0] +
		" (for temporary ones also security_token or " + envSecurityToken[0] + ")\n" +
		"  - profile, or " + envProfile[0] + ": a profile of the Alibaba Cloud CLI (aliyun configure)\n" +
		"  - assume_role_with_oidc, or " + envOIDCRoleARN[0] + ", " + envOIDCProviderARN[0] + " and " + envOIDCTokenFile[0] + "\n" +
		"  - ecs_role_name, or " + envECSRoleName[0] + ": the RAM role of the ECS instance\n" +
		"  - credentials_uri, or " + envCredentialsURI[0] + "\n" +
		"With assume_role any of these can assume a RAM role."
}
