package acctest_test

// notSimulated are actions that the simulator gets together with the resource.
var notSimulated = []string{"CreateVcoRouteEntry", "DescribeVcoRouteEntries", "ModifyVcoRouteEntryWeight", "DeleteVcoRouteEntry"}

// otherUses are those of resources that are not here yet.
func otherUses() map[string]use {
	all := map[string]use{}
	for _, action := range notSimulated {
		all[action] = use{why: "Not yet: routes of connections to transit routers."}
	}
	return all
}
