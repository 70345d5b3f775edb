package sim

import (
	"slices"
	"time"
)

// LedgerKind says what happened to money.
type LedgerKind string

// The kinds of ledger entries.
const (
	// LedgerOrder is an order that waits for its payment.
	LedgerOrder LedgerKind = "order"
	// LedgerPurchase is money spent.
	LedgerPurchase LedgerKind = "purchase"
	// LedgerRelease is the end of a gateway that was paid for.
	LedgerRelease LedgerKind = "release"
	// LedgerCancel is the end of an order that was never paid.
	LedgerCancel LedgerKind = "cancel"
)

// LedgerEntry is one line of the bill.
type LedgerEntry struct {
	Time time.Time  `json:"time"`
	Kind LedgerKind `json:"kind"`
	// ObjectKind is the name of the kind of what the money is for, and ObjectID its ID.
	ObjectKind string `json:"object_kind"`
	ObjectID   string `json:"object_id"`
	OrderID    int64  `json:"order_id"`
	RegionID   string `json:"region_id"`
	ChargeType string `json:"charge_type"`
	// Bandwidth is 0 for kinds that have none.
	Bandwidth   int    `json:"bandwidth,omitempty"`
	Period      int    `json:"period,omitempty"`
	ClientToken string `json:"client_token,omitempty"`
	AccessKeyID string `json:"access_key_id,omitempty"`
}

// Ledger returns every entry so far, oldest first. An entry without an access
// key came from outside the API: the payment page or the console.
func (s *Server) Ledger() []LedgerEntry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.data.Ledger)
}

// enter adds a line to the bill. The call is nil for what came from outside the
// API.
func (s *Server) enter(entry LedgerEntry, c *call) {
	entry.Time = s.clock.now()
	if c != nil {
		entry.ClientToken = c.str("ClientToken")
		entry.AccessKeyID = c.credential.AccessKeyID
	}
	s.data.Ledger = append(s.data.Ledger, entry)
}
