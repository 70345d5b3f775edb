//go:build unix

package main

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// detach keeps a Ctrl-C of the terminal from a process: it is told to stop by this
// program, once, since Terraform takes a second one for "leave the provider running".
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
