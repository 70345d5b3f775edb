// Package sts is the typed API of product Sts, version 2015-04-01: who is
// calling, and temporary credentials of a role.
package sts

import (
	"context"
	"net/http"
	"net/url"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const version = "2015-04-01"

// DefaultHost is the public endpoint.
const DefaultHost = "sts.aliyuncs.com"

// CallerIdentity is the answer of GetCallerIdentity.
type CallerIdentity struct {
	// AccountID is the Alibaba Cloud account, 16 digits.
	AccountID string `json:"AccountId"`
	// ARN names the user or the assumed role.
	ARN string `json:"Arn"`
}

// GetCallerIdentity tells whose credentials api signs with. It needs no RAM
// permission.
//
// https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity
func GetCallerIdentity(ctx context.Context, api *openapi.Client, endpoint *url.URL) (CallerIdentity, error) {
	var out CallerIdentity
	err := api.Call(ctx, openapi.Request{
		Endpoint: endpoint, Action: "GetCallerIdentity", Version: version, Method: http.MethodPost,
		Params: url.Values{}, RequiredField: "AccountId",
	}, &out)
	return out, err
}
