package framework_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func withPath(at path.Path, d diag.Diagnostic) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, d.Summary(), d.Detail())
}

func ended(cause error) error { return &openapi.EndedError{Err: cause} }

func TestAddFailure(t *testing.T) {
	t.Parallel()
	api := &openapi.Error{
		Action:     "CreateVpnGateway",
		Code:       "Resource.QuotaFull",
		Message:    "The quota is full.",
		RequestID:  "R",
		HTTPStatus: 400,
		Recommend:  "https://example.com/?q=1",
	}
	const said = "CreateVpnGateway: The quota is full."
	const lines = "\n\nAPI code: Resource.QuotaFull\nRequest ID: R\nTroubleshooting: https://example.com/?q=1"
	for name, tc := range map[string]struct {
		failure framework.Failure
		want    string
	}{
		"the API's words": {framework.Failure{Err: api}, said + lines},
		"wrapped":         {framework.Failure{Err: fmt.Errorf("outer: %w", api)}, "outer: " + said + lines},
		"hint and left":   {framework.Failure{Err: api, Hint: "Do this.", Left: "That is left."}, said + "\n\nDo this.\n\nThat is left." + lines},
		"left alone":      {framework.Failure{Err: api, Left: "That is left."}, said + "\n\nThat is left." + lines},
		"no code":         {framework.Failure{Err: &openapi.Error{Action: "A", Message: "the answer is empty", HTTPStatus: 503, RequestID: "R"}}, "A: the answer is empty (HTTP 503).\n\nRequest ID: R"},
		"another kind":    {framework.Failure{Err: errors.New("it broke.")}, "it broke."},
		"own hint wins":   {framework.Failure{Err: ended(context.DeadlineExceeded), Hint: "Own."}, "the operation's time was up.\n\nOwn."},
		"general hint":    {framework.Failure{Err: ended(context.DeadlineExceeded)}, "the operation's time was up.\n\nTry again later."},
		"interrupted":     {framework.Failure{Err: ended(context.Canceled), Timeout: "timeouts.create"}, "the operation was interrupted."},
		"outcome unknown": {
			framework.Failure{Err: &openapi.UnknownOutcomeError{Action: "CreateVpnGateway", ClientToken: "T", Err: api}},
			"CreateVpnGateway was sent with client token T, and whether it was carried out is unknown: The quota is full." + lines,
		},
		"joined with another": {framework.Failure{Err: errors.Join(errors.New("one"), api)}, "one\n" + said + lines},
	} {
		for _, attribute := range []string{"", "bandwidth"} {
			var diags diag.Diagnostics
			tc.failure.Summary, tc.failure.Attribute = "Unable to create VPN gateway", attribute
			framework.AddFailure(&diags, tc.failure)
			var want diag.Diagnostic = diag.NewErrorDiagnostic("Unable to create VPN gateway", tc.want)
			if attribute != "" {
				want = withPath(path.Root(attribute), want)
			}
			if len(diags) != 1 || !diags[0].Equal(want) {
				t.Errorf("%s: got %q\nwant %q", name, diags, want)
			}
		}
	}
}

// TestGeneralHints: every family of codes says what to do.
func TestGeneralHints(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"Forbidden": "Grant the RAM action vpc:CreateVpnGateway to", "Forbidden.RAM": "Grant the RAM action", "NoPermission": "Grant the RAM action",
		"Forbbiden.SubUser":           "Grant the RAM action",
		"InvalidAccessKeyId.NotFound": "Check access_key (or ALIBABA_CLOUD_ACCESS_KEY_ID, or the profile). Nothing in state was changed.",
		"InvalidAccessKeyId.Inactive": "The access key ID is unknown or disabled",
		"SignatureDoesNotMatch":       "Check secret_key", "IncompleteSignature": "Check secret_key",
		"InvalidSecurityToken.Expired": "The security token is wrong or has expired", "MissingSecurityToken": "The security token",
		"InvalidTimeStamp.Expired": "The clock of this machine is more than 15 minutes off", "InvalidTimeStamp.Format": "The clock",
		"InvalidRegionId.NotFound": "Check region.", "Throttling.User": "Run with a lower -parallelism", "Rejected.Throttling": "The API limited the calls",
		"TaskConflict": "Something else was changing the gateway", "VpnGateway.Configuring": "Try again later",
		"InvalidVpcId.NotFound": "", "InternalError": "", "": "",
	} {
		var diags diag.Diagnostics
		err := &openapi.Error{Action: "CreateVpnGateway", Code: code, Message: "Words.", HTTPStatus: 400}
		framework.AddFailure(&diags, framework.Failure{Err: fmt.Errorf("outer: %w", err)})
		detail := strings.TrimPrefix(diags[0].Detail(), "outer: "+openapi.Plain(err)+".")
		hint := strings.TrimSpace(strings.TrimSuffix(detail, "\n\nAPI code: "+code))
		if !strings.Contains(hint, want) || (want == "") != (hint == "") {
			t.Errorf("%s: got %q, want %q", code, hint, want)
		}
	}
}

func TestDeniedActionIsNamed(t *testing.T) {
	t.Parallel()
	sts := &openapi.Error{Action: "AssumeRole", Code: "NoPermission", Message: "Words."}
	for name, tc := range map[string]struct {
		err  error
		want string
	}{
		"by the API": {&openapi.Error{Action: "UnTagResources", Code: "NoPermission", DeniedAction: "vpc:UntagResources"}, "the RAM action vpc:UntagResources to"},
		"another one": {
			&openapi.Error{Action: "CreateVpnGateway", Code: "NoPermission", DeniedAction: "ram:CreateServiceLinkedRole"},
			"the RAM action ram:CreateServiceLinkedRole to the identity whose credentials the provider uses. The first VPN gateway of an account makes",
		},
		"by the action": {&openapi.Error{Action: "DeleteVpnGateway", Code: "Forbidden"}, "the RAM action vpc:DeleteVpnGateway to"},
		"of STS":        {&openapi.CredentialError{Source: "a role", Err: sts}, "the RAM action sts:AssumeRole to"},
	} {
		var diags diag.Diagnostics
		framework.AddFailure(&diags, framework.Failure{Err: tc.err})
		if !strings.Contains(diags[0].Detail(), tc.want) {
			t.Errorf("%s: %q lacks %q", name, diags[0].Detail(), tc.want)
		}
	}
}

func TestTimeIsUp(t *testing.T) {
	t.Parallel()
	throttled := &openapi.Error{Action: "A", Code: "Throttling", Message: "Words."}
	const said = "A: Words; gave up after 7 attempts: the operation"
	const limited = "\n\nThe API limited the calls of this account until the operation's time was up. Run with a lower -parallelism"
	for _, tc := range []struct {
		err           error
		timeout, want string
	}{
		{fmt.Errorf("waiting: %w", ended(context.DeadlineExceeded)), "timeouts.update", "waiting: the operation's time was up.\n\nRaise timeouts.update if the API needs longer."},
		{fmt.Errorf("waiting: %w", ended(context.DeadlineExceeded)), "", "waiting: the operation's time was up.\n\nTry again later."},
		{fmt.Errorf("waiting: %w", ended(context.Canceled)), "timeouts.update", "waiting: the operation was interrupted."},
		// The cause says more.
		{&openapi.EndedError{Err: context.DeadlineExceeded, Last: throttled, Attempts: 7}, "timeouts.delete", said + "'s time was up." + limited + ", or raise timeouts.delete."},
		{&openapi.EndedError{Err: context.DeadlineExceeded, Last: throttled, Attempts: 7}, "", said + "'s time was up." + limited + "."},
		{&openapi.EndedError{Err: context.Canceled, Last: throttled, Attempts: 7}, "timeouts.delete", said + " was interrupted."},
		// The time limit of a connection is not the operation's.
		{&net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, "timeouts.create", "dial: i/o timeout."},
		{context.DeadlineExceeded, "timeouts.create", "context deadline exceeded."},
		// Nor is that of STS.
		{
			&openapi.CredentialError{Source: "a role", Err: ended(context.DeadlineExceeded)}, "timeouts.create",
			"no credentials from a role: the operation's time was up.\n\nTry again later.",
		},
	} {
		var diags diag.Diagnostics
		framework.AddFailure(&diags, framework.Failure{Err: tc.err, Timeout: tc.timeout})
		if got := strings.TrimSuffix(diags[0].Detail(), "\n\nAPI code: Throttling"); got != tc.want {
			t.Errorf("got %q, want %q", got, tc.want)
		}
	}
}

func TestConfigured(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	data := &framework.ProviderData{Region: "cn-hangzhou", Unknown: []string{"region", "access_key"}}
	if framework.Configured(nil, &diags) != nil || framework.Configured(data, &diags) != data || len(diags) != 0 {
		t.Errorf("got %v", diags)
	}
	if framework.Configured("text", &diags) != nil || !diags.HasError() || !strings.Contains(diags[0].Detail(), "got string") {
		t.Errorf("got %v", diags)
	}
	if got, want := data.WhyUnknown(), "The provider argument region, access_key is known only after apply, so no API call can be made yet."; got != want {
		t.Errorf("got %q", got)
	}
}
