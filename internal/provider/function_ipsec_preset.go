package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

type ipsecPreset struct{}

func newIPsecPreset() function.Function { return ipsecPreset{} }

var presetParts = map[string]attr.Type{
	"ike": types.ObjectType{AttrTypes: ikeParts}, "ipsec": types.ObjectType{AttrTypes: ipsecParts},
}

// Metadata names the function.
func (ipsecPreset) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "ipsec_preset"
}

// Definition is what callers see.
func (ipsecPreset) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Algorithms for a VPN connection to another cloud",
		MarkdownDescription: "Returns the strongest algorithms that both Alibaba Cloud and another cloud support, with the lifetimes of that cloud, " +
			"as an object with `ike` and `ipsec`.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "cloud",
			MarkdownDescription: "One of " + codeList(peerconfig.Clouds()) + ".",
		}},
		Return: function.ObjectReturn{AttributeTypes: presetParts},
	}
}

// Run looks up one preset.
func (ipsecPreset) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var cloud string
	if resp.Error = req.Arguments.Get(ctx, &cloud); resp.Error != nil {
		return
	}
	preset, err := peerconfig.PresetFor(cloud)
	if err != nil {
		resp.Error = argumentError(err, "cloud", 0)
		return
	}
	resp.Error = resp.Result.Set(ctx, preset)
}
