// Package clients shows that Alibaba Cloud's own SDKs take the simulator for the
// cloud. It is a module of its own, so that the provider does not depend on them.
package clients
