// Command idle is a provider with our schema that does nothing: it gives back
// the state and the plan that it is sent. A plan with it takes as long as
// Terraform needs to talk of as many resources with as many attributes to any
// provider, which is the floor that no provider can go below.
package main

import (
	"context"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

func main() {
	_ = os.Setenv("TF_LOG_SDK", "off") // as the provider itself does
	serve := func() tfprotov6.ProviderServer { return idle{providerserver.NewProtocol6(provider.New("idle")())()} }
	if err := tf6server.Serve(provider.Address, serve); err != nil {
		log.Fatal(err)
	}
}

// idle answers the calls that Terraform makes for each resource. The framework
// answers those that are made once per process.
type idle struct{ tfprotov6.ProviderServer }

func (idle) ValidateResourceConfig(
	context.Context, *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (idle) UpgradeResourceState(
	_ context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}, nil
}

func (idle) ReadResource(_ context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private}, nil
}

func (idle) PlanResourceChange(
	_ context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: req.ProposedNewState, PlannedPrivate: req.PriorPrivate}, nil
}
