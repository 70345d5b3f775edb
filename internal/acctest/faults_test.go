package acctest_test

import (
	"errors"
	"flag"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpngateway"
)

const (
	// writeFaults is the variable with which `make faults` has the results written.
	writeFaults = "ALIYUN_WRITE_FAULTS"
	// usualShare says that `make test` measures one in so many cells of a kind that is
	// not aliyun_vpn_gateway, always the same ones. All of them would take longer than all other
	// tests together.
	usualShare = 8
	// fewestCells is a little less than the matrix has for each operation: a filter
	// that leaves out more than it should is noticed.
	fewestCells = 60
)

// TestFaultMatrix does every operation under every fault that makes sense for
// it, and holds each against the same rules. A file of testdata/faults has to say what
// came out, and the reliability guide how much of each. `make faults` measures all
// cells, and so does a run of this test alone; make test measures those of VPN
// gateways and a share of the others.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	if acctest.Live() {
		t.Skip("needs the simulator")
	}
	var cells []*cell
	for _, s := range subjects() {
		cells = append(cells, everyCell(t, s)...)
	}
	write := os.Getenv(writeFaults) != ""
	every := write || flag.Lookup("test.run").Value.String() != ""
	// The group ends when the last of its parallel tests has.
	t.Run("cells", func(t *testing.T) {
		for _, c := range cells {
			if !every && !c.usual() {
				continue
			}
			t.Run(c.name(), func(t *testing.T) {
				t.Parallel()
				c.run(t)
				defer c.forget()
				if violations := c.violations(); len(violations) > 0 {
					t.Errorf("%s\n\nwhat was said: %.2000s", strings.Join(violations, "\n"), c.text)
				}
			})
		}
	})
	measured := slices.DeleteFunc(slices.Clone(cells), (*cell).unmeasured)
	if write || testing.Verbose() {
		fmt.Fprint(os.Stdout, everyRow(measured))
	}
	var err error
	switch {
	case t.Failed(): // what must not happen is nothing to publish
	case write && len(measured) < len(cells):
		t.Log("not all cells ran, so the results were left alone")
	case write:
		err = writeResults(cells)
	default:
		for _, s := range subjects() {
			if own := cellsOf(s, cells); !slices.ContainsFunc(own, (*cell).unmeasured) {
				err = errors.Join(err, checkResults(s, own))
			}
		}
	}
	if err != nil {
		t.Error(err)
	}
}

func (c *cell) name() string {
	return c.operation.subject.TypeName + "/" + c.operation.short + "/" + c.fault.name + "/" + c.at.where
}

// usual reports whether make test measures the cell.
func (c *cell) usual() bool {
	return c.operation.subject.TypeName == vpngateway.TypeName || crc32.ChecksumIEEE([]byte(c.name()))%usualShare == 0
}

func (c *cell) unmeasured() bool { return c.outcome == "" }

// everyCell combines all operations with all faults.
func everyCell(t *testing.T, s *acctest.Subject) []*cell {
	t.Helper()
	faults := append(passingFaults(s), lastingFaults(s)...)
	var cells []*cell
	all := operations(t, s)
	for _, o := range all {
		for _, f := range faults {
			for _, at := range f.points(o) {
				cells = append(cells, &cell{operation: o, fault: f, at: at})
			}
		}
	}
	if least := fewestCells * len(all); len(cells) < least {
		t.Fatalf("%s: %d cells, want at least %d", s.TypeName, len(cells), least)
	}
	return cells
}
