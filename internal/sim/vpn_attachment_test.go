package sim_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// attachable are the smallest parameters of an attachment with two tunnels, and
// attachableAlone those of one with a single tunnel.
func (c *client) attachable() params {
	c.t.Helper()
	far := c.customerGateway("203.0.113.7")
	return params{
		"RegionId": sim.DefaultRegion, "LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24",
		tunnelSpec + "1.TunnelIndex": "1", tunnelSpec + "1.CustomerGatewayId": far,
		tunnelSpec + "2.TunnelIndex": "2", tunnelSpec + "2.CustomerGatewayId": far,
	}
}

func (c *client) attachableAlone() params {
	c.t.Helper()
	return params{
		"RegionId": sim.DefaultRegion, "LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24",
		"CustomerGatewayId": c.customerGateway("203.0.113.7"),
	}
}

func (c *client) attachments(attachType string) reply {
	c.t.Helper()
	p := params{"RegionId": sim.DefaultRegion}
	if attachType != "" {
		p["AttachType"] = attachType
	}
	return c.ok("DescribeVpnAttachments", p)
}

// The answers have the fields of the cloud's, of the same types.
func TestSim_attachmentsAsTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/attachments.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []cloudAnswer
	if err := json.Unmarshal(text, &answers); err != nil || len(answers) != 3 {
		t.Fatal(answers, err)
	}
	_, c := start(t, sim.Options{})
	created := c.ok("CreateVpnAttachment", c.attachableAlone().with(params{
		"BgpConfig":         `{"EnableBgp":"true","LocalAsn":65530,"TunnelCidr":"169.254.10.0/30","LocalBgpIp":"169.254.10.1"}`,
		"HealthCheckConfig": `{"enable":"true","dip":"192.168.0.1","sip":"10.0.0.1"}`,
	}))
	shown := c.connection(created.str("VpnConnectionId"))
	deleted := c.ok("DeleteVpnAttachment", connected(created.str("VpnConnectionId")))
	for _, a := range answers {
		got := map[string]reply{"DescribeVpnConnection": shown, "CreateVpnAttachment": created, "DeleteVpnAttachment": deleted}[a.Action]
		for _, wrong := range a.differences("", a.Answer, any(got.body)) {
			t.Errorf("%s: %s", a.About, wrong)
		}
		if want := a.Answer["Code"]; got.body["Code"] != want {
			t.Errorf("%s: the code is %v, want %v", a.About, got.body["Code"], want)
		}
	}
}

// An attachment is read as a connection, has its own defaults, and is listed only
// where somebody asks for those that nothing is attached to.
func TestSim_vpnAttachment(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{UpdateTime: time.Minute})
	id := c.ok("CreateVpnAttachment", c.attachable().with(params{
		"Name": "branch", "TunnelBandwidth": "Large", "ResourceGroupId": sim.SecondResourceGroup, "Tags.1.Key": "team", "Tags.1.Value": "net",
	})).str("VpnConnectionId")
	if got := c.connection(id).at("State"); got != "updating" {
		t.Errorf("the state is %v", got)
	}
	c.refused("ModifyVpnAttachmentAttribute", connected(id).with(params{"Name": "b"}), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	r := c.connection(id)
	for path, want := range map[string]any{
		"State": "init", "AttachType": "NO_ASSOCIATED", "AttachInstanceId": "", "TransitRouterId": nil, "NetworkType": "public",
		"TunnelBandwidth": "large", "ResourceGroupId": sim.SecondResourceGroup, "Tags.Tag.0.Key": "team", "EnableTunnelsBgp": false,
		"TunnelOptionsSpecification.TunnelOptions.0.TunnelIndex":                     1.0,
		"TunnelOptionsSpecification.TunnelOptions.1.TunnelIndex":                     2.0,
		"TunnelOptionsSpecification.TunnelOptions.0.State":                           "active",
		"TunnelOptionsSpecification.TunnelOptions.0.TunnelIkeConfig.IkeVersion":      "ikev2",
		"TunnelOptionsSpecification.TunnelOptions.0.TunnelIkeConfig.IkeAuthAlg":      "sha1",
		"TunnelOptionsSpecification.TunnelOptions.1.TunnelIpsecConfig.IpsecAuthAlg":  "sha1",
		"TunnelOptionsSpecification.TunnelOptions.1.TunnelIpsecConfig.IpsecLifetime": "86400",
		"TunnelOptionsSpecification.TunnelOptions.1.EnableDpd":                       "true",
		"TunnelOptionsSpecification.TunnelOptions.0.ZoneNo":                          "cn-hangzhou-h",
		"TunnelOptionsSpecification.TunnelOptions.1.ZoneNo":                          "cn-hangzhou-i",
	} {
		if got := r.at(path); got != want {
			t.Errorf("%s: want %v, got %v", path, want, got)
		}
	}
	if one, two := r.tunnel(0, "InternetIp"), r.tunnel(1, "InternetIp"); one == two || one == "" {
		t.Errorf("the addresses are %v and %v", one, two)
	}
	for attachType, want := range map[string]float64{"": 0, "CEN": 0, "NO_ASSOCIATED": 1} {
		list := c.attachments(attachType)
		if list.body["TotalCount"] != want {
			t.Errorf("%q: got %s", attachType, list.text)
		}
		if want == 1 && (list.at("VpnAttachments.0.InstanceId") != id || list.at("VpnAttachments.0.Tags.0.Key") != "team" || strings.Contains(list.text, "LocalSubnet")) {
			t.Errorf("got %s", list.text)
		}
	}
	if all := c.ok("DescribeVpnConnections", params{"RegionId": sim.DefaultRegion}); all.at("VpnConnections.VpnConnection.0.AttachType") != "NO_ASSOCIATED" {
		t.Errorf("got %s", all.text)
	}
}

// Changes name the tunnels by their index. A key that is not sent back is lost.
func TestSim_vpnAttachmentChanges(t *testing.T) {
	t.Parallel()
	_, c := start(t, sim.Options{})
	id := c.ok("CreateVpnAttachment", c.attachable()).str("VpnConnectionId")
	psk := func(n int) any { return c.connection(id).tunnel(n, "TunnelIkeConfig.Psk") }
	one, two := psk(0), psk(1)
	answer := c.ok("ModifyVpnAttachmentAttribute", connected(id).with(params{
		"Name": "renamed", tunnelSpec + "1.TunnelIndex": "2", tunnelSpec + "1.TunnelIkeConfig.IkePfs": "group14",
	}))
	if answer.at("TunnelOptionsSpecification.1.TunnelIkeConfig.IkePfs") != "group14" || answer.at("Name") != "renamed" || psk(0) != one || psk(1) == two {
		t.Errorf("got %s", answer.text)
	}
	c.refused("ModifyVpnAttachmentAttribute", connected(id).with(params{tunnelSpec + "1.TunnelIndex": "3"}), 400, "InvalidTunnelOptionsSpecificationTunnelIndex")
	c.refused("ModifyVpnAttachmentAttribute", connected(id).with(params{"HealthCheckConfig": `{}`}), 400, "InvalidParameter")
	c.ok("MoveVpnResourceGroup", params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VpnAttachment", "InstanceId": id, "NewResourceGroupId": sim.SecondResourceGroup,
	})
	c.ok("TagResources", params{"RegionId": sim.DefaultRegion, "ResourceType": "VPNATTACHMENT", "ResourceId.1": id, "Tag.1.Key": "k", "Tag.1.Value": "v"})
	r := c.connection(id)
	if r.at("ResourceGroupId") != sim.SecondResourceGroup || r.at("Tags.Tag.0.Key") != "k" {
		t.Errorf("got %s", r.text)
	}
	c.refused("TagResources", params{
		"RegionId": sim.DefaultRegion, "ResourceType": "VPNCONNECTION", "ResourceId.1": id, "Tag.1.Key": "k", "Tag.1.Value": "v",
	}, 400, "InvalidInstanceIds.NotFound")
	c.refused("DeleteCustomerGateway", customer(r.tunnel(0, "CustomerGatewayId").(string)), 400, "DependencyViolation.VpnConnection")
	c.ok("DeleteVpnAttachment", connected(id))
	c.refused("DescribeVpnConnection", connected(id), http.StatusNotFound, "InvalidVpnConnectionInstanceId.NotFound")
}

// A single tunnel has its health check with a policy, and leads elsewhere in place.
func TestSim_vpnAttachmentSingle(t *testing.T) {
	t.Parallel()
	_, c := start(t, oldRegion)
	p := c.attachableAlone()
	c.refused("CreateVpnAttachment", params{
		"RegionId": sim.DefaultRegion, "LocalSubnet": "10.0.0.0/16", "RemoteSubnet": "192.168.0.0/24",
		tunnelSpec + "1.TunnelIndex": "1", tunnelSpec + "2.TunnelIndex": "2",
	}, 400, "InvalidParameter")
	id := c.ok("CreateVpnAttachment", p.with(params{
		"HealthCheckConfig": `{"enable":"true","dip":"192.168.0.1","sip":"10.0.0.1","Policy":"reserve_route"}`, "RemoteCaCert": "a certificate",
	})).str("VpnConnectionId")
	r := c.connection(id)
	if r.at("VcoHealthCheck.Policy") != "reserve_route" || r.at("RemoteCaCertificate") != "a certificate" || r.at("IkeConfig.IkeVersion") != "ikev2" {
		t.Errorf("got %s", r.text)
	}
	other := c.customerGateway("203.0.113.8")
	c.ok("ModifyVpnAttachmentAttribute", connected(id).with(params{"CustomerGatewayId": other, "HealthCheckConfig": `{"Policy":"revoke_route"}`}))
	if r := c.connection(id); r.at("CustomerGatewayId") != other || r.at("VcoHealthCheck.Policy") != "revoke_route" {
		t.Errorf("got %s", r.text)
	}
	c.refused("ModifyVpnAttachmentAttribute", connected(id).with(params{"HealthCheckConfig": `{"Policy":"other"}`}), 400, "IllegalParam.HealthCheckConfig.Policy")
}

// cbn calls an action of Cbn.
func (c *client) cbn(action string, p params) reply {
	c.t.Helper()
	return c.getV1("2017-09-12", action, p.with(params{"RegionId": sim.DefaultRegion, "Format": "JSON"}))
}

// A transit router takes a while to attach a connection, and to let it go. What it
// has is not deleted.
func TestSim_transitRouter(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{AttachTime: time.Minute})
	id := c.ok("CreateVpnAttachment", c.attachable()).str("VpnConnectionId")
	attach := params{"TransitRouterId": "tr-one", "CenId": "cen-one", "VpnId": id, "Zone.1.ZoneId": "cn-hangzhou-h", "AutoPublishRouteEnabled": "true"}
	attached := c.cbn("CreateTransitRouterVpnAttachment", attach).str("TransitRouterAttachmentId")
	state := func(want string) {
		t.Helper()
		if got := c.connection(id).at("State"); got != want {
			t.Fatalf("the state is %v, want %s", got, want)
		}
	}
	state("attaching")
	if again := c.cbn("CreateTransitRouterVpnAttachment", attach); again.code() != "IncorrectStatus.Status" {
		t.Errorf("got %s", again.text)
	}
	server.Advance(time.Minute)
	state("attached")
	r := c.connection(id)
	if r.at("AttachType") != "CEN" || r.at("AttachInstanceId") != "cen-one" || r.at("TransitRouterId") != "tr-one" {
		t.Errorf("got %s", r.text)
	}
	if list := c.cbn("ListTransitRouterVpnAttachments", params{"TransitRouterAttachmentId": attached}); list.at("TransitRouterAttachments.0.Status") != "Attached" ||
		list.at("TransitRouterAttachments.0.Zones.0.ZoneId") != "cn-hangzhou-h" {
		t.Errorf("got %s", list.text)
	}
	if list := c.attachments(""); list.at("VpnAttachments.0.InstanceId") != id || list.at("VpnAttachments.0.TransitRouterId") != "tr-one" {
		t.Errorf("got %s", list.text)
	}
	if r := c.refused("DeleteVpnAttachment", connected(id), 400, "DependencyViolation.TransitRouterAttachment"); !strings.Contains(r.str("Message"), attached) {
		t.Errorf("got %s", r.text)
	}
	// A wrong ID is a success that does nothing.
	c.cbn("DeleteTransitRouterVpnAttachment", params{"TransitRouterAttachmentId": "tr-attach-none"})
	state("attached")
	c.cbn("DeleteTransitRouterVpnAttachment", params{"TransitRouterAttachmentId": attached})
	state("detaching")
	c.refused("DeleteVpnAttachment", connected(id), 400, "VpnGateway.Configuring")
	server.Advance(time.Minute)
	state("init")
	if r := c.connection(id); r.at("AttachType") != "NO_ASSOCIATED" || r.at("AttachInstanceId") != "" {
		t.Errorf("got %s", r.text)
	}
	c.ok("DeleteVpnAttachment", connected(id))
}

// Tests and people attach without the API.
func TestSim_attachFromOutside(t *testing.T) {
	t.Parallel()
	server, c := start(t, sim.Options{})
	c.customerGateway("203.0.113.7")
	id := server.PutVpnAttachment(sim.VpnAttachment{})
	if attached := server.AttachVpn(id); !strings.HasPrefix(attached, "tr-attach-") || c.connection(id).at("State") != "attached" {
		t.Errorf("%s, %s", attached, c.connection(id).text)
	}
	c.ok("ModifyVpnAttachmentAttribute", connected(id).with(params{"Name": "renamed"}))
	if got := c.connection(id).at("State"); got != "attached" {
		t.Errorf("after a change the state is %v", got)
	}
	if !server.DetachVpn(id) || server.DetachVpn(id) || c.connection(id).at("State") != "init" || c.connection(id).at("TransitRouterId") != nil {
		t.Errorf("got %s", c.connection(id).text)
	}
}
