// Package tunnel is what a tunnel of an IPsec connection is to Terraform: IKE,
// IPsec, BGP, keys, and what the API shows of it. It is shared by the resources
// that have tunnels: as objects in tunnels, or, for connections with a single one,
// as arguments of the resource itself. An IPsec server, which people dial in to, has
// IKE, IPsec and a key too, and no more of it.
package tunnel
