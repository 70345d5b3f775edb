package acctest_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
)

const (
	// randomSeed is the variable that names the one seed to run: a failure says it.
	randomSeed = "ALIYUN_RANDOM_SEED"

	// A seed is so many commands of a user. `make load` runs more seeds.
	randomSteps                  = 40
	randomSeeds, moreRandomSeeds = 12, 300
	// Where nothing is paid, fewer rules can be broken.
	freeSeedsShare = 3
)

// TestRandom is a user who runs one command after the other, while faults come
// and go and processes are killed, all by dice. After each command the ledger,
// what lives and what is in state are held against each other.
func TestRandom(t *testing.T) {
	t.Parallel()
	if acctest.Live() {
		t.Skip("needs the simulator")
	}
	first, last := 1, randomSeeds
	if os.Getenv(loadVariable) != "" {
		last = moreRandomSeeds
	}
	if text := os.Getenv(randomSeed); text != "" {
		seed, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		first, last = seed, seed
	}
	for _, s := range subjects() {
		last := last
		if !s.Costs() && first < last {
			last /= freeSeedsShare
		}
		for seed := first; seed <= last; seed++ {
			t.Run(fmt.Sprint(s.TypeName, "/seed ", seed), func(t *testing.T) {
				t.Parallel()
				start := time.Now()
				var u *user
				synctest.Test(t, func(t *testing.T) {
					u = newUser(t, s, uint64(seed))
					u.runAll()
				})
				reportRun(t, "random commands, "+s.TypeName, seed, u.summary(), start)
			})
		}
	}
}

// TestRandom_rules: what must never happen is noticed after the command that did
// it.
func TestRandom_rules(t *testing.T) {
	t.Parallel()
	harms := map[string]func(*user){
		"2 objects":                func(u *user) { u.must(u.cloud.Instance(u.subject.TypeName, nil), u.subject.Nth(1)) },
		"not in state, and nobody": func(u *user) { u.state = u.state.Another() },
		"was released by":          func(u *user) { u.must(u.state, nil) },
		"a foreign object":         func(u *user) { u.subject.Remove(u.sim(), u.foreign) },
		"state holds": func(u *user) {
			u.state = u.state.Another()
			must(u.t, u.state.Import(u.foreign+"@"+u.cloud.Network().Region))
		},
	}
	for _, s := range subjects() {
		for want, harm := range harms {
			t.Run(s.TypeName+"/"+want, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					u := newUser(t, s, 1)
					u.config = u.subject.Full
					u.must(u.state, u.config)
					if all := u.violations("apply"); len(all) > 0 {
						t.Fatalf("violations by what is as it should be: %v", all)
					}
					harm(u)
					if all := strings.Join(u.violations("apply"), "; "); !strings.Contains(all, want) {
						t.Errorf("want %q, got %q", want, all)
					}
				})
			})
		}
	}
}
