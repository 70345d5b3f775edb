package tunnel

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/vpc"
)

func ikeOf(encryption string) types.Object {
	ike := Ikes.Values(Ikes.Null())
	ike.Encryption = types.StringValue(encryption)
	return Ikes.Object(ike)
}

// Mirror keeps the style, and says what a tunnel has that the style cannot.
func TestMirror(t *testing.T) {
	t.Parallel()
	null, a, b, c := Ikes.Null(), ikeOf("aes"), ikeOf("aes256"), ikeOf("des")
	for name, test := range map[string]struct {
		shared             types.Object
		owns, seen         [2]types.Object
		want               types.Object
		wantOne, wantOther types.Object
	}{
		"imported, the same":             {null, [2]types.Object{null, null}, [2]types.Object{a, a}, a, null, null},
		"imported, different":            {null, [2]types.Object{null, null}, [2]types.Object{a, b}, null, a, b},
		"once":                           {a, [2]types.Object{null, null}, [2]types.Object{a, a}, a, null, null},
		"once, both changed":             {a, [2]types.Object{null, null}, [2]types.Object{b, b}, b, null, null},
		"once, one changed":              {a, [2]types.Object{null, null}, [2]types.Object{a, b}, a, null, b},
		"once, both changed differently": {a, [2]types.Object{null, null}, [2]types.Object{b, c}, a, b, c},
		"each its own":                   {null, [2]types.Object{a, a}, [2]types.Object{a, a}, null, a, a},
		"each its own, changed":          {null, [2]types.Object{a, b}, [2]types.Object{c, b}, null, c, b},
		"one its own":                    {a, [2]types.Object{null, b}, [2]types.Object{a, b}, a, null, b},
		"one its own, the other changed": {a, [2]types.Object{null, b}, [2]types.Object{c, b}, c, null, b},
		"one its own, became the same":   {a, [2]types.Object{null, b}, [2]types.Object{a, a}, a, null, a},
	} {
		got, owns := Mirror(null, test.shared, test.owns[:], test.seen[:])
		if !got.Equal(test.want) || !owns[0].Equal(test.wantOne) || !owns[1].Equal(test.wantOther) {
			t.Errorf("%s: got %v and %v", name, got, owns)
		}
	}
}

// No check repeats a key.
func TestCheckPsk(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"", "secret word", "secret\tword", "secret\n", strings.Repeat("secret", 17)} {
		if err := checkPsk(key); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", key, err)
		}
	}
	for _, key := range []string{"s", "Pässwörd!\"'$", strings.Repeat("ä", 100)} {
		if err := checkPsk(key); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// What an answer lacks stays as it was.
func TestEndpoint_incompleteAnswer(t *testing.T) {
	t.Parallel()
	bgp := Bgps.Object(Bgp{types.Int64Value(65530), types.StringValue("169.254.10.0/30"), types.StringValue("169.254.10.1")})
	was := Tunnels.Values(Tunnels.Null()).Endpoint
	was.CustomerGatewayID, was.LocalID, was.Psk, was.Bgp = types.StringValue("cgw-1"), types.StringValue("here"), types.StringValue("key"), bgp
	was.EnableDpd, was.RemoteCACertificate, was.Status = types.BoolValue(true), types.StringValue("pem\n"), types.StringValue("up")
	is := was
	seen := SeenTunnel(&vpc.Tunnel{}, nil)
	is.FromAPI(&seen)
	if !is.same(&is, &was) || !is.Psk.Equal(was.Psk) || !is.Status.Equal(was.Status) {
		t.Errorf("got %+v, was %+v", is, was)
	}
	phases := Phases{ikeOf("aes"), Ipsecs.Null()}
	if got := seen.Phases(phases); !got.Equal(phases) {
		t.Errorf("got %+v", got)
	}
	off := SeenTunnel(&vpc.Tunnel{RemoteCaCertificate: new("pem")}, new(false))
	is.FromAPI(&off)
	if !is.Bgp.IsNull() || is.RemoteCACertificate.ValueString() != "pem\n" {
		t.Errorf("got %+v", is)
	}
}
