package sim_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// customer are the parameters that name a customer gateway of the default region.
func customer(id string) params {
	return params{"RegionId": sim.DefaultRegion, "CustomerGatewayId": id}
}

// customerGateway creates one and returns its ID.
func (c *client) customerGateway(address string) string {
	c.t.Helper()
	return c.ok("CreateCustomerGateway", params{"RegionId": sim.DefaultRegion, "IpAddress": address}).str("CustomerGatewayId")
}

func TestSim_customerGateway(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	create := params{
		"RegionId": sim.DefaultRegion, "IpAddress": "198.51.100.1", "Asn": "1.10", "AuthKey": "a secret key", "Name": "branch 1",
		"Description": "text", "ResourceGroupId": sim.SecondResourceGroup, "Tags.1.Key": "env", "Tags.1.Value": "test", "ClientToken": "t",
	}
	made := c.ok("CreateCustomerGateway", create)
	id := made.str("CustomerGatewayId")
	if !strings.HasPrefix(id, "cgw-") || made.str("IpAddress") != "198.51.100.1" || made.str("Name") != "branch 1" || made.str("Description") != "text" {
		t.Errorf("got %s", made.text)
	}
	if again := c.ok("CreateCustomerGateway", create); again.str("CustomerGatewayId") != id || len(server.CustomerGateways()) != 1 {
		t.Errorf("the token is forgotten: %s", again.text)
	}
	now := server.Now().UnixMilli()
	shown := fmt.Sprintf(`{"Asn":65546,"AuthKey":"a secret key","CreateTime":%d,"CustomerGatewayId":%q,"Description":"text",`+
		`"IpAddress":"198.51.100.1","Name":"branch 1","ResourceGroupId":%q,"Tags":{"Tag":[{"Key":"env","Value":"test"}]}}`,
		now, id, sim.SecondResourceGroup)
	one := c.ok("DescribeCustomerGateway", customer(id))
	if got := strings.Replace(one.text, fmt.Sprintf(`"RequestId":%q,`, one.str("RequestId")), "", 1); got != shown {
		t.Errorf("want %s, got %s", shown, got)
	}
	region := params{"RegionId": sim.DefaultRegion}
	list := c.ok("DescribeCustomerGateways", region)
	if want := `{"CustomerGateways":{"CustomerGateway":[` + shown + `]},"PageNumber":1,"PageSize":10,"RequestId":`; !strings.HasPrefix(list.text, want) {
		t.Errorf("want %s, got %s", want, list.text)
	}

	changed := c.ok("ModifyCustomerGatewayAttribute", customer(id).with(params{"Name": "b", "Description": "d", "AuthKey": "another"}))
	if changed.str("ResourceGroupId") != sim.SecondResourceGroup || changed.str("IpAddress") != "198.51.100.1" || changed.str("CustomerGatewayId") != id {
		t.Errorf("got %s", changed.text)
	}
	if r := c.ok("DescribeCustomerGateway", customer(id)); r.str("Name") != "b" || r.str("Description") != "d" || r.str("AuthKey") != "another" {
		t.Errorf("got %s", r.text)
	}
	for _, r := range server.Requests() {
		if key := r.Params["AuthKey"]; key != "" && key != "(masked)" || len(r.Unknown) > 0 {
			t.Errorf("odd line %+v", r)
		}
	}

	elsewhere := params{"RegionId": sim.ShanghaiRegion}
	for _, action := range []string{"DescribeCustomerGateway", "ModifyCustomerGatewayAttribute", "DeleteCustomerGateway"} {
		c.refused(action, customer(id).with(elsewhere), http.StatusNotFound, "InvalidCustomerGatewayInstanceId.NotFound")
	}
	remove := customer(id).with(params{"ClientToken": "d"})
	c.ok("DeleteCustomerGateway", remove)
	c.ok("DeleteCustomerGateway", remove)
	c.refused("DeleteCustomerGateway", customer(id), http.StatusNotFound, "InvalidCustomerGatewayInstanceId.NotFound")
	c.refused("DescribeCustomerGateway", customer(id), http.StatusNotFound, "InvalidCustomerGatewayInstanceId.NotFound")
	if r := c.ok("DescribeCustomerGateways", customer(id)); r.body["TotalCount"] != 0.0 {
		t.Errorf("got %s", r.text)
	}
	if ledger := server.Ledger(); len(ledger) != 0 {
		t.Errorf("it costs nothing: %+v", ledger)
	}
}

// An answer with nothing but an address has no number and empty texts.
func TestSim_customerGatewayMinimal(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{HideAfterCreate: 1})
	id := c.customerGateway("198.51.100.1")
	c.refused("DescribeCustomerGateway", customer(id), http.StatusNotFound, "InvalidCustomerGatewayInstanceId.NotFound")
	r := c.ok("DescribeCustomerGateway", customer(id))
	_, numbered := r.body["Asn"]
	if numbered || r.str("AuthKey") != "" || r.str("ResourceGroupId") != sim.DefaultResourceGroup || !strings.Contains(r.text, `"Tags":{"Tag":[]}`) {
		t.Errorf("got %s", r.text)
	}
}

func TestSim_customerGatewayChecks(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	taken := c.customerGateway("198.51.100.1")
	good := params{"RegionId": sim.DefaultRegion, "IpAddress": "198.51.100.2"}
	long := strings.Repeat("名", 101)
	for _, tt := range []struct {
		p    params
		code string
	}{
		{params{"IpAddress": "-"}, "MissingIpAddress"},
		{params{"IpAddress": "198.51.100.1"}, "InvalidIpAddress.AlreadyExist"},
		{params{"IpAddress": ""}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "198.51.100"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "198.51.100.256"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "198.51.100.1/32"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "vpn.example.com"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "2001:db8::1"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "100.64.0.1"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "100.127.255.255"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "127.0.0.1"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "169.254.10.1"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "224.0.0.1"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "239.255.255.255"}, "InvalidIpAddress.WrongFormat"},
		{params{"IpAddress": "255.0.0.1"}, "InvalidIpAddress.WrongFormat"},
		{params{"Asn": "0"}, "InvalidAsn"},
		{params{"Asn": "4294967296"}, "InvalidAsn"},
		{params{"Asn": "45104"}, "InvalidAsn"},
		{params{"Asn": "0.45104"}, "InvalidAsn"},
		{params{"Asn": "0.0"}, "InvalidAsn"},
		{params{"Asn": "1.65536"}, "InvalidAsn"},
		{params{"Asn": "65536.1"}, "InvalidAsn"},
		{params{"Asn": "1.2.3"}, "InvalidAsn"},
		{params{"Asn": "AS65000"}, "InvalidAsn"},
		{params{"Asn": "-1"}, "InvalidAsn"},
		{params{"AuthKey": ""}, "InvalidAuthKey"},
		{params{"AuthKey": strings.Repeat("k", 65)}, "InvalidAuthKey"},
		{params{"Name": ""}, "InvalidName"},
		{params{"Name": long}, "InvalidName"},
		{params{"Name": "http://x"}, "InvalidName"},
		{params{"Description": ""}, "InvalidDescription"},
		{params{"Description": long}, "InvalidDescription"},
		{params{"ResourceGroupId": "rg-none"}, "InvalidResourceGroupId"},
		{params{"Tags.1.Key": strings.Repeat("k", 65)}, "InvalidParameter.TagKey"},
		{params{"Tags.1.Key": "aliyun"}, "InvalidParameter.TagKey"},
	} {
		c.refused("CreateCustomerGateway", good.with(tt.p), 400, tt.code)
	}
	for name, code := range map[string]string{"Name": "InvalidName", "Description": "InvalidDescription", "AuthKey": "InvalidAuthKey"} {
		c.refused("ModifyCustomerGatewayAttribute", customer(taken).with(params{name: ""}), 400, code)
	}
	if n := len(server.CustomerGateways()); n != 1 {
		t.Errorf("refused calls left %d", n)
	}
	for asn, want := range map[string]float64{"1": 1, "4294967295": 4294967295, "65535.65535": 4294967295, "0.1": 1, "65000": 65000} {
		id := c.ok("CreateCustomerGateway", good.with(params{"Asn": asn})).str("CustomerGatewayId")
		if r := c.ok("DescribeCustomerGateway", customer(id)); r.body["Asn"] != want {
			t.Errorf("%s: got %s", asn, r.text)
		}
		c.ok("DeleteCustomerGateway", customer(id))
	}
	// The address is taken in its region only, and its neighbours can be had.
	c.ok("CreateCustomerGateway", params{"RegionId": sim.ShanghaiRegion, "IpAddress": "198.51.100.1"})
	for _, address := range []string{"100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1", "169.253.1.1", "223.255.255.1", "10.0.0.1"} {
		c.customerGateway(address)
	}
}

func TestSim_customerGatewayQuota(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	for i := range 100 {
		server.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: fmt.Sprintf("cgw-%03d", i), Name: fmt.Sprintf("n%d", i%2)})
	}
	full := params{"RegionId": sim.DefaultRegion, "IpAddress": "10.0.0.1"}
	c.refused("CreateCustomerGateway", full, 400, "Resource.QuotaFull")
	c.ok("CreateCustomerGateway", full.with(params{"RegionId": sim.ShanghaiRegion}))
	page := c.ok("DescribeCustomerGateways", params{"RegionId": sim.DefaultRegion, "PageNumber": "3", "PageSize": "40"})
	if page.body["TotalCount"] != 100.0 || strings.Count(page.text, `"CustomerGatewayId"`) != 20 || !strings.Contains(page.text, "cgw-099") {
		t.Errorf("got %s", page.text)
	}
	c.refused("DescribeCustomerGateways", params{"RegionId": sim.DefaultRegion, "PageSize": "51"}, 400, "InvalidPageSize")
	if !server.RemoveCustomerGateway("cgw-000") || server.RemoveCustomerGateway("cgw-000") {
		t.Error("one is removed once")
	}
	c.ok("CreateCustomerGateway", full)
}

func TestSim_customerGatewayFilters(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	server.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-a", Tags: map[string]string{"env": "dev"}})
	server.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-b", ResourceGroupID: sim.SecondResourceGroup})
	server.PutCustomerGateway(sim.CustomerGateway{CustomerGatewayID: "cgw-far", RegionID: sim.ShanghaiRegion})
	server.ChangeCustomerGateway("cgw-b", func(g *sim.CustomerGateway) { g.Tags = map[string]string{"env": "prod"} })
	for _, tt := range []struct {
		p    params
		want string
	}{
		{nil, "cgw-a cgw-b"},
		{params{"CustomerGatewayId": "cgw-b"}, "cgw-b"},
		{params{"CustomerGatewayId": "cgw-far"}, ""},
		{params{"ResourceGroupId": sim.SecondResourceGroup}, "cgw-b"},
		{params{"Tag.1.Key": "env"}, "cgw-a cgw-b"},
		{params{"Tag.1.Key": "env", "Tag.1.Value": "dev"}, "cgw-a"},
	} {
		r := c.ok("DescribeCustomerGateways", params{"RegionId": sim.DefaultRegion}.with(tt.p))
		outer, _ := r.body["CustomerGateways"].(map[string]any)
		list, _ := outer["CustomerGateway"].([]any)
		var got []string
		for _, entry := range list {
			got = append(got, fmt.Sprint(entry.(map[string]any)["CustomerGatewayId"]))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%v: want %s, got %v", tt.p, tt.want, got)
		}
	}
}

// The documented answers to a write that comes too early.
func TestSim_customerGatewayBusy(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	id := c.customerGateway("198.51.100.1")
	server.AddFault(sim.Busy("CreateCustomerGateway", "OperationConflict", 1))
	c.refused("CreateCustomerGateway", params{"RegionId": sim.DefaultRegion, "IpAddress": "10.0.0.1"}, http.StatusConflict, "OperationConflict")
	server.AddFault(sim.Busy("DeleteCustomerGateway", "VpnGateway.task.conflict", 1))
	r := c.refused("DeleteCustomerGateway", customer(id), 400, "VpnGateway.task.conflict")
	if r.str("Message") != "The VPN is in the configuration state, please wait a while before operating." {
		t.Errorf("got %s", r.text)
	}
	c.ok("DeleteCustomerGateway", customer(id))
}
