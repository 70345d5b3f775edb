#!/bin/sh
# Puts the built provider where Terraform and OpenTofu look by themselves, and says how to use it.
# Usage: install.sh BINARY NAMESPACE/NAME VERSION HOST...
#
# Each CLI looks under its own registry's host where a source names none, so the provider lies under both.
set -eu
binary=$1 source=$2 version=$3
shift 3
name=${source##*/}
undo=
for host; do
	dir=$HOME/.terraform.d/plugins/$host/$source/$version/$(go env GOOS)_$(go env GOARCH)
	file=$dir/terraform-provider-${name}_v$version$(go env GOEXE)
	mkdir -p "$dir"
	rm -f "$file" # a running provider may be replaced, but not written to
	cp "$binary" "$file"
	echo "Installed to $dir"
	undo="$undo ~/.terraform.d/plugins/$host/$source"
done
cat <<EOT

Use it with Terraform or OpenTofu:

    terraform {
      required_providers {
        $name = {
          source  = "$source"
          version = "$version"
        }
      }
    }

After every further \`make install\`, in each configuration that uses it:

    rm -f .terraform.lock.hcl && terraform init

The lock file holds the checksum of the build before, and \`init -upgrade\` keeps it, because the version is the same. So do not
commit this lock file either: nobody else has this build.

While the provider is installed here, the registry is not asked for it. A CLI configuration with a provider_installation block
needs a filesystem_mirror for ~/.terraform.d/plugins. To undo:

    rm -r$undo
EOT
