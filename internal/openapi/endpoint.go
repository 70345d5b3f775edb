package openapi

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
)

// ParseEndpoint reads an endpoint given as host, host:port or URL. Plain http
// is accepted for loopback addresses only, since requests carry credentials.
func ParseEndpoint(s string) (*url.URL, error) {
	raw := s
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		// url.Error repeats the input, which may hold a password.
		return nil, errors.New("it is not a host, host:port or URL")
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("its scheme is %q: use https", u.Scheme)
	case u.User != nil:
		return nil, errors.New("it holds a user name or password: give credentials in their own arguments")
	case u.Hostname() == "" || strings.Trim(strings.ToLower(u.Host), "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]") != "":
		return nil, errors.New("it names no host")
	case u.RawQuery != "" || u.Fragment != "" || (u.Path != "" && u.Path != "/"):
		return nil, errors.New("it has a path or query: give scheme, host and port only")
	case u.Scheme == "http" && !IsLoopback(u.Hostname()):
		return nil, fmt.Errorf(
			"plain http to %s would send signed requests unencrypted: write https://%s (http is for loopback addresses)",
			u.Hostname(), u.Host,
		)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// IsLoopback reports whether host is this machine itself.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
