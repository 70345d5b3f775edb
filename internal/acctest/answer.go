package acctest

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sim"
)

// Answer sends a request again, and returns what is answered.
func (c *Cloud) Answer(r sim.Request) json.RawMessage {
	c.t.Helper()
	key, err := openapi.StaticCredential(openapi.Credential{AccessKeyID: sim.DefaultAccessKeyID, AccessKeySecret: sim.DefaultAccessKeySecret})
	if err != nil {
		c.t.Fatal(err)
	}
	endpoint, err := openapi.ParseEndpoint(c.URL)
	if err != nil {
		c.t.Fatal(err)
	}
	config := openapi.Config{Credentials: key}
	if c.host.virtual {
		config.Dial = c.host.dial
	}
	params := url.Values{}
	for name, value := range r.Params {
		params.Set(name, value)
	}
	var answer json.RawMessage
	err = openapi.NewClient(config).Call(c.t.Context(), openapi.Request{
		Endpoint: endpoint, Action: r.Action, Version: r.Version, Method: r.Method, Params: params,
	}, &answer)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer
}

// JSONPaths are the places of all values in a JSON text, in the words of sim.Set.
func JSONPaths(text json.RawMessage) []string {
	var all []string
	var below func(at string, v any)
	below = func(at string, v any) {
		if at != "" {
			all = append(all, at)
			at += "."
		}
		switch v := v.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				below(at+name, v[name])
			}
		case []any:
			for n, one := range v {
				below(at+strconv.Itoa(n), one)
			}
		}
	}
	var v any
	if json.Unmarshal(text, &v) == nil {
		below("", v)
	}
	return all
}
