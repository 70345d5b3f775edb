package sim

import (
	"encoding/json"
	"maps"
	"slices"
)

// outcome is what a ClientToken stands for: the parameters it came with and
// the answer they got.
type outcome struct {
	Parameters string `json:"parameters"`
	Answer     fields `json:"answer"`
}

// once carries an action out unless its ClientToken was seen before. The same
// token with the same parameters gets the first answer again; with others it
// is refused. Refused calls leave no trace, so a token can be used again.
func (s *Server) once(c *call, do func() (fields, *apiError)) (fields, *apiError) {
	token := c.str("ClientToken")
	if token == "" {
		return do()
	}
	key := c.action.name + " " + token
	parameters := c.fingerprint()
	if earlier, ok := s.data.Outcomes[key]; ok {
		if earlier.Parameters != parameters {
			return nil, refuse("IdempotentParameterMismatch",
				"Request uses a client token in a previous request but is not identical to that request.")
		}
		return earlier.Answer, nil
	}
	answer, err := do()
	if err == nil {
		s.data.Outcomes[key] = outcome{Parameters: parameters, Answer: answer}
	}
	return answer, err
}

// fingerprint stands for the parameters without storing them: some actions
// take secrets.
func (c *call) fingerprint() string {
	rest := maps.Clone(c.params)
	delete(rest, "ClientToken")
	var text []string
	for _, name := range slices.Sorted(maps.Keys(rest)) {
		text = append(text, name, rest[name])
	}
	// A list of texts is always JSON.
	all, _ := json.Marshal(text)
	return hexSHA256(all)
}
