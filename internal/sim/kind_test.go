package sim_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// family is a gateway, two customer gateways and a part that needs all of them.
type family struct{ gateway, one, two, part string }

func (c *client) family() family {
	c.t.Helper()
	f := family{gateway: c.buy(nil), one: c.customerGateway("203.0.113.7"), two: c.customerGateway("203.0.113.8")}
	f.part = c.ok("CreatePart", named(f.gateway).with(params{"CustomerGatewayId.1": f.one, "CustomerGatewayId.2": f.two})).str("PartId")
	return f
}

func partNamed(id string) params { return params{"RegionId": sim.DefaultRegion, "PartId": id} }

// What another object needs is not deleted.
func TestSim_dependencies(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"": "VpnGateway.Configuring", "VpnGateway.task.conflict": "VpnGateway.task.conflict"} {
		server, c := start(t, sim.Options{DeleteTime: time.Minute, BusyCode: code})
		f := c.family()
		c.refused("DeleteVpnGateway", named(f.gateway), 400, "DependencyViolation.Part")
		for _, id := range []string{f.one, f.two} {
			r := c.refused("DeleteCustomerGateway", customer(id), 400, "DependencyViolation.Part")
			if !strings.Contains(r.str("Message"), f.part) {
				t.Errorf("which one needs it? %s", r.text)
			}
		}
		c.ok("DeletePart", partNamed(f.part))
		c.refused("DeletePart", partNamed(f.part), 400, want)
		c.refused("DeleteCustomerGateway", customer(f.one), 400, want)
		c.refused("DeleteVpnGateway", named(f.gateway), 400, want)
		server.Advance(time.Minute)
		c.ok("DeleteCustomerGateway", customer(f.one))
		c.ok("DeleteVpnGateway", named(f.gateway))
	}
}

// A gateway is busy while a part of it changes, and refuses a second change.
func TestSim_busyParents(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute, DeleteTime: time.Minute})
	f := c.family()
	gatewayIs := func(want string) {
		t.Helper()
		if got := c.status(f.gateway); got != want {
			t.Fatalf("want %s, got %s", want, got)
		}
	}
	gatewayIs("updating")
	again := named(f.gateway).with(params{"CustomerGatewayId.1": f.one})
	c.refused("CreatePart", again, 400, "VpnGateway.Configuring")
	c.refused("DeletePart", partNamed(f.part), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	gatewayIs("active")
	other := c.ok("CreatePart", again).str("PartId")
	server.Advance(time.Minute)
	c.ok("DeletePart", partNamed(other))
	gatewayIs("updating")
	if o := server.Objects(); len(o) != 5 {
		t.Errorf("want the part until it is gone: %v", o)
	}

	// A customer gateway's key is part of its connections; its name is not.
	c.ok("ModifyCustomerGatewayAttribute", customer(f.two).with(params{"Name": "renamed"}))
	c.refused("ModifyCustomerGatewayAttribute", customer(f.two).with(params{"AuthKey": "k", "Name": "not"}), 400, "VpnGateway.Configuring")
	if g, _ := server.CustomerGateway(f.two); g.Name != "renamed" || g.AuthKey != "" {
		t.Errorf("got %+v", g)
	}
	server.Advance(time.Minute)
	gatewayIs("active")
	c.ok("ModifyCustomerGatewayAttribute", customer(f.two).with(params{"AuthKey": "k"}))
	gatewayIs("updating")
	server.Advance(time.Minute)
	gatewayIs("active")
}

// What goes with another object does not keep it from being deleted, and is there
// until that one is gone.
func TestSim_followers(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{DeleteTime: time.Minute})
	control := controller(t, server)
	labelOn := func(part string) params {
		t.Helper()
		var made map[string]string
		control("POST", "/objects/label", fmt.Sprintf(`{"part_id":%q}`, part), http.StatusCreated, &made)
		return params{"RegionId": sim.DefaultRegion, "LabelId": made["label_id"]}
	}
	f := c.family()
	other := c.ok("CreatePart", named(f.gateway).with(params{"CustomerGatewayId.1": f.one})).str("PartId")
	on, elsewhere := labelOn(f.part), labelOn(other)
	c.ok("DeletePart", partNamed(f.part))
	c.ok("DescribeLabel", on)
	server.Advance(time.Minute)
	c.refused("DescribeLabel", on, 404, "InvalidLabelId.NotFound")
	c.ok("DescribeLabel", elsewhere)
	control("DELETE", "/objects/part/"+other, "", http.StatusNoContent, nil)
	c.refused("DescribeLabel", elsewhere, 404, "InvalidLabelId.NotFound")
}

// Tags, resource groups and lists ask for the kind.
func TestSim_kinds(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	f := c.family()
	tag := func(kind, id string) params {
		return params{"RegionId": sim.DefaultRegion, "ResourceType": kind, "ResourceId.1": id, "Tag.1.Key": "k", "Tag.1.Value": kind}
	}
	for kind, id := range map[string]string{"piece": f.part, "CustomerGateway": f.one, "VPNGATEWAY": f.gateway} {
		c.ok("TagResources", tag(kind, id))
		r := c.ok("ListTagResources", tag(kind, id))
		if !strings.Contains(r.text, fmt.Sprintf(`{"ResourceId":%q,"ResourceType":%q,"TagKey":"k","TagValue":%q}`, id, strings.ToUpper(kind), kind)) {
			t.Errorf("got %s", r.text)
		}
	}
	c.refused("TagResources", tag("PART", f.one), 400, "InvalidInstanceIds.NotFound")
	if r := c.ok("DescribeParts", params{"RegionId": sim.DefaultRegion, "Tag.1.Key": "k", "PartId": f.part}); r.body["TotalCount"] != 1.0 {
		t.Errorf("got %s", r.text)
	}

	move := params{"RegionId": sim.DefaultRegion, "NewResourceGroupId": sim.SecondResourceGroup}
	c.ok("MoveVpnResourceGroup", move.with(params{"ResourceType": "CUSTOMERGATEWAY", "InstanceId": f.one}))
	if g, _ := server.CustomerGateway(f.one); g.ResourceGroupID != sim.SecondResourceGroup {
		t.Errorf("got %+v", g)
	}
	c.refused("MoveVpnResourceGroup", move.with(params{"ResourceType": "CustomerGateway", "InstanceId": f.gateway}), 400, "InvalidInstanceId.NotFound")
	c.refused("MoveVpnResourceGroup", move.with(params{"ResourceType": "Part", "InstanceId": f.part}), 400, "IllegalParam.ResourceType")

	var all []string
	for _, o := range server.Objects() {
		all = append(all, fmt.Sprintf("%s %s %s %s", o.Kind, o.ID, o.RegionID, o.Status))
	}
	slices.Sort(all)
	want := []string{
		"customer_gateway " + f.one + " cn-hangzhou ", "customer_gateway " + f.two + " cn-hangzhou ",
		"part " + f.part + " cn-hangzhou active", "vpn_gateway " + f.gateway + " cn-hangzhou active",
	}
	slices.Sort(want)
	if !slices.Equal(all, want) {
		t.Errorf("want %v, got %v", want, all)
	}
}

// Faults find the objects that a call names by its row, whatever their kind is.
func TestSim_faultsByKind(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	f := c.family()
	rule := sim.Throttle("", -1)
	rule.ObjectID = f.two
	server.AddFault(rule)
	c.ok("DescribeCustomerGateway", customer(f.one))
	c.refused("DescribeCustomerGateway", customer(f.two), 400, "Throttling.User")
	c.refused("CreatePart", named(f.gateway).with(params{"CustomerGatewayId.1": f.one, "CustomerGatewayId.2": f.two}), 400, "Throttling.User")
	server.ClearFaults()

	for action, p := range map[string]params{"DescribePart": partNamed(f.part), "DeleteCustomerGateway": customer(f.one)} {
		server.AddFault(sim.NotFound(action, 1))
		code := map[string]string{
			"DescribePart": "InvalidPartId.NotFound", "DeleteCustomerGateway": "InvalidCustomerGatewayInstanceId.NotFound",
		}[action]
		c.refused(action, p, 404, code)
	}
	server.AddFault(sim.Mistaken("DescribeCustomerGateway", f.two, 1))
	if r := c.ok("DescribeCustomerGateway", customer(f.one)); r.str("CustomerGatewayId") != f.two {
		t.Errorf("got %s", r.text)
	}

	faults, err := sim.ReadFaults(strings.NewReader(`{"kind":"change","action":"DescribeCustomerGateway","change":{"asn":65000,"tags":{"by":"them"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	server.AddFault(faults[0])
	if r := c.ok("DescribeCustomerGateway", customer(f.one)); r.body["Asn"] != 65000.0 || !strings.Contains(r.text, `"them"`) {
		t.Errorf("got %s", r.text)
	}
	server.AddFault(sim.Fault{Action: "DescribePart", Kind: sim.KindRemove})
	c.refused("DescribePart", partNamed(f.part), 404, "InvalidPartId.NotFound")
}

func TestSim_kindsAreSaved(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	f := c.family()
	var file bytes.Buffer
	if err := server.Save(&file); err != nil {
		t.Fatal(err)
	}
	later, c := start(t, sim.Options{})
	if err := later.Load(bytes.NewReader(file.Bytes())); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(later.Objects()) != fmt.Sprint(server.Objects()) {
		t.Errorf("want %v, got %v", server.Objects(), later.Objects())
	}
	c.refused("DeleteCustomerGateway", customer(f.one), 400, "DependencyViolation.Part")
	strange := strings.Replace(file.String(), `"customer_gateway":`, `"costumer_gateway":`, 1)
	if err := later.Load(strings.NewReader(strange)); err == nil || !strings.Contains(err.Error(), "costumer_gateway") {
		t.Errorf("a kind that does not exist was loaded: %v", err)
	}
}

func TestSim_controlByKind(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	control := controller(t, server)
	var made map[string]string
	control("POST", "/objects/customer_gateway", `{"name":"branch","ip_address":"203.0.113.9"}`, http.StatusCreated, &made)
	id := made["customer_gateway_id"]
	control("POST", "/objects/customer_gateway/"+id, `{"asn":65001}`, http.StatusNoContent, nil)
	control("POST", "/objects/customer_gateway/"+id, `{"asm":65001}`, http.StatusBadRequest, nil)
	control("POST", "/objects/customer_gateway", `{"status":"active"}`, http.StatusBadRequest, nil)
	if r := c.ok("DescribeCustomerGateway", customer(id)); r.body["Asn"] != 65001.0 || r.str("Name") != "branch" {
		t.Errorf("got %s", r.text)
	}
	var list []sim.CustomerGateway
	control("GET", "/objects/customer_gateway", "", http.StatusOK, &list)
	if len(list) != 1 || list[0].CustomerGatewayID != id {
		t.Errorf("got %+v", list)
	}
	gateway := c.buy(nil)
	var gateways []sim.Gateway
	for _, path := range []string{"/gateways", "/objects/vpn_gateway"} {
		control("GET", path, "", http.StatusOK, &gateways)
		if len(gateways) != 1 || gateways[0].VpnGatewayID != gateway {
			t.Errorf("%s: got %+v", path, gateways)
		}
	}
	var all []sim.Object
	control("GET", "/objects", "", http.StatusOK, &all)
	if len(all) != 2 || all[0] != (sim.Object{Kind: "customer_gateway", ID: id, RegionID: sim.DefaultRegion, Name: "branch"}) {
		t.Errorf("got %+v", all)
	}
	control("DELETE", "/objects/customer_gateway/"+gateway, "", http.StatusNotFound, nil)
	control("DELETE", "/objects/customer_gateway/"+id, "", http.StatusNoContent, nil)
	control("GET", "/objects/nothing", "", http.StatusNotFound, nil)
}
