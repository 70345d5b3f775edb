// Command docpages fills in the lists of arguments that a template groups by theme.
//
// tfplugindocs prints a resource's arguments in one alphabetical list. A template that groups them holds a comment for each
// group instead, and one for what is read-only:
//
//	<!-- arguments: vpc_id, vswitch_id -->
//	<!-- attributes -->
//
// Usage: docpages SCHEMA FOLDER. SCHEMA is the file that schemajson writes, FOLDER holds the pages.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: docpages SCHEMA FOLDER")
		os.Exit(2)
	}
	if err := fillAll(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "docpages:", err)
		os.Exit(1)
	}
}

// fillAll fills in the pages of all resources. Every page is tried, so that one run shows all mistakes.
func fillAll(schemaFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var all schemas
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	var errs []error
	for provider, schema := range all.Providers {
		for name, resource := range schema.Resources {
			page := filepath.Join(folder, "resources", strings.TrimPrefix(name, provider+"_")+".md")
			errs = append(errs, fillPage(page, resource.Block))
		}
	}
	return errors.Join(errs...)
}

func fillPage(page string, b block) error {
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	filled, err := fill(string(text), b)
	if err != nil {
		return fmt.Errorf("%s: %w", page, err)
	}
	return os.WriteFile(page, []byte(filled), 0o644) //nolint:gosec // Pages are public.
}
