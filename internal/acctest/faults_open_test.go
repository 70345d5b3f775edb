package acctest_test

import "slices"

// What is known to break a rule, and why.
const (
	tokenUnsaid   = "the error about a foreign gateway does not name the client token"
	foreignUnpaid = "an order that is not to be paid at once is not looked at before its ID is saved"
	unknownWord   = "a type of gateway that nobody knows is taken for another gateway"
	neverRead     = "an argument that an import could not read plans a replacement"
)

// openCells are the cells that break a rule until somebody has mended that: fault
// and operation, and what is wrong. One that breaks none any more fails the test.
var openCells = func() map[[2]string]string {
	open := map[[2]string]string{
		{"not bought, and answered with the foreign ID", "unpaid"}: foreignUnpaid,
		{"bought, and answered with the foreign ID", "unpaid"}:     foreignUnpaid,
	}
	for _, operation := range []string{"create", "create full", "prepaid"} {
		open[[2]string{"bought, and answered with the foreign ID", operation}] = tokenUnsaid
	}
	const odd = "all but ID and status always in an odd form: "
	words := []string{"an unknown word", "the text true", "an ISO time", "a number with a unit"}
	for form := range oddForms {
		if slices.Contains(words, form) {
			open[[2]string{odd + form, "create full"}] = unknownWord
		} else {
			open[[2]string{odd + form, "import"}] = neverRead
		}
	}
	return open
}()

// openReason says why a cell may break a rule for now.
func (c *cell) openReason() string {
	return openCells[[2]string{c.fault.name, c.operation.short}]
}
