package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
)

// Ephemeral is what every ephemeral resource begins with.
type Ephemeral struct {
	// Data is nil before the provider is configured.
	Data *ProviderData
}

// Configure takes the provider's client.
func (e *Ephemeral) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.Data = Configured(req.ProviderData, &resp.Diagnostics)
}
