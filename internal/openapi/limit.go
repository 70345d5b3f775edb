package openapi

import (
	"context"
	"fmt"
	"time"
)

// WithTimeLimit is context.WithTimeout for a part of an operation, such as the
// calls of STS. The error of a call that it ends says so, instead of blaming
// the operation's own timeout.
func WithTimeLimit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, limit, timeLimitError(limit))
}

type timeLimitError time.Duration

func (e timeLimitError) Error() string {
	return fmt.Sprintf("the time limit of %s was up", time.Duration(e))
}

// Is makes it a deadline like any other.
func (timeLimitError) Is(target error) bool { return target == context.DeadlineExceeded }
