package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// entry is a line of the simulator's ledger.
type entry struct {
	Time      time.Time `json:"time"`
	Kind      string    `json:"kind"`
	ObjectID  string    `json:"object_id"`
	OrderID   int64     `json:"order_id"`
	Bandwidth int       `json:"bandwidth"`
}

// checkBill asks the simulator what happened, which is no matter of trust: one
// purchase, one release, and nothing left.
func (s *story) checkBill(ctx context.Context) error {
	s.heading("Look at the bill, which the simulator kept")
	var ledger []entry
	if err := s.sim.get(ctx, "/ledger", &ledger); err != nil {
		return err
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "TIME\tKIND\tGATEWAY\tORDER\tMBIT/S")
	for _, e := range ledger {
		_, _ = fmt.Fprintf(
			table,
			"%s\t%s\t%s\t%d\t%d\n",
			e.Time.Local().Format(time.TimeOnly),
			e.Kind,
			e.ObjectID,
			e.OrderID,
			e.Bandwidth,
		)
	}
	_ = table.Flush()

	var requests []struct {
		Action string `json:"action"`
	}
	if err := s.sim.get(ctx, "/requests", &requests); err != nil {
		return err
	}
	var actions []string
	for _, r := range requests {
		actions = append(actions, r.Action)
	}
	s.say("\nThe API was called %d times: %s.", len(actions), counted(actions))

	var left []struct {
		ID     string `json:"vpn_gateway_id"`
		Status string `json:"status"`
	}
	if err := s.sim.get(ctx, "/gateways", &left); err != nil {
		return err
	}
	if err := check(ledger, len(left)); err != nil {
		return err
	}
	s.say("One gateway was bought, the same one was released, and none is left.")
	return nil
}

// check wants exactly one purchase and the release of the same gateway.
func check(ledger []entry, left int) error {
	var kinds []string
	for _, e := range ledger {
		kinds = append(kinds, e.Kind)
	}
	switch {
	case left > 0:
		return fmt.Errorf("%d gateways are left in the simulator", left)
	case !slices.Equal(kinds, []string{"purchase", "release"}):
		return fmt.Errorf("the ledger should hold one purchase and one release, and holds: %s", strings.Join(kinds, ", "))
	case ledger[0].ObjectID != ledger[1].ObjectID:
		return errors.New("another gateway was released than the one that was bought")
	default:
		return nil
	}
}

// counted lists words with their number, in the order of their first use.
func counted(words []string) string {
	var order []string
	number := map[string]int{}
	for _, w := range words {
		if number[w]++; number[w] == 1 {
			order = append(order, w)
		}
	}
	for i, w := range order {
		order[i] = fmt.Sprintf("%s %d", w, number[w])
	}
	return strings.Join(order, ", ")
}
