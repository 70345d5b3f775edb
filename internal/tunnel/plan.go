package tunnel

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// FillDefaults fills in what the configuration leaves to its default.
func (p Phases) FillDefaults(config Phases) Phases {
	if !p.Ike.IsNull() && !p.Ike.IsUnknown() {
		planned, written := Ikes.Values(p.Ike), Ikes.Values(config.Ike)
		ike := planned
		if written.Mode.IsNull() {
			ike.Mode = types.StringValue(defaultMode)
		}
		if written.Lifetime.IsNull() {
			ike.Lifetime = types.Int64Value(defaultLifetime)
		}
		Ikes.Update(&p.Ike, planned, ike)
	}
	if !p.Ipsec.IsNull() && !p.Ipsec.IsUnknown() {
		planned := Ipsecs.Values(p.Ipsec)
		ipsec := planned
		if Ipsecs.Values(config.Ipsec).Lifetime.IsNull() {
			ipsec.Lifetime = types.Int64Value(defaultLifetime)
		}
		Ipsecs.Update(&p.Ipsec, planned, ipsec)
	}
	return p
}

// Known fills in what is known of the endpoint before the change is made. state
// is nil for an endpoint that is to be created. had and wants are the phases that
// hold before and after.
func (e *Endpoint) Known(config, state *Endpoint, had, wants Phases) {
	if config.EnableDpd.IsNull() {
		e.EnableDpd = types.BoolValue(true)
	}
	if config.EnableNatTraversal.IsNull() {
		e.EnableNatTraversal = types.BoolValue(true)
	}
	if state == nil {
		return
	}
	stays(&e.LocalID, config.LocalID, state.LocalID)
	stays(&e.RemoteCACertificate, config.RemoteCACertificate, state.RemoteCACertificate)
	if e.CustomerGatewayID.Equal(state.CustomerGatewayID) {
		stays(&e.RemoteID, config.RemoteID, state.RemoteID)
	} else if config.RemoteID.IsNull() {
		e.RemoteID = types.StringUnknown() // the address of the other customer gateway
	}
	if e.same(config, state) && wants.Equal(had) {
		e.Status, e.BgpStatus, e.PeerAsn, e.PeerBgpIP = state.Status, state.BgpStatus, state.PeerAsn, state.PeerBgpIP
	} else {
		e.Status, e.BgpStatus, e.PeerAsn, e.PeerBgpIP = types.StringUnknown(), types.StringUnknown(), types.Int64Unknown(), types.StringUnknown()
	}
}

// same reports that the endpoint is to stay as it is.
func (e *Endpoint) same(config, state *Endpoint) bool {
	for _, pair := range [][2]attr.Value{
		{e.CustomerGatewayID, state.CustomerGatewayID},
		{e.LocalID, state.LocalID},
		{e.RemoteID, state.RemoteID},
		{e.Bgp, state.Bgp},
		{e.EnableDpd, state.EnableDpd},
		{e.EnableNatTraversal, state.EnableNatTraversal},
		{e.RemoteCACertificate, state.RemoteCACertificate},
	} {
		if !pair[0].Equal(pair[1]) {
			return false
		}
	}
	return state.Key().Changed(config.Key()) == nil
}

// stays plans the value that there is where the configuration has none.
func stays(plan *types.String, config, state types.String) {
	if config.IsNull() && plan.IsUnknown() && !state.IsNull() {
		*plan = state
	}
}

// Absent makes an endpoint null that is not there: the tunnels are in tunnels.
func (e *Endpoint) Absent() {
	for _, s := range []*types.String{&e.LocalID, &e.RemoteID, &e.RemoteCACertificate, &e.Status, &e.BgpStatus, &e.PeerBgpIP} {
		if s.IsUnknown() {
			*s = types.StringNull()
		}
	}
	if e.PeerAsn.IsUnknown() {
		e.PeerAsn = types.Int64Null()
	}
	for _, b := range []*types.Bool{&e.EnableDpd, &e.EnableNatTraversal} {
		if b.IsUnknown() {
			*b = types.BoolNull()
		}
	}
}

// Known fills in what is known of a tunnel before the change is made. state is
// nil for one that is to be created.
func (t *Tunnel) Known(config, state *Tunnel, had, wants Phases) {
	if state == nil {
		t.Endpoint.Known(&config.Endpoint, nil, had, wants)
		return
	}
	t.Endpoint.Known(&config.Endpoint, &state.Endpoint, had, wants)
	null := types.StringNull()
	stays(&t.ID, null, state.ID)
	stays(&t.InternetIP, null, state.InternetIP)
	stays(&t.ZoneID, null, state.ZoneID)
}

// WarnWeak warns of weak choices that are new. at names the objects' parent.
func WarnWeak(diags *diag.Diagnostics, at path.Path, plan, state Phases) {
	if plan.Ike.IsNull() && plan.Ipsec.IsNull() {
		return
	}
	ike, hadIke := Ikes.Values(plan.Ike), Ikes.Values(state.Ike)
	ipsec, hadIpsec := Ipsecs.Values(plan.Ipsec), Ipsecs.Values(state.Ipsec)
	for _, f := range []struct {
		object, name, better string
		want, had            types.String
	}{
		{"ike", "version", "ikev2", ike.Version, hadIke.Version},
		{"ike", "mode", "main", ike.Mode, hadIke.Mode},
		{"ike", "encryption", "aes256", ike.Encryption, hadIke.Encryption},
		{"ike", "authentication", "sha256", ike.Authentication, hadIke.Authentication},
		{"ike", "dh_group", "group14", ike.DHGroup, hadIke.DHGroup},
		{"ipsec", "encryption", "aes256", ipsec.Encryption, hadIpsec.Encryption},
		{"ipsec", "authentication", "sha256", ipsec.Authentication, hadIpsec.Authentication},
		{"ipsec", "pfs_group", "group14", ipsec.PfsGroup, hadIpsec.PfsGroup},
	} {
		why, known := weak[f.want.ValueString()]
		if !known || f.want.Equal(f.had) || f.name == "version" && isShangMi(ike.Encryption.ValueString()) {
			continue
		}
		where := at.AtName(f.object).AtName(f.name)
		diags.AddAttributeWarning(where, "Weak choice for a tunnel", fmt.Sprintf("%s is %q: %s. Use %q, unless the other end cannot.",
			where, f.want.ValueString(), why, f.better))
	}
}
