package framework_test

import (
	"context"
	"errors"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// Creates with one key take turns; others do not wait, and nobody waits longer
// than its context.
func TestCreated(t *testing.T) {
	t.Parallel()
	var c framework.Created
	done, err := c.Turn(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	other, err := c.Turn(t.Context(), "b")
	if err != nil {
		t.Fatal(err)
	}
	other()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Turn(ended, "a"); !errors.Is(err, context.Canceled) || err.Error() != "the operation was interrupted" {
		t.Errorf("a turn that is taken was given, or the error is unclear: %v", err)
	}
	for range 50 { // a choice between two that are ready would be a random one
		free, err := c.Turn(ended, "b")
		if err != nil {
			t.Fatalf("a turn that is free was not given: %v", err)
		}
		free()
	}
	next := make(chan bool)
	go func() {
		done, err := c.Turn(t.Context(), "a")
		next <- err == nil && c.Has("vpn-1")
		if err == nil {
			done()
		}
	}()
	c.Add("vpn-1")
	done()
	if !<-next {
		t.Error("the next in turn does not see what was created")
	}
	if c.Has("vpn-2") {
		t.Error("an object was created that nobody created")
	}
}
