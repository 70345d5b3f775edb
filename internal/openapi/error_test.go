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
		"TaskConflict": "busy", "VpnTask.CONFLICT": "busy", "VpnRouteEntry.Configuring": "busy", "IncorrectStatus.Vpc": "busy", "LastTokenProcessing": "busy",
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
	if plain := errors.New("Throttling"); openapi.IsThrottled(plain) || openapi.Code(plain) != "" {
		t.Error("an error of another kind has a code")
	}
}
