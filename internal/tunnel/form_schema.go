package tunnel

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Attributes are those of Connection, but for the ones that say where it belongs.
func (f *Form) Attributes() map[string]schema.Attribute {
	attributes := singleAttributes(f.MovesSingle)
	if !f.MovesSingle {
		gateway, _ := attributes["customer_gateway_id"].(schema.StringAttribute)
		gateway.PlanModifiers = []planmodifier.String{framework.ReplaceString()}
		attributes["customer_gateway_id"] = gateway
	}
	maps.Copy(attributes, map[string]schema.Attribute{
		"local_subnets": subnetsAttribute(fmt.Sprintf("Networks behind %s (`LocalSubnet`), such as `10.0.0.0/16`. ", f.Words.Owner)),
		"remote_subnets": subnetsAttribute(fmt.Sprintf(
			"Networks behind the other end (`RemoteSubnet`). They cannot overlap those behind %s. ", f.Words.Near)),
		"name": framework.KeptString("Name, 1 to 100 characters, not beginning with `http://` or `https://`. If left out later, the name stays.",
			framework.Text(1, 100)),
		"ike":          IkeAttribute("of both tunnels, or of the single one. A tunnel can have its own."),
		"ipsec":        IpsecAttribute("of both tunnels, or of the single one. A tunnel can have its own."),
		"tunnels":      f.tunnelsAttribute(),
		"health_check": f.healthAttribute(),
		"effect_immediately": schema.BoolAttribute{
			MarkdownDescription: "Whether a change is negotiated with the other end at once, which interrupts the tunnels, or when there is traffic " +
				"(`EffectImmediately`). Defaults to `false`.",
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"auto_config_route": schema.BoolAttribute{
			MarkdownDescription: fmt.Sprintf("Whether %s adds routes for the subnets by itself (`AutoConfigRoute`). It cannot be read back. Defaults to `true`.",
				f.Words.Near),
			Optional: true, Computed: true, Default: booldefault.StaticBool(true),
		},
	})
	return attributes
}

func subnetsAttribute(description string) schema.SetAttribute {
	return framework.SubnetsAttribute(description + "With `0.0.0.0/0` in both sets, routes say what goes through the tunnels; otherwise these networks do.")
}

func (f *Form) tunnelsAttribute() schema.SingleNestedAttribute {
	each := make(map[string]schema.Attribute, len(f.Names))
	for i, name := range f.Names {
		each[name] = Attribute(f.Words.Each[i])
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: f.Words.Tunnels + fmt.Sprintf(
			" %s that has one tunnel and is to have two, or the reverse, is replaced.", f.Words.Noun),
		Optional: true,
		PlanModifiers: []planmodifier.Object{objectplanmodifier.RequiresReplaceIf(
			func(_ context.Context, req planmodifier.ObjectRequest, resp *objectplanmodifier.RequiresReplaceIfFuncResponse) {
				resp.RequiresReplace = !req.StateValue.IsNull() && req.ConfigValue.IsNull()
			}, framework.Replaces, framework.Replaces)},
		Attributes: each,
	}
}

func (f *Form) healthAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"destination_ip": addressAttribute("Address at the other end to ping (`dip`)."),
		"source_ip":      addressAttribute(fmt.Sprintf("Address behind %s to ping from (`sip`).", f.Words.Near)),
		"interval":       countAttribute("Seconds between two pings (`interval`). Defaults to `3`."),
		"retry_times":    countAttribute("How many pings in a row have to fail (`retry`). Defaults to `3`."),
	}
	if f.Policy {
		attributes["policy"] = schema.StringAttribute{
			MarkdownDescription: "What becomes of the routes through the connection when the check fails (`Policy`): `revoke_route` takes them back, " +
				"`reserve_route` keeps them. Defaults to `revoke_route`.",
			Optional: true, Computed: true, Validators: words(policies),
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Health check of the connection, by pinging an address at the other end. Only for a connection with a single tunnel.",
		Optional:            true,
		Attributes:          attributes,
	}
}

var policies = []string{vpc.PolicyRevoke, vpc.PolicyReserve}

const defaultPolicy = vpc.PolicyRevoke

func addressAttribute(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Required: true,
		Validators: []validator.String{framework.InObject(framework.StringCheck("an IPv4 address", CheckIPv4))},
	}
}

func countAttribute(description string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: description, Optional: true, Computed: true, CustomType: framework.WholeNumber{},
		Validators: []validator.Int64{framework.InObjectInt64(framework.Int64Check("at least 1", func(n int64) error {
			if n < 1 {
				return errors.New("must be at least 1")
			}
			return nil
		}))},
	}
}
