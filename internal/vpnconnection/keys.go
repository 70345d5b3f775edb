package vpnconnection

import (
	"context"

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

// shownKeys are the keys of a connection.
func (m *model) shownKeys(seen *vpc.VpnConnection) []tunnel.ShownKey {
	if len(seen.Tunnels) == 0 {
		return []tunnel.ShownKey{{Mark: keyPsk, At: path.Empty(), Whose: "the tunnel", Key: m.Key(), Psk: seen.Ike.Psk}}
	}
	var all []tunnel.ShownKey
	for i := range seen.Tunnels {
		role := seen.Tunnels[i].Role
		if role == master || role == slave {
			t := m.tunnel(role)
			all = append(all, tunnel.ShownKey{
				Mark: keyPskOf(role), At: path.Root("tunnels").AtName(role), Whose: "the " + role + " tunnel", Key: t.Key(),
				Psk: seen.Tunnels[i].Ike.Psk,
			})
		}
	}
	return all
}

// refresh takes over what was seen, and warns of a key that somebody else has
// changed.
func refresh(
	ctx context.Context, m *model, seen *vpc.VpnConnection, tags framework.TagPolicy, private framework.PrivateState,
) diag.Diagnostics {
	m.FromAPI(seen, tags)
	return tunnel.RefreshKeys(ctx, private, m.shownKeys(seen), m.ID.ValueString())
}
