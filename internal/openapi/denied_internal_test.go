package openapi

import "testing"

func TestDeniedAction(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"You are not authorized to do this action. Action: ram:CreateServiceLinkedRole Resource: *": "ram:CreateServiceLinkedRole",
		"User not authorized to operate on the specified resource, action:vpc:CreateVpnGateway.":    "vpc:CreateVpnGateway",
		"You are not authorized to do this action.":                                                 "",
		"This action: none": "",
	} {
		if got := deniedAction("", message); got != want {
			t.Errorf("%s: got %q", message, got)
		}
	}
	if got := deniedAction("vpc:DeleteVpnGateway", "Action: ram:X"); got != "vpc:DeleteVpnGateway" {
		t.Errorf("the details count first, got %q", got)
	}
}
