package framework

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Operation is a Create, Update or Delete that is under way: what Terraform asks
// for, and where the outcome goes. What every kind does first and last is here
// and in outcome.go. The calls between are the concept's own.
type Operation[M any] struct {
	// State is nil in a create. Plan and Config are nil in a delete.
	State, Plan, Config *M
	Diags               *diag.Diagnostics
	Private             PrivateState
	// End releases the timer of the operation's time limit.
	End context.CancelFunc

	state    *tfsdk.State
	identity *tfsdk.ResourceIdentity
}

// BeginCreate decodes what is to be created, and limits ctx to timeouts.create, or
// else to limit. It returns nil, with an error, where nothing can be created.
func (r *Resource[M, T, P]) BeginCreate(
	ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse, limit time.Duration,
) (context.Context, *Operation[M]) {
	op := &Operation[M]{
		Plan: new(M), Config: new(M), Diags: &resp.Diagnostics, Private: resp.Private, state: &resp.State, identity: resp.Identity,
	}
	op.Diags.Append(req.Plan.Get(ctx, op.Plan)...)
	op.Diags.Append(req.Config.Get(ctx, op.Config)...)
	limit, diags := P(op.Plan).base().Timeouts.Create(ctx, limit)
	op.Diags.Append(diags...)
	if op.Diags.HasError() || !r.FillKnown(op.Plan, op.Diags) {
		return ctx, nil
	}
	return op.within(ctx, limit)
}

// BeginUpdate decodes what is to be changed, and limits ctx to timeouts.update, or
// else to limit. The state it returns has no tags that ignore_tags names. It
// returns nil, with an error, where nothing can be changed.
func (r *Resource[M, T, P]) BeginUpdate(
	ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse, limit time.Duration,
) (context.Context, *Operation[M]) {
	op := &Operation[M]{
		State: new(M), Plan: new(M), Config: new(M),
		Diags: &resp.Diagnostics, Private: resp.Private, state: &resp.State, identity: resp.Identity,
	}
	op.Diags.Append(req.State.Get(ctx, op.State)...)
	op.Diags.Append(req.Plan.Get(ctx, op.Plan)...)
	op.Diags.Append(req.Config.Get(ctx, op.Config)...)
	limit, diags := P(op.Plan).base().Timeouts.Update(ctx, limit)
	op.Diags.Append(diags...)
	if op.Diags.HasError() || !r.CheckID(op.State, op.Diags) || !r.FillKnown(op.Plan, op.Diags) {
		return ctx, nil
	}
	if tags := tagsOf(P(op.State)); tags != nil {
		tags.TagsAll = r.Data.Tags.Without(tags.TagsAll)
	}
	return op.within(ctx, limit)
}

// BeginDelete decodes what is to be deleted, and limits ctx to timeouts.delete, or
// else to limit. It returns nil, with an error, where nothing can be deleted.
func (r *Resource[M, T, P]) BeginDelete(
	ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse, limit time.Duration,
) (context.Context, *Operation[M]) {
	op := &Operation[M]{State: new(M), Diags: &resp.Diagnostics, Private: req.Private, state: &resp.State, identity: resp.Identity}
	op.Diags.Append(req.State.Get(ctx, op.State)...)
	limit, diags := P(op.State).base().Timeouts.Delete(ctx, limit)
	op.Diags.Append(diags...)
	if op.Diags.HasError() || !r.CheckID(op.State, op.Diags) {
		return ctx, nil
	}
	return op.within(ctx, limit)
}

func (op *Operation[M]) within(ctx context.Context, limit time.Duration) (context.Context, *Operation[M]) {
	ctx, op.End = context.WithTimeout(ctx, limit)
	return ctx, op
}

// FinishCreate saves an object that was created: what was planned, and what was
// seen of it for the rest. unread says why it could not be read, which is a warning:
// the next refresh reads it. FinishCreate returns what was observed.
func (r *Resource[M, T, P]) FinishCreate(ctx context.Context, op *Operation[M], id string, seen T, unread error) *M {
	observed := r.Table().Null()
	b := P(&observed).base()
	b.ID, b.Region = types.StringValue(id), P(op.Plan).base().Region
	if unread != nil {
		r.Warn(op.Diags, Failure{
			Summary: r.sentenceNoun() + " was created, but not read", Err: unread, Timeout: "timeouts.create",
			Left: id + " exists and is in state. The next refresh reads what the API set by itself.",
		})
	} else {
		P(&observed).FromAPI(seen, r.Data.Tags)
	}
	r.Table().FillUnknown(op.Plan, &observed)
	op.Diags.Append(r.Save(ctx, op.state, op.identity, op.Plan)...)
	return &observed
}

// FinishUpdate reads the object once more, and saves the plan, or, where err says
// that a call failed, what the object is now. attribute is what that call was for.
func (r *Resource[M, T, P]) FinishUpdate(ctx context.Context, op *Operation[M], attribute string, err error) {
	id := P(op.State).base().ID.ValueString()
	if err != nil {
		r.Fail(op.Diags, Failure{
			Summary: "Unable to update " + r.Noun, Err: err, Attribute: attribute, Timeout: "timeouts.update",
			Left: "The " + r.Noun + " is still in state. What was changed before this stays changed; the next apply does the rest.",
		})
		if seen, unread := r.LastLook(ctx, op.State); unread == nil {
			P(op.State).FromAPI(seen, r.Data.Tags)
		}
		op.Diags.Append(op.state.Set(ctx, op.State)...)
		return
	}
	if seen, unread := r.Get(ctx, r.Data.VPC, op.State); unread == nil {
		P(op.State).FromAPI(seen, r.Data.Tags)
	} else {
		r.Warn(op.Diags, Failure{
			Summary: r.sentenceNoun() + " was updated, but not read", Err: unread, Timeout: "timeouts.update",
			Left: id + " is changed and in state. The next refresh reads it.",
		})
	}
	r.Table().FillUnknown(op.Plan, op.State)
	op.Diags.Append(r.Save(ctx, op.state, op.identity, op.Plan)...)
}

// lastLookTime bounds the look at an object after an update that failed, or when
// the time of the operation is up.
const lastLookTime = 10 * time.Second

// Looking leaves time for a look at an object after a change of it. The wait for the
// change to settle may have used up all that there was.
func Looking(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() == nil {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(context.WithoutCancel(ctx), lastLookTime)
}

// LastLook reads the object of m after an update that failed, even if the time of
// the update is up, or Terraform was interrupted.
func (r *Resource[M, T, P]) LastLook(ctx context.Context, m *M) (T, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastLookTime)
	defer cancel()
	return r.Get(ctx, r.Data.VPC, m)
}

// FinishDelete says why an object that was to be deleted stays in state. That it
// does not exist is a success.
func (r *Resource[M, T, P]) FinishDelete(op *Operation[M], err error) {
	if err != nil && !notFound(err) {
		r.Fail(op.Diags, Failure{
			Summary: "Unable to delete " + r.Noun, Err: err, Timeout: "timeouts.delete",
			Left: P(op.State).base().ID.ValueString() + " is still in state.",
		})
	}
}

// FinishDeleteWhenGone is FinishDelete for a kind whose objects are there for a while
// after a delete that ended with err: gone waits for their end.
func (r *Resource[M, T, P]) FinishDeleteWhenGone(
	ctx context.Context, op *Operation[M], err error, gone func(ctx context.Context, region, id string) error,
) {
	if err == nil {
		look, stop := Looking(ctx)
		defer stop()
		b := P(op.State).base()
		err = gone(look, b.Region.ValueString(), b.ID.ValueString())
	}
	r.FinishDelete(op, err)
}
