package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// checkAccount refuses credentials of an account that the configuration does
// not want: a gateway in the wrong account is a bill that nobody looks for.
func checkAccount(ctx context.Context, c *config, api *openapi.Client, x *credentials.Exchange, diags *diag.Diagnostics) {
	if c.AllowedAccountIDs.IsNull() && c.ForbiddenAccountIDs.IsNull() {
		return
	}
	allowed, forbidden := stringSet(ctx, c.AllowedAccountIDs, diags), stringSet(ctx, c.ForbiddenAccountIDs, diags)
	endpoint, err := x.Endpoint("", false)
	if err != nil {
		diags.AddError("Unable to check the account", err.Error()+".")
	}
	if diags.HasError() {
		return
	}
	limited, cancel := openapi.WithTimeLimit(ctx, credentials.Limit)
	defer cancel()
	caller, err := sts.GetCallerIdentity(limited, api, endpoint)
	switch {
	case err != nil:
		framework.AddFailure(diags, framework.Failure{
			Summary: "Unable to check the account",
			Err:     err,
			Left:    "allowed_account_ids and forbidden_account_ids need to know the account of the credentials. Nothing was changed.",
		})
	case len(allowed) > 0 && !slices.Contains(allowed, caller.AccountID):
		diags.AddAttributeError(path.Root("allowed_account_ids"), "Wrong account",
			fmt.Sprintf("The credentials belong to account %s (%s), and only %s is allowed. Nothing was changed.",
				caller.AccountID, caller.ARN, strings.Join(allowed, ", ")))
	case slices.Contains(forbidden, caller.AccountID):
		diags.AddAttributeError(
			path.Root("forbidden_account_ids"),
			"Wrong account",
			fmt.Sprintf(
				"The credentials belong to account %s (%s), which is forbidden. Nothing was changed.",
				caller.AccountID,
				caller.ARN,
			),
		)
	}
}
