#!/bin/sh
# terraform fmt (or tofu fmt) over the examples, where a CLI is at hand. Arguments go to it: -check only reports.
set -eu
cd "$(dirname "$0")/../.."
[ -d examples ] || exit 0
cli=$(command -v terraform || command -v tofu || true)
if [ -z "$cli" ] && [ -x .build/bin/tofu ]; then
	cli=.build/bin/tofu
fi
if [ -z "$cli" ]; then
	echo 'examples not formatted: neither terraform nor tofu is on PATH'
	exit 0
fi
export TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1
"$cli" fmt -recursive "$@" examples || {
	echo 'make fmt puts these right' >&2
	exit 1
}
