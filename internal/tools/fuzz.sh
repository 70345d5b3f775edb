#!/bin/sh
# Runs every fuzz target for a time, one after the other, as `go test` wants it, and fails at the first crash.
# Usage: fuzz.sh TIME
#
# A crash is kept in the package's testdata/fuzz: commit it, and every later `make test` tries it again.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p .build
grep -rn --include='*_test.go' '^func Fuzz' internal | sed 's/^\([^:]*\):[0-9]*:func \(Fuzz[A-Za-z]*\).*/\1 \2/' >.build/fuzz-targets
while read -r file target; do
	echo "$target, $(dirname "$file"), $1"
	go test -run='^$' -fuzz="^$target\$" -fuzztime="$1" "./$(dirname "$file")" >.build/fuzz.log 2>&1 </dev/null || {
		cat .build/fuzz.log >&2
		exit 1
	}
	grep execs .build/fuzz.log | tail -1
done <.build/fuzz-targets
