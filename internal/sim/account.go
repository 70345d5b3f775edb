package sim

import "time"

// Credential is an access key, permanent or temporary.
type Credential struct {
	AccessKeyID     string
	AccessKeySecret string
	// SecurityToken makes it a temporary credential: each call has to carry
	// the same token.
	SecurityToken string
	// Account is the account GetCallerIdentity names; empty means
	// Options.AccountID. All credentials see the same gateways.
	Account string
	// ReadOnly refuses every action that changes something.
	ReadOnly bool
	// Expired answers as for a temporary credential whose time is up.
	Expired bool

	// until ends a credential that STS handed out, on the virtual clock; arn
	// is the role session it speaks for.
	until time.Time
	arn   string
}

// AddCredential makes an access key known, or replaces it.
func (s *Server) AddCredential(c Credential) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.credentials[c.AccessKeyID] = c
}

// RemoveCredential makes an access key unknown, as after a rotation.
func (s *Server) RemoveCredential(accessKeyID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.credentials, accessKeyID)
}

// account returns the account a credential belongs to.
func (s *Server) account(c Credential) string {
	if c.Account != "" {
		return c.Account
	}
	return s.opts.AccountID
}

// identity returns the name by which access control knows a credential.
func (s *Server) identity(c Credential) string {
	if c.arn != "" {
		return c.arn
	}
	return "acs:ram::" + s.account(c) + ":root"
}

// expired tells whether a temporary credential has run out.
func (s *Server) expired(c Credential) bool {
	return c.Expired || (!c.until.IsZero() && !s.clock.now().Before(c.until))
}
