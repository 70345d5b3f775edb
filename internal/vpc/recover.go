package vpc

import (
	"context"
	"errors"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// recoveryTime is how long a write whose context is over may go on to learn its
// outcome.
const recoveryTime = 10 * time.Second

// recoverOnce repeats a write whose outcome is unknown, with the token it had:
// if it was carried out, the API answers what it answered then, and if not, it
// is carried out now, which is what was asked for. Either way the caller learns
// the ID. Other errors pass through.
func (c *Client) recoverOnce(ctx context.Context, req openapi.Request, out any, cause error) error {
	var unknown *openapi.UnknownOutcomeError
	if !errors.As(cause, &unknown) {
		return cause
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recoveryTime)
	defer cancel()
	req.ClientToken, req.TokenInUse = unknown.ClientToken, true
	if err := c.cfg.API.Call(ctx, req, out); err != nil {
		return cause
	}
	return nil
}
