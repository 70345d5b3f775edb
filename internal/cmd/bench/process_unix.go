//go:build unix

package main

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// detach keeps the terminal's Ctrl-C away from a process. This program interrupts
// it once, because at a second signal Terraform leaves the provider running.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// peak is the largest resident size that an ended process had.
func peak(ended *os.ProcessState) int64 {
	rusage, ok := ended.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return rusage.Maxrss // in bytes there, in KiB elsewhere
	}
	return rusage.Maxrss * 1024
}
