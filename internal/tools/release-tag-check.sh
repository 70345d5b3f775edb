#!/bin/sh
# Fails unless what is checked out is a tag that lies on main of the remote, with notes for its version.
set -eu
cd "$(dirname "$0")/../.."
tag=$(git describe --tags --exact-match --match 'v[0-9]*' 2>/dev/null) || {
	echo 'No tag such as v1.2.3 is checked out.' >&2
	exit 1
}
git merge-base --is-ancestor HEAD origin/main || {
	echo "$tag does not lie on origin/main: merge its commit first, and tag it there." >&2
	exit 1
}
[ -s ".changes/$tag.md" ] || {
	echo "There is no .changes/$tag.md: run 'make changelog-release RELEASE=$tag', merge it, and tag that." >&2
	exit 1
}
echo "$tag lies on main"
