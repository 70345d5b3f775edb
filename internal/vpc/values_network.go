package vpc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
)

// address is an IP address. Any other text is not read: a change of the address
// would replace the object that has it.
type address string

func (a *address) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	if _, err := netip.ParseAddr(text); text != "" && err != nil {
		return fmt.Errorf("%q is not an IP address", text)
	}
	*a = address(text)
	return nil
}

// asn is the number of an autonomous system, 0 where there is none. Any other
// number is not read: a change of it would replace the object that has it.
type asn int64

func (a *asn) UnmarshalJSON(b []byte) error {
	var n integer
	if err := n.UnmarshalJSON(b); err != nil {
		return err
	}
	if n < 0 || n > 1<<32-1 {
		return fmt.Errorf("%d is not the number of an autonomous system", n)
	}
	*a = asn(n)
	return nil
}

// network is a range of addresses in CIDR form. Any other text is not read: a
// change of it would replace the object that has it.
type network string

func (n *network) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	if _, err := netip.ParsePrefix(text); text != "" && err != nil {
		return fmt.Errorf("%q is not a network", text)
	}
	*n = network(text)
	return nil
}

// weight is 0 or 100, and priority 1 to 100. Any other number is not read.
type (
	weight   int64
	priority int64
)

func (w *weight) UnmarshalJSON(b []byte) error {
	var n integer
	if err := n.UnmarshalJSON(b); err != nil || (n != 0 && n != 100) || len(bytes.Trim(b, `"`)) == 0 {
		return errForm
	}
	*w = weight(n)
	return nil
}

func (p *priority) UnmarshalJSON(b []byte) error {
	var n integer
	if err := n.UnmarshalJSON(b); err != nil || n < 0 || n > 100 {
		return errForm
	}
	*p = priority(n)
	return nil
}
