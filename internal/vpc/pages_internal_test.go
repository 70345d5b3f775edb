package vpc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func identity(s string) string { return s }

// numbered returns n different entries.
func numbered(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = strconv.Itoa(i)
	}
	return all
}

// pagesFrom cuts pages of a size out of entries, as the API does.
func pagesFrom(entries []string, number, size int) []string {
	return entries[min((number-1)*size, len(entries)):min(number*size, len(entries))]
}

// TestAllPages: the list is complete, or an error; and whatever the numbers say,
// there are few calls.
func TestAllPages(t *testing.T) {
	t.Parallel()
	const enough, most = 40, 8 // calls and lists
	type get = func(list, number int) (entries []string, total int64)
	fixed := func(n, size int, total int64) get {
		entries := numbered(n)
		return func(_, number int) ([]string, int64) { return pagesFrom(entries, number, size), total }
	}
	for name, tc := range map[string]struct {
		get  get
		want int // entries; -1: an error
		text string
	}{
		"none":                         {fixed(0, 50, 0), 0, ""},
		"one page":                     {fixed(49, 50, 49), 49, ""},
		"one full page":                {fixed(50, 50, 50), 50, ""},
		"many pages":                   {fixed(995, 50, 995), 995, ""},
		"full pages":                   {fixed(500, 50, 500), 500, ""},
		"pages capped at 20":           {fixed(95, 20, 95), 95, ""},
		"pages capped at 20, all full": {fixed(100, 20, 100), 100, ""},
		"a null list":                  {fixed(0, 50, 7), -1, "the API counts 7, and its pages show 0, also when listed again"},
		"PageNumber ignored": {
			func(int, int) ([]string, int64) { return numbered(20), 95 }, -1, "the API counts 95, and its pages show 20",
		},
		"total too small for a page": {fixed(95, 50, 20), -1, "the API counts 20, and its pages show 50"},
		"total too small":            {fixed(95, 50, 94), -1, "the API counts 94, and its pages show 95"},
		"total as large as a page":   {fixed(95, 50, 50), -1, "the API counts 50, and its pages show 95"},
		"total negative":             {fixed(3, 50, -1), -1, "the API counts -1, and its pages show 3"},
		"total 5e9":                  {fixed(95, 50, 5e9), -1, "the API counts 5000000000, and its pages show 95"},
		"total 1e15":                 {fixed(95, 50, 1e15), -1, "the API counts 1000000000000000, and its pages show 95"},
		"total 1e15 on a short page": {fixed(1, 50, 1e15), -1, "and its pages show 1"},
		"an entry without an ID":     {func(int, int) ([]string, int64) { return []string{"a", ""}, 2 }, -1, "it has an entry without an ID"},
		"the same entry twice":       {func(int, int) ([]string, int64) { return []string{"a", "a"}, 2 }, -1, "the API counts 2, and its pages show 1"},
		"one deleted while it was listed": {func(list, number int) ([]string, int64) {
			entries := numbered(95)
			if list > 1 || number > 1 {
				entries = entries[1:] // the second page begins one further: one is missed
			}
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 94, ""},
		"one created while it was listed": {func(list, number int) ([]string, int64) {
			entries := numbered(95)
			if list > 1 || number > 1 {
				entries = append([]string{"new"}, entries...)
			}
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 96, ""},
		"created during two listings": {func(list, number int) ([]string, int64) {
			entries := numbered(95)
			if list == 2 && number > 1 || list > 2 {
				entries = append(entries, "new", "newer")
			}
			if list == 1 && number > 1 {
				entries = entries[3:]
			}
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 97, ""},
		"created during every listing, at the end": {func(list, number int) ([]string, int64) {
			entries := numbered(95 + 10*list + number)
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 118, ""},
		"created during every listing, at the beginning": {func(list, number int) ([]string, int64) {
			entries := numbered(95 + 10*list + number)
			slices.Reverse(entries) // what is new comes before what is listed
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 116, ""},
		"coming and going during five listings": {func(list, number int) ([]string, int64) {
			entries := numbered(95)
			if list < 6 {
				entries = entries[number:]
			}
			return pagesFrom(entries, number, 50), int64(len(entries))
		}, 95, ""},
		"moving for ever": {func(list, number int) ([]string, int64) {
			return pagesFrom(numbered(95), number, 50), int64(95 + 10*list + number)
		}, -1, "the list is incomplete"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var calls, lists atomic.Int32
				got, err := allPages(t.Context(), "ListThings", identity, func(_ context.Context, number int) (page[string], error) {
					calls.Add(1)
					if number == 1 {
						lists.Add(1)
					}
					entries, total := tc.get(int(lists.Load()), number)
					return page[string]{entries: slices.Clone(entries), total: total}, nil
				})
				if calls.Load() > enough || lists.Load() > most {
					t.Errorf("%d calls in %d lists", calls.Load(), lists.Load())
				}
				if tc.want < 0 {
					if err == nil || !strings.HasPrefix(err.Error(), "ListThings: ") || !strings.Contains(err.Error(), tc.text) || got != nil {
						t.Errorf("got %d entries, %v", len(got), err)
					}
					return
				}
				sorted := slices.Clone(got)
				slices.Sort(sorted)
				if err != nil || len(got) != tc.want || len(slices.Compact(sorted)) != tc.want {
					t.Errorf("got %d entries, %v; want %d", len(got), err, tc.want)
				}
				if tc.get(9, 1); lists.Load() == 1 && !slices.Equal(got, numbered(tc.want)) {
					t.Errorf("not in the API's order: %v", got)
				}
			})
		})
	}
}

// TestAllPagesFails with the error of a page, or with what a page panics with: a
// panic in a goroutine would end the provider.
func TestAllPagesFails(t *testing.T) {
	t.Parallel()
	failure := errors.New("refused")
	for want, fail := range map[string]func() error{
		"refused":               func() error { return failure },
		"internal error: a bug": func() error { panic("a bug") },
	} {
		for _, bad := range []int{1, 3} {
			if bad == 1 && want != "refused" {
				continue // it is not in a goroutine of allPages
			}
			_, err := allPages(t.Context(), "ListThings", identity, func(_ context.Context, number int) (page[string], error) {
				if number == bad {
					return page[string]{}, fail()
				}
				return page[string]{entries: pagesFrom(numbered(500), number, 50), total: 500}, nil
			})
			if err == nil || err.Error() != want {
				t.Errorf("page %d: got %v, want %s", bad, err, want)
			}
		}
	}
}

func TestAllTokens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, testAllTokens)
}

func testAllTokens(t *testing.T) {
	t.Helper()
	// byToken answers pages of 20 whose tokens are their offsets.
	byToken := func(n int, total int64, next func(offset int) string) func(context.Context, string) (page[string], error) {
		return func(_ context.Context, token string) (page[string], error) {
			offset, _ := strconv.Atoi(token)
			end := min(offset+20, n)
			p := page[string]{entries: numbered(n)[offset:end], total: total}
			if end < n {
				p.next = next(end)
			}
			return p, nil
		}
	}
	// ofPages makes each total that of the page, and more.
	ofPages := func(get func(context.Context, string) (page[string], error), more int64) func(context.Context, string) (page[string], error) {
		return func(ctx context.Context, token string) (page[string], error) {
			p, err := get(ctx, token)
			p.total = int64(len(p.entries)) + more
			return p, err
		}
	}
	for name, tc := range map[string]struct {
		get  func(context.Context, string) (page[string], error)
		want int
		text string
	}{
		"none":          {byToken(0, 0, strconv.Itoa), 0, ""},
		"one page":      {byToken(20, 20, strconv.Itoa), 20, ""},
		"three pages":   {byToken(55, 55, strconv.Itoa), 55, ""},
		"total too big": {byToken(55, 56, strconv.Itoa), 0, "the API counts 56, and its pages show 55"},
		"the same token for ever": {
			byToken(55, 55, func(int) string { return "20" }), 0, "the API counts 55, and its pages show 40",
		},
		"totals of the pages":            {ofPages(byToken(55, 0, strconv.Itoa), 0), 55, ""},
		"totals of the pages, one short": {ofPages(byToken(55, 0, strconv.Itoa), 1), 0, "and its pages show 55"},
		"an error":                       {func(context.Context, string) (page[string], error) { return page[string]{}, errors.New("refused") }, 0, "refused"},
	} {
		got, err := allTokens(t.Context(), "ListThings", identity, tc.get)
		if (err != nil) != (tc.text != "") || !strings.Contains(fmt.Sprint(err), tc.text) || !slices.Equal(got, numbered(tc.want)) && err == nil {
			t.Errorf("%s: got %d entries, %v", name, len(got), err)
		}
	}
	calls := 0
	_, err := allTokens(t.Context(), "ListThings", identity, func(context.Context, string) (page[string], error) {
		calls++
		return page[string]{entries: []string{strconv.Itoa(calls)}, total: 1, next: "t" + strconv.Itoa(calls)}, nil
	})
	if err == nil || calls > 3*maxPages {
		t.Errorf("got %v after %d pages without end", err, calls)
	}
}
