package sim

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"maps"
	"math/big"
	"slices"
	"time"
)

// authority issues the certificates of one SSL server and of its clients. Each SSL
// server has one of its own, so that a client of one cannot dial in to another.
// All texts are PEM. Keys are ECDSA, which are made in no time: what kind the
// cloud's are is documented nowhere.
type authority struct {
	Cert       string `json:"cert"`
	Key        string `json:"key"`
	ServerCert string `json:"server_cert"`
	ServerKey  string `json:"server_key"`
	// Serial is that of the last certificate, and Issued those of clients' certificates
	// by their IDs.
	Serial int64            `json:"serial"`
	Issued map[string]int64 `json:"issued,omitempty"`
}

const (
	// authorityLife is how long an authority and its server's certificate last: longer
	// than all that they issue.
	authorityLife = 30 * 365 * 24 * time.Hour
	// clockSkew is how much earlier than now everything begins to be good, for whoever has
	// a slow clock: a real OpenVPN has the real time, and not the simulator's.
	clockSkew = time.Hour
	// crlLife is how long a list of deleted certificates may be used.
	crlLife = 365 * 24 * time.Hour
)

// authority is that of an SSL server.
func (s *Server) authority(serverID string) *authority {
	if s.data.Authorities[serverID] == nil {
		if s.data.Authorities == nil {
			s.data.Authorities = map[string]*authority{}
		}
		s.data.Authorities[serverID] = newAuthority(serverID, s.clock.now())
	}
	return s.data.Authorities[serverID]
}

// newAuthority makes the authority of an SSL server.
func newAuthority(serverID string, now time.Time) *authority {
	a := &authority{}
	key := newKey()
	template := a.template(serverID+" CA", now, now.Add(authorityLife))
	template.IsCA, template.KeyUsage = true, x509.KeyUsageCertSign|x509.KeyUsageCRLSign
	a.Cert = certificatePEM(must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)))
	a.Key = keyPEM(key)
	a.ServerCert, a.ServerKey = a.issue(serverID, now, now.Add(authorityLife), x509.ExtKeyUsageServerAuth)
	return a
}

// issue makes a key and a certificate for it.
func (a *authority) issue(name string, from, to time.Time, usage x509.ExtKeyUsage) (cert, key string) {
	issuer, issuerKey := a.read()
	made := newKey()
	template := a.template(name, from, to)
	template.KeyUsage, template.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{usage}
	return certificatePEM(must(x509.CreateCertificate(rand.Reader, template, issuer, made.Public(), issuerKey))), keyPEM(made)
}

func (a *authority) template(name string, from, to time.Time) *x509.Certificate {
	a.Serial++
	return &x509.Certificate{
		SerialNumber: big.NewInt(a.Serial), Subject: pkix.Name{CommonName: name, Organization: []string{"Simulator"}},
		NotBefore: from.Add(-clockSkew), NotAfter: to, BasicConstraintsValid: true,
	}
}

// client issues the certificate of a client.
func (a *authority) client(id string, from, to time.Time) (cert, key string) {
	cert, key = a.issue(id, from, to, x509.ExtKeyUsageClientAuth)
	if a.Issued == nil {
		a.Issued = map[string]int64{}
	}
	a.Issued[id] = a.Serial
	return cert, key
}

// revocations is the signed list of the clients' certificates that do not exist any
// more, by which the gateway refuses them.
func (a *authority) revocations(now time.Time, exists func(id string) bool) string {
	issuer, key := a.read()
	template := &x509.RevocationList{Number: big.NewInt(now.UnixMilli()), ThisUpdate: now.Add(-clockSkew), NextUpdate: now.Add(crlLife)}
	for _, id := range slices.Sorted(maps.Keys(a.Issued)) {
		if !exists(id) {
			template.RevokedCertificateEntries = append(template.RevokedCertificateEntries, x509.RevocationListEntry{
				SerialNumber: big.NewInt(a.Issued[id]), RevocationTime: now.Add(-clockSkew),
			})
		}
	}
	return textOf("X509 CRL", must(x509.CreateRevocationList(rand.Reader, template, issuer, key)))
}

func (a *authority) read() (*x509.Certificate, *ecdsa.PrivateKey) {
	block, _ := pem.Decode([]byte(a.Key))
	key, _ := must(x509.ParsePKCS8PrivateKey(block.Bytes)).(*ecdsa.PrivateKey)
	return readCertificate(a.Cert), key
}

func readCertificate(text string) *x509.Certificate {
	block, _ := pem.Decode([]byte(text))
	return must(x509.ParseCertificate(block.Bytes))
}

func newKey() *ecdsa.PrivateKey { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) }

func certificatePEM(der []byte) string { return textOf("CERTIFICATE", der) }

func keyPEM(key *ecdsa.PrivateKey) string {
	return textOf("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key)))
}

func textOf(what string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: what, Bytes: der}))
}

// must is for what cannot fail: the simulator has made all that goes in.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
