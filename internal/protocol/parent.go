package protocol

import "os"

// AwaitParentEnd returns when the process that started this one is gone.
//
// Terraform ends its providers itself, but not when it is killed. A provider
// that goes on then can only do harm: nobody is left to save what it creates, to
// read what it logs, or to stop it.
func AwaitParentEnd() {
	awaitEnd(os.Getppid())
}
