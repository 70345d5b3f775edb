package vpc

import "context"

// CheckVpnBgpEnabled reports whether IPsec connections of a region can use BGP.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-checkvpnbgpenabled
func (c *Client) CheckVpnBgpEnabled(ctx context.Context, region string) (bool, error) {
	const answered = "BgpEnabled"
	req := c.request("CheckVpnBgpEnabled", region, params{})
	req.RequiredField = answered
	var out struct{ BgpEnabled boolean }
	if err := c.call(ctx, req, &out); err != nil {
		return false, err
	}
	if out.BgpEnabled.value == nil {
		return false, &absentError{answered}
	}
	return *out.BgpEnabled.value, nil
}

// absentError says that an answer lacks what was asked for.
type absentError struct{ field string }

func (e *absentError) Error() string { return "the answer has no " + e.field }
