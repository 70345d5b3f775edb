#!/bin/sh
# Builds a pinned tool from source, and shows that it is alive meanwhile.
# Usage: build-tool.sh NAME MODULE-FOLDER PACKAGE OUTPUT LDFLAGS
set -eu
name=$1 module=$2 package=$3 output=$4 ldflags=$5
case $name in
tofu) echo 'Building OpenTofu from source, once. It takes 3 to 10 minutes, 2 GB of memory and 1 GB of disk.' ;;
goreleaser) echo 'Building goreleaser from source, once. It takes 2 to 5 minutes.' ;;
*) echo "Building $name from source, once." ;;
esac

log=$(mktemp)
began=$(date +%s)
# The sleep holds no file of ours open: whoever reads our output need not wait for its end.
while sleep 10 >/dev/null 2>&1; do
	echo "  $name: $(($(date +%s) - began)) s, $(grep -c '^go: ' "$log") modules fetched, $(grep -vc '^go: ' "$log") packages compiled"
done &
alive=$!
trap 'kill $alive 2>/dev/null; rm -f "$log"' EXIT
trap 'exit 130' INT TERM

# -v names each package that is compiled.
go build -C "$module" -v -buildvcs=false -ldflags "-s -w $ldflags" -o "$output" "$package" 2>"$log" || {
	cat "$log" >&2
	exit 1
}
