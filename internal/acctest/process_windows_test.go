package acctest_test

import (
	"errors"
	"os/exec"
	"syscall"
)

// The tests that would come here are skipped by newWorkspace.
const (
	interrupt = syscall.SIGINT
	terminate = syscall.SIGTERM
	kill      = syscall.SIGKILL
	crash     = syscall.Signal(0)
	pause     = syscall.Signal(0)
	proceed   = syscall.Signal(0)
)

func ownGroup(*exec.Cmd) {}

func signalProcess(int, syscall.Signal) error { return errors.ErrUnsupported }

func signalGroup(int, syscall.Signal) error { return errors.ErrUnsupported }

func ended(int) bool { return true }
