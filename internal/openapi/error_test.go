package openapi_test

import (
	"errors"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

func TestErrorPredicates(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"Throttling": "throttled", "Throttling.User": "throttled", "Rejected.Throttling": "throttled", "NotThrottling": "",
		"TaskConflict": "busy", "VpnTask.CONFLICT": "busy", "VpnRouteEntry.Configuring": "busy",
		"VpnGateway.task.conflict": "busy", "VPNGATEWAY.CONFIGURING": "busy", "Operation.Conflict": "busy", "OperationConflict": "busy",
		"InvalidParameter.Conflict": "", "OperationFailed.CidrConflict": "", "QuotaExceeded.Conflict": "", "DependencyViolation.Conflict": "", "IncorrectStatus.Vpc": "busy", "LastTokenProcessing": "busy",
		"Forbidden": "denied", "Forbidden.RAM": "denied", "Forbbiden.SubUser": "denied", "NoPermission": "denied", "ForbiddenRelease": "", "": "",
	} {
		err := errors.Join(errors.New("wrapped"), &openapi.Error{Code: code})
		got := ""
		for name, is := range map[string]bool{"throttled": openapi.IsThrottled(err), "busy": openapi.IsBusy(err), "denied": openapi.IsDenied(err)} {
			if is {
				got += name
			}
		}
		if got != want || openapi.Code(err) != code {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
	if got := openapi.Plain(&openapi.Error{Action: "A", Code: "C", Message: "In words.", HTTPStatus: 400, RequestID: "R"}); got != "A: In words" {
		t.Errorf("plain: %q", got)
	}
	if got := openapi.Plain(&openapi.Error{Action: "A", Code: "C", HTTPStatus: 400}); got != "A: the API gave no reason" {
		t.Errorf("plain: %q", got)
	}
	if plain := errors.New("Throttling"); openapi.IsThrottled(plain) || openapi.Code(plain) != "" {
		t.Error("an error of another kind has a code")
	}
}

func TestIsRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"Forbidden.RAM": true, "InvalidSecurityToken.Expired": true, "InvalidAccessKeyId.NotFound": true, "InvalidTimeStamp.Expired": true,
		"Throttling": false, "VpnGateway.task.conflict": false, "InternalError": false, "SignatureNonceUsed": false, "": false,
	} {
		err := errors.Join(errors.New("wrapped"), &openapi.Error{Code: code, HTTPStatus: 403})
		if got := openapi.IsRefused(err); got != want {
			t.Errorf("%q: got %v, want %v", code, got, want)
		}
	}
	if !openapi.IsRefused(&openapi.CredentialError{}) || openapi.IsRefused(errors.New("no such host")) {
		t.Error("credentials that are not handed out are a refusal, other errors are not")
	}
}
