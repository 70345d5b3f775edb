package vpc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// kind is what the actions and reads that several kinds of objects share need to
// know of one of them.
type kind struct {
	// noun is what people call it: "VPN gateway".
	noun string
	// idParameter names an object of this kind, in calls and in answers.
	idParameter string
	// tagType and groupType are its ResourceType in TagResources and in
	// MoveVpnResourceGroup; "" where it has no tags, or no group of its own.
	tagType, groupType string
	// gone are the codes that say that this very object does not exist. They are
	// codes and not HTTP statuses, since a rotated key answers
	// 404 InvalidAccessKeyId.NotFound; and they belong to one kind, since the same
	// call can name objects of others, whose absence means something else.
	gone []string
}

// Object names one object for what can be done with objects of several kinds.
type Object struct {
	Region, ID string
	// Parent is the ID of the gateway, or of the connection to a transit router,
	// that the object belongs to; "" when it stands alone. The API refuses two
	// changes of one gateway at a time, those of its parts included.
	Parent string

	kind *kind
	// reader reads the object when an answer calls it gone.
	reader func(*Client) confirmer
}

// confirmer is a reader of objects of any kind.
type confirmer interface {
	// confirmed reads an object that an answer calls gone. It returns ErrNotFound only
	// if it is, and its status otherwise.
	confirmed(ctx context.Context, o Object) (status string, err error)
}

func (o Object) scope() scope { return scope{region: o.Region, parent: o.Parent} }

// check refuses an object without an ID before anything is asked of the API: some
// actions take a missing ID for all objects.
func (o Object) check() error {
	if strings.TrimSpace(o.ID) == "" {
		return fmt.Errorf("no %s was named, so nothing was done: its ID is empty", o.kind.noun)
	}
	return nil
}

// goneError marks an error as ErrNotFound if its code says so.
func (k *kind) goneError(err error, more ...string) error {
	if code := openapi.Code(err); code != "" && !errors.Is(err, ErrNotFound) && (slices.Contains(k.gone, code) || slices.Contains(more, code)) {
		return &notFoundError{noun: k.noun, err: err}
	}
	return err
}

// sharedGone are the codes by which TagResources, UnTagResources and
// MoveVpnResourceGroup say that their one object does not exist.
var sharedGone = []string{"InvalidResourceId.NotFound", "InvalidInstanceId.NotFound", "InvalidInstanceIds.NotFound"}

// change runs one write to an object when it is its turn, which is that of its
// gateway. A write that finds no such object did nothing; if the object is there
// nevertheless, the write is sent again.
func (c *Client) change(ctx context.Context, o Object, write func() error) error {
	const tries = 3
	if err := o.check(); err != nil {
		return err
	}
	c.reads.wrote(o)
	defer c.reads.wrote(o)
	key := o.Parent
	if key == "" {
		key = o.ID
	}
	unlock, err := c.locks.lock(ctx, key)
	if err != nil {
		return err
	}
	defer unlock()
	for try := 1; ; try++ {
		err := o.kind.goneError(write())
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		status, unread := o.reader(c).confirmed(ctx, o)
		switch {
		case errors.Is(unread, ErrNotFound):
			return err
		case unread != nil:
			return fmt.Errorf("%w; %w", errors.Unwrap(err), unread)
		case try == tries:
			return &stillThereError{noun: o.kind.noun, status: status, err: errors.Unwrap(err)}
		}
	}
}

// TagResources adds tags to an object or gives existing keys new values. An
// object has at most 20 tags.
//
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-tagresources
func (c *Client) TagResources(ctx context.Context, o Object, tags map[string]string) error {
	p := params{}
	p.tags("Tag", tags)
	return c.changeTags(ctx, "TagResources", o, p)
}

// UnTagResources removes tags by key.
//
// https://www.alibabacloud.com/help/en/vpc/developer-reference/api-vpc-2016-04-28-untagresources
func (c *Client) UnTagResources(ctx context.Context, o Object, keys []string) error {
	p := params{}
	p.list("TagKey", slices.Sorted(slices.Values(keys)))
	return c.changeTags(ctx, "UnTagResources", o, p)
}

func (c *Client) changeTags(ctx context.Context, action string, o Object, p params) error {
	p.str("ResourceType", o.kind.tagType)
	p.list("ResourceId", []string{o.ID})
	return c.change(ctx, o, func() error {
		return o.kind.goneError(c.call(ctx, c.request(action, o.Region, p), nil), sharedGone...)
	})
}

// MoveVpnResourceGroup puts an object, with what belongs to it, into another
// resource group. It takes no ClientToken; repeating it changes nothing more.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-movevpnresourcegroup
func (c *Client) MoveVpnResourceGroup(ctx context.Context, o Object, resourceGroupID string) error {
	p := params{}
	p.str("ResourceType", o.kind.groupType)
	p.str("InstanceId", o.ID)
	p.str("NewResourceGroupId", resourceGroupID)
	return c.change(ctx, o, func() error {
		return o.kind.goneError(c.call(ctx, c.request("MoveVpnResourceGroup", o.Region, p), nil), sharedGone...)
	})
}

// describe sends a read of one object by its ID. An answer about another object
// is an error, after it has been asked for again.
func describe[A any](ctx context.Context, c *Client, action string, o Object, p params) (answer A, odd oddFields, err error) {
	if err := o.check(); err != nil {
		return answer, nil, err
	}
	p.str(o.kind.idParameter, o.ID)
	req := c.request(action, o.Region, p)
	req.RequiredField, req.RequiredValue = o.kind.idParameter, o.ID
	var out tolerant[A]
	if err := c.call(ctx, req, &out); err != nil {
		return answer, nil, o.kind.goneError(err)
	}
	return out.value, out.odd, nil
}
