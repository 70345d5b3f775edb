package vpc_test

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// TestManyPartsOfOneGateway are changed at the same time, while the gateway takes
// 200 ms for each change: none is refused, each costs its write and one look, and
// all of them together less than a minute. A slower gateway costs more looks.
func TestManyPartsOfOneGateway(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		change time.Duration
		looks  int // for each write, at most
	}{{0, 1}, {200 * time.Millisecond, 1}, {3 * time.Second, 5}} {
		t.Run(tt.change.String(), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				// The first changes show how long one takes, with a look more each.
				const parts, learning = 100, 5
				var mu sync.Mutex
				var busyUntil time.Time
				writes, looks, refusals := 0, 0, 0
				c := overMemory(t, func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					defer mu.Unlock()
					busy := time.Now().Before(busyUntil)
					switch {
					case r.Header.Get("X-Acs-Action") == "DescribeVpnGateway":
						looks++
						status := "active"
						if busy {
							status = "updating"
						}
						_, _ = io.WriteString(w, in(status).body)
					case busy:
						refusals++
						w.WriteHeader(http.StatusBadRequest)
						_, _ = io.WriteString(w, refuse(400, "VpnGateway.Configuring").body)
					default:
						writes++
						busyUntil = time.Now().Add(tt.change)
						_, _ = io.WriteString(w, done.body)
					}
				})
				start := time.Now()
				var group sync.WaitGroup
				for i := range parts {
					group.Go(func() {
						err := c.ModifyVpnConnectionAttribute(t.Context(), vpc.ModifyVpnConnectionAttributeInput{
							RegionID: region, VpnConnectionID: fmt.Sprintf("vco-%d", i), VpnGatewayID: id,
							ConnectionSettings: vpc.ConnectionSettings{Name: new("n")},
						})
						if err != nil {
							t.Errorf("%d: %v", i, err)
						}
					})
				}
				group.Wait()
				took := time.Since(start)
				if writes != parts || refusals != 0 || looks > parts*tt.looks+learning {
					t.Errorf("%d writes, %d refusals, %d looks", writes, refusals, looks)
				}
				if tt.change < time.Second && took > time.Minute {
					t.Errorf("it took %v", took)
				}
			})
		})
	}
}
