package vpnconnection_test

import (
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Accounts keep all 16 digits, and the time, which the API has in seconds, is a time.
func TestAuthorizations(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	s := c.Sim()
	gateway := s.PutGateway(sim.Gateway{})
	id := s.PutVpnConnection(sim.VpnConnection{RegionID: sim.DefaultRegion, VpnGatewayID: gateway})
	for n := range int64(60) {
		s.PutCrossAccountAuthorization(sim.CrossAccountAuthorization{
			VpnConnectionID: id, BindUID: 9007199254740993 + n, BindInstance: "cen-1", CreationTime: time.Unix(1700000000+n, 0),
		})
	}
	i := c.Instance("aliyun_vpn_gateway", nil)
	read, said := i.ReadData("aliyun_vpn_cross_account_authorizations", map[string]any{"vpn_connection_id": id})
	if said.HasError() {
		t.Fatal(said.Errors())
	}
	shown := read["authorizations"].String()
	if strings.Count(shown, `"bind_uid":tftypes.String<"9007199254`) != 60 || !strings.Contains(shown, `"9007199254740993"`) ||
		!strings.Contains(shown, `"2023-11-14T22:13:20Z"`) || !strings.Contains(shown, `"ali_uid":tftypes.String<"1234567890123456">`) {
		t.Errorf("got %s", shown)
	}
	_, said = i.ReadData("aliyun_vpn_cross_account_authorizations", map[string]any{"vpn_connection_id": "vco-none1"})
	acctest.Contains(t, said.Errors(), "There is no IPsec connection vco-none1 in cn-hangzhou.")
	s.AddFault(sim.Fault{Action: "DescribeVpnCrossAccountAuthorizations", Times: -1, Kind: sim.KindError, Status: 403, Code: "Forbidden.RAM", Message: "no"})
	_, said = i.ReadData("aliyun_vpn_cross_account_authorizations", map[string]any{"vpn_connection_id": id})
	acctest.Contains(t, said.Errors(), "Unable to list the cross-account authorizations of IPsec connection", "Forbidden.RAM")
}
