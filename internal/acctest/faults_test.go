package acctest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/acctest"
)

const (
	// writeFaults is the variable with which `make faults` has the guide written.
	writeFaults = "ALIYUN_WRITE_FAULTS"
	// fewestCells is what the matrix was promised to have.
	fewestCells = 120
)

// TestFaultMatrix does every operation under every fault that makes sense for
// it, and judges each by the same rules. The reliability guide has to say what
// came out.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	if acctest.Live() {
		t.Skip("needs the simulator")
	}
	cells := everyCell(t)
	if len(cells) < fewestCells {
		t.Fatalf("%d cells, want at least %d", len(cells), fewestCells)
	}
	// The group ends when the last of its parallel tests has.
	t.Run("cells", func(t *testing.T) {
		for _, c := range cells {
			t.Run(c.operation.short+"/"+c.fault.name+"/"+c.strike.where, func(t *testing.T) {
				t.Parallel()
				c.run(t)
				if complaints := c.complaints(); len(complaints) > 0 {
					t.Errorf("%s\n\nwhat was said: %s", strings.Join(complaints, "\n"), c.text)
				}
			})
		}
	})
	for _, c := range cells {
		if c.outcome == "" {
			t.Log("not all cells ran, so the guide was left alone")
			return
		}
	}
	write := os.Getenv(writeFaults) != ""
	if write || testing.Verbose() {
		fmt.Fprint(os.Stdout, everyRow(cells))
	}
	var err error
	switch {
	case t.Failed(): // what must not happen is nothing to publish
	case write:
		err = writeGuide(measurements(cells))
	default:
		err = checkGuide(measurements(cells))
	}
	if err != nil {
		t.Error(err)
	}
}

// everyCell combines all operations with all faults.
func everyCell(t *testing.T) []*cell {
	t.Helper()
	faults := append(passingFaults(), lastingFaults()...)
	var cells []*cell
	for _, o := range operations(t) {
		for _, f := range faults {
			for _, at := range f.strikes(o) {
				cells = append(cells, &cell{operation: o, fault: f, strike: at})
			}
		}
	}
	return cells
}
