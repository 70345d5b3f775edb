// Package tunnel is what a tunnel of an IPsec connection is to Terraform: IKE,
// IPsec, BGP, keys, and what the API shows of it. It is shared by the resources
// that have tunnels: as objects in tunnels, or, for connections with a single one,
// as arguments of the resource itself.
package tunnel
