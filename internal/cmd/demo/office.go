package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hashicorp/go-version"
)

// connect connects an office to the gateway, and hands its device a configuration
// that Terraform does not store.
func (s *story) connect(ctx context.Context) error {
	s.heading("Connect an office by two tunnels, and route its network through them (examples/demo/office.tf)")
	if err := s.add(ctx, "office.tf"); err != nil {
		return err
	}
	s.heading("Plan again: nothing to do")
	if err := s.plan(ctx, s.first(), noChanges, "-var=name=renamed"); err != nil {
		return err
	}
	if old, err := s.before("1.11"); err != nil || old {
		s.say("\nWhat the office's device needs is an ephemeral resource. %s is too old for that.", s.version)
		return err
	}
	s.heading("Hand the office's device its configuration, with the keys (examples/demo/device.tf)")
	if err := s.add(ctx, "device.tf"); err != nil {
		return err
	}
	return s.showDevice()
}

// add adds a file of examples/demo to the configuration, and applies it.
func (s *story) add(ctx context.Context, name string) error {
	if err := copyFile(filepath.Join(s.root, "examples", "demo", name), filepath.Join(s.first(), name), 0o644); err != nil {
		return err
	}
	return s.mustRun(ctx, s.first(), "apply", "-input=false", "-auto-approve", "-var=name=renamed")
}

// before reports whether the CLI is older than a version.
func (s *story) before(wanted string) (bool, error) {
	_, number, _ := strings.Cut(s.version, " v")
	is, err := version.NewVersion(number)
	if err != nil {
		return false, fmt.Errorf("the version of %q: %w", s.version, err)
	}
	return is.Core().LessThan(version.Must(version.NewVersion(wanted))), nil
}

// secret finds a key: quoted, or in base64 after 0s where it has other characters.
var secret = regexp.MustCompile(`(?m)^(\s*secret = )(?:"(\S+)"|0s(\S+))$`)

// showDevice shows the device's configuration without its keys, which must not be
// anywhere else.
func (s *story) showDevice() error {
	configuration, err := os.ReadFile(filepath.Join(s.first(), "swanctl.conf"))
	if err != nil {
		return err
	}
	s.say("\n$ sed 's/secret = .*/secret = \"(hidden)\"/' swanctl.conf\n%s", secret.ReplaceAll(configuration, []byte(`${1}"(hidden)"`)))
	keys := secret.FindAllSubmatch(configuration, -1)
	if len(keys) != 2 {
		return fmt.Errorf("the configuration has %d keys, want one for each tunnel", len(keys))
	}
	state, err := os.ReadFile(filepath.Join(s.first(), "terraform.tfstate"))
	if err != nil {
		return err
	}
	for _, found := range keys {
		key := found[2]
		if len(found[3]) > 0 {
			if key, err = base64.StdEncoding.DecodeString(string(found[3])); err != nil {
				return err
			}
		}
		if bytes.Contains(state, key) {
			return errors.New("a key is in the state")
		}
	}
	s.say("Both keys were looked for in terraform.tfstate, and are not there.")
	return nil
}
