package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Applying thousands of resources takes Terraform minutes, since it rewrites
// the state for each. So one cell is applied, and its copies are written down: as
// instances of a state, and as objects of the simulator. They hold what the
// provider really put there, whatever attributes it has by now.

// seed is what one applied cell left behind: cell 0 of block 0.
type seed struct {
	*cell

	state map[string]json.RawMessage
	// resources of the state, and their instances, by type.
	resources map[string]map[string]json.RawMessage
	instances map[string][]json.RawMessage

	data map[string]json.RawMessage // of the simulator
	// objects of the simulator by kind, and all IDs in them.
	objects map[string][]json.RawMessage
	ids     []string
}

// plant applies one cell of each kind.
func (l *lab) plant(ctx context.Context, cells ...*cell) error {
	l.seeds = make(map[*cell]*seed)
	for _, c := range cells {
		s, err := l.sow(ctx, c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		l.seeds[c] = s
	}
	return nil
}

func (l *lab) sow(ctx context.Context, c *cell) (*seed, error) {
	data := filepath.Join(l.dir, c.name+".json")
	sim, err := l.simulate(ctx, data)
	if err != nil {
		return nil, err
	}
	dir, err := l.workspace(ctx, c.name, l.config(sim.api, stand{{c, layout{1, 1}}}))
	if err == nil {
		_, err = l.terraform(ctx, dir, configuredBy(l.plain), "apply", "-input=false", "-auto-approve", "-no-color")
	}
	if err := errors.Join(err, sim.end()); err != nil {
		return nil, err
	}
	return newSeed(c, filepath.Join(dir, stateFile), data)
}

const stateFile = "terraform.tfstate"

// idText is an ID of the simulator, wherever it stands.
var idText = regexp.MustCompile(`[a-z]+-bp1[a-z0-9]{20}`)

func newSeed(c *cell, state, data string) (*seed, error) {
	s := &seed{cell: c, resources: make(map[string]map[string]json.RawMessage), instances: make(map[string][]json.RawMessage)}
	var resources []map[string]json.RawMessage
	if err := errors.Join(read(state, &s.state), read(data, &s.data)); err != nil {
		return nil, err
	}
	if err := errors.Join(json.Unmarshal(s.state["resources"], &resources), json.Unmarshal(s.data["objects"], &s.objects)); err != nil {
		return nil, err
	}
	for _, r := range resources {
		var typeName string
		var instances []json.RawMessage
		if err := errors.Join(json.Unmarshal(r["type"], &typeName), json.Unmarshal(r["instances"], &instances)); err != nil {
			return nil, err
		}
		s.resources[typeName], s.instances[typeName] = r, instances
	}
	for _, p := range c.parts {
		if got := len(s.instances[p.typeName]); got != p.n {
			return nil, fmt.Errorf("%s: %d of %d are in state", p.typeName, got, p.n)
		}
	}
	s.ids = idText.FindAllString(string(s.data["objects"]), -1)
	slices.Sort(s.ids)
	s.ids = slices.Compact(s.ids)
	return s, nil
}

// copier replaces what is the first cell's own by what is the n-th cell's of a block:
// IDs and names. copied is how many cells were copied before.
func (s *seed) copier(block string, n, copied int) *strings.Replacer {
	pairs := []string{"." + blockName(0, 0) + `"`, "." + block + `"`}
	for _, id := range s.ids {
		pairs = append(pairs, id, copiedID(id, copied))
	}
	for _, p := range s.parts {
		for index := range p.n {
			if p.named() {
				pairs = append(pairs, `"`+p.resourceName(blockName(0, 0), index)+`"`, `"`+p.resourceName(block, n*p.n+index)+`"`)
			}
		}
	}
	return strings.NewReplacer(pairs...)
}

// copiedID is the ID of a copy.
func copiedID(id string, copied int) string { return fmt.Sprintf("%s%06d", id[:len(id)-6], copied) }

// writeCopies writes the state and the simulator's data of a stand.
func (l *lab) writeCopies(s stand, stateTo, dataTo string) error {
	var resources []map[string]json.RawMessage
	objects := make(map[string][]json.RawMessage)
	copied := 0
	for number, g := range s {
		from := l.seeds[g.cell]
		for b := range g.blocks {
			block := blockName(number, b)
			instances := make(map[string][]json.RawMessage)
			for n := range g.count {
				replaced := from.copier(block, n, copied)
				copied++
				if err := from.copyInto(instances, objects, replaced, n); err != nil {
					return err
				}
			}
			for _, p := range g.parts {
				resources = append(resources, with(from.resources[p.typeName], map[string]any{"name": block, "instances": instances[p.typeName]}))
			}
		}
	}
	first := l.seeds[s[0].cell]
	return errors.Join(
		writeJSON(stateTo, with(first.state, map[string]any{"resources": resources})),
		writeJSON(dataTo, with(first.data, map[string]any{"objects": objects})),
	)
}

// copyInto adds the n-th cell of a block.
func (s *seed) copyInto(instances, objects map[string][]json.RawMessage, replaced *strings.Replacer, n int) error {
	for _, p := range s.parts {
		for _, instance := range s.instances[p.typeName] {
			var members map[string]json.RawMessage
			var index int
			err := json.Unmarshal([]byte(replaced.Replace(string(instance))), &members)
			if err := errors.Join(err, json.Unmarshal(members["index_key"], &index)); err != nil {
				return err
			}
			text, err := json.Marshal(with(members, map[string]any{"index_key": n*p.n + index}))
			if err != nil {
				return err
			}
			instances[p.typeName] = append(instances[p.typeName], text)
		}
	}
	for kind, all := range s.objects {
		for _, object := range all {
			objects[kind] = append(objects[kind], json.RawMessage(replaced.Replace(string(object))))
		}
	}
	return nil
}

// with returns a copy of an object with some members replaced.
func with(object map[string]json.RawMessage, changes map[string]any) map[string]json.RawMessage {
	all := make(map[string]json.RawMessage, len(object)+len(changes))
	for key, value := range object {
		all[key] = value
	}
	for key, value := range changes {
		all[key], _ = json.Marshal(value) // texts, numbers and what was JSON before
	}
	return all
}

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.NewDecoder(bytes.NewReader(text)).Decode(into)
}

func writeJSON(file string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return write(file, "%s", text)
}
