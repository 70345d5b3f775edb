package ipsecserver

import (
	"context"
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// wayBack says how to find a server that is not in state.
const wayBack = "Apply again. If the gateway has a server by then, the error names it, and says how to import it."

// failCreate explains a server that was not created, or may have been.
func (r *ipsecServer) failCreate(ctx context.Context, op *framework.Operation[model], in vpc.CreateIpsecServerInput, err error) {
	f := framework.FailedCreate{Err: err, Region: in.RegionID, Which: "of " + in.VpnGatewayID, Next: wayBack}
	look, stop := framework.Looking(ctx)
	defer stop()
	switch code := vpc.ErrorCode(err); {
	case code == "OperationFailed.IPsecServerExist":
		f.Hint = r.holder(look, in.RegionID, in.VpnGatewayID)
	case strings.HasPrefix(code, "Operation"), strings.Contains(code, "VpnConnection"):
		// The reference names no code for a gateway that has connections.
		f.Hint = r.connections(look, in.RegionID, in.VpnGatewayID)
	}
	r.AddFailedCreate(op.Diags, f)
}

// holder names the one server that the gateway has already.
func (r *ipsecServer) holder(ctx context.Context, region, gateway string) string {
	all, err := r.Data.VPC.ListIpsecServers(ctx, vpc.ListIpsecServersInput{RegionID: region, VpnGatewayID: gateway})
	switch {
	case err != nil:
		return fmt.Sprintf("%s has an IPsec server already, and which one could not be read: %v", gateway, err)
	case len(all) == 0:
		return fmt.Sprintf("The API says that %s has an IPsec server already, but lists none. Apply again.", gateway)
	}
	return fmt.Sprintf("%s has the IPsec server %s (%q) already, and a VPN gateway has one at most. If it is to be this resource, take it into state:\n%s%s",
		gateway, all[0].IpsecServerID, all[0].Name, framework.ImportBlock(all[0].IpsecServerID, region), r.WhatAddress())
}

// connections names the connections beside which the gateway can have no server; "" if
// there are none.
func (r *ipsecServer) connections(ctx context.Context, region, gateway string) string {
	all, err := r.Data.VPC.DescribeVpnConnections(ctx, vpc.DescribeVpnConnectionsInput{RegionID: region, VpnGatewayID: gateway})
	if err != nil || len(all) == 0 {
		return ""
	}
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = fmt.Sprintf("%s (%q)", v.VpnConnectionID, v.Name)
	}
	return fmt.Sprintf("A VPN gateway has either IPsec connections or an IPsec server, and %s has: %s. Use another VPN gateway, or delete them first: "+
		"if Terraform manages them, remove them from the configuration and apply before you add the server.", gateway, strings.Join(names, ", "))
}
