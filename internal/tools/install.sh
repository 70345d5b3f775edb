#!/bin/sh
# Puts the built provider where Terraform and OpenTofu look without being told, and says how to use it.
# Usage: install.sh BINARY HOST/NAMESPACE/NAME VERSION
set -eu
binary=$1 source=$2 version=$3
name=${source##*/}
dir=$HOME/.terraform.d/plugins/$source/$version/$(go env GOOS)_$(go env GOARCH)
mkdir -p "$dir"
cp "$binary" "$dir/terraform-provider-${name}_v$version$(go env GOEXE)"
cat <<EOF
Installed to $dir

    terraform {
      required_providers {
        $name = {
          source  = "$source"
          version = "$version"
        }
      }
    }

While it lies there, Terraform takes this provider from that folder only, never from the registry (and not at all where a
CLI configuration has a provider_installation block without a filesystem_mirror for it). After another \`make install\` run
\`terraform init -upgrade\`, or remove .terraform.lock.hcl: its checksum is the old one's. To undo:
    rm -r ~/.terraform.d/plugins/$source
EOF
