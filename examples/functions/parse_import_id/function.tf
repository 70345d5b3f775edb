# Import IDs with and without a region.
locals {
  gateways = {
    office = "vpn-bp1q8bgx4xnkm2ogj0fiu@cn-hangzhou"
    branch = "vpn-2ze3ux8y5cqk1hmj6d0wp"
  }

  parsed = { for name, import_id in local.gateways : name => provider::aliyun::parse_import_id(import_id) }
}

# { office = "vpn-bp1q8bgx4xnkm2ogj0fiu", branch = "vpn-2ze3ux8y5cqk1hmj6d0wp" }
output "ids" {
  value = { for name, gateway in local.parsed : name => gateway.id }
}

# { office = "cn-hangzhou", branch = "cn-beijing" }: null becomes the provider's region.
output "regions" {
  value = { for name, gateway in local.parsed : name => coalesce(gateway.region, "cn-beijing") }
}
