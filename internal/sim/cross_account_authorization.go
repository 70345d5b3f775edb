package sim

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// CrossAccountAuthorization says that the owner of a connection to a transit router
// lets another account attach it. It is granted and revoked in product Cbn, or in the
// console.
type CrossAccountAuthorization struct {
	// Key stands for the ID that authorizations do not have: connection, account and
	// instance, joined by underscores.
	Key             string `json:"key"`
	RegionID        string `json:"region_id"`
	VpnConnectionID string `json:"vpn_connection_id"`
	// AliUID is the account that grants, and BindUID the one that may attach: numbers of
	// 16 digits.
	AliUID  int64 `json:"ali_uid"`
	BindUID int64 `json:"bind_uid"`
	// BindProduct is CEN, and BindInstance the ID of the CEN instance.
	BindProduct  string    `json:"bind_product"`
	BindInstance string    `json:"bind_instance"`
	CreationTime time.Time `json:"creation_time"`

	name string
	life
}

func (a *CrossAccountAuthorization) key() string {
	return strings.Join([]string{a.VpnConnectionID, strconv.FormatInt(a.BindUID, 10), a.BindInstance}, "_")
}

var authorizations = &kind[CrossAccountAuthorization]{
	kindInfo: kindInfo{
		name: "cross_account_authorization", noun: "CrossAccountAuthorization", prefix: "crossaccountauthorization-",
		notFound: apiError{status: http.StatusNotFound, code: "InvalidAuthorization.NotFound", message: "The specified authorization does not exist."},
	},
	common: func(a *CrossAccountAuthorization) common {
		return common{id: &a.Key, region: &a.RegionID, name: &a.name, created: &a.CreationTime, life: &a.life}
	},
	show: func(_ *Server, _ *call, a *CrossAccountAuthorization) fields { return a.fields() },
	fill: func(s *Server, a *CrossAccountAuthorization) {
		if a.AliUID == 0 {
			a.AliUID, _ = strconv.ParseInt(s.opts.AccountID, 10, 64)
		}
		if a.BindProduct == "" {
			a.BindProduct = "CEN"
		}
	},
}

func init() {
	register(authorizations, []action{{
		name: "DescribeVpnCrossAccountAuthorizations", product: apiVpc, handle: (*Server).describeAuthorizations,
		params: []param{regionID, clientToken, pageNumber, pageSize, vpnConnections.byID()},
	}})
}

// describeAuthorizations lists none for a connection that does not exist: the
// simulator's choice, since no error is documented.
func (s *Server) describeAuthorizations(c *call) (fields, *apiError) {
	var found []*CrossAccountAuthorization
	for _, a := range authorizations.existing(s, c.region()) {
		if a.VpnConnectionID == c.str("VpnConnectionId") {
			found = append(found, a)
		}
	}
	number, size := c.number("PageNumber", 1), c.number("PageSize", 10)
	shown := []fields{}
	for _, a := range page(found, number, size) {
		shown = append(shown, a.fields())
	}
	return fields{"PageNumber": number, "PageSize": size, "TotalCount": len(found), "CrossAccountAuthorizations": shown}, nil
}

// fields has the time in seconds, which no other answer of the family has.
func (a *CrossAccountAuthorization) fields() fields {
	return fields{
		"VpnConnectionId": a.VpnConnectionID, "AliUid": a.AliUID, "BindUid": a.BindUID, "BindProduct": a.BindProduct,
		"BindInstance": a.BindInstance, "CreationTime": a.CreationTime.Unix(),
	}
}

// PutCrossAccountAuthorization adds or replaces one, and returns its key.
func (s *Server) PutCrossAccountAuthorization(seed CrossAccountAuthorization) string {
	seed.Key = seed.key()
	return authorizations.put(s, seed)
}

// RemoveCrossAccountAuthorization removes one, and tells whether there was one.
func (s *Server) RemoveCrossAccountAuthorization(key string) bool {
	return authorizations.remove(s, key)
}
