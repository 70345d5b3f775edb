package acctest_test

import (
	"net/http"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// outageTime is longer than the client's ten attempts take, which is 40 seconds.
const outageTime = 90 * time.Second

// inPolls strikes every look of an operation that waits: there an outage costs
// nothing but time.
var inPolls = only((*operation).waits, inEach(isLook))

func outages(points func(*operation) []faultPoint) []*fault {
	var all []*fault
	for _, kind := range []struct {
		name string
		rule sim.Fault
	}{
		{"status 503", sim.ServerError("", http.StatusServiceUnavailable, 0)},
		{"status 502 with HTML", sim.BadGateway("", 0)},
		{"connection reset", sim.Fault{Kind: sim.KindReset}},
		{"answers lost", sim.LostAnswer("", 0)},
	} {
		all = append(all, &fault{
			name: kind.name + " for 90 seconds", points: points, rules: eachAction(sim.Outage(kind.rule, "", outageTime)),
		})
	}
	return grouped("outages of 90 seconds", all...)
}

func passingOutages() []*fault { return outages(inPolls) }

// lastingOutages strike where somebody waits for the answer: that call is lost,
// and nothing else is.
func lastingOutages() []*fault {
	return outages(func(o *operation) []faultPoint {
		if o.waits() {
			return inEach(isWrite)(o)
		}
		return inEach(anyAction)(o)
	})
}
