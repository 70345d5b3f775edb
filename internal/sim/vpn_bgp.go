package sim

import "slices"

func init() {
	registerActions([]action{{
		name: "CheckVpnBgpEnabled", product: apiVpc, handle: (*Server).checkVpnBgpEnabled, params: []param{regionID, clientToken},
	}})
}

// checkVpnBgpEnabled tells whether a region has BGP for connections.
func (s *Server) checkVpnBgpEnabled(c *call) (fields, *apiError) {
	return fields{"BgpEnabled": !slices.Contains(s.opts.RegionsWithoutBgp, c.region())}, nil
}
