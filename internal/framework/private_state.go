package framework

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// PrivateState is what Terraform keeps of one resource beside its state, for the
// provider alone: facts that neither the configuration nor the API holds.
type PrivateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// SetFlag writes down a yes, or removes the key for a no.
func SetFlag(ctx context.Context, private PrivateState, key string, yes bool) diag.Diagnostics {
	if !yes {
		return private.SetKey(ctx, key, nil)
	}
	return private.SetKey(ctx, key, []byte("true"))
}

// Flag reads what SetFlag wrote.
func Flag(ctx context.Context, private PrivateState, key string) (bool, diag.Diagnostics) {
	value, diags := private.GetKey(ctx, key)
	return string(value) == "true", diags
}

// privateCopy is private state apart from the framework's.
type privateCopy map[string][]byte

func (c privateCopy) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return c[key], nil
}

func (c privateCopy) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if len(value) == 0 {
		delete(c, key)
	} else {
		c[key] = value
	}
	return nil
}

// copyPrivate reads private state as the framework writes it, if it holds none
// but the given keys: the framework has keys of its own.
func copyPrivate(stored []byte, keys []string) (privateCopy, bool) {
	c := make(privateCopy)
	if len(stored) == 0 {
		return c, true
	}
	if json.Unmarshal(stored, &c) != nil || c == nil {
		return nil, false
	}
	for key := range c {
		if !slices.Contains(keys, key) {
			return nil, false
		}
	}
	return c, true
}
