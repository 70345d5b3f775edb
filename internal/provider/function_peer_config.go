package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/peerconfig"
)

type peerConfig struct{}

func newPeerConfig() function.Function { return peerConfig{} }

// The type of the function's second parameter: peerconfig.Config.
var (
	ikeParts = map[string]attr.Type{
		"version": types.StringType, "encryption": types.StringType, "authentication": types.StringType,
		"dh_group": types.StringType, "mode": types.StringType, "lifetime": types.Int64Type,
	}
	ipsecParts = map[string]attr.Type{
		"encryption": types.StringType, "authentication": types.StringType, "pfs_group": types.StringType, "lifetime": types.Int64Type,
	}
	peerBGPParts = map[string]attr.Type{
		"local_asn": types.Int64Type, "remote_asn": types.Int64Type,
		"local_ip": types.StringType, "remote_ip": types.StringType, "tunnel_cidr": types.StringType,
	}
	peerTunnelParts = map[string]attr.Type{
		"name": types.StringType, "local_address": types.StringType, "remote_address": types.StringType,
		"local_id": types.StringType, "remote_id": types.StringType, "psk": types.StringType,
		"ike": types.ObjectType{AttrTypes: ikeParts}, "ipsec": types.ObjectType{AttrTypes: ipsecParts},
		"bgp": types.ObjectType{AttrTypes: peerBGPParts}, "dpd": types.BoolType, "nat_traversal": types.BoolType,
	}
	peerConfigParts = map[string]attr.Type{
		"name": types.StringType, "vpn_connection_id": types.StringType,
		"local_subnets":  types.ListType{ElemType: types.StringType},
		"remote_subnets": types.ListType{ElemType: types.StringType},
		"tunnels":        types.ListType{ElemType: types.ObjectType{AttrTypes: peerTunnelParts}},
	}
)

// Metadata names the function.
func (peerConfig) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "peer_config"
}

// Definition is what callers see.
func (peerConfig) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Write the configuration for the other end of a VPN connection",
		MarkdownDescription: "Writes the configuration for the device at the other end of a VPN connection. " +
			"If a format does not support an argument, the error names the argument.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "format",
				MarkdownDescription: "One of " + codeList(peerconfig.Formats()) + ".",
			},
			function.ObjectParameter{
				Name:                "config",
				MarkdownDescription: "The connection, as the other end sees it. See the attributes below.",
				AttributeTypes:      peerConfigParts,
			},
		},
		Return: function.StringReturn{},
	}
}

// Run writes one configuration.
func (peerConfig) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var format string
	var given types.Object
	if resp.Error = req.Arguments.Get(ctx, &format, &given); resp.Error != nil {
		return
	}
	if missing := missingSwitch(given); missing != "" {
		resp.Error = function.NewArgumentFuncError(1, missing+" must be true or false")
		return
	}
	var config peerconfig.Config
	// Null becomes the zero value. Where that is not allowed, peerconfig returns an error.
	options := basetypes.ObjectAsOptions{UnhandledNullAsEmpty: true}
	if resp.Error = function.FuncErrorFromDiags(ctx, given.As(ctx, &config, options)); resp.Error != nil {
		return
	}
	text, err := peerconfig.Render(format, config)
	if err != nil {
		resp.Error = argumentError(err, "format", 1)
		return
	}
	resp.Error = resp.Result.Set(ctx, text)
}

// missingSwitch names the first switch of a tunnel that is null, which is
// neither on nor off.
func missingSwitch(config types.Object) string {
	tunnels, _ := config.Attributes()["tunnels"].(types.List)
	for i, element := range tunnels.Elements() {
		tunnel, _ := element.(types.Object)
		for _, name := range []string{"dpd", "nat_traversal"} {
			if value := tunnel.Attributes()[name]; value == nil || value.IsNull() {
				return fmt.Sprintf("tunnels[%d].%s", i, name)
			}
		}
	}
	return ""
}

// argumentError makes an error of the argument that it is about: the first, if
// it names that one, or the one at position. Terraform adds the full stop.
func argumentError(err error, first string, position int64) *function.FuncError {
	var field *peerconfig.FieldError
	if errors.As(err, &field) && field.Field == first {
		return function.NewArgumentFuncError(0, field.Problem)
	}
	return function.NewArgumentFuncError(position, err.Error())
}

// codeList lists values for a page: `a`, `b` or `c`.
func codeList(values []string) string {
	last := len(values) - 1
	return "`" + strings.Join(values[:last], "`, `") + "` or `" + values[last] + "`"
}
