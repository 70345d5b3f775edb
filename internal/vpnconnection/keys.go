package vpnconnection

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/tunnel"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// keyPsk is where private state has what shows that the key of a single tunnel
// has changed.
const keyPsk = "psk"

// keyPskOf is the same for one of two tunnels.
func keyPskOf(role string) string { return keyPsk + "." + role }

// shownKey is a key as an answer has it, nil where it has none.
type shownKey struct {
	mark     string // of private state
	at       path.Path
	what     string // "the master tunnel"
	endpoint tunnel.Endpoint
	psk      *string
}

// shownKeys are the keys of a connection.
func (m *model) shownKeys(seen *vpc.VpnConnection) []shownKey {
	if len(seen.Tunnels) == 0 {
		return []shownKey{{keyPsk, path.Empty(), "the tunnel", m.Endpoint, seen.Ike.Psk}}
	}
	var all []shownKey
	for i := range seen.Tunnels {
		role := seen.Tunnels[i].Role
		if role == master || role == slave {
			t := m.tunnel(role)
			all = append(all, shownKey{
				keyPskOf(role), path.Root("tunnels").AtName(role), "the " + role + " tunnel", t.Endpoint, seen.Tunnels[i].Ike.Psk,
			})
		}
	}
	return all
}

// refresh takes over what was seen, and warns of a key that somebody else has
// changed. One that is in state shows as a change there.
func refresh(
	ctx context.Context, m *model, seen *vpc.VpnConnection, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	var diags diag.Diagnostics
	for _, k := range m.shownKeys(seen) {
		if k.psk == nil || *k.psk == "" || !k.endpoint.Psk.IsNull() {
			continue
		}
		was, more := private.GetKey(ctx, k.mark)
		diags.Append(more...)
		changed, more := framework.SecretChanged(ctx, private, k.mark, *k.psk)
		diags.Append(more...)
		ours := !k.endpoint.PskWOVersion.IsNull()
		switch {
		case changed && ours:
			diags.AddAttributeWarning(k.at.AtName("psk_wo"), "Key was changed outside Terraform", fmt.Sprintf(
				"The pre-shared key of %s of %s is not the one that Terraform set last. To set that again, change psk_wo_version. "+
					"The tunnel comes up only if both ends have the same key.", k.what, m.ID.ValueString()))
		case changed:
			diags.AddAttributeWarning(k.at.AtName("psk_wo"), "Key was changed outside Terraform", fmt.Sprintf(
				"The pre-shared key of %s of %s is not the one that it had when Terraform read it last. Terraform keeps the new one. "+
					"The tunnel comes up only if the other end has it too.", k.what, m.ID.ValueString()))
		}
		if len(was) == 0 || changed && !ours {
			diags.Append(framework.RememberSecret(ctx, private, k.mark, *k.psk)...)
		}
	}
	return diags
}

// remember writes down what shows later that a key has changed: the one that was
// given, or else the one that the API made.
func remember(ctx context.Context, private framework.PrivateState, config *model, seen *vpc.VpnConnection) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, k := range config.shownKeys(seen) {
		psk := k.endpoint.Key().Given()
		if psk == nil {
			psk = k.psk
		}
		diags.Append(framework.RememberSent(ctx, private, k.mark, psk)...)
	}
	return diags
}
