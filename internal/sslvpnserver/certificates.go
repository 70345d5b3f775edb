package sslvpnserver

import (
	"context"
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// shownCertificates is how many certificates a warning names.
const shownCertificates = 5

// warnCertificates says which certificates a plan deletes along with the server,
// which nothing else in it may show. It is silent where there are none. what is
// "is deleted" or "is replaced".
func warnCertificates(ctx context.Context, c *framework.Change[model], what string) {
	id := c.State.ID.ValueString()
	const tail = "Nobody can dial in with them any more, and they cannot be brought back: " +
		"whoever is to dial in to another server needs a new certificate and a new configuration."
	if c.Data == nil || c.Data.VPC == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	all, err := c.Data.VPC.DescribeSslVpnClientCerts(ctx, vpc.DescribeSslVpnClientCertsInput{
		RegionID: c.State.Region.ValueString(), SslVpnServerID: id,
	})
	switch {
	case err != nil:
		c.Diags.AddWarning("SSL server "+what+" with its client certificates", fmt.Sprintf(
			"All client certificates of %s are deleted with it, also those that this configuration does not have. "+
				"How many there are could not be read: %v\n\n%s", id, err, tail))
	case len(all) > 0:
		c.Diags.AddWarning("SSL server "+what+" with its client certificates", fmt.Sprintf(
			"%s of %s %s deleted with it, also those that this configuration does not have:%s\n\n%s",
			count(len(all), "client certificate"), id, isAre(len(all)), names(all), tail))
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func names(all []*vpc.SslVpnClientCert) string {
	var b strings.Builder
	for i, cert := range all {
		if i == shownCertificates {
			fmt.Fprintf(&b, "\n  and %d more", len(all)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s  %q", cert.SslVpnClientCertID, cert.Name)
	}
	return b.String()
}
