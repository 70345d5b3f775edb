package sim

import (
	"fmt"
	"maps"
	"slices"
)

// The network that every simulator starts with. DefaultVPC is the one in the
// example of the API's specification.
const (
	DefaultRegion     = "cn-hangzhou"
	DefaultVPC        = "vpc-bp1ub1yt9cvakoelj1y9c"
	DefaultVSwitchH   = "vsw-bp1zonea00000000000001"
	DefaultVSwitchI   = "vsw-bp1zoneb00000000000002"
	ShanghaiRegion    = "cn-shanghai"
	ShanghaiVPC       = "vpc-uf6shanghai0000000001"
	ShanghaiVSwitchA  = "vsw-uf6zonea00000000000001"
	ShanghaiVSwitchB  = "vsw-uf6zoneb00000000000002"
	SingaporeRegion   = "ap-southeast-1"
	SingaporeVPC      = "vpc-t4nsingapore000000001"
	SingaporeVSwitchA = "vsw-t4nzonea00000000000001"
	SingaporeVSwitchB = "vsw-t4nzoneb00000000000002"
	// DubaiRegion has one zone, and builds single-tunnel gateways.
	DubaiRegion   = "me-east-1"
	DubaiVPC      = "vpc-eb3dubai00000000000001"
	DubaiVSwitchA = "vsw-eb3zonea00000000000001"
)

// The resource groups that every simulator starts with.
const (
	DefaultResourceGroup = "rg-acfmdefault00001"
	SecondResourceGroup  = "rg-acfmsecond000002"
)

// VPC is a virtual private cloud: just enough of one to refuse wrong names.
type VPC struct {
	ID        string
	VSwitches []VSwitch
}

// VSwitch is a subnet in one zone.
type VSwitch struct {
	ID     string
	ZoneID string
}

func (s *Server) addDefaultNetwork() {
	s.addVPC(DefaultRegion, VPC{ID: DefaultVPC, VSwitches: []VSwitch{
		{ID: DefaultVSwitchH, ZoneID: "cn-hangzhou-h"}, {ID: DefaultVSwitchI, ZoneID: "cn-hangzhou-i"},
	}})
	s.addVPC(ShanghaiRegion, VPC{ID: ShanghaiVPC, VSwitches: []VSwitch{
		{ID: ShanghaiVSwitchA, ZoneID: "cn-shanghai-a"}, {ID: ShanghaiVSwitchB, ZoneID: "cn-shanghai-b"},
	}})
	s.addVPC(SingaporeRegion, VPC{ID: SingaporeVPC, VSwitches: []VSwitch{
		{ID: SingaporeVSwitchA, ZoneID: "ap-southeast-1a"}, {ID: SingaporeVSwitchB, ZoneID: "ap-southeast-1b"},
	}})
	s.addVPC(DubaiRegion, VPC{ID: DubaiVPC, VSwitches: []VSwitch{{ID: DubaiVSwitchA, ZoneID: "me-east-1a"}}})
	s.groups[DefaultResourceGroup] = true
	s.groups[SecondResourceGroup] = true
}

// AddVPC makes a network known, and its region if it is a new one.
func (s *Server) AddVPC(region string, vpc VPC) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addVPC(region, vpc)
}

func (s *Server) addVPC(region string, vpc VPC) {
	if s.networks[region] == nil {
		s.networks[region] = map[string]VPC{}
	}
	vpc.VSwitches = slices.Clone(vpc.VSwitches)
	s.networks[region][vpc.ID] = vpc
}

// AddResourceGroup makes a resource group known.
func (s *Server) AddResourceGroup(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.groups[id] = true
}

// zones lists the zones of a region that hold a vSwitch.
func (s *Server) zones(region string) []string {
	zones := map[string]bool{}
	for _, vpc := range s.networks[region] {
		for _, vsw := range vpc.VSwitches {
			zones[vsw.ZoneID] = true
		}
	}
	return slices.Sorted(maps.Keys(zones))
}

// vSwitch finds a vSwitch inside its network only.
func (v VPC) vSwitch(id string) (VSwitch, bool) {
	i := slices.IndexFunc(v.VSwitches, func(vsw VSwitch) bool { return vsw.ID == id })
	if i < 0 {
		return VSwitch{}, false
	}
	return v.VSwitches[i], true
}

// someVPC picks a network of a region.
func (s *Server) someVPC(region string) VPC {
	names := slices.Sorted(maps.Keys(s.networks[region]))
	if len(names) == 0 {
		return VPC{}
	}
	return s.networks[region][names[0]]
}

// singleTunnel tells whether a region builds gateways with one vSwitch.
func (s *Server) singleTunnel(region string) bool {
	return region == DubaiRegion || slices.Contains(s.opts.SingleTunnelRegions, region)
}

// addressBlocks are the ranges that are set aside for documentation.
var addressBlocks = []string{"203.0.113", "198.51.100", "192.0.2"}

// address returns the next address: public ones from the ranges for
// documentation and then from the one for benchmarks, private ones from within a
// network.
func (s *Server) address(private bool) string {
	n := s.data.IDs.next("address") - 1
	block, host := n/254, n%254+1
	switch more := block - len(addressBlocks); {
	case private:
		return fmt.Sprintf("10.0.%d.%d", block%256, host)
	case more < 0:
		return fmt.Sprintf("%s.%d", addressBlocks[block], host)
	default:
		return fmt.Sprintf("198.%d.%d.%d", 18+more/256%2, more%256, host)
	}
}
