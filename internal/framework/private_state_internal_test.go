package framework

import (
	"testing"
)

// Private state with anything in it that only the framework understands is the
// framework's to deal with.
func TestCopyPrivate(t *testing.T) {
	t.Parallel()
	keys := []string{"applied", "imported"}
	for stored, want := range map[string]bool{
		"": true, `{}`: true, `{"applied":"e30="}`: true, `{"applied":"e30=","imported":"dHJ1ZQ=="}`: true,
		`{".import_before_read":"dHJ1ZQ=="}`: false, `{"applied":"e30=","other":"e30="}`: false,
		`{"e2bfb730-ecaa-11e6-8f88-34363bc7c4c0":{"create":1}}`: false, // as the SDK wrote it
		`[]`: false, `null`: false, `null and void`: false,
	} {
		if _, ok := copyPrivate([]byte(stored), keys); ok != want {
			t.Errorf("%s: %v, want %v", stored, ok, want)
		}
	}
}

func TestFlag(t *testing.T) {
	t.Parallel()
	private := privateCopy{}
	for _, want := range []bool{false, true, true, false, false} {
		SetFlag(t.Context(), private, "imported", want)
		if got, diags := Flag(t.Context(), private, "imported"); got != want || diags.HasError() {
			t.Errorf("got %v, %v; want %v", got, diags, want)
		}
	}
	if len(private) > 0 {
		t.Errorf("%v is left", private)
	}
}
