package acctest_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

// attributes is a configuration of a resource.
type attributes = map[string]any

func with(a, more attributes) attributes {
	all := maps.Clone(a)
	maps.Copy(all, more)
	return all
}

// theirVPC is where the gateways of other people are.
const theirVPC = "vpc-bp1others000000000001"

// subjects are all kinds of resources that there are.
func subjects() []*acctest.Subject {
	return []*acctest.Subject{vpnGateway(), customerGateway(), vpnConnection(), vpnAttachment(), vpnRoute(), vpnPolicyRoute(), ipsecServer(), enhancedGateway(), gatewayCertificate(), sslVpnServer(), sslClientCert(), vcoRoute()}
}

// TestSubjects_complete: the general tests leave no resource out, and what a
// subject names exists.
func TestSubjects_complete(t *testing.T) {
	t.Parallel()
	schemas := resourceSchemas(t)
	for _, s := range subjects() {
		schema, offered := schemas[s.TypeName]
		if !offered {
			t.Errorf("the provider has no resource %s", s.TypeName)
			continue
		}
		delete(schemas, s.TypeName)
		if s.Put == nil || s.Remove == nil || s.ListPath == "" || len(s.WayBack) == 0 || (len(s.Updates) == 0) != s.Fixed {
			t.Errorf("%s: the subject leaves out what the general tests need", s.TypeName)
		}
		named := slices.Concat(slices.Collect(maps.Keys(s.Minimal)), slices.Collect(maps.Keys(s.Full)), s.NotImported)
		if s.Unique != "" {
			named = append(named, s.Unique)
		}
		for _, u := range s.Updates {
			named = append(named, u.Attribute)
			if s.Full[u.Attribute] == nil || fmt.Sprint(s.Full[u.Attribute]) == fmt.Sprint(u.Value) {
				t.Errorf("%s: the update of %s changes nothing", s.TypeName, u.Attribute)
			}
		}
		for _, name := range named {
			if !slices.ContainsFunc(schema.Block.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == name }) {
				t.Errorf("%s has no attribute %s", s.TypeName, name)
			}
		}
	}
	for name := range schemas {
		t.Errorf("%s has no subject", name)
	}
}

// resourceSchemas are those that the provider offers.
func resourceSchemas(t *testing.T) map[string]*tfprotov6.Schema {
	t.Helper()
	offered, err := provider.NewServer("test", provider.Options{}).GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(offered.ResourceSchemas) == 0 {
		t.Fatal(offered, err)
	}
	return maps.Clone(offered.ResourceSchemas)
}

// vpnGateway is the subject aliyun_vpn_gateway.
func vpnGateway() *acctest.Subject {
	minimal := attributes{
		"vpc_id": sim.DefaultVPC, "bandwidth": 10,
		"vswitch_id": sim.DefaultVSwitchH, "disaster_recovery_vswitch_id": sim.DefaultVSwitchI,
	}
	full := with(minimal, attributes{
		"name": "matrix", "description": "before", "auto_propagate": false,
		"tags":              map[string]string{"stays": "1", "changes": "1", "goes": "1"},
		"resource_group_id": sim.SecondResourceGroup,
	})
	prepaid := with(minimal, attributes{"instance_charge_type": "PREPAY", "period": 1})
	return &acctest.Subject{
		TypeName: vpngateway.TypeName, Minimal: minimal, Full: full,
		Unique: "name", TakeOver: "terraform import ADDRESS",
		Creates: []acctest.Create{
			{Name: "create prepaid, paid at once", Short: "prepaid", Config: with(prepaid, attributes{"auto_pay": true})},
			{
				Name: "create prepaid, not paid", Short: "unpaid", Unpaid: true,
				Config: with(prepaid, attributes{"description": "later", "tags": map[string]string{"a": "1"}}),
			},
		},
		Updates: []acctest.Update{
			{Attribute: "name", Value: "renamed"},
			{Attribute: "description", Value: "after"},
			{Attribute: "auto_propagate", Value: true},
			{Attribute: "tags", Value: map[string]string{"stays": "1", "changes": "2", "comes": "1"}},
			{Attribute: "resource_group_id", Value: sim.DefaultResourceGroup},
		},

		CreateAction: createAction, ReadAction: "DescribeVpnGateway", ListAction: "DescribeVpnGateways", DeleteAction: deleteAction,
		ListPath:     "VpnGateways.VpnGateway",
		TokenActions: []string{createAction, modifyAction, deleteAction},
		Created:      fields("VpnGatewayId", "Name", "OrderId", "RequestId"),
		Shown: append(fields(
			"VpnGatewayId", "Name", "Description", "VpcId", "VSwitchId", "InternetIp",
			"DisasterRecoveryVSwitchId", "DisasterRecoveryInternetIp", "EnableBgp", "AutoPropagate", "ResourceGroupId",
			"Tag", "Tags", "Tags.Tag", "ReservationData", "RequestId"),
			acctest.Field{Name: "Status", OtherCase: `"Active"`}, acctest.Field{Name: "BusinessStatus", OtherCase: `"NORMAL"`},
			acctest.Field{Name: "Spec", OtherCase: `"10m"`, Number: true}, acctest.Field{Name: "SslMaxConnections", Number: true},
			acctest.Field{Name: "CreateTime", Number: true}, acctest.Field{Name: "EndTime", Number: true},
			acctest.Field{Name: "ChargeType", OtherCase: `"postpay"`},
			acctest.Field{Name: "IpsecVpn", OtherCase: `"Enable"`}, acctest.Field{Name: "SslVpn", OtherCase: `"DISABLE"`},
			acctest.Field{Name: "NetworkType", OtherCase: `"Public"`}, acctest.Field{Name: "VpnType", OtherCase: `"normal"`},
			acctest.Field{Name: "GatewayType", OtherCase: `"TRADITIONAL"`}),
		IDField: "VpnGatewayId", StatusField: "Status",
		NotFound: notFoundOf("DescribeVpnGateway"),

		Foreign:     foreignGateway,
		Put:         func(s *sim.Server, id string) { s.PutGateway(sim.Gateway{VpnGatewayID: id}) },
		Remove:      (*sim.Server).RemoveGateway,
		Live:        liveGateways,
		Object:      func(s *sim.Server, id string) any { g, _ := s.Gateway(id); return g },
		Leaving:     func(s *sim.Server, id string) bool { g, _ := s.Gateway(id); return g.Status == "deleting" },
		Differences: gatewayDifferences,
		Paid:        func(s *sim.Server, id string) bool { g, _ := s.Gateway(id); return g.Paid },
		WayBack:     []string{sim.DefaultVPC, "terraform import ADDRESS"},
		Nothing:     "Nothing was bought",
		Billed:      []string{" is still billed", " is billed"},
	}
}

func fields(names ...string) []acctest.Field {
	var all []acctest.Field
	for _, name := range names {
		all = append(all, acctest.Field{Name: name})
	}
	return all
}

// notFoundOf is how each action says that there is no object of the kind that an
// action reads.
func notFoundOf(read string) func(action string) sim.Fault {
	return func(action string) sim.Fault {
		f := sim.NotFound(read, 1)
		f.Action = action
		switch action {
		case "TagResources", "UnTagResources":
			f.Status, f.Code, f.Message = http.StatusBadRequest, "InvalidInstanceIds.NotFound", "The specified InstanceIds are not found."
		case "MoveVpnResourceGroup":
			f.Code, f.Message = "InvalidInstanceId.NotFound", "The specified instance is not found."
		}
		return f
	}
}

func foreignGateway(s *sim.Server) string {
	s.AddVPC(sim.DefaultRegion, sim.VPC{ID: theirVPC, VSwitches: []sim.VSwitch{
		{ID: "vsw-bp1others00000000000h", ZoneID: "cn-hangzhou-h"}, {ID: "vsw-bp1others00000000000i", ZoneID: "cn-hangzhou-i"},
	}})
	return s.PutGateway(sim.Gateway{
		VpnGatewayID: "vpn-bp1others00000000001", Name: "theirs", Description: "not ours", VpcID: theirVPC, Bandwidth: 100,
		VSwitchID: "vsw-bp1others00000000000h", DisasterRecoveryVSwitchID: "vsw-bp1others00000000000i",
		Tags: map[string]string{"owner": "others"},
	})
}

func liveGateways(s *sim.Server) []string {
	var ids []string
	for _, g := range s.Gateways() {
		ids = append(ids, g.VpnGatewayID)
	}
	return ids
}

func gatewayDifferences(s *sim.Server, id string, wants attributes) []string {
	g, _ := s.Gateway(id)
	return differences(wants, attributes{
		"vpc_id": g.VpcID, "bandwidth": g.Bandwidth, "name": g.Name, "description": g.Description,
		"auto_propagate": g.AutoPropagate, "tags": g.Tags, "resource_group_id": g.ResourceGroupID,
	})
}

// differences says what of a configuration an object does not have.
func differences(wants, have attributes) []string {
	var found []string
	for _, name := range slices.Sorted(maps.Keys(have)) {
		if want, configured := wants[name]; configured && fmt.Sprint(want) != fmt.Sprint(have[name]) {
			found = append(found, fmt.Sprintf("%s is %v and was configured as %v", name, have[name], want))
		}
	}
	return found
}
