//go:build !windows

package protocol

import (
	"os"
	"time"
)

// parentPolls is how often the parent is looked at, which is one system call.
const parentPolls = 500 * time.Millisecond

// awaitEnd waits until the system has given this process another parent, which it
// does when the parent dies. A signal for that exists on Linux alone, and is sent
// when the parent's thread ends, which is too early.
func awaitEnd(parent int) {
	ticker := time.NewTicker(parentPolls)
	defer ticker.Stop()
	for os.Getppid() == parent {
		<-ticker.C
	}
}
