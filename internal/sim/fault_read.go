package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// ReadFaults reads one fault, or a list of them, from JSON.
func ReadFaults(r io.Reader) ([]Fault, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading faults: %w", err)
	}
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("[")) {
		var list []Fault
		if err := json.Unmarshal(text, &list); err != nil {
			return nil, fmt.Errorf("reading faults: %w", err)
		}
		return list, nil
	}
	var one Fault
	if err := json.Unmarshal(text, &one); err != nil {
		return nil, fmt.Errorf("reading faults: %w", err)
	}
	return []Fault{one}, nil
}
