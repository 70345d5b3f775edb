package framework

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

// Warn adds an error of the API as a warning: it is for what a later apply can
// finish.
func (k *Kind[M, T, P]) Warn(diags *diag.Diagnostics, f Failure) {
	AddFailureWarning(diags, f.Explained(k.Parameters, k.Hint))
}

// sentenceNoun is the noun at the beginning of a sentence.
func (k *Kind[M, T, P]) sentenceNoun() string { return capital(k.Noun) }

func capital(noun string) string { return strings.ToUpper(noun[:1]) + noun[1:] }

// article goes before the noun.
func article(noun string) string {
	if strings.ContainsRune("AEIOUaeio", rune(noun[0])) {
		return "an"
	}
	return "a"
}

// FailedCreate is a create call that named no object.
type FailedCreate struct {
	Err    error
	Region string
	// Which tells the object from others of its kind: "with the address 203.0.113.1".
	Which string
	// Next says what to do where it may exist all the same, and Hint what to do where
	// it does not; "" uses what is known of the API's code.
	Next, Hint string
}

// AddFailedCreate explains an object that was not created, or may have been.
func (k *Kind[M, T, P]) AddFailedCreate(diags *diag.Diagnostics, f FailedCreate) {
	k.Fail(diags, f.failure(k.Noun))
}

func (f FailedCreate) failure(noun string) Failure {
	token, unknown := vpc.UnknownOutcome(f.Err)
	if !unknown {
		return Failure{Summary: "Unable to create " + noun, Err: f.Err, Hint: f.Hint, Timeout: "timeouts.create", Left: "Nothing was created."}
	}
	return Failure{
		Summary: capital(noun) + " may have been created", Err: f.Err, Left: f.Next,
		Hint: fmt.Sprintf("So %s %s %s may exist in %s (client token %s). Nothing is in state.", article(noun), noun, f.Which, f.Region, token),
	}
}

// AddForeign reports an answer to a create that names another object than the one
// created, as has says: "has the address 1.1.1.1 and not 2.2.2.2". next says how to
// go on.
func (k *Kind[M, T, P]) AddForeign(diags *diag.Diagnostics, id, has, region, token, next string) {
	diags.AddError(k.sentenceNoun()+" is not the one created", fmt.Sprintf(
		"The API answered the create call with %s, but that %s. It was not changed, and it is not in state. "+
			"The %s that was to be created may exist in %s under another ID (client token %s). %s", id, has, k.Noun, region, token, next))
}

// ImportBlock is the block that takes an object into state, to be copied.
func ImportBlock(id, region string) string {
	return fmt.Sprintf("  import {\n    to = ADDRESS\n    id = %q\n  }\n", id+"@"+region)
}

// CreateTags are the tags to send with a create call: none where TagLate sends them.
func CreateTags(tags types.Map) map[string]string {
	if longKeys(tags) {
		return nil
	}
	return Strings(tags)
}

// longKeys reports a key that create calls do not take, but TagResources does.
func longKeys(tags types.Map) bool {
	const longest = 64
	for key := range tags.Elements() {
		if utf8.RuneCountInString(key) > longest {
			return true
		}
	}
	return false
}

// TagLate gives an object that was created without them the tags that are planned.
func (r *Resource[M, T, P]) TagLate(ctx context.Context, op *Operation[M], o vpc.Object, observed *M) {
	have, want := tagsOf(P(observed)).TagsAll, tagsOf(P(op.Plan)).TagsAll
	if !longKeys(want) {
		return
	}
	if err := Retag(ctx, r.Data.VPC, o, have, want); err != nil {
		r.Warn(op.Diags, Failure{
			Summary: r.sentenceNoun() + " was created without its tags", Err: err, Attribute: "tags", Timeout: "timeouts.create",
			Left: o.ID + " exists and is in state. The next plan shows the tags that are missing, and the next apply adds them.",
		})
	}
}

// Sent is the attribute if a change sends a value of it, or "".
func Sent(attribute string, sent bool) string {
	if !sent {
		return ""
	}
	return attribute
}

// MoveAndRetag puts an object into the resource group that is planned, and gives
// it the tags. It returns the attribute of the call that failed.
func (r *Resource[M, T, P]) MoveAndRetag(ctx context.Context, op *Operation[M], o vpc.Object, have, want types.String) (attribute string, err error) {
	if err := MoveToGroup(ctx, r.Data.VPC, o, have, want); err != nil {
		return "resource_group_id", err
	}
	return "tags", Retag(ctx, r.Data.VPC, o, tagsOf(P(op.State)).TagsAll, tagsOf(P(op.Plan)).TagsAll)
}

// Hints are what to do about errors of the API, by code.
func Hints(byCode map[string]string) func(error) string {
	return func(err error) string { return byCode[vpc.ErrorCode(err)] }
}
