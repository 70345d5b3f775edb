//go:build unix

package acctest_test

import (
	"os/exec"
	"syscall"
)

const (
	interrupt = syscall.SIGINT
	terminate = syscall.SIGTERM
	kill      = syscall.SIGKILL
)

// ownGroup gives a command a process group, as a shell gives it to a job, so
// that a signal to the group is the terminal's and does not reach the test.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func signalProcess(pid int, s syscall.Signal) error { return syscall.Kill(pid, s) }

func signalGroup(leader int, s syscall.Signal) error { return syscall.Kill(-leader, s) }
