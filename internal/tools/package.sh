#!/bin/sh
# Builds the release archive for this machine, unsigned, lays a registry mirror from it, and says how to use that.
# Usage: package.sh GORELEASER NAMESPACE/NAME VERSION HOST...
#
# A release builds every platform, which takes minutes; here the same configuration is narrowed to this one. The version is
# no pre-release, because Terraform takes those for an exact constraint only.
set -eu
cd "$(dirname "$0")/../.."
goreleaser=$1 source=$2 version=$3
shift 3
os=$(go env GOOS) arch=$(go env GOARCH)
config=.build/goreleaser.yml mirror=.build/mirror

sed -e "s/^    goos: .*/    goos: [$os]/" -e "s/^    goarch: .*/    goarch: [\"$arch\"]/" \
	-e "s/version_template: .*/version_template: \"$version\"/" .goreleaser.yml >"$config"
"$goreleaser" release --config "$config" --snapshot --clean --skip=sign,sbom,publish >.build/package.log 2>&1 || {
	cat .build/package.log >&2
	exit 1
}
sha256='sha256sum'
command -v sha256sum >/dev/null || sha256='shasum -a 256' # macOS
(cd .build/dist && $sha256 --ignore-missing --check --quiet ./*_SHA256SUMS)

rm -rf "$mirror"
for host; do # each CLI looks under its own where a source names no host
	mkdir -p "$mirror/$host/$source"
	cp .build/dist/*_"${version}_${os}_${arch}.zip" "$mirror/$host/$source/"
done
echo "Packaged $(ls .build/dist/*.zip), checksums right; mirror in $mirror"
