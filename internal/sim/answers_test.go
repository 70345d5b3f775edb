package sim_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// cloudAnswer is an answer of the cloud, or what its documentation shows of one,
// and how to get the simulator to answer the same. Identifiers, addresses and
// texts are made up; names of fields, their types, codes and messages are not.
type cloudAnswer struct {
	About  string      `json:"about"`
	Action string      `json:"action"`
	Params params      `json:"params"`
	Seed   sim.Gateway `json:"gateway"`
	// Sparse and Busy are the options of those names.
	Sparse bool   `json:"sparse"`
	Busy   string `json:"busy"`
	Status int    `json:"status"`
	// Answer is the whole answer, or in a list the only entry.
	Answer map[string]any `json:"answer"`
	// Without lists the fields that the cloud leaves out.
	Without []string `json:"without"`
	// Texts lists the fields that are texts although the sample shows numbers.
	Texts []string `json:"texts"`
}

// The simulator's answers have the fields of the cloud's, of the same types.
func TestSim_answersAsTheCloud(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/answers.json")
	if err != nil {
		t.Fatal(err)
	}
	var answers []cloudAnswer
	if err := json.Unmarshal(text, &answers); err != nil || len(answers) == 0 {
		t.Fatal(answers, err)
	}
	for _, a := range answers {
		t.Run(a.About, func(t *testing.T) {
			t.Parallel()
			server, c := start(t, sim.Options{SparseAnswers: a.Sparse, BusyCode: a.Busy})
			p := params{"RegionId": sim.DefaultRegion}.with(a.Params)
			if a.Action == "DescribeVpnGateway" || a.Action == "DescribeVpnGateways" {
				p = p.with(params{"VpnGatewayId": server.PutGateway(a.Seed), "IncludeReservationData": "true"})
			} else if a.Seed.VpnGatewayID != "" {
				server.PutGateway(a.Seed)
			}
			r := c.do(a.Action, p)
			if want := max(a.Status, 200); r.status != want {
				t.Fatalf("want %d, got %d %s", want, r.status, r.text)
			}
			got := r.body
			if a.Action == "DescribeVpnGateways" {
				got = onlyEntry(t, r)
			}
			for _, wrong := range a.differences("", a.Answer, got) {
				t.Error(wrong)
			}
			for _, name := range a.Without {
				if _, there := got[name]; there {
					t.Errorf("%s is there, and the cloud leaves it out", name)
				}
			}
			for _, name := range []string{"Code", "Message", "ChargeType"} {
				if want, said := a.Answer[name]; said && a.Texts == nil && got[name] != want {
					t.Errorf("%s: want %v, got %v", name, want, got[name])
				}
			}
		})
	}
}

// onlyEntry is the one gateway of a list.
func onlyEntry(t *testing.T, r reply) map[string]any {
	t.Helper()
	outer, _ := r.body["VpnGateways"].(map[string]any)
	list, _ := outer["VpnGateway"].([]any)
	if len(list) != 1 {
		t.Fatalf("want one entry, got %s", r.text)
	}
	entry, _ := list[0].(map[string]any)
	return entry
}

// differences compares names and JSON types below a path.
func (a cloudAnswer) differences(at string, want, got any) []string {
	if slices.Contains(a.Texts, at) {
		want = ""
	}
	if fmt.Sprintf("%T", want) != fmt.Sprintf("%T", got) {
		return []string{fmt.Sprintf("%s: want %T, got %T", at, want, got)}
	}
	var wrong []string
	switch want := want.(type) {
	case map[string]any:
		fields, _ := got.(map[string]any)
		for name, value := range want {
			below := name
			if at != "" {
				below = at + "." + name
			}
			wrong = append(wrong, a.differences(below, value, fields[name])...)
		}
	case []any:
		list, _ := got.([]any)
		if len(list) == 0 {
			return []string{at + " is empty"}
		}
		wrong = a.differences(at, want[0], list[0])
	}
	return wrong
}
