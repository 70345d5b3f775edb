package sim

import (
	"net/http"
	"slices"
	"strings"
)

func init() {
	registerActions([]action{{
		name: "MoveVpnResourceGroup", product: apiVpc, method: http.MethodPost, writes: true,
		handle: (*Server).moveVpnResourceGroup,
		params: []param{
			regionID,
			{name: "ResourceType", required: true},
			{name: "InstanceId", required: true, namesAny: true},
			{name: "NewResourceGroupId", required: true},
		},
	}})
}

// groupTypes are the types that MoveVpnResourceGroup takes, whether or not the
// kind exists here. The API does not mind how a type is spelled.
var groupTypes = []string{"vpngateway", "customergateway", "vpnattachment"}

// moveVpnResourceGroup moves an object to another group.
func (s *Server) moveVpnResourceGroup(c *call) (fields, *apiError) {
	wanted := strings.ToLower(c.str("ResourceType"))
	if !slices.Contains(groupTypes, wanted) {
		return nil, refuse("IllegalParam.ResourceType", "The specified ResourceType is not valid.")
	}
	k := kindWhere(func(i *kindInfo) bool { return i.ownGroup && strings.ToLower(i.noun) == wanted })
	o, ok := s.findIn(k, c.region(), c.str("InstanceId"))
	switch {
	case !ok:
		return nil, refuse("InvalidInstanceId.NotFound", "InstanceId is not found.")
	case o.busy():
		return nil, s.busy()
	case !s.groups[c.str("NewResourceGroupId")]:
		return nil, groupNotFound()
	}
	*o.group = c.str("NewResourceGroupId")
	return nil, nil
}

func groupNotFound() *apiError {
	return refuse("InvalidResourceGroupId", "The specified ResourceGroupId does not exist.")
}
