#!/bin/sh
# Installs what `make test-peers` needs, on Debian and its kin. Fails where that cannot be, with the reason on standard
# output. It changes nothing where all of it is there.
set -eu

give_up() {
	echo "$1"
	exit 1
}

[ "$(uname -s)" = Linux ] || give_up 'it needs network namespaces, which are of Linux'
[ "$(id -u)" = 0 ] || give_up 'it needs root, for network namespaces'
if ! { command -v ip && command -v ping && command -v openvpn && command -v swanctl && [ -x /usr/lib/ipsec/charon ] &&
	[ -e /usr/lib/ipsec/plugins/libstrongswan-kernel-libipsec.so ] &&
	[ -e /usr/lib/ipsec/plugins/libstrongswan-openssl.so ]; } >/dev/null; then
	command -v apt-get >/dev/null || give_up 'it needs OpenVPN, and strongSwan with charon, swanctl and kernel-libipsec, and there is no apt-get'
	export DEBIAN_FRONTEND=noninteractive
	# No network is found out soon. Nothing here starts the daemons: the tests start their own.
	apt='timeout 300 apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20'
	{ $apt update && RUNLEVEL=1 $apt install -y --no-install-recommends iproute2 iputils-ping openvpn strongswan-charon \
		strongswan-swanctl libcharon-extra-plugins libstrongswan-standard-plugins; } >&2 </dev/null ||
		give_up 'its packages cannot be installed'
fi
[ -c /dev/net/tun ] || give_up 'there is no /dev/net/tun'
# Whether namespaces may be made is known once one is.
probe=aliyun-peertest-probe
ip netns add $probe 2>/dev/null || give_up 'network namespaces cannot be made'
ip netns delete $probe
