package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// benchmark is a line of `go test -bench`.
type benchmark struct {
	name    string             // package and benchmark, such as vpc.Snapshot
	metrics map[string]float64 // by unit, such as ns/op
}

// goBenchmarks runs the benchmarks of every package that has a bench*_test.go.
func (l *lab) goBenchmarks(ctx context.Context) ([]benchmark, error) {
	files, err := filepath.Glob("internal/*/bench*_test.go")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("no internal/*/bench*_test.go here, which has to be the top of a checkout")
	}
	packages := make(map[string]bool)
	for _, file := range files {
		packages["./"+filepath.ToSlash(filepath.Dir(file))] = true
	}
	args := []string{"test", "-run=^$", "-bench=.", "-benchmem"}
	if l.quick {
		args = append(args, "-benchtime=50ms")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, slices.Sorted(maps.Keys(packages))...)...)
	var said bytes.Buffer
	cmd.Env, cmd.Stdout, cmd.Stderr = l.env, &said, &said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", cmd, err, said.Bytes())
	}
	return parseBenchmarks(said.String()), nil
}

func parseBenchmarks(output string) []benchmark {
	var all []benchmark
	pkg := ""
	for line := range strings.Lines(output) {
		fields := strings.Fields(line)
		if len(fields) == 2 && fields[0] == "pkg:" {
			pkg = fields[1][strings.LastIndex(fields[1], "/")+1:]
		}
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := strings.TrimPrefix(fields[0], "Benchmark")
		if at := strings.LastIndex(name, "-"); at > 0 {
			name = name[:at] // the number of cores
		}
		b := benchmark{name: pkg + "." + name, metrics: make(map[string]float64)}
		for i := 2; i+1 < len(fields); i += 2 { // fields[1] is how often it ran
			b.metrics[fields[i+1]], _ = strconv.ParseFloat(fields[i], 64)
		}
		all = append(all, b)
	}
	return all
}
