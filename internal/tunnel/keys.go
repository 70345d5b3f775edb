package tunnel

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/framework"
)

// ShownKey is a pre-shared key as an answer has it.
type ShownKey struct {
	// Mark is where private state has what shows that the key has changed.
	Mark string
	// At is where the attributes of the key stand.
	At path.Path
	// Whose says whose key it is: "the master tunnel". It is empty for a server that
	// people dial in to, which has one key for all of them.
	Whose string
	// Key is what state or the configuration has of it.
	Key framework.Secret
	// Psk is nil where the answer has none.
	Psk *string
}

// RefreshKeys warns of keys of owner, an ID, that somebody else has changed. One
// that is in state shows as a change there.
func RefreshKeys(ctx context.Context, private framework.PrivateState, keys []ShownKey, owner string) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, k := range keys {
		if k.Psk == nil || *k.Psk == "" || !k.Key.Value.IsNull() {
			continue
		}
		was, more := private.GetKey(ctx, k.Mark)
		diags.Append(more...)
		changed, more := framework.SecretChanged(ctx, private, k.Mark, *k.Psk)
		diags.Append(more...)
		ours := !k.Key.Version.IsNull()
		whose, both, other := k.Whose+" of ", "The tunnel comes up only if both ends have the same key.", "The tunnel comes up only if the other end has it too."
		if k.Whose == "" {
			whose, both, other = "", "Clients connect only if they have the same key.", "Clients connect only if they have it too."
		}
		switch {
		case changed && ours:
			diags.AddAttributeWarning(k.At.AtName("psk_wo"), "Key was changed outside Terraform", fmt.Sprintf(
				"The pre-shared key of %s%s is not the one that Terraform set last. To set that again, change psk_wo_version. %s", whose, owner, both))
		case changed:
			diags.AddAttributeWarning(k.At.AtName("psk_wo"), "Key was changed outside Terraform", fmt.Sprintf(
				"The pre-shared key of %s%s is not the one that it had when Terraform read it last. Terraform keeps the new one. %s", whose, owner, other))
		}
		if len(was) == 0 || changed && !ours {
			diags.Append(framework.RememberSecret(ctx, private, k.Mark, *k.Psk)...)
		}
	}
	return diags
}

// RememberKeys writes down what shows later that a key has changed: the one that
// was given, or else the one that the API made.
func RememberKeys(ctx context.Context, private framework.PrivateState, keys []ShownKey) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, k := range keys {
		psk := k.Key.Given()
		if psk == nil {
			psk = k.Psk
		}
		diags.Append(framework.RememberSent(ctx, private, k.Mark, psk)...)
	}
	return diags
}
