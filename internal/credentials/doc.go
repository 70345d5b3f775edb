// Package credentials has the sources of credentials: an access key, a role of
// STS, a profile of the Alibaba Cloud CLI in each of its modes, the role of an
// ECS instance, a service, a command. Which one is used is the provider's
// choice; a source that was chosen never turns to another one.
//
// A source asks when a credential is first needed, keeps it until shortly
// before it expires (session.go), and then asks again. Every answer is read up
// to a bound, every wait ends with the context or with a limit of its own, no
// redirect is followed, no error repeats what was read, and no file is written.
package credentials
