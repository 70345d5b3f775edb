package acctest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// officialTransitRouter stands in for alicloud_cen_transit_router_vpn_attachment. Unlike the rest of the stand-in, it calls
// the simulator, as the official provider calls Cbn: what it attaches cannot be deleted.
type officialTransitRouter struct{}

const (
	// officialCloud names the simulator's address: the harness takes away whatever a provider reads.
	officialCloud = "ALIYUN_TEST_CLOUD"

	attachmentID, attachmentStatus = "id", "status"
)

func (officialTransitRouter) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "alicloud_cen_transit_router_vpn_attachment"
}

func (officialTransitRouter) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	all := texts("transit_router_attachment_name", "cen_id")
	for _, name := range []string{"transit_router_id", "vpn_id"} {
		all[name] = schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}}
	}
	for _, name := range []string{attachmentID, attachmentStatus} {
		all[name] = schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}}
	}
	all["auto_publish_route_enabled"] = schema.BoolAttribute{Optional: true}
	resp.Schema = schema.Schema{Attributes: all, Blocks: map[string]schema.Block{
		"zone": schema.SetNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"zone_id": schema.StringAttribute{Required: true},
		}}},
	}}
}

// cbn calls the simulator.
func cbn(ctx context.Context, action string, params url.Values, answer any) error {
	key, err := openapi.StaticCredential(openapi.Credential{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret})
	if err != nil {
		return err
	}
	endpoint, err := openapi.ParseEndpoint(os.Getenv(officialCloud))
	if err != nil {
		return err
	}
	return openapi.NewClient(openapi.Config{Credentials: key}).Call(ctx, openapi.Request{
		Endpoint: endpoint, Action: action, Version: "2017-09-12", Method: http.MethodPost, Params: params,
	}, answer)
}

// attachmentShown is the status of an attachment, "" where the list lacks it.
func attachmentShown(ctx context.Context, id string) (string, error) {
	var answer struct {
		TransitRouterAttachments []struct{ TransitRouterAttachmentID, Status string }
	}
	err := cbn(ctx, "ListTransitRouterVpnAttachments", url.Values{"TransitRouterAttachmentId": {id}}, &answer)
	for _, a := range answer.TransitRouterAttachments {
		if a.TransitRouterAttachmentID == id {
			return a.Status, err
		}
	}
	return "", err
}

// waitAttachment looks until the status is the wanted one.
func waitAttachment(ctx context.Context, id, want string) error {
	for {
		status, err := attachmentShown(ctx, id)
		if err != nil || status == want {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s is %q: %w", id, status, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (officialTransitRouter) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var name, router, vpn types.String
	var zones types.Set
	for at, into := range map[string]any{"transit_router_attachment_name": &name, "transit_router_id": &router, "vpn_id": &vpn, "zone": &zones} {
		resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root(at), into)...)
	}
	params := url.Values{
		"TransitRouterId": {router.ValueString()}, "VpnId": {vpn.ValueString()}, "TransitRouterAttachmentName": {name.ValueString()},
	}
	for i, zone := range zones.Elements() {
		id, ok := zone.(types.Object).Attributes()["zone_id"].(types.String)
		if !ok {
			resp.Diagnostics.AddError("The stand-in cannot read a zone", zone.String())
			return
		}
		params.Set(fmt.Sprintf("Zone.%d.ZoneId", i+1), id.ValueString())
	}
	var made struct{ TransitRouterAttachmentID string }
	err := cbn(ctx, "CreateTransitRouterVpnAttachment", params, &made)
	if err == nil {
		err = waitAttachment(ctx, made.TransitRouterAttachmentID, "Attached")
	}
	if err != nil {
		resp.Diagnostics.AddError("The stand-in cannot attach", err.Error())
		return
	}
	resp.State.Raw = req.Plan.Raw
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attachmentID), made.TransitRouterAttachmentID)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attachmentStatus), "Attached")...)
}

func (officialTransitRouter) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var id types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(attachmentID), &id)...)
	status, err := attachmentShown(ctx, id.ValueString())
	switch {
	case err != nil:
		resp.Diagnostics.AddError("The stand-in cannot read what it attached", err.Error())
	case status == "":
		resp.State.RemoveResource(ctx)
	default:
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attachmentStatus), status)...)
	}
}

func (officialTransitRouter) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("The stand-in was asked to change what it attached", "")
}

func (officialTransitRouter) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var id types.String
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root(attachmentID), &id)...)
	err := cbn(ctx, "DeleteTransitRouterVpnAttachment", url.Values{"TransitRouterAttachmentId": {id.ValueString()}}, nil)
	if err == nil {
		err = waitAttachment(ctx, id.ValueString(), "")
	}
	if err != nil {
		resp.Diagnostics.AddError("The stand-in cannot detach", err.Error())
	}
}
