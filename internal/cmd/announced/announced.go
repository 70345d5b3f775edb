// Package announced reads what aliyunsim prints when it starts: the demo and the
// benchmarks run it as a process of its own and need its addresses.
package announced

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// Addresses returns the URLs of the API and of the control interface, and leaves
// a goroutine that reads the rest, so that the process never waits for a reader.
func Addresses(out io.Reader) (api, control string, err error) {
	lines := bufio.NewScanner(out)
	for control == "" && lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), `vpc = "`); ok {
			api, _, _ = strings.Cut(rest, `"`)
		}
		if _, rest, ok := strings.Cut(lines.Text(), "# Control interface on "); ok {
			control = strings.TrimSuffix(rest, ".")
		}
	}
	if api == "" || control == "" {
		return "", "", errors.New("the simulator did not say where it listens")
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return api, control, nil
}
