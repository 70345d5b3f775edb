#!/bin/sh
# Runs the tests of the vendor's SDKs, those for Node.js among them where there is Node.js to run them.
# Usage: test-clients.sh DIRECTORY COMMAND...
set -eu
cd "$(dirname "$0")/../.."
into=$1
shift

for program in node npm; do
	if ! command -v $program >/dev/null; then
		echo "$program is not on PATH: the SDKs for Node.js are skipped" >&2
		exec "$@"
	fi
done
mkdir -p "$into"
cp internal/acctest/clients/node/package.json "$into/"
# No lock file: it would name the registry that it was made with. The versions are exact, and no script of a package runs.
if ! npm install --prefix "$into" --no-package-lock --ignore-scripts --no-audit --no-fund >&2; then
	echo 'npm cannot install the SDKs: those for Node.js are skipped' >&2
	exec "$@"
fi
ALIYUN_TEST_NODE_MODULES=$(cd "$into/node_modules" && pwd) exec "$@"
