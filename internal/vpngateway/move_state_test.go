package vpngateway_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

const (
	official     = "registry.terraform.io/aliyun/alicloud"
	officialType = "alicloud_vpn_gateway"
	movedID      = "vpn-bp1q8bgx4xnkm2ogj0fiu"
)

var long = strings.Repeat("x", 200)

// The states below are written by hand, as versions of the official provider
// wrote them for the gateways that the simulator is given.
var officialStates = map[string]struct {
	state  string
	seed   sim.Gateway
	config map[string]any // besides vpc_id and bandwidth
}{
	"1.90, by use": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-bp1ub1yt9cvakoelj1y9c", "name": "office", "bandwidth": "10",
			"instance_charge_type": "PostPaid", "period": 1, "enable_ipsec": true, "enable_ssl": false, "ssl_connections": 5,
			"description": "", "vswitch_id": "vsw-bp1zonea00000000000001", "internet_ip": "203.0.113.9", "status": "active",
			"business_status": "Normal", "tags": null, "timeouts": null}`,
		seed:   sim.Gateway{Name: "office", InternetIP: "203.0.113.9"},
		config: map[string]any{"name": "office", "instance_charge_type": "POSTPAY"},
	},
	"1.90, prepaid": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-bp1ub1yt9cvakoelj1y9c", "name": "office", "bandwidth": "10M",
			"instance_charge_type": "PrePaid", "period": 3, "enable_ipsec": true, "enable_ssl": true, "ssl_connections": 20,
			"description": "Hangzhou", "vswitch_id": "", "internet_ip": "", "status": "active", "business_status": "Normal",
			"tags": {"team": "network", "acs:rm:rgId": "rg-1"}}`,
		seed: sim.Gateway{
			Name: "office", ChargeType: "Prepay", IpsecVpn: true, SslVpn: true, SslMaxConnections: 20, Description: "Hangzhou",
			Tags: map[string]string{"team": "network"},
		},
		config: map[string]any{
			"name": "office", "instance_charge_type": "PREPAY", "period": 3, "enable_ssl": true, "ssl_connections": 20,
			"description": "Hangzhou", "tags": map[string]string{"team": "network"},
		},
	},
	"1.216, both names of everything": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-bp1ub1yt9cvakoelj1y9c", "name": "office",
			"vpn_gateway_name": "office", "bandwidth": 10, "instance_charge_type": "PostPaid", "payment_type": "PayAsYouGo",
			"period": 1, "auto_pay": true, "auto_propagate": null, "enable_ipsec": true, "enable_ssl": false, "ssl_connections": 5,
			"description": "", "disaster_recovery_vswitch_id": "", "network_type": "public", "vpn_type": "Normal",
			"resource_group_id": "rg-acfmdefault00001", "create_time": 1492747187000, "vswitch_id": "vsw-bp1zonea00000000000001",
			"status": "active", "business_status": "Normal", "internet_ip": "203.0.113.9", "tags": {}}`,
		seed: sim.Gateway{Name: "office", InternetIP: "203.0.113.9", CreateTime: time.UnixMilli(1492747187000)},
	},
	"1.289, subscription": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-bp1ub1yt9cvakoelj1y9c", "name": "office",
			"vpn_gateway_name": "office", "bandwidth": 10, "instance_charge_type": "PrePaid", "payment_type": "Subscription",
			"period": 12, "auto_pay": true, "auto_propagate": true, "enable_ipsec": true, "enable_ssl": true, "ssl_connections": 5,
			"description": "Hangzhou", "disaster_recovery_vswitch_id": "vsw-bp1zoneb00000000000002", "network_type": "public",
			"vpn_type": "Normal", "resource_group_id": "rg-acfmsecond000002", "create_time": 1492747187000,
			"vswitch_id": "vsw-bp1zonea00000000000001", "status": "active", "business_status": "Normal",
			"internet_ip": "203.0.113.9", "disaster_recovery_internet_ip": "203.0.113.10", "ssl_vpn_internet_ip": "203.0.113.11",
			"tags": {"team": "network"}, "timeouts": {"create": "20m", "update": null, "delete": "10m"}}`,
		seed: sim.Gateway{
			Name: "office", ChargeType: "Prepay", AutoPropagate: true, IpsecVpn: true, SslVpn: true, Description: "Hangzhou",
			DisasterRecoveryVSwitchID: sim.DefaultVSwitchI, ResourceGroupID: sim.SecondResourceGroup,
			CreateTime: time.UnixMilli(1492747187000), InternetIP: "203.0.113.9", DisasterRecoveryInternetIP: "203.0.113.10",
			SslVpnInternetIP: "203.0.113.11", Tags: map[string]string{"team": "network"},
		},
		config: map[string]any{
			"name": "office", "instance_charge_type": "PREPAY", "period": 12, "auto_pay": true, "auto_propagate": true,
			"enable_ssl": true, "description": "Hangzhou", "vswitch_id": sim.DefaultVSwitchH,
			"disaster_recovery_vswitch_id": sim.DefaultVSwitchI, "resource_group_id": sim.SecondResourceGroup,
			"tags": map[string]string{"team": "network"}, "timeouts": map[string]any{"create": "20m", "delete": "10m"},
		},
	},
	"1.289, imported": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-bp1ub1yt9cvakoelj1y9c", "name": "office", "bandwidth": 10,
			"vpn_gateway_name": "office", "instance_charge_type": "PrePaid", "payment_type": "Subscription", "period": null,
			"auto_pay": null, "enable_ipsec": true, "enable_ssl": false, "ssl_connections": 5, "create_time": 1492747187000,
			"timeouts": {"create": null, "delete": null, "update": null}}`,
		seed:   sim.Gateway{Name: "office", ChargeType: "Prepay", CreateTime: time.UnixMilli(1492747187000)},
		config: map[string]any{"instance_charge_type": "PREPAY"},
	},
	"charge type as the API says it": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "payment_type": "POSTPAY", "instance_charge_type": "POSTPAY", "period": 1}`,
	},
	"charge types in odd letters": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "payment_type": "", "instance_charge_type": "prepaid", "period": "2"}`,
		seed:  sim.Gateway{ChargeType: "Prepay"}, config: map[string]any{"period": 2},
	},
	"everything as text": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "bandwidth": " 10 ", "enable_ipsec": "true", "enable_ssl": "true",
			"ssl_connections": "5", "create_time": "1492747187000", "auto_propagate": "false", "tags": {"floor": 3, "open": true}}`,
		seed: sim.Gateway{
			IpsecVpn: true, SslVpn: true, CreateTime: time.UnixMilli(1492747187000),
			Tags: map[string]string{"floor": "3", "open": "true"},
		},
		config: map[string]any{"enable_ssl": true, "tags": map[string]string{"floor": "3", "open": "true"}},
	},
	"create time as a date, no specification": {
		state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "bandwidth": 0, "create_time": "2017-04-21T11:59:47+08:00"}`,
		seed:  sim.Gateway{CreateTime: time.UnixMilli(1492747187000)},
	},
	"texts that this provider would refuse": {
		state: fmt.Sprintf(`{"id": %q, "name": "my office", "vpn_gateway_name": "my office", "description": %q}`, movedID, long),
		seed:  sim.Gateway{Name: "my office", Description: long},
	},
	"nothing but the ID": {state: `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "create_time": "?", "something_new": [1]}`},
}

// A move makes no call. What it carries over is what the refresh finds, and the
// plan after that has nothing to do and nothing to say.
func TestVpnGateway_move(t *testing.T) {
	t.Parallel()
	for name, test := range officialStates {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := acctest.New(t, sim.Options{})
			test.seed.VpnGatewayID, test.seed.VSwitchID = movedID, sim.DefaultVSwitchH
			test.seed.VpcID = sim.DefaultVPC
			c.Sim().PutGateway(test.seed)
			i := c.Instance(vpngateway.TypeName, nil)

			if said := i.Move(official, officialType, test.state); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			if calls := c.Sim().Requests(); len(calls) > 0 {
				t.Errorf("the move called %s", calls[0].Action)
			}
			carried := i.Attributes()
			if said := i.Refresh(); len(said) > 0 {
				t.Fatal(said.Texts())
			}
			for attribute, found := range i.Attributes() {
				if was := carried[attribute]; !was.IsNull() && !was.Equal(found) {
					t.Errorf("%s was moved as %v and read as %v", attribute, was, found)
				}
			}

			config := map[string]any{"vpc_id": sim.DefaultVPC, "bandwidth": 10}
			maps.Copy(config, test.config)
			if said := i.Plan(config); len(said) > 0 || !i.Unchanged(config) {
				t.Errorf("the plan after the move is not empty: %v", said.Texts())
			}
			onlyDescribed(t, c)
			if got := i.String("deletion_policy") + " " + i.String("region"); got != "delete "+sim.DefaultRegion {
				t.Errorf("got %s", got)
			}
		})
	}
}

func onlyDescribed(t *testing.T, c *acctest.Cloud) {
	t.Helper()
	for _, r := range c.Sim().Requests() {
		if !strings.HasPrefix(r.Action, "Describe") {
			t.Errorf("%s was called", r.Action)
		}
	}
}

// What the configuration says otherwise of the purchase, or of Terraform's own
// doings, is a change in place that makes no call.
func TestVpnGateway_movePurchase(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: movedID, ChargeType: "Prepay", VpcID: sim.DefaultVPC})
	i := c.Instance(vpngateway.TypeName, nil)
	i.Move(official, officialType, `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "payment_type": "Subscription", "period": 1, "timeouts": {"create": "20m"}}`)
	i.Refresh()
	config := map[string]any{
		"vpc_id": sim.DefaultVPC, "bandwidth": 10, "auto_pay": true, "deletion_policy": "prevent",
		"timeouts": map[string]any{"update": "1h"},
	}
	warnings := i.Plan(config).Warnings()
	for at, argument := range []string{"period", "auto_pay"} {
		if len(warnings) != 2 || !strings.Contains(warnings[at], argument+" counts at the next purchase") {
			t.Errorf("got %q, want a warning of %s", warnings, argument)
		}
	}
	if said := i.Apply(t.Context(), config); said.HasError() || !i.Unchanged(config) {
		t.Errorf("got %v", said.Texts())
	}
	onlyDescribed(t, c)
}

// Every address that the official provider has had is known, and what else it has is
// refused. Anything else is left to Terraform, which says that the move is not supported.
func TestVpnGateway_moveFrom(t *testing.T) {
	t.Parallel()
	const state = `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu"}`
	for from, known := range map[[2]string]bool{
		{official, officialType}:                                   true,
		{"registry.terraform.io/hashicorp/alicloud", officialType}: true,
		{"registry.opentofu.org/aliyun/alicloud", officialType}:    true,
		{"registry.opentofu.org/hashicorp/alicloud", officialType}: true,
		{"mirror.example.com/aliyun/alicloud", officialType}:       true,
		{"alicloud", officialType}:                                 true, // OpenTofu before 1.11.12 and 1.12.4
		{"registry.terraform.io/somebody/alicloud", officialType}:  false,
		{"registry.terraform.io/aliyun/notalicloud", officialType}: false,
		{"registry.terraform.io/aliyun/aliyun", officialType}:      false,
		{"", officialType}: false,
		{"terraform.io/builtin/terraform", "terraform_data"}: false,
	} {
		said := acctest.New(t, sim.Options{}).Instance(vpngateway.TypeName, nil).Move(from[0], from[1], state)
		switch {
		case known && len(said) > 0:
			t.Errorf("%v: %v", from, said.Texts())
		case !known && (len(said.Errors()) != 1 || !strings.HasPrefix(said.Errors()[0], "Unable to Move Resource State: ")):
			t.Errorf("%v: got %v", from, said.Texts())
		}
	}
	for _, from := range []string{"alicloud_vpn_gateway_enhanced_vpn_gateway", "alicloud_vpn_connection"} {
		said := acctest.New(t, sim.Options{}).Instance(vpngateway.TypeName, nil).Move(official, from, state)
		acctest.Contains(t, said.Errors(), "Unable to move "+from, "aliyun_vpn_gateway takes over alicloud_vpn_gateway, and no other resource of "+
			`aliyun/alicloud. Nothing was changed.`, `The guide "Moving from alicloud" lists what takes over which.`)
	}
}

// What cannot be understood is refused, by its name, and with a way on.
func TestVpnGateway_moveUnusable(t *testing.T) {
	t.Parallel()
	const way = " Nothing was changed.\n\nBring its state up to date with the provider aliyun/alicloud (terraform apply -refresh-only) " +
		"and plan again, or take the gateway over with a removed and an import block. The guide \"Moving from alicloud\" shows both."
	for state, want := range map[string]string{
		`{}`:                           `Its state has id = null, which is not the ID of a VPN gateway.`,
		`null`:                         `Its state has id = null, which is not the ID of a VPN gateway.`,
		`{"id": "<nil>"}`:              `Its state has id = "\u003cnil\u003e", which is not the ID of a VPN gateway.`,
		`{"id": 7}`:                    `Its state has id = 7, which is not the ID of a VPN gateway.`,
		`{"bandwidth": "fast"}`:        `Its state has bandwidth = "fast", which is not a number.`,
		`{"bandwidth": 10.5}`:          `Its state has bandwidth = 10.5, which is not a number.`,
		`{"enable_ssl": "maybe"}`:      `Its state has enable_ssl = "maybe", which is not true or false.`,
		`{"payment_type": "Barter"}`:   `Its state has payment_type = "Barter", which is not a charge type.`,
		`{"name": ["a"]}`:              `Its state has name = ["a"], which is not a text.`,
		`{"tags": "team"}`:             `Its state has tags = "team", which is not a map.`,
		`{"instance_charge_type": {}}`: `Its state has instance_charge_type = {}, which is not a charge type.`,
		`[`:                            `Its state cannot be read: unexpected EOF.`,
		``:                             `Its state cannot be read: EOF.`,
	} {
		if strings.HasPrefix(state, `{"`) && !strings.Contains(state, `"id"`) {
			state = `{"id": "vpn-1", ` + state[1:]
		}
		c := acctest.New(t, sim.Options{})
		i := c.Instance(vpngateway.TypeName, nil)
		said := i.Move(official, officialType, state)
		if wanted := "Unable to move alicloud_vpn_gateway: " + want + way; len(said) != 1 || said.Errors()[0] != wanted {
			t.Errorf("%s: got %q, want %q", state, said.Texts(), wanted)
		}
		if i.Exists() || len(c.Sim().Requests()) > 0 {
			t.Errorf("%s: something was done", state)
		}
	}
}

// The official state names no region, so the provider's is taken. A gateway that
// is not there stays in state: dropping it would let the apply buy another.
func TestVpnGateway_moveRegion(t *testing.T) {
	t.Parallel()
	const state = `{"id": "vpn-bp1q8bgx4xnkm2ogj0fiu", "vpc_id": "vpc-uf6shanghai0000000001", "bandwidth": 10}`
	c := acctest.New(t, sim.Options{})
	c.Sim().PutGateway(sim.Gateway{VpnGatewayID: movedID, RegionID: sim.ShanghaiRegion, VpcID: sim.ShanghaiVPC})
	config := map[string]any{"vpc_id": sim.ShanghaiVPC, "bandwidth": 10}

	there := c.Instance(vpngateway.TypeName, map[string]any{"region": sim.ShanghaiRegion})
	there.Move(official, officialType, state)
	if said := there.Refresh(); len(said) > 0 || there.String("region") != sim.ShanghaiRegion || !there.Unchanged(config) {
		t.Errorf("got %v, region %s", said.Texts(), there.String("region"))
	}

	elsewhere := c.Instance(vpngateway.TypeName, nil)
	elsewhere.Move(official, officialType, state)
	for range 2 {
		said := elsewhere.Refresh()
		want := "Moved VPN gateway was not found: vpn-bp1q8bgx4xnkm2ogj0fiu was moved here from alicloud_vpn_gateway"
		if len(said) != 1 || !strings.HasPrefix(said.Errors()[0], want) || !elsewhere.Exists() {
			t.Errorf("got %q, want %q and the gateway in state", said.Texts(), want)
		}
	}

	// -refresh=false leaves the region open: neither a change nor a destruction
	// could be carried out, and region = "cn-shanghai" would replace the gateway.
	config["region"] = sim.ShanghaiRegion
	for _, planned := range []map[string]any{config, nil} {
		said := elsewhere.Plan(planned)
		want := "Moved VPN gateway has to be refreshed first: vpn-bp1q8bgx4xnkm2ogj0fiu was moved here"
		if len(said) != 1 || !strings.HasPrefix(said.Errors()[0], want) {
			t.Errorf("got %q, want %q", said.Texts(), want)
		}
	}
}

// A provider argument that is not known yet only puts the move off.
func TestVpnGateway_moveUnknownProvider(t *testing.T) {
	t.Parallel()
	c := acctest.New(t, sim.Options{})
	i := c.Instance(vpngateway.TypeName, map[string]any{"access_key": tftypes.UnknownValue})
	i.Move(official, officialType, fmt.Sprintf(`{"id": %q}`, movedID))
	if said := i.Refresh(); said.HasError() || len(said.Warnings()) != 1 {
		t.Errorf("got %v", said.Texts())
	}
	if said := i.Plan(map[string]any{"vpc_id": sim.DefaultVPC, "bandwidth": 10}); len(said.Errors()) != 1 {
		t.Errorf("got %v", said.Texts())
	}
}
