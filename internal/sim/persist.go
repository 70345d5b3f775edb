package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// data is what the simulator was told by its clients: what Save writes.
type data struct {
	Now       time.Time          `json:"now"`
	IDs       ids                `json:"ids"`
	Objects   objects            `json:"objects"`
	Outcomes  map[string]outcome `json:"outcomes"`
	Ledger    []LedgerEntry      `json:"ledger"`
	Diagnoses []diagnosis        `json:"diagnoses,omitempty"`
	// Authorities are by the ID of the SSL server. One is made when it is first needed.
	Authorities map[string]*authority `json:"authorities,omitempty"`
}

func newData() data {
	return data{IDs: newIDs(), Objects: newObjects(), Outcomes: map[string]outcome{}}
}

// Save writes the data as JSON: objects, client tokens, ledger. Access keys,
// networks, faults and the request log are not part of it.
func (s *Server) Save(w io.Writer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runDueSteps()
	s.data.Now = s.clock.now()
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(s.data); err != nil {
		return fmt.Errorf("saving the simulator's data: %w", err)
	}
	return nil
}

// Load replaces the data by what Save wrote. The virtual clock goes forward to
// the time of the save if it is behind it, never back.
func (s *Server) Load(r io.Reader) error {
	var read data
	decoder := json.NewDecoder(r)
	// Remembered answers hold 64-bit numbers.
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		return fmt.Errorf("loading the simulator's data: %w", err)
	}
	if read.IDs.Counts == nil || read.Objects == nil || read.Outcomes == nil {
		return errors.New("loading the simulator's data: this is not a file that Save wrote")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data = read
	if behind := read.Now.Sub(s.clock.now()); behind > 0 {
		s.clock.advance(behind)
	}
	s.runDueSteps()
	return nil
}
