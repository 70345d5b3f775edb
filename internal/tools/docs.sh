#!/bin/sh
# Writes docs/, or checks it, from the schema, templates/ and examples/. Usage: docs.sh TFPLUGINDOCS NAMESPACE/NAME write|check
#
# The schema comes from the provider in process (internal/cmd/schemajson), not from a Terraform on PATH: the pages are the
# same on every machine, while an older Terraform would leave out identities, list resources and actions.
set -eu
cd "$(dirname "$0")/../.."
tfplugindocs=$1 source=$2 mode=$3
provider=${source#*/}

schema=.build/schema.json
out=docs
if [ "$mode" = check ]; then # beside docs/, so that a check changes nothing
	out=.build/docs
	rm -rf "$out"
fi
mkdir -p .build "$out"
go run ./internal/cmd/schemajson >"$schema"

# It is chatty about each page; what it says matters only when it fails.
quiet() {
	"$@" >.build/docs.log 2>&1 || {
		cat .build/docs.log >&2
		exit 1
	}
}
quiet "$tfplugindocs" generate --provider-name "$provider" --providers-schema "$schema" --rendered-website-dir "$out"

go run ./internal/cmd/docpages "$schema" "$out"

# In templates/ links between pages are those of files, and so they are in docs/ as long as people read it in the repository.
# The Registry shows links as they are, under addresses without .md, so that none of them would lead anywhere: from the first
# release on, each is the whole address.
site=https://registry.terraform.io/providers/$source/latest/docs
if ls .changes/v*.md >/dev/null 2>&1; then
	find "$out" -name '*.md' | while read -r page; do
		folder=$(dirname "${page#"$out"/}")
		sed -E -e "s|\]\(\.\./index\.md|]($site|g" -e "s|\]\(\.\./([a-z-]+/[a-z_-]+)\.md|]($site/\1|g" \
			-e "s|\]\(([a-z_-]+)\.md|]($site/$folder/\1|g" -e "s|\]\(([a-z-]+/[a-z_-]+)\.md|]($site/\1|g" "$page" >.build/page.md
		cp .build/page.md "$page"
	done
fi

if [ "$mode" = check ] && ! diff -ru docs "$out"; then
	echo 'docs/ is not what the schema, templates/ and examples/ say: run `make docs` and commit the result.' >&2
	exit 1
fi
quiet "$tfplugindocs" validate --provider-name "$provider" --providers-schema "$schema"
echo "docs: $(find "$out" -name '*.md' | wc -l | tr -d ' ') pages, $mode ok"
