//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// detach keeps a Ctrl-C of the terminal from a process, so that it is told to
// stop once, by interrupt, and in order: Terraform takes a second one for "now",
// and the simulator has to outlive it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// sweep ends what an interrupted process has left running.
func sweep(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
}

func interrupt(cmd *exec.Cmd) error { return cmd.Process.Signal(syscall.SIGINT) }
