package acctest_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// user has one resource, and knows what it should be.
type user struct {
	t       *testing.T
	dice    *rand.Rand
	subject *acctest.Subject
	cloud   *acctest.Cloud
	state   *acctest.Instance
	// config is what is wanted, nil for nothing.
	config attributes
	// foreign is an object of other people, and untouched what it was.
	foreign, untouched string
	// adrift says that something may exist that is not in state, and that this was
	// said, or that nobody was left to say it.
	adrift bool
	// hidden says that a fault hides what exists.
	hidden bool
	// released counts what a command was to release, and deleted are the IDs of what
	// requests deleted.
	released int
	deleted  map[string]bool

	history              []string
	kills, failures, cut int
}

func newUser(t *testing.T, s *acctest.Subject, seed uint64) *user {
	t.Helper()
	u := &user{t: t, dice: rand.New(rand.NewPCG(seed, 0)), subject: s, deleted: map[string]bool{}}
	u.cloud = acctest.NewVirtual(t, sim.Options{
		BuildTime: time.Minute, UpdateTime: transition, DeleteTime: transition, RealTime: true, TickPerCall: time.Millisecond,
	})
	u.foreign = s.Foreign(s.Seeded(u.sim()))
	u.untouched = u.describe(u.foreign)
	u.state = u.cloud.Instance(s.TypeName, nil)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("again with %s=%d\n%s", randomSeed, seed, strings.Join(u.history, "\n"))
		}
	})
	return u
}

// aWhile is longer than an object that was ordered, and never seen, is believed in.
const aWhile = 2 * time.Hour

// pass lets time pass, for the simulator and for the provider.
func (u *user) pass(d time.Duration) {
	u.t.Helper()
	if err := openapi.Sleep(u.t.Context(), d); err != nil {
		u.t.Fatal(err)
	}
}

func (u *user) sim() *sim.Server { return u.cloud.Sim() }

func (u *user) describe(id string) string { return fmt.Sprintf("%+v", u.subject.Object(u.sim(), id)) }

// ours are the IDs of what exists, and is paid for, beside the foreign object.
func (u *user) ours() []string {
	return slices.DeleteFunc(u.subject.Live(u.sim()), func(id string) bool {
		return id == u.foreign || u.subject.Leaving(u.sim(), id)
	})
}

// owns reports whether what exists is in state.
func (u *user) owns() bool {
	live := u.ours()
	return len(live) > 0 && idOf(u.state) == live[0]
}

func (u *user) runAll() {
	for range randomSteps {
		u.step()
		if u.t.Failed() {
			return
		}
	}
	u.reconcile()
}

func (u *user) summary() string {
	return fmt.Sprintf("%d commands, %d killed, %d failed, %d calls struck", len(u.history), u.kills, u.failures, u.cut)
}

// step is one command, and what goes wrong with it.
func (u *user) step() {
	u.t.Helper()
	u.pass(time.Duration(u.dice.IntN(120)) * time.Second)
	if u.adrift || u.dice.IntN(3) > 0 {
		u.clearFaults()
	}
	if u.adrift && u.dice.IntN(2) == 0 {
		u.recover()
		return
	}
	var faults []string
	for range u.dice.IntN(3) {
		faults = append(faults, u.addFault())
	}
	name, do := u.command()
	ctx, cancel := context.WithCancel(u.t.Context())
	defer cancel()
	killed := u.dice.IntN(6) == 0
	if killed {
		name += ", killed"
		killAt(u.sim(), 1+u.dice.IntN(6), u.dice.IntN(2) == 0, cancel)
	}
	before := u.state
	u.state = u.cloud.Instance(u.subject.TypeName, nil).With(before)
	u.sim().ResetRequests()
	said := do(ctx)
	u.note(name, faults, said)
	if killed && ctx.Err() != nil {
		// Nobody was left to write the state, nor to say anything.
		u.kills++
		u.state = before
		u.clearFaults()
		u.adrift = u.adrift || len(u.ours()) > 0
	} else {
		if killed { // it ended before the call at which it would have been
			u.clearFaults()
		}
		u.adrift = u.adrift || u.told(said)
	}
	u.adrift = u.adrift && !u.owns()
	for _, violation := range u.violations(name) {
		u.t.Error(violation)
	}
	u.released = u.audit().released
}

// told reports whether an error says that something may exist, and where.
func (u *user) told(said acctest.Diagnostics) bool {
	text := strings.Join(said.Errors(), "\n")
	return !slices.ContainsFunc(u.subject.WayBack, func(want string) bool { return !strings.Contains(text, want) })
}

// note writes the history.
func (u *user) note(name string, faults []string, said acctest.Diagnostics) {
	outcome := "ok"
	if said.HasError() {
		u.failures++
	}
	if len(said) > 0 {
		outcome = fmt.Sprintf("%.600q", said.Texts())
	}
	var calls []string
	for _, r := range u.sim().Requests() {
		call := r.Action
		if r.Fault != "" {
			u.cut++
			call += "(" + r.Fault + ")"
		}
		if n := len(calls); n == 0 || calls[n-1] != call {
			calls = append(calls, call)
		}
	}
	u.history = append(u.history, fmt.Sprintf("%s; faults: %s; calls: %s; %s; live %v, state %q",
		name, strings.Join(faults, " and "), strings.Join(calls, " "), outcome, u.ours(), idOf(u.state)))
}

// command throws the dice for what the user does.
func (u *user) command() (name string, do func(context.Context) acctest.Diagnostics) {
	switch n := u.dice.IntN(12); {
	case u.config == nil || n < 3:
		if u.config == nil {
			u.config = u.newConfig()
		}
		return "apply", u.apply
	case n < 7 && len(u.subject.Updates) > 0:
		update := u.subject.Updates[u.dice.IntN(len(u.subject.Updates))]
		if u.config[update.Attribute] == nil {
			return "apply", u.apply
		}
		value := update.Value
		if fmt.Sprint(u.config[update.Attribute]) == fmt.Sprint(value) {
			value = u.subject.Full[update.Attribute]
		}
		u.config = with(u.config, attributes{update.Attribute: value})
		return "update " + update.Attribute, u.apply
	case n < 8:
		return "refresh", func(context.Context) acctest.Diagnostics { return u.state.Refresh() }
	case n < 9:
		return "plan", func(context.Context) acctest.Diagnostics {
			if said := u.state.Refresh(); said.HasError() {
				return said
			}
			return u.state.Plan(u.config)
		}
	case n < 10 && u.state.Exists():
		return "state rm and import", func(context.Context) acctest.Diagnostics {
			id := u.state.String("id")
			u.state = u.state.Another()
			u.adrift = true
			return u.state.Import(id + "@" + sim.DefaultRegion)
		}
	case u.state.Exists():
		return "destroy", u.destroy
	default:
		return "apply", u.apply
	}
}

// newConfig is mostly Full: a gateway without a name cannot be protected from a
// second purchase, so that the user has to look.
func (u *user) newConfig() attributes {
	if u.dice.IntN(4) == 0 {
		return u.subject.Minimal
	}
	return u.subject.Full
}

func (u *user) apply(ctx context.Context) acctest.Diagnostics {
	if u.adrift && !u.named() {
		return nil // the error said that one has to look first
	}
	if said := u.state.Refresh(); said.HasError() {
		return said
	}
	return u.state.Apply(ctx, u.config)
}

// named reports whether the configuration names what exists, which protects it from a
// second purchase.
func (u *user) named() bool {
	unique, live := attributes{}, u.ours()
	for _, name := range append([]string{u.subject.Unique}, u.subject.UniqueWith...) {
		unique[name] = u.config[name]
	}
	return unique[u.subject.Unique] != nil && (len(live) == 0 || len(u.subject.Differences(u.sim(), live[0], unique)) == 0)
}

func (u *user) destroy(ctx context.Context) acctest.Diagnostics {
	if said := u.state.Refresh(); said.HasError() {
		return said
	}
	if len(u.ours()) > 0 && u.state.Exists() {
		u.released++
	}
	said := u.state.Apply(ctx, nil)
	if !said.HasError() {
		u.config = nil
	}
	return said
}

// recover does what the error said: looks for the object, and imports it.
func (u *user) recover() {
	u.t.Helper()
	u.clearFaults()
	u.pass(aWhile)
	u.adrift = false
	live := u.ours()
	if u.owns() || len(live) == 0 {
		return
	}
	u.state = u.cloud.Instance(u.subject.TypeName, nil)
	if u.config == nil {
		u.config = u.subject.Minimal
	}
	if unique := u.subject.Unique; u.named() {
		text := strings.Join(u.state.Apply(u.t.Context(), u.config).Errors(), "\n")
		if !strings.Contains(text, live[0]) || !strings.Contains(text, u.subject.TakeOver) {
			u.t.Errorf("an apply over an existing %s does not say how to import %s: %s", unique, live[0], text)
		}
	}
	said := u.state.Import(live[0] + "@" + sim.DefaultRegion)
	u.note("recover", nil, said)
	must(u.t, said)
}

// must applies without faults.
func (u *user) must(i *acctest.Instance, config attributes) {
	u.t.Helper()
	must(u.t, i.Apply(u.t.Context(), config))
}
