package protocol

import (
	"os"
)

// awaitEnd waits for the parent itself: Windows never names another one. A parent
// that cannot be watched counts as alive.
func awaitEnd(parent int) {
	process, err := os.FindProcess(parent)
	if err == nil {
		_, err = process.Wait()
	}
	if err != nil {
		select {}
	}
}
