package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Applying thousands of resources takes Terraform minutes, since it rewrites
// the state for each. So one is applied, and its copies are written down: as
// instances of a state, and as gateways of the simulator. They hold what the
// provider really put there, whatever attributes it has by now.

// layout is how many resource blocks there are, and with what count each.
type layout struct{ blocks, count int }

func (a layout) total() int { return a.blocks * a.count }

func (a layout) String() string {
	if a.blocks == 1 {
		return number(a.count)
	}
	return fmt.Sprintf("%s, %d × %d", number(a.total()), a.blocks, a.count)
}

// seed is the state of one applied resource, number 0 of block 0.
type seed struct {
	state map[string]any
	data  map[string]any // of the simulator; none for terraform_data
	id    string
	newID string // format of the copies' IDs
}

const (
	gatewayType = "aliyun_vpn_gateway"
	floorType   = "terraform_data"
)

// plant applies one gateway and one terraform_data.
func (l *lab) plant(ctx context.Context) error {
	data := filepath.Join(l.dir, "one.json")
	sim, err := l.simulate(ctx, data, 0)
	if err != nil {
		return err
	}
	l.one, err = l.sow(ctx, "one", l.gateways(sim.api, layout{1, 1}))
	if err := errors.Join(err, sim.end()); err != nil {
		return err
	}
	l.one.newID = "vpn-bp1%020d"
	if l.floor, err = l.sow(ctx, "floor", floorOf(layout{1, 1})); err != nil {
		return err
	}
	l.floor.newID = "00000000-0000-4000-8000-%012d"
	return read(data, &l.one.data)
}

func (l *lab) sow(ctx context.Context, name, config string) (seed, error) {
	dir, err := l.workspace(ctx, name, config)
	if err != nil {
		return seed{}, err
	}
	if _, err := l.terraform(ctx, dir, configuredBy(l.plain), "apply", "-input=false", "-auto-approve", "-no-color"); err != nil {
		return seed{}, err
	}
	var s seed
	if err := read(filepath.Join(dir, stateFile), &s.state); err != nil {
		return seed{}, err
	}
	_, instance := s.only()
	attributes, _ := instance["attributes"].(map[string]any)
	s.id, _ = attributes["id"].(string)
	if s.id == "" {
		return seed{}, fmt.Errorf("%s: no resource with an id in state", name)
	}
	return s, nil
}

const stateFile = "terraform.tfstate"

// only returns the one resource of the state and its one instance.
func (s seed) only() (resource, instance map[string]any) {
	if list, _ := s.state["resources"].([]any); len(list) == 1 {
		resource, _ = list[0].(map[string]any)
	}
	if list, _ := resource["instances"].([]any); len(list) == 1 {
		instance, _ = list[0].(map[string]any)
	}
	return resource, instance
}

// writeState writes the state of as many resources as the layout has.
func (s seed) writeState(file string, a layout) error {
	resource, instance := s.only()
	var resources []any
	for block := range a.blocks {
		var instances []any
		for i := range a.count {
			instances = append(instances, s.copy(instance, a, block, i, map[string]any{"index_key": i}))
		}
		resources = append(resources, with(resource, map[string]any{"name": blockName(block), "instances": instances}))
	}
	return writeJSON(file, with(s.state, map[string]any{"resources": resources}))
}

// writeData writes the simulator's file with the same gateways.
func (s seed) writeData(file string, a layout) error {
	list, _ := s.data["gateways"].([]any)
	if len(list) != 1 {
		return fmt.Errorf("the simulator has %d gateways, not the one that was created", len(list))
	}
	var gateways []any
	for block := range a.blocks {
		for i := range a.count {
			gateways = append(gateways, s.copy(list[0], a, block, i, nil))
		}
	}
	return writeJSON(file, with(s.data, map[string]any{"gateways": gateways}))
}

// copy repeats a value for another gateway: its ID and its name stand in place
// of the seed's wherever those are.
func (s seed) copy(value any, a layout, block, i int, changes map[string]any) map[string]any {
	var replaced func(any) any
	names := strings.NewReplacer(s.id, fmt.Sprintf(s.newID, block*a.count+i), resourceName(0, 0), resourceName(block, i))
	replaced = func(value any) any {
		switch value := value.(type) {
		case string:
			return names.Replace(value)
		case []any:
			all := make([]any, len(value))
			for i := range value {
				all[i] = replaced(value[i])
			}
			return all
		case map[string]any:
			all := make(map[string]any, len(value))
			for key := range value {
				all[key] = replaced(value[key])
			}
			return all
		default:
			return value
		}
	}
	object, _ := replaced(value).(map[string]any)
	return with(object, changes)
}

// with returns a copy of an object with some fields replaced.
func with(object, changes map[string]any) map[string]any {
	all := make(map[string]any, len(object)+len(changes))
	for _, from := range []map[string]any{object, changes} {
		for key, value := range from {
			all[key] = value
		}
	}
	return all
}

// read keeps every digit of a number.
func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func writeJSON(file string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return write(file, "%s", text)
}
