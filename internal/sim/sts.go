package sim

import (
	"fmt"
	"strings"
	"time"
)

// The life of temporary credentials, in seconds.
const (
	leastSession   = 900
	mostSession    = 43200
	defaultSession = 3600
)

// sessionParams are what both ways of taking a role have in common.
var sessionParams = []param{
	{name: "RoleArn", required: true, check: like(`^acs:ram::\d+:role/[A-Za-z0-9.\-]+$`)},
	{name: "RoleSessionName", required: true, check: like(`^[A-Za-z0-9.@_\-]{2,64}$`)},
	{name: "DurationSeconds", check: integer(leastSession, mostSession)},
	{name: "Policy"},
}

// The rows of the security token service.
func init() {
	registerActions([]action{
		{name: "GetCallerIdentity", product: apiSts, handle: (*Server).getCallerIdentity},
		{
			name: "AssumeRole", product: apiSts, handle: (*Server).assumeRole,
			params: append([]param{{name: "ExternalId"}}, sessionParams...),
		},
		{
			name: "AssumeRoleWithOIDC", product: apiSts, unsigned: true, handle: (*Server).assumeRole,
			params: append([]param{
				{name: "OIDCProviderArn", required: true},
				{name: "OIDCToken", required: true},
			}, sessionParams...),
		},
	})
}

// getCallerIdentity says who is calling.
func (s *Server) getCallerIdentity(c *call) (fields, *apiError) {
	account := s.account(c.credential)
	kind, principal := "Account", account
	if c.credential.arn != "" {
		kind, principal = "AssumedRoleUser", c.credential.AccessKeyID
	}
	return fields{
		"IdentityType": kind,
		"AccountId":    account,
		"PrincipalId":  principal,
		"UserId":       principal,
		"Arn":          s.identity(c.credential),
	}, nil
}

// assumeRole hands out temporary credentials. Roles need not exist: the
// account in the role's name is the account they act for. They may do what the
// caller may.
func (s *Server) assumeRole(c *call) (fields, *apiError) {
	account, role := splitRole(c.str("RoleArn"))
	session := c.str("RoleSessionName")
	n := s.data.IDs.next("session")
	given := Credential{
		AccessKeyID:     "STS." + scramble("session key", n, 24),
		AccessKeySecret: scramble("session secret", n, 30),
		SecurityToken:   "CAIS" + scramble("session token a", n, 32) + scramble("session token b", n, 32),
		Account:         account,
		ReadOnly:        c.credential.ReadOnly,
		until:           s.clock.now().Add(time.Duration(c.number("DurationSeconds", defaultSession)) * time.Second),
		arn:             fmt.Sprintf("acs:ram::%s:assumed-role/%s/%s", account, strings.ToLower(role), session),
	}
	s.credentials[given.AccessKeyID] = given
	return fields{
		"AssumedRoleUser": fields{
			"AssumedRoleId": scramble("role", n, 18) + ":" + session,
			"Arn":           given.arn,
		},
		"Credentials": fields{
			"AccessKeyId":     given.AccessKeyID,
			"AccessKeySecret": given.AccessKeySecret,
			"SecurityToken":   given.SecurityToken,
			"Expiration":      given.until.UTC().Format(time.RFC3339),
		},
	}, nil
}

// splitRole takes acs:ram::<account>:role/<name> apart. The row has checked it.
func splitRole(arn string) (account, role string) {
	account, role, _ = strings.Cut(strings.TrimPrefix(arn, "acs:ram::"), ":role/")
	return account, role
}
