package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

func (cfg config) loadFaults(server *sim.Server) error {
	if cfg.faults == "" {
		return nil
	}
	text, err := os.ReadFile(cfg.faults)
	if err != nil {
		return err
	}
	faults, err := sim.ReadFaults(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("%s: %w", cfg.faults, err)
	}
	for _, fault := range faults {
		server.AddFault(fault)
	}
	return nil
}

// load reads the data file. One that does not exist yet is an empty start.
func (cfg config) load(server *sim.Server) error {
	if cfg.data == "" {
		return nil
	}
	text, err := os.ReadFile(cfg.data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := server.Load(bytes.NewReader(text)); err != nil {
		return fmt.Errorf("%s: %w", cfg.data, err)
	}
	return nil
}

// save writes the data file beside the old one first, so that a full disk
// costs the news only.
func (cfg config) save(server *sim.Server) error {
	if cfg.data == "" {
		return nil
	}
	var text bytes.Buffer
	if err := server.Save(&text); err != nil {
		return err
	}
	fresh := cfg.data + ".new"
	if err := os.WriteFile(fresh, text.Bytes(), 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, cfg.data)
}
