// Package peertest proves the text of package peerconfig for strongSwan with
// strongSwan itself: two charon daemons in two network namespaces, one
// configured by peerconfig, the other as the VPN gateway would be, by the API's
// parameters of the connection (gateway_test.go, which shares no code with
// peerconfig). And it proves the file of the ephemeral resource
// aliyun_ssl_vpn_client_config with OpenVPN at both ends, one of them with the
// certificates that the simulator's gateway has. `make test-peers` runs it on Linux, as root, with the packages
// that internal/tools/peers.sh names.
package peertest
