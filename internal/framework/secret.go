package framework

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// A secret has three attributes: NAME is kept in state, where its owner chose
// that; NAME_wo is write-only and is kept nowhere; NAME_wo_version is a number to
// raise when NAME_wo has a new value, since Terraform cannot see that it has.

// SecretAttributes adds the attributes of a secret. what describes it in a few
// words; check must not repeat its argument in an error. The attributes may be
// those of an object inside the resource.
func SecretAttributes(attributes map[string]schema.Attribute, name, what string, check validator.String) {
	wo, version := name+"_wo", name+"_wo_version"
	beside := func(name string) path.Expression { return path.MatchRelative().AtParent().AtName(name) }
	attributes[name] = schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("%s. It is kept in state, as plain text: use `%s` instead where the CLI has write-only arguments "+
			"(Terraform and OpenTofu 1.11 or later). Not read from the API at an import.", what, wo),
		Optional:   true,
		Sensitive:  true,
		Validators: []validator.String{check, besideString{stringvalidator.ConflictsWith(beside(wo))}},
	}
	attributes[wo] = schema.StringAttribute{
		MarkdownDescription: fmt.Sprintf("%s. It is write-only: it is neither in the plan nor in state. It is sent when the resource is created, "+
			"and when `%s` changes.", what, version),
		Optional:   true,
		Sensitive:  true,
		WriteOnly:  true,
		Validators: []validator.String{check, besideString{stringvalidator.AlsoRequires(beside(version))}},
	}
	attributes[version] = schema.Int64Attribute{
		MarkdownDescription: fmt.Sprintf("A number of your choice. Change it to have `%s` sent again.", wo),
		CustomType:          WholeNumber{},
		Optional:            true,
		Validators:          []validator.Int64{besideInt64{int64validator.AlsoRequires(beside(wo))}},
	}
}

// Secret is a secret of one resource: what the configuration says of it.
type Secret struct {
	// Value is kept in state; WriteOnly is known only from the configuration.
	Value, WriteOnly types.String
	Version          types.Int64
}

// Given is the secret to create with, or nil.
func (s Secret) Given() *string {
	if v := StringPtr(s.Value); v != nil {
		return v
	}
	return StringPtr(s.WriteOnly)
}

// Changed is the secret to send on the way from the state s to what is wanted,
// or nil where it stays. The API has no way to clear one.
func (s Secret) Changed(want Secret) *string {
	switch {
	case StringPtr(want.Value) != nil && !want.Value.Equal(s.Value):
		return StringPtr(want.Value)
	case StringPtr(want.WriteOnly) != nil && !want.Version.Equal(s.Version):
		return StringPtr(want.WriteOnly)
	default:
		return nil
	}
}

// secretMark is what private state holds of a secret: two bytes of a keyed hash.
// They show that a secret is no longer what it was, but for one change in
// 65,536. They are too few to find a secret with: every guess out of that many
// fits.
type secretMark struct {
	Salt []byte `json:"salt"`
	Mark []byte `json:"mark"`
}

func markOf(salt []byte, secret string) []byte {
	const bytes = 2
	hash := hmac.New(sha256.New, salt)
	hash.Write([]byte(secret))
	return hash.Sum(nil)[:bytes]
}

// RememberSecret writes down, under a key of private state, what shows later
// that the secret has changed. An empty secret removes it.
func RememberSecret(ctx context.Context, private PrivateState, key, secret string) diag.Diagnostics {
	if secret == "" {
		return private.SetKey(ctx, key, nil)
	}
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails: crypto/rand.Read crashes the program instead
	value, err := json.Marshal(secretMark{salt, markOf(salt, secret)})
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Provider bug: private state cannot be written", err.Error())}
	}
	return private.SetKey(ctx, key, value)
}

// RememberSent is RememberSecret for a secret that was sent, or none: nil.
func RememberSent(ctx context.Context, private PrivateState, key string, secret *string) diag.Diagnostics {
	if secret == nil {
		return nil
	}
	return RememberSecret(ctx, private, key, *secret)
}

// CheckSecret returns a validator of 1 to most characters that does not repeat
// the secret.
func CheckSecret(most int) validator.String {
	return StringCheck(fmt.Sprintf("1 to %d characters", most), func(s string) error {
		if n := utf8.RuneCountInString(s); n < 1 || n > most {
			return fmt.Errorf("must have 1 to %d characters, got %d", most, n)
		}
		return nil
	})
}

// WarnSecretChanged warns of a write-only key that somebody else has changed.
// One that is in state shows as a change there. name is the attribute's, and the
// key's in private state; owner is the object, and effect what another key means.
func WarnSecretChanged(
	ctx context.Context, private PrivateState, name string, inState types.String, shown *string, owner, effect string,
) diag.Diagnostics {
	if shown == nil || !inState.IsNull() {
		return nil
	}
	changed, diags := SecretChanged(ctx, private, name, *shown)
	if changed {
		diags.AddAttributeWarning(path.Root(name+"_wo"), "Key was changed outside Terraform", fmt.Sprintf(
			"The key of %s is not the one that Terraform set last. To set that again, change %s_wo_version. %s", owner, name, effect))
	}
	return diags
}

// SecretChanged reports that the secret is not the one remembered. It is false
// where none is.
func SecretChanged(ctx context.Context, private PrivateState, key, secret string) (bool, diag.Diagnostics) {
	value, diags := private.GetKey(ctx, key)
	var was secretMark
	if len(value) == 0 || json.Unmarshal(value, &was) != nil {
		return false, diags
	}
	return !hmac.Equal(was.Mark, markOf(was.Salt, secret)), diags
}
