package framework

import (
	"crypto/tls"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// Failure is an operation that the API or the network made fail.
type Failure struct {
	// Summary says what failed: "Unable to create VPN gateway".
	Summary string
	Err     error
	// Attribute is the argument that the error is about; "" when there is none.
	Attribute string
	// Hint says what to do about this very error; "" uses what is known of the
	// code in general.
	Hint string
	// Left says what the failure leaves behind: what is in state, what to do.
	Left string
	// Timeout is the argument that says how long the operation may take, such as
	// timeouts.create; "" when there is none.
	Timeout string
}

// AddFailure adds f as an error: what failed, the API's words, what to do, what
// is left, and the code and request ID on lines of their own.
func AddFailure(diags *diag.Diagnostics, f Failure) {
	if f.Attribute == "" {
		diags.AddError(f.Summary, f.detail())
	} else {
		diags.AddAttributeError(path.Root(f.Attribute), f.Summary, f.detail())
	}
}

// AddFailureWarning adds f as a warning: it is for what a later apply can finish.
// An error of a create makes Terraform destroy and create the object anew.
func AddFailureWarning(diags *diag.Diagnostics, f Failure) {
	if f.Attribute == "" {
		diags.AddWarning(f.Summary, f.detail())
	} else {
		diags.AddAttributeWarning(path.Root(f.Attribute), f.Summary, f.detail())
	}
}

func (f Failure) detail() string {
	hint := f.Hint
	if hint == "" {
		hint = generalHint(f.Err, f.Timeout)
	}
	var b strings.Builder
	b.WriteString(sentence(f.Err))
	for _, part := range []string{hint, f.Left} {
		if part != "" {
			b.WriteString("\n\n" + part)
		}
	}
	var api *openapi.Error
	if errors.As(f.Err, &api) {
		b.WriteString("\n")
		if api.Code != "" {
			b.WriteString("\nAPI code: " + api.Code)
		}
		if api.RequestID != "" {
			b.WriteString("\nRequest ID: " + api.RequestID)
		}
		if api.Recommend != "" {
			b.WriteString("\nTroubleshooting: " + api.Recommend)
		}
	}
	return b.String()
}

func sentence(err error) string {
	return strings.TrimSuffix(openapi.Plain(err), ".") + "."
}

// generalHint knows the codes that any action can answer.
func generalHint(err error, timeout string) string {
	code := openapi.Code(err)
	var api *openapi.Error
	errors.As(err, &api)
	var ended *openapi.EndedError
	errors.As(err, &ended)
	switch {
	case errors.As(err, new(*openapi.CredentialError)) && timeout != "":
		return generalHint(err, "") // another timeout would not help
	case ended != nil && !ended.TimeIsUp():
		return "" // whoever interrupted it knows
	case openapi.IsDenied(err):
		action := api.DeniedAction
		if action == "" {
			action = "vpc:" + api.Action
			if sts := new(openapi.CredentialError); errors.As(err, &sts) {
				action = "sts:" + api.Action
			}
		}
		hint := fmt.Sprintf("Grant the RAM action %s to the identity whose credentials the provider uses.", action)
		if action == "ram:CreateServiceLinkedRole" {
			hint += " The first VPN gateway of an account makes a role of the service itself; an administrator can also make it once."
		}
		return hint
	case strings.HasPrefix(code, "InvalidAccessKeyId"):
		return "The access key ID is unknown or disabled: it may have been deleted or rotated. " +
			"Check access_key (or ALIBABA_CLOUD_ACCESS_KEY_ID, or the profile). Nothing in state was changed."
	case code == "SignatureDoesNotMatch", code == "IncompleteSignature":
		return "The secret does not belong to the access key ID. " +
			"Check secret_key (or ALIBABA_CLOUD_ACCESS_KEY_SECRET, or the profile)."
	case strings.HasPrefix(code, "InvalidSecurityToken"), strings.HasPrefix(code, "MissingSecurityToken"):
		return "The security token is wrong or has expired. Get new temporary credentials, " +
			"or let the provider get and renew them with assume_role."
	case strings.HasPrefix(code, "InvalidTimeStamp"):
		return "The clock of this machine is more than 15 minutes off. Set it and try again."
	case code == "InvalidRegionId.NotFound":
		return "The region does not exist, or it is not open to this account. Check region."
	case openapi.IsThrottled(err):
		hint := "The API limited the calls of this account until the operation's time was up. Run with a lower -parallelism"
		if timeout != "" {
			hint += ", or raise " + timeout
		}
		return hint + "."
	case openapi.IsBusy(err):
		return "Something else was changing the gateway until the operation's time was up. Try again later."
	case endpointHint(err) != "":
		return endpointHint(err)
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return "TLS is always verified. If a proxy or endpoint of yours uses a CA of its own, name its certificate in the " +
			"environment variable SSL_CERT_FILE."
	case ended != nil && timeout != "":
		return fmt.Sprintf("Raise %s if the API needs longer.", timeout)
	case ended != nil:
		return "Try again later."
	default:
		return ""
	}
}
