package framework

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// ReadTimeout bounds a refresh that the API throttles all the while.
const ReadTimeout = 10 * time.Minute

// Kind says what one kind of object is to Terraform. All that a resource, its
// list resource and its data sources have in common with those of other kinds is
// made from it (Resource, Unchanged, Finder). Creating, changing and deleting are
// not: kinds differ in what these cost, wait for and leave behind.
type Kind[M, T any, P Model[M, T]] struct {
	// TypeName is the resource's name in HCL, such as aliyun_vpn_gateway.
	TypeName string
	// Noun is what messages call one, such as "VPN gateway".
	Noun string
	// IDPrefix is what every ID starts with, and ExampleID one of them.
	IDPrefix, ExampleID string
	// ParseID says what is wrong with an ID, for a kind whose objects are named by
	// what they are. nil: it starts with IDPrefix.
	ParseID func(id string) error
	// MovedFrom is the type of the official provider that state can be moved from;
	// "" if there is none.
	MovedFrom string
	// Schema is the resource's schema.
	Schema func(context.Context) schema.Schema
	// Get reads the object of a model, which has an ID and a region.
	Get func(ctx context.Context, client *vpc.Client, m *M) (T, error)
	// Parameters are the attributes behind parameters of requests, to point errors
	// of the API at them.
	Parameters map[string]string
	// Hint says what to do about an error of the API, or "". nil: no more than is
	// known of every error.
	Hint func(error) string

	// The rest is nil where a kind has nothing to add.

	// Refresh replaces taking over what was seen, where there is more to it.
	Refresh func(ctx context.Context, m *M, seen T, tags TagPolicy, private PrivateState) diag.Diagnostics
	// Gone is asked before an object that does not exist is dropped from state. It
	// returns false, and says why, when it is to stay there.
	Gone func(ctx context.Context, m *M, private PrivateState, diags *diag.Diagnostics) bool
	// Check checks the rules between arguments of a configuration. A rule waits while
	// one of its values is unknown.
	Check func(diags *diag.Diagnostics, config *M)
	// Plan checks a plan, fills in what is known already, and warns.
	Plan func(ctx context.Context, change *Change[M])
	// Unread fills in what the API does not show, for an object that is imported or
	// listed.
	Unread func(m *M)
	// PrivateKeys are the keys that the kind uses in private state.
	PrivateKeys []string

	built, tabled sync.Once
	schema        schema.Schema
	table         *Table[M]
}

// keyImported marks, in private state, an object that was imported and not read
// yet.
const keyImported = "imported"

// Imported reports that an object was imported and is read for the first time.
func Imported(ctx context.Context, private PrivateState) bool {
	imported, diags := Flag(ctx, private, keyImported)
	return imported && !diags.HasError()
}

// described is the resource's schema. It is built once: the data sources and the list
// resource are made from it too. Nobody may change it.
func (k *Kind[M, T, P]) described() schema.Schema {
	k.built.Do(func() { k.schema = k.Schema(ofSchemas) })
	return k.schema
}

// Table is what the schema says of the model. It is made when an object of the kind is
// there.
func (k *Kind[M, T, P]) Table() *Table[M] {
	k.tabled.Do(func() { k.table = NewTable[M](ofSchemas, k.described()) })
	return k.table
}

// get asks for the object of m, unless ctx holds the answer already (unchanged.go).
func (k *Kind[M, T, P]) get(ctx context.Context, client *vpc.Client, m *M) (T, error) {
	if a, ok := ctx.Value(answerKey{}).(answer[T]); ok {
		return a.seen, a.err
	}
	ctx, cancel := context.WithTimeout(ctx, ReadTimeout)
	defer cancel()
	return k.Get(ctx, client, m)
}

// refresh takes over what seen shows, and what there is to remember of it.
func (k *Kind[M, T, P]) refresh(ctx context.Context, m *M, seen T, tags TagPolicy, private PrivateState) diag.Diagnostics {
	var diags diag.Diagnostics
	if k.Refresh != nil {
		diags = k.Refresh(ctx, m, seen, tags, private)
	} else {
		P(m).FromAPI(seen, tags)
	}
	return append(diags, SetFlag(ctx, private, keyImported, false)...)
}

// Fail adds an error of the API with what is known of it: what to do, and the
// attribute that it is about.
func (k *Kind[M, T, P]) Fail(diags *diag.Diagnostics, f Failure) {
	AddFailure(diags, f.Explained(k.Parameters, k.Hint))
}

// Explained adds to f what a kind knows of the API's error: the attribute behind
// the parameter that the code names, and what to do. hint may be nil.
func (f Failure) Explained(parameters map[string]string, hint func(error) string) Failure {
	if attribute := attributeIn(vpc.ErrorCode(f.Err), parameters); attribute != "" {
		f.Attribute = attribute
	}
	if f.Hint == "" && hint != nil {
		f.Hint = hint(f.Err)
	}
	return f
}

// attributeIn reads codes such as InvalidVpcId.NotFound, InvalidParameter.Bandwidth
// and MissingPeriod. parameters may also have a whole code.
func attributeIn(code string, parameters map[string]string) string {
	if attribute := parameters[code]; attribute != "" {
		return attribute
	}
	for _, prefix := range []string{"InvalidParameter.", "IllegalParam.", "Invalid", "Missing", "Duplicated."} {
		if rest, ok := strings.CutPrefix(code, prefix); ok {
			parameter, _, _ := strings.Cut(rest, ".")
			if attribute := parameters[parameter]; attribute != "" {
				return attribute
			}
		}
	}
	return ""
}

// CheckID refuses a state without the ID of an object: a call without an ID would
// ask for, or delete, whatever the API makes of that.
func (k *Kind[M, T, P]) CheckID(m *M, diags *diag.Diagnostics) bool {
	id := P(m).base().ID.ValueString()
	if k.checkID(id) == nil {
		return true
	}
	addUnusable(diags, id, k.Noun, k.lastWord(), k.WhatAddress())
	return false
}

func addUnusable(diags *diag.Diagnostics, id, noun, word, address string) {
	is := fmt.Sprintf("is %q, which is not the ID of a %s", id, noun)
	if id == "" {
		is = "is empty"
	}
	diags.AddError("Unusable state of "+noun, fmt.Sprintf(
		"id in state %s, so the state was damaged or edited. Nothing was asked of the API, and nothing was changed.\n\n"+
			"Restore the state from a backup, or remove the resource from it and import the %s again:\n"+
			"  terraform state rm ADDRESS\n  terraform import ADDRESS <ID>@<region>\n%s", is, word, address))
}

// checkID says what is wrong with an ID.
func (k *Kind[M, T, P]) checkID(id string) error {
	if k.ParseID != nil {
		return k.ParseID(id)
	}
	if !IsID(id, k.IDPrefix) {
		return fmt.Errorf("the ID must start with %q, got: %q", k.IDPrefix, id)
	}
	return nil
}

// WhatAddress explains the commands to copy: a provider does not know the address
// of a resource.
func (k *Kind[M, T, P]) WhatAddress() string {
	return "ADDRESS stands for the resource's address, such as " + k.TypeName + ".office."
}

// lastWord is the noun in short: "gateway".
func (k *Kind[M, T, P]) lastWord() string { return k.Noun[strings.LastIndexByte(k.Noun, ' ')+1:] }

// addNotImported says where an object that is to be imported was looked for.
func (k *Kind[M, T, P]) addNotImported(diags *diag.Diagnostics, b *Base) {
	diags.AddError("No such "+k.Noun, fmt.Sprintf(
		"There is no %[3]s %[1]s in %[2]s. Check the ID. If the %[4]s is in another region, name that in the import ID: %[1]s@<region>.",
		b.ID.ValueString(), b.Region.ValueString(), k.Noun, k.lastWord()))
}

// addMovedElsewhere keeps a moved object in state that is not in the provider's
// region. Dropping it would make the same apply create another.
func (k *Kind[M, T, P]) addMovedElsewhere(diags *diag.Diagnostics, b *Base) {
	id, region := b.ID.ValueString(), b.Region.ValueString()
	diags.AddError("Moved "+k.Noun+" was not found", fmt.Sprintf(
		"%[1]s was moved here from %[3]s, whose state names no region. So it was looked for in the provider's region, %[2]s, "+
			"and is not there. Nothing was changed.\n\n"+
			"If it is in another region, let the resource use a provider of that region until the move has been applied, "+
			"or take it over with a removed and an import block, where the ID is %[1]s@<region>. "+
			movingGuide+" shows both.\n\n"+
			"If it does not exist any more: terraform state rm %[3]s.NAME", id, region, k.MovedFrom))
}

// addRegionUnsettled refuses to plan for a moved object that was not read yet.
func (k *Kind[M, T, P]) addRegionUnsettled(diags *diag.Diagnostics, b *Base) {
	diags.AddError("Moved "+k.Noun+" has to be refreshed first", fmt.Sprintf(
		"%s was moved here from %s, whose state names no region. Plan without -refresh=false, and with provider arguments that are known.",
		b.ID.ValueString(), k.MovedFrom))
}

// Change is what a plan knows of one resource.
type Change[M any] struct {
	// Data is nil before the provider is configured.
	Data *ProviderData
	// State is nil for a resource that is to be created, and Plan and Config for one
	// that is to be destroyed.
	State, Plan, Config *M
	Private             PrivateState
	Diags               *diag.Diagnostics

	// Table is what the schema says of M.
	Table *Table[M]

	requiresReplace *path.Paths // nil where a replacement is out of the question
}

// Replace makes the plan replace the resource for the changed value of an argument
// whose schema does not say so.
func (c *Change[M]) Replace(name string) {
	if c.requiresReplace != nil {
		c.requiresReplace.Append(path.Root(name))
	}
}

// Replacing names the arguments whose change replaces the resource.
func (c *Change[M]) Replacing() []string { return c.Table.Replacing(c.State, c.Plan) }

// plan fills in what the configuration leaves open and is known all the same,
// and lets the kind do the rest.
func (k *Kind[M, T, P]) plan(ctx context.Context, c *Change[M]) {
	c.Table = k.Table()
	if c.Plan != nil {
		fillKnown(c.Data, P(c.Plan).base(), P(c.Config).base())
		if tags := tagsOf(P(c.Plan)); tags != nil && c.Data != nil {
			tags.TagsAll = c.Data.Tags.All(tags.Tags)
			c.Data.Tags.Refuse(tags.Tags, c.Diags)
		}
	}
	if k.Plan != nil {
		k.Plan(ctx, c)
	}
}

func fillKnown(data *ProviderData, plan, config *Base) {
	if plan.Region.IsUnknown() && config.Region.IsNull() && data != nil && data.Region != "" {
		plan.Region = types.StringValue(data.Region)
	}
}

// NotFound reports that an object was looked for and does not exist.
func NotFound(err error) bool { return notFound(err) }

// notFound reports that the object does not exist.
func notFound(err error) bool { return errors.Is(err, vpc.ErrNotFound) }
