package main

import (
	"fmt"
	"strings"
)

// A stand is what is planned: cells of one kind or of several, each kind in a
// layout of its own.
type stand []group

type group struct {
	*cell
	layout
}

// layout is how often there is a cell: in so many blocks of each resource, with so
// many cells in each block.
type layout struct{ blocks, count int }

func (a layout) total() int { return a.blocks * a.count }

// objects is how many there are.
func (s stand) objects() int {
	n := 0
	for _, g := range s {
		n += g.total() * g.inCell()
	}
	return n
}

// pages is how many calls list everything: pages of a list of the region for most
// kinds, and a list of each gateway for the others.
func (s stand) pages() int {
	calls := 0
	ofRegion := make(map[string]int)
	for _, g := range s {
		for _, p := range g.parts {
			if p.ofGateway {
				calls += g.total()
			} else {
				ofRegion[p.typeName] += g.total() * p.n
			}
		}
	}
	for _, n := range ofRegion {
		calls += (n + pageSize - 1) / pageSize
	}
	return calls
}

// cell is what hangs together: a gateway, and what hangs on it.
type cell struct {
	name  string
	parts []part
}

// inCell is how many objects a cell has.
func (c *cell) inCell() int {
	n := 0
	for _, p := range c.parts {
		n += p.n
	}
	return n
}

// part is the resources of one type in a cell.
type part struct {
	typeName, name string
	n              int
	// ofGateway says that the API lists them by gateway, and not by region.
	ofGateway bool
	// body is the block's. BLOCK stands for its name, INDEX for which of the cell's
	// resources one is, and CELL for the gateway's place in its block.
	body string
}

var (
	gateway = part{typeName: "aliyun_vpn_gateway", name: "gateway", n: 1, body: `
  vpc_id               = "vpc-bp1ub1yt9cvakoelj1y9c"
  vswitch_id           = "vsw-bp1zonea00000000000001"
  bandwidth            = 10
  enable_ssl           = true
  ssl_connections      = 20

  disaster_recovery_vswitch_id = "vsw-bp1zoneb00000000000002"

  description          = "Connects an office"
  instance_charge_type = "POSTPAY"
  tags                 = { team = "network", stage = "test" }
`}
	customers = part{typeName: "aliyun_vpn_customer_gateway", name: "customer", n: 4, body: `
  ip_address = "203.0.113.${INDEX + 1}"
  asn        = 65001
  tags       = { team = "network" }
`}
	connections = part{typeName: "aliyun_vpn_connection", name: "connection", n: 4, body: `
  vpn_gateway_id = aliyun_vpn_gateway.BLOCK[CELL].id
  local_subnets  = ["10.0.0.0/16"]
  remote_subnets = ["172.16.${INDEX}.0/24"]

  ike   = { version = "ikev2", encryption = "aes256", authentication = "sha256", dh_group = "group14" }
  ipsec = { encryption = "aes256", authentication = "sha256", pfs_group = "group14" }

  tunnels = {
    master = { customer_gateway_id = aliyun_vpn_customer_gateway.BLOCK[count.index].id }
    slave  = { customer_gateway_id = aliyun_vpn_customer_gateway.BLOCK[count.index].id }
  }
  tags = { team = "network" }
`}
	routes = part{typeName: "aliyun_vpn_route_entry", name: "route", n: 10, ofGateway: true, body: `
  vpn_gateway_id = aliyun_vpn_gateway.BLOCK[CELL].id
  next_hop       = aliyun_vpn_connection.BLOCK[CELL * 4].id
  destination    = "10.8.${INDEX}.0/24"
`}
	policyRoutes = part{typeName: "aliyun_vpn_pbr_route_entry", name: "policy-route", n: 2, ofGateway: true, body: `
  vpn_gateway_id = aliyun_vpn_gateway.BLOCK[CELL].id
  next_hop       = aliyun_vpn_connection.BLOCK[CELL * 4].id
  source         = "192.168.0.0/24"
  destination    = "10.9.${INDEX}.0/24"
`}
	sslServer = part{typeName: "aliyun_ssl_vpn_server", name: "server", n: 1, body: `
  vpn_gateway_id = aliyun_vpn_gateway.BLOCK[CELL].id
  client_ip_pool = "10.200.0.0/24"
  local_subnets  = ["10.0.0.0/16"]
`}
	certs = part{typeName: "aliyun_ssl_vpn_client_cert", name: "cert", n: 25, body: `
  ssl_vpn_server_id = aliyun_ssl_vpn_server.BLOCK[CELL].id
`}

	// alone is a gateway on which nothing hangs, office one that connects offices, and
	// dialIn one that people dial in to as well.
	alone  = &cell{"alone", []part{gateway}}
	office = &cell{"office", []part{gateway, customers, connections, routes, policyRoutes}}
	dialIn = &cell{"dial-in", append(office.parts[:len(office.parts):len(office.parts)], sslServer, certs)}
)

// named are parts that have a name. Routes have none.
func (p part) named() bool { return !p.ofGateway }

// resourceName is the name of a resource in the cloud.
func (p part) resourceName(block string, index int) string {
	return fmt.Sprintf("%s-%s-%d", p.name, block, index)
}

// blockName is the name of a group's n-th block, in HCL.
func blockName(group, n int) string { return fmt.Sprintf("b%d-%d", group, n) }

// config is the configuration of a stand in the simulator at api.
func (l *lab) config(api string, s stand) string {
	var text strings.Builder
	_, _ = fmt.Fprintf(&text, `terraform {
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
	for number, g := range s {
		for n := range g.blocks {
			for _, p := range g.parts {
				p.write(&text, blockName(number, n), g.count)
			}
		}
	}
	return text.String()
}

func (p part) write(text *strings.Builder, block string, cells int) {
	name := ""
	if p.named() {
		name = fmt.Sprintf("  name = \"%s-%s-${count.index}\"", p.name, block)
	}
	body := strings.NewReplacer(
		"BLOCK", block, "INDEX", fmt.Sprintf("(count.index %% %d)", p.n), "CELL", fmt.Sprintf("floor(count.index / %d)", p.n),
	).Replace(p.body)
	_, _ = fmt.Fprintf(text, "\nresource %q %q {\n  count = %d\n%s%s}\n", p.typeName, block, cells*p.n, name, body)
}
