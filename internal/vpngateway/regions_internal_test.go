package vpngateway

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The page of the resource shows the table of regions.
func TestRegions_page(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../templates/resources/vpn_gateway.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	regionID := regexp.MustCompile("`([a-z]+-[a-z]+(?:-[0-9])?)`")
	for title, want := range map[string][]string{"Dual-tunnel only": dualTunnelRegions, "Single-tunnel": singleTunnelRegions} {
		row := regexp.MustCompile(`(?m)^\| ` + title + ` \|(.*)\|$`).FindSubmatch(page)
		if row == nil {
			t.Errorf("the page has no row %q", title)
			continue
		}
		var got []string
		for _, found := range regionID.FindAllSubmatch(row[1], -1) {
			got = append(got, string(found[1]))
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: the page has %v, the code %v", title, got, want)
		}
	}
}
