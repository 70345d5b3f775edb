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
)

func ownGroup(*exec.Cmd) {}

func signalProcess(int, syscall.Signal) error { return errors.ErrUnsupported }

func signalGroup(int, syscall.Signal) error { return errors.ErrUnsupported }
