package sim

import "time"

// The credential that a simulator accepts when Options name no other.
const (
	DefaultAccessKeyID     = "LTAI5tSimulator"
	DefaultAccessKeySecret = "simulator-secret"
	DefaultAccountID       = "1234567890123456"
)

// DefaultQuota is the number of VPN gateways that an account may own.
const DefaultQuota = 30

// DefaultClientCertQuota is the number of SSL client certificates of an account.
const DefaultClientCertQuota = 50

// defaultFirstOrderID is the order number in the API's own example.
const defaultFirstOrderID = 202249400220415

// Site says which of the two Alibaba Cloud sites is simulated. They differ in
// the charge types they sell.
type Site string

// The sites.
const (
	// SiteAny sells both charge types, and POSTPAY when none is named.
	SiteAny Site = ""
	// SiteChina sells PREPAY only, and wants the charge type to be named.
	SiteChina Site = "china"
	// SiteInternational sells POSTPAY only.
	SiteInternational Site = "international"
)

// Options configure a simulator. The zero value is a usable one: it builds at
// once, owns the default network, and accepts the default credential.
type Options struct {
	// Credentials are the access keys known from the start. None means the
	// default access key.
	Credentials []Credential
	// AccountID is what GetCallerIdentity answers for credentials without an
	// account of their own.
	AccountID string
	// Site decides which charge types are for sale.
	Site Site

	// BuildTime, UpdateTime and DeleteTime say how long, on the virtual clock,
	// a gateway is being built, changed and deleted. Zero means that the next
	// call sees the final state.
	BuildTime  time.Duration
	UpdateTime time.Duration
	DeleteTime time.Duration
	// AttachTime says how long a transit router takes to attach and to detach a
	// connection.
	AttachTime time.Duration
	// TickPerCall moves the virtual clock forward with every request, so that
	// a test which polls need not sleep.
	TickPerCall time.Duration
	// RealTime lets the virtual clock run along with the real one. The command
	// sets it for people; tests leave it off and are repeatable.
	RealTime bool
	// Latency delays each answer in real time, after the request was carried
	// out. A client that hangs up ends the delay.
	Latency time.Duration

	// Quota is the number of gateways an account may own: zero means
	// DefaultQuota, a negative number means no limit.
	Quota int
	// ConnectionQuota is the number of connections of a gateway: zero means
	// DefaultConnectionQuota, a negative number means no limit.
	ConnectionQuota int
	// RouteQuota is the number of destination-based routes of a gateway, and that of
	// policy-based ones: zero means DefaultRouteQuota, a negative number no limit.
	RouteQuota int
	// ClientCertQuota is the number of SSL client certificates of an account: zero
	// means DefaultClientCertQuota, a negative number means no limit.
	ClientCertQuota int
	// ClientCertCreateTimes is how many may ever be created, deleted ones included. The
	// API's number is documented nowhere: zero means no limit.
	ClientCertCreateTimes int
	// FirstOrderID is the number of the first order: zero
	// means the number in the API's own example. Set it beyond 2^53 to catch
	// clients that read order numbers as floating point.
	FirstOrderID int64
	// HideAfterCreate is the number of Describe calls naming a new gateway
	// that do not find it yet.
	HideAfterCreate int
	// UnpaidHidden hides a gateway from every action but Delete until its
	// order is paid. Otherwise it is shown with status "init". The API's own
	// behaviour is documented nowhere, so clients have to bear both.
	UnpaidHidden bool
	// SingleTunnelRegions are regions that build single-tunnel gateways, beside
	// DubaiRegion. Everywhere else an order needs two vSwitches.
	SingleTunnelRegions []string
	// RegionsWithoutBgp are regions whose connections cannot use BGP.
	RegionsWithoutBgp []string
	// BusyCode is the error code for a change of a gateway that is being worked
	// on. Empty means VpnGateway.Configuring; other actions of the family also
	// have VpnGateway.task.conflict.
	BusyCode string
	// SparseAnswers leaves out of Describe what the cloud leaves out at times:
	// EndTime of a pay-as-you-go gateway, and SslMaxConnections without SSL.
	SparseAnswers bool
	// WrappedAnswers puts JSON answers into {"<Action>Response": {...}}, as
	// the JSON sample of the 2019 specification shows them.
	WrappedAnswers bool

	// Now is the real clock, which the time stamps of signatures are held
	// against. Nil means time.Now.
	Now func() time.Time
	// Log, when set, is told one line a request. The line holds no parameters.
	Log func(format string, args ...any)
}

// withDefaults fills in what the zero value leaves out.
func (o Options) withDefaults() Options {
	if len(o.Credentials) == 0 {
		o.Credentials = []Credential{{AccessKeyID: DefaultAccessKeyID, AccessKeySecret: DefaultAccessKeySecret}}
	}
	if o.AccountID == "" {
		o.AccountID = DefaultAccountID
	}
	if o.Quota == 0 {
		o.Quota = DefaultQuota
	}
	if o.ConnectionQuota == 0 {
		o.ConnectionQuota = DefaultConnectionQuota
	}
	if o.RouteQuota == 0 {
		o.RouteQuota = DefaultRouteQuota
	}
	if o.ClientCertQuota == 0 {
		o.ClientCertQuota = DefaultClientCertQuota
	}
	if o.FirstOrderID == 0 {
		o.FirstOrderID = defaultFirstOrderID
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
