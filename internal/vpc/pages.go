package vpc

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

const (
	// pageSize is the largest that actions with PageNumber allow.
	pageSize = 50
	// tokenPageSize is the largest that actions with NextToken allow.
	tokenPageSize = 20
	// pagesAtOnce bounds how many pages are asked for at the same time. Of a list of more
	// than manyPages it is twice as many, once the first have come.
	pagesAtOnce, manyPages = 8, 50
	// maxPages ends a listing that would never end.
	maxPages = 2000
	// movingTries is how often a list is asked for of which the number of objects
	// changes from page to page, and movingPause what the pauses between grow by.
	movingTries, movingPause = 8, 500 * time.Millisecond
)

// page is one page of a listing. No number in it is trusted: what is asked for
// next depends on what the pages hold.
type page[T any] struct {
	entries []T
	// total is TotalCount.
	total int64
	// next is NextToken, of actions that have no PageNumber.
	next string
}

// run is one way through all pages of a listing.
type run[T any] struct {
	key     func(T) string
	seen    map[string]bool
	pages   map[int][]T // what each page had that was new
	total   int64
	most    int64 // the largest total of a page
	moved   bool  // the total changed on the way
	unnamed bool  // an entry had no ID
}

func newRun[T any](key func(T) string) *run[T] {
	return &run[T]{key: key, seen: make(map[string]bool), pages: make(map[int][]T)}
}

// add takes a page over, and returns how many of its entries are new.
func (r *run[T]) add(number int, p page[T]) int {
	if number == 1 {
		r.total = p.total
	}
	r.moved, r.most = r.moved || p.total != r.total, max(r.most, p.total)
	added := p.entries[:0]
	for _, entry := range p.entries {
		key := r.key(entry)
		r.unnamed = r.unnamed || key == ""
		if !r.seen[key] {
			r.seen[key] = true
			added = append(added, entry)
		}
	}
	r.pages[number] = added
	return len(added)
}

// complete reports whether the pages have exactly the objects that the API counts.
func (r *run[T]) complete() bool { return !r.unnamed && int64(len(r.seen)) == r.total }

// grown reports whether the pages have all objects of a list that grew on the way: no
// object moves to a page that was read before, so none is missed.
func (r *run[T]) grown() bool { return !r.unnamed && r.moved && int64(len(r.seen)) == r.most }

func (r *run[T]) entries() []T {
	var pages [][]T
	for _, number := range slices.Sorted(maps.Keys(r.pages)) {
		pages = append(pages, r.pages[number])
	}
	return slices.Concat(pages...)
}

// untilComplete lists until the list is complete: once more if it is not, and some
// times more while objects come or go, as they do while a fleet is created. A part is
// never returned, since what is missing from it would be taken for deleted.
func untilComplete[T any](ctx context.Context, action string, list func() (*run[T], error)) ([]T, error) {
	for try := 1; ; try++ {
		r, err := list()
		switch {
		case err != nil:
			return nil, err
		case r.complete() && !r.moved, try > 1 && (r.complete() || r.grown()):
			return r.entries(), nil
		case try == 1:
		case r.moved && try < movingTries:
			// What comes and goes has to come to rest.
			if err := openapi.Sleep(ctx, time.Duration(try-1)*movingPause); err != nil {
				return nil, fmt.Errorf("%s: %w", action, err)
			}
		case r.unnamed:
			return nil, fmt.Errorf("%s: the list cannot be used, because it has an entry without an ID", action)
		default:
			return nil, fmt.Errorf("%s: the list is incomplete: the API counts %d, and its pages show %d, also when listed again",
				action, r.total, len(r.seen))
		}
	}
}

// allPages lists with PageNumber, all pages of it: the first alone, the others a
// few at a time. get must ask for pageSize entries.
func allPages[T any](
	ctx context.Context, action string, key func(T) string, get func(ctx context.Context, number int) (page[T], error),
) ([]T, error) {
	return untilComplete(ctx, action, func() (*run[T], error) {
		r := newRun(key)
		first, err := get(ctx, 1)
		if err != nil {
			return nil, err
		}
		size := r.add(1, first) // smaller than pageSize where the API caps it
		if size == 0 || (size < pageSize && int64(size) >= r.total) {
			return r, nil
		}
		// A page more than needed, when the last one is full: TotalCount may be too small.
		last := min(r.total/int64(size)+1, maxPages)
		return r, r.otherPages(ctx, int(last), get)
	})
}

// listPages lists by an action that has PageNumber and answers A. entries returns
// what a page holds, and its TotalCount; more says what else a request has.
func listPages[A, T any](
	ctx context.Context, c *Client, action, region string, p params, key func(T) string, entries func(*A) ([]T, integer),
	more ...func(*openapi.Request),
) ([]T, error) {
	return allPages(ctx, action, key, func(ctx context.Context, number int) (page[T], error) {
		p := maps.Clone(p) // pages are asked for at the same time
		p.str("PageSize", strconv.Itoa(pageSize))
		p.str("PageNumber", strconv.Itoa(number))
		req := c.request(action, region, p)
		req.RequiredField = "TotalCount"
		for _, add := range more {
			add(&req)
		}
		var out tolerant[A]
		if err := c.call(ctx, req, &out); err != nil {
			return page[T]{}, err
		}
		all, total := entries(&out.value)
		return page[T]{entries: all, total: int64(total)}, nil
	})
}

// otherPages asks for pages 2 to last, and stops at one that has nothing new:
// the list ended, or PageNumber was ignored.
func (r *run[T]) otherPages(ctx context.Context, last int, get func(ctx context.Context, number int) (page[T], error)) error {
	var mu sync.Mutex
	next, ended := 2, false
	take := func() (number int, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1, !ended && next-1 <= last
	}
	group, ctx := errgroup.WithContext(ctx)
	more := 0 // how many may join in
	if last > manyPages {
		more = pagesAtOnce
	}
	var work func() error
	work = func() (err error) {
		defer recovered(&err)
		for number, ok := take(); ok; number, ok = take() {
			p, err := get(ctx, number)
			if err != nil {
				return err
			}
			mu.Lock()
			ended = r.add(number, p) == 0 || ended
			if more > 0 && !ended {
				more--
				group.Go(work)
			}
			mu.Unlock()
		}
		return nil
	}
	for range min(pagesAtOnce, last-1) {
		group.Go(work)
	}
	return group.Wait()
}

// allTokens lists with NextToken, one page after the other. The reference does not say
// whether TotalCount counts the list or the page: both are taken.
func allTokens[T any](
	ctx context.Context, action string, key func(T) string, get func(ctx context.Context, token string) (page[T], error),
) ([]T, error) {
	return untilComplete(ctx, action, func() (*run[T], error) {
		r := newRun(key)
		used, token := make(map[string]bool), ""
		ofPages, sum := true, int64(0)
		for number := 1; number <= maxPages; number++ {
			p, err := get(ctx, token)
			if err != nil {
				return nil, err
			}
			ofPages, sum = ofPages && p.total == int64(len(p.entries)), sum+p.total
			// A page without new entries may be followed by one that has some.
			r.add(number, p)
			token = p.next
			if token == "" && ofPages {
				r.total, r.moved = sum, false
			}
			if token == "" || used[token] {
				break
			}
			used[token] = true
		}
		return r, nil
	})
}

// listTokens lists by an action that has NextToken and answers A. entries returns
// what a page holds, its TotalCount and the token for the next one.
func listTokens[A, T any](
	ctx context.Context, c *Client, action, region string, p params, key func(T) string, entries func(*A) ([]T, integer, string),
) ([]T, error) {
	return allTokens(ctx, action, key, func(ctx context.Context, token string) (page[T], error) {
		p := maps.Clone(p)
		p.str("MaxResults", strconv.Itoa(tokenPageSize))
		p.filter("NextToken", token)
		req := c.request(action, region, p)
		req.RequiredField = "TotalCount"
		var out tolerant[A]
		if err := c.call(ctx, req, &out); err != nil {
			return page[T]{}, err
		}
		all, total, next := entries(&out.value)
		return page[T]{entries: all, total: int64(total), next: next}, nil
	})
}

// recovered turns a panic into an error: in a goroutine it would end the
// provider, and every apply that is under way with it.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("internal error: %v", cause)
	}
}
