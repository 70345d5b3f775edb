#!/bin/sh
# Runs a command the way a test must run: with a Terraform CLI that is known to work, and with nothing of the
# developer's own, be it credentials, CLI configuration, log settings or variables. Usage: testenv.sh [--live] COMMAND...
# --live is the one exception: it keeps the credentials and lets tests reach the cloud.
set -eu
cd "$(dirname "$0")/../.."
root=$(pwd)

drop='^(TF_|ALIBABA_CLOUD_|ALIBABACLOUD_|ALICLOUD_|ALIYUN_ACC_|(VPC|STS)_ENDPOINT$)'
keep='^TF_ACC_(TEMP_DIR|PERSIST_WORKING_DIR|LOG|LOG_PATH)$'
live=
if [ "$1" = --live ]; then
	shift
	live=ALIYUN_ACC_LIVE=1
	drop='^TF_'
	if ! env | grep -qE '^(ALIBABA_CLOUD|ALIBABACLOUD|ALICLOUD)_(ACCESS_KEY(_ID)?|PROFILE|CREDENTIALS_URI|ECS_METADATA|ECS_ROLE_NAME|OIDC_TOKEN_FILE)=.'; then
		echo 'No credentials in the environment, so nothing was started. Set ALIBABA_CLOUD_ACCESS_KEY_ID and' >&2
		echo 'ALIBABA_CLOUD_ACCESS_KEY_SECRET (or ALIBABA_CLOUD_PROFILE) of an account that may be charged.' >&2
		exit 2
	fi
	echo 'These tests buy VPN gateways on Alibaba Cloud. THEY COST MONEY, more so if stopped before they clean up.' >&2
fi

# The CLI: the caller's choice, or what is on PATH, or the pinned OpenTofu, built from source as nothing can be downloaded.
cli=${TF_ACC_TERRAFORM_PATH:-}
[ -n "$cli" ] || cli=$(command -v terraform || command -v tofu || true)
if [ -z "$cli" ]; then
	echo 'Neither terraform nor tofu is on PATH: taking the pinned OpenTofu.' >&2
	"${MAKE:-make}" -s .build/bin/tofu >&2
	cli=.build/bin/tofu
fi
case $cli in /*) ;; *) cli=$(cd "$(dirname "$cli")" && pwd)/$(basename "$cli") ;; esac
version=$(TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 "$cli" version 2>/dev/null | head -n 1)
case $version in
Terraform*) host= ;;
OpenTofu*) host=TF_ACC_PROVIDER_HOST=registry.opentofu.org ;; # where it looks for a provider whose source names no host
*)
	echo "$cli is no Terraform or OpenTofu that runs, and a test run without one would prove nothing." >&2
	exit 1
	;;
esac
echo "Using $version ($cli)" >&2

# Credentials also lie in files under HOME, and so do plug-ins: tests get an empty one. Go keeps its own places.
if [ -z "$live" ]; then
	mkdir -p .build/home
	set -- GOENV="$(go env GOENV)" GOPATH="$(go env GOPATH)" GOCACHE="$(go env GOCACHE)" \
		GOMODCACHE="$(go env GOMODCACHE)" HOME="$root/.build/home" "$@"
fi

# TF_ACC=1 because plugin-testing silently skips what is not marked as a unit test without it; what reaches the cloud asks
# for ALIYUN_ACC_LIVE. GOGC is for the terraform processes, which inherit it: a third less time for some memory.
namespace=$(sed -n 's|^module [^/]*/\([^/]*\)/.*|\1|p' go.mod)
set -- ${live:+"$live"} ${host:+"$host"} TF_ACC=1 TF_ACC_TERRAFORM_PATH="$cli" TF_ACC_PROVIDER_NAMESPACE="$namespace" \
	TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 GOGC="${GOGC:-400}" "$@"

# `env -u` rather than unset: Terraform allows variables, as in TF_VAR_a-b, whose names the shell does not.
for name in $(drop=$drop keep=$keep awk 'BEGIN { for (n in ENVIRON) if (n ~ ENVIRON["drop"] && n !~ ENVIRON["keep"]) print n }'); do
	set -- -u "$name" "$@"
done
exec env "$@"
