package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
)

// Action is what every action begins with.
type Action struct {
	// Data is nil before the provider is configured.
	Data *ProviderData
}

// Configure takes the provider's client.
func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.Data = Configured(req.ProviderData, &resp.Diagnostics)
}
