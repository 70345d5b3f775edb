#!/bin/sh
# Has goreleaser check .goreleaser.yml, unless the inputs of that check are the ones it last passed with.
# Usage: release-check.sh if-changed|passed
#
# goreleaser takes minutes to build, and the answer depends on the files below alone. The stamp of the last check that passed is
# committed, so that the tree itself says whether it has to be done again: a fresh or shallow clone has no .build, and its history
# does not tell what landed together. A stamp that was forgotten costs time, and nothing else: the check is done then. The release
# workflow always does it.
set -eu
cd "$(dirname "$0")/../.."
stamp=internal/tools/goreleaser/checked
inputs='.goreleaser.yml terraform-registry-manifest.json internal/tools/goreleaser/go.mod internal/tools/goreleaser/go.sum'

sha256='sha256sum'
command -v sha256sum >/dev/null || sha256='shasum -a 256' # macOS
now=$($sha256 $inputs)

case $1 in
if-changed)
	if [ "$now" = "$(cat "$stamp" 2>/dev/null)" ]; then
		echo "release-check: skipped, as nothing that it reads has changed since it passed ($stamp)"
		exit 0
	fi
	"${MAKE:-make}" --no-print-directory release-check
	;;
passed)
	[ "$now" = "$(cat "$stamp" 2>/dev/null)" ] && exit 0
	echo "$now" >"$stamp"
	echo "release-check: passed; commit $stamp, so that the next one is skipped"
	;;
*)
	echo "release-check.sh: $1 is neither if-changed nor passed" >&2
	exit 2
	;;
esac
