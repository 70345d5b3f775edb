package vpc

import (
	"context"
	"errors"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// search looks for one object in a list, filtered by its ID or not. Where lists are
// all that there is to read, a filtered one with other objects is no answer to what
// was asked, and is asked for again.
func (r *reader[T]) search(ctx context.Context, o Object, filtered bool) (T, error) {
	start := time.Now()
	for look := 1; ; look++ {
		object, err := r.searchOnce(ctx, o, filtered)
		if !errors.As(err, new(*otherListedError)) || look == confirmations {
			return object, err
		}
		if err := openapi.Sleep(ctx, r.client.cfg.PollInterval(time.Since(start))); err != nil {
			return object, err
		}
	}
}

func (r *reader[T]) searchOnce(ctx context.Context, o Object, filtered bool) (T, error) {
	var objects []T
	var err error
	if filtered {
		objects, err = r.find(ctx, o)
		err = r.kind.goneError(err)
	} else {
		objects, err = r.list(ctx, o.scope())
	}
	var none T
	if err != nil && !errors.Is(err, ErrNotFound) {
		return none, err
	}
	for _, object := range objects {
		if r.id(object) == o.ID {
			return object, nil
		}
	}
	if filtered && r.describe == nil && len(objects) > 0 {
		return none, &otherListedError{noun: r.kind.noun, id: o.ID, listed: r.id(objects[0])}
	}
	return none, r.notListed(o)
}
