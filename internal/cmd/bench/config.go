package main

import (
	"fmt"
	"strconv"
	"strings"
)

func blockName(block int) string { return fmt.Sprintf("b%d", block) }

func resourceName(block, i int) string { return fmt.Sprintf("gateway-%d-%d", block, i) }

// gateways is a configuration of gateways in the simulator at api.
func (l *lab) gateways(api string, a layout) string {
	var config strings.Builder
	_, _ = fmt.Fprintf(&config, `terraform {
  required_providers {
    aliyun = {
      source = %q
    }
  }
}

provider "aliyun" {
  region     = "cn-hangzhou"
  access_key = "LTAI5tSimulator"
  secret_key = "simulator-secret"
  endpoints { vpc = %q }
}
`, l.address, api)
	blocks(&config, gatewayType, a, `  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id           = "vsw-bp1zonea00000000000001"
  bandwidth            = 10

  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"

  name                 = %s
  description          = "Connects an office"
  instance_charge_type = "POSTPAY"
  tags                 = { team = "network", stage = "test" }
`)
	return config.String()
}

// floorOf is the same number of resources that Terraform brings with it, which
// no provider process and no API stand behind.
func floorOf(a layout) string {
	var config strings.Builder
	blocks(&config, floorType, a, "  input = %s\n")
	return config.String()
}

// blocks writes resource blocks; body has a place for the name.
func blocks(config *strings.Builder, typeName string, a layout, body string) {
	for block := range a.blocks {
		name := strings.TrimSuffix(resourceName(block, 0), "0") + "${count.index}"
		_, _ = fmt.Fprintf(config, "\nresource %q %q {\n  count = %d\n", typeName, blockName(block), a.count)
		_, _ = fmt.Fprintf(config, body+"}\n", strconv.Quote(name))
	}
}
