package vpc

import (
	"testing"
	"time"
)

// watch looks at changes that take so long one after the other, with answers that take
// 50 ms, and returns how late the end of each was noticed, and how many looks it took.
func watch(took []time.Duration) (late []time.Duration, looks []int) {
	const latency = 50 * time.Millisecond
	var last pace
	for _, change := range took {
		this, count, watched := pace{}, 0, firstLook
		for {
			count++
			asked := watched
			watched += latency
			if asked >= change {
				break
			}
			this.after = asked
			watched += last.next(watched, pollInterval(watched, func(time.Duration) time.Duration { return 0 }))
		}
		this.by = watched
		last = this
		late, looks = append(late, watched-change), append(looks, count)
	}
	return late, looks
}

// The end of a change is noticed soon where the last one took as long, and no later
// than without knowing of it where it did not.
func TestPace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		took []time.Duration
		// late is how late the end of the last change may be noticed, and looks how many
		// it may take.
		late  time.Duration
		looks int
	}{
		"the first":         {repeat(3*time.Second, 1), 1100 * time.Millisecond, 5},
		"quick ones":        {repeat(200*time.Millisecond, 5), 200 * time.Millisecond, 1},
		"the second":        {repeat(3*time.Second, 2), 350 * time.Millisecond, 6},
		"the tenth":         {repeat(3*time.Second, 10), 200 * time.Millisecond, 6},
		"of ten seconds":    {repeat(10*time.Second, 10), 200 * time.Millisecond, 12},
		"of a minute":       {repeat(time.Minute, 10), 200 * time.Millisecond, 30},
		"sooner than usual": {append(repeat(10*time.Second, 5), time.Second), time.Second, 3},
		"later than usual":  {append(repeat(3*time.Second, 5), 20*time.Second), 2500 * time.Millisecond, 25},
		"one way and other": {append(repeat(3*time.Second, 5), repeat(5*time.Second, 5)...), 200 * time.Millisecond, 8},
	} {
		late, looks := watch(test.took)
		if n := len(late) - 1; late[n] > test.late || looks[n] > test.looks {
			t.Errorf("%s: late by %v after %d looks, want %v and %d; all: %v, %v", name, late[n], looks[n], test.late, test.looks, late, looks)
		}
	}
}

func repeat(d time.Duration, n int) []time.Duration {
	all := make([]time.Duration, n)
	for i := range all {
		all[i] = d
	}
	return all
}
