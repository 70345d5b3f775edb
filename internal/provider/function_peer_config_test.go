package provider_test

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// call runs a function over the protocol, as Terraform does.
func call(t *testing.T, name string, arguments ...tftypes.Value) *tfprotov6.CallFunctionResponse {
	t.Helper()
	server, err := acctest.New(t, sim.Options{}).Factories()["aliyun"]()
	if err != nil {
		t.Fatal(err)
	}
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for _, argument := range arguments {
		value, err := tfprotov6.NewDynamicValue(argument.Type(), argument)
		if err != nil {
			t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &value)
	}
	resp, err := server.CallFunction(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

func text(value any) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }

// peerObject is an object with these attributes.
func peerObject(attributes map[string]tftypes.Value) tftypes.Value {
	types := make(map[string]tftypes.Type, len(attributes))
	for name, value := range attributes {
		types[name] = value.Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, attributes)
}

func list(elements ...tftypes.Value) tftypes.Value {
	return tftypes.NewValue(tftypes.List{ElementType: elements[0].Type()}, elements)
}

func number(value any) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }

// officeTunnel is one tunnel; what may be null is null.
func officeTunnel(change func(map[string]tftypes.Value)) tftypes.Value {
	bgp := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"local_asn": tftypes.Number, "remote_asn": tftypes.Number,
		"local_ip": tftypes.String, "remote_ip": tftypes.String, "tunnel_cidr": tftypes.String,
	}}
	tunnel := map[string]tftypes.Value{
		"name": text("tunnel"), "local_address": text("198.51.100.1"), "remote_address": text("203.0.113.1"),
		"local_id": text(nil), "remote_id": text(nil), "psk": text("key-1234"), "bgp": tftypes.NewValue(bgp, nil),
		"dpd": tftypes.NewValue(tftypes.Bool, true), "nat_traversal": tftypes.NewValue(tftypes.Bool, true),
		"ike": peerObject(map[string]tftypes.Value{
			"version": text("ikev2"), "mode": text(nil), "encryption": text("aes256"), "authentication": text("sha256"),
			"dh_group": text("group14"), "lifetime": number(nil),
		}),
		"ipsec": peerObject(map[string]tftypes.Value{
			"encryption": text("aes256"), "authentication": text("sha256"), "pfs_group": text("disabled"), "lifetime": number(nil),
		}),
	}
	change(tunnel)
	return peerObject(tunnel)
}

func TestPeerConfig(t *testing.T) {
	t.Parallel()
	null := func(name string, of tftypes.Type) func(map[string]tftypes.Value) {
		return func(tunnel map[string]tftypes.Value) { tunnel[name] = tftypes.NewValue(of, nil) }
	}
	for _, row := range []struct {
		format   any
		change   func(map[string]tftypes.Value)
		problem  string
		argument int64
	}{
		{format: "strongswan"},
		{format: "junos"},
		{format: "ipsec.conf", problem: `must be "cisco-ios", "fortigate", "junos" or "strongswan", got: "ipsec.conf"`},
		{format: "strongswan", change: null("psk", tftypes.String), problem: "tunnels[0].psk is empty", argument: 1},
		{format: "strongswan", change: null("dpd", tftypes.Bool), problem: "tunnels[0].dpd must be true or false", argument: 1},
		{format: "strongswan", change: null("nat_traversal", tftypes.Bool), problem: "tunnels[0].nat_traversal must be true or false", argument: 1},
		{format: "strongswan", change: null("name", tftypes.String), problem: `tunnels[0].name must be "master", "slave", "tunnel1", "tunnel2" or "tunnel"`, argument: 1},
		{
			format: "fortigate", change: func(tunnel map[string]tftypes.Value) { tunnel["psk"] = text(`Secret"key`) }, argument: 1,
			problem: "tunnels[0].psk holds a character that fortigate does not take: only ASCII characters but for quotes, backslash, backtick, dollar sign and question mark can be written",
		},
	} {
		if row.change == nil {
			row.change = func(map[string]tftypes.Value) {}
		}
		resp := call(t, "peer_config", text(row.format), peerObject(map[string]tftypes.Value{
			"name": text(nil), "vpn_connection_id": text("vco-1"), "tunnels": list(officeTunnel(row.change)),
			"local_subnets": list(text("192.168.0.0/16")), "remote_subnets": list(text("10.20.0.0/16")),
		}))
		if row.problem != "" {
			if resp.Error == nil || resp.Error.Text != row.problem || *resp.Error.FunctionArgument != row.argument {
				t.Errorf("got %+v, want %q of argument %d", resp.Error, row.problem, row.argument)
			}
			continue
		}
		if resp.Error != nil {
			t.Errorf("%s: %s", row.format, resp.Error.Text)
			continue
		}
		var written string
		value, err := resp.Result.Unmarshal(tftypes.String)
		if err == nil {
			err = value.As(&written)
		}
		if err != nil || !strings.Contains(written, "198.51.100.1") || !strings.Contains(written, `"key-1234"`) {
			t.Errorf("%s: %v, %s", row.format, err, written)
		}
	}
}

// The example runs on keys that no file has, and its text does not get into one.
func TestPeerConfig_configuration(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../examples/functions/peer_config/function.tf")
	if err != nil {
		t.Fatal(err)
	}
	const sink = "provider \"echo\" {\n  data = local.swanctl_conf\n}\nresource \"echo\" \"sink\" {}\n"
	keys := config.Variables{"keys": config.MapVariable(map[string]config.Variable{
		"master": config.StringVariable("key-of-master-1"), "slave": config.StringVariable("key-of-slave-2"),
	})}
	// Objects that people have hold more, and networks in sets.
	more := strings.NewReplacer(
		"name              = \"office\"", "name              = \"office\"\n    region            = \"cn-hangzhou\"",
		`["192.168.0.0/16"]`, `toset(["192.168.0.0/16"])`,
	).Replace(string(example))
	if strings.Count(more, "region") != 1 || !strings.Contains(more, "toset") {
		t.Fatal("the example has changed: nothing was put into it")
	}
	c := acctest.New(t, sim.Options{})
	factories := c.Factories()
	factories["echo"] = echoprovider.NewProviderServer()
	resource.UnitTest(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)},
		ProtoV6ProviderFactories: factories,
		Steps: []resource.TestStep{
			{
				Config:          c.Provider() + string(example) + sink,
				ConfigVariables: keys,
				ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue("echo.sink", tfjsonpath.New("data"), knownvalue.StringRegexp(
					regexp.MustCompile(`(?s)secret = "key-of-master-1".*secret = "key-of-slave-2"`),
				))},
			},
			{Config: c.Provider() + more + sink, ConfigVariables: keys, PlanOnly: true},
			{
				Config:          c.Provider() + string(example) + "output \"conf\" {\n  value = local.swanctl_conf\n}\n",
				ConfigVariables: keys,
				ExpectError:     regexp.MustCompile(`(?s)ephemeral`),
			},
			{
				Config:          c.Provider() + strings.Replace(string(example), `"strongswan"`, `"racoon"`, 1) + sink,
				ConfigVariables: keys,
				ExpectError:     regexp.MustCompile(`(?s)must\s+be\s+"cisco-ios",\s+"fortigate",\s+"junos"\s+or\s+"strongswan",\s+got:\s+"racoon"\.\s`),
			},
			{
				Config:          c.Provider() + strings.Replace(string(example), `encryption = "aes256", authentication = "sha256", pfs_group`, `encryption = "sm4", authentication = "sha256", pfs_group`, 1) + sink,
				ConfigVariables: keys,
				ExpectError:     regexp.MustCompile(`(?s)tunnels\[0\]\.ipsec\.encryption\s+is\s+"sm4",\s+an\s+SM\s+algorithm.*strongswan,\s+nor\s+for\s+any\s+other\s+format\.\s`),
			},
			{Config: c.Provider()}, // what is destroyed
		},
	})
}

func TestIPsecPreset(t *testing.T) {
	t.Parallel()
	for _, cloud := range peerconfig.Clouds() {
		if resp := call(t, "ipsec_preset", text(cloud)); resp.Error != nil {
			t.Errorf("%s: %s", cloud, resp.Error.Text)
		}
	}
	resp := call(t, "ipsec_preset", text("aws\n"))
	want := `must be "aws", "azure", "gcp", "huaweicloud" or "tencentcloud", got: "aws\n"`
	if resp.Error == nil || resp.Error.Text != want || *resp.Error.FunctionArgument != 0 {
		t.Errorf("got %+v, want %q", resp.Error, want)
	}
}

// The page's table says what the function returns.
func TestIPsecPreset_page(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../templates/functions/ipsec_preset.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, cloud := range peerconfig.Clouds() {
		p, err := peerconfig.PresetFor(cloud)
		if err != nil {
			t.Fatal(err)
		}
		if p.IKE.Version != "ikev2" || p.IKE.Mode != "main" || p.IKE.Encryption != "aes256" || p.IKE.Authentication != "sha256" ||
			p.IPsec.Encryption != "aes256" || p.IPsec.Authentication != "sha256" {
			t.Errorf("%s has other algorithms than the page says of all: %+v", cloud, p)
		}
		row := regexp.MustCompile("(?m)^\\| `" + cloud + "` \\| `" + p.IKE.DHGroup + "` \\| `" + p.IPsec.PFSGroup + "` \\| " +
			strconv.FormatInt(p.IKE.Lifetime, 10) + ", " + strconv.FormatInt(p.IPsec.Lifetime, 10) + " \\| \\[.*\\]\\(https://.*\\) \\|$")
		if !row.Match(page) {
			t.Errorf("the page has no row %s", row)
		}
	}
}

func TestIPsecPreset_configuration(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../examples/functions/ipsec_preset/function.tf")
	if err != nil {
		t.Fatal(err)
	}
	c := acctest.New(t, sim.Options{})
	exact, seconds := knownvalue.StringExact, knownvalue.Int64Exact
	c.Test(
		resource.TestStep{
			Config: c.Provider() + string(example),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("ike", knownvalue.ObjectExact(map[string]knownvalue.Check{
					"version": exact("ikev2"), "mode": exact("main"), "encryption": exact("aes256"),
					"authentication": exact("sha256"), "dh_group": exact("group14"), "lifetime": seconds(28800),
				})),
				statecheck.ExpectKnownOutputValue("ipsec", knownvalue.ObjectExact(map[string]knownvalue.Check{
					"encryption": exact("aes256"), "authentication": exact("sha256"), "pfs_group": exact("group14"), "lifetime": seconds(1800),
				})),
			},
		},
		resource.TestStep{
			Config:      c.Provider() + "output \"ike\" {\n  value = provider::aliyun::ipsec_preset(\"oracle\").ike\n}\n",
			ExpectError: regexp.MustCompile(`(?s)must\s+be\s+"aws",\s+"azure",\s+"gcp",\s+"huaweicloud"\s+or\s+"tencentcloud",\s+got:\s+"oracle"\.\s`),
		},
	)
}
