//go:build unix

package acctest_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

const (
	interrupt = syscall.SIGINT
	terminate = syscall.SIGTERM
	kill      = syscall.SIGKILL
	crash     = syscall.SIGQUIT // a Go program prints its goroutines, and exits
	pause     = syscall.SIGSTOP
	proceed   = syscall.SIGCONT
)

// ownGroup gives a command a process group, as a shell gives it to a job, so
// that a signal to the group is the terminal's and does not reach the test.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func signalProcess(pid int, s syscall.Signal) error { return syscall.Kill(pid, s) }

func signalGroup(leader int, s syscall.Signal) error { return syscall.Kill(-leader, s) }

// ended reports whether a process is over, though nobody may have asked for its
// exit code yet.
func ended(pid int) bool {
	if signalProcess(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && bytes.Contains(stat, []byte(") Z "))
}
