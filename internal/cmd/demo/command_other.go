//go:build !unix

package main

import "os/exec"

func detach(*exec.Cmd) {}

func sweep(*exec.Cmd) {}

// interrupt can only kill: other systems cannot ask politely.
func interrupt(cmd *exec.Cmd) error { return cmd.Process.Kill() }
