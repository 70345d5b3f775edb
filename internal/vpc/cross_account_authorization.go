package vpc

import (
	"context"
	"strings"
	"time"
)

// CrossAccountAuthorization says that the owner of a connection to a transit router
// lets another account attach it.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describevpncrossaccountauthorizations
type CrossAccountAuthorization struct {
	// AliUID is the account that grants, and BindUID the one that may attach, with every
	// digit that the API sent.
	AliUID, BindUID string
	// BindProduct is CEN, and BindInstance the ID of what the connection may be attached
	// to.
	BindProduct, BindInstance string
	// CreationTime is in UTC; zero when the API names none.
	CreationTime time.Time
}

// seconds since 1970 in UTC; 0 or absent is the zero time.
type seconds time.Time

func (t *seconds) UnmarshalJSON(b []byte) error {
	var n integer
	if err := n.UnmarshalJSON(b); err != nil {
		return err
	}
	*t = seconds{}
	if n > 0 {
		*t = seconds(time.Unix(int64(n), 0).UTC())
	}
	return nil
}

type authorizationsAnswer struct {
	TotalCount                 integer
	CrossAccountAuthorizations []struct {
		AliUID       digits `json:"AliUid"`
		BindUID      digits `json:"BindUid"`
		BindProduct  string
		BindInstance string
		CreationTime seconds
		Odd          oddFields `json:"-"`
	}
}

func (authorizationsAnswer) needs() []string {
	return []string{"TotalCount", "CrossAccountAuthorizations"}
}

// DescribeVpnCrossAccountAuthorizations lists the accounts that may attach a
// connection. The list is complete, or an error.
func (c *Client) DescribeVpnCrossAccountAuthorizations(ctx context.Context, region, connectionID string) ([]CrossAccountAuthorization, error) {
	p := params{}
	p.str("VpnConnectionId", connectionID)
	key := func(a CrossAccountAuthorization) string {
		if a.BindUID == "" && a.BindInstance == "" {
			return ""
		}
		return strings.Join([]string{a.BindUID, a.BindProduct, a.BindInstance}, "_")
	}
	return listPages(ctx, c, "DescribeVpnCrossAccountAuthorizations", region, p, key,
		func(answer *authorizationsAnswer) ([]CrossAccountAuthorization, integer) {
			all := make([]CrossAccountAuthorization, len(answer.CrossAccountAuthorizations))
			for i, a := range answer.CrossAccountAuthorizations {
				all[i] = CrossAccountAuthorization{
					AliUID: string(a.AliUID), BindUID: string(a.BindUID), BindProduct: a.BindProduct, BindInstance: a.BindInstance,
					CreationTime: time.Time(a.CreationTime),
				}
			}
			return all, answer.TotalCount
		})
}
