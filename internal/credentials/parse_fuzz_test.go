package credentials_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
)

// FuzzFiles: whatever a file of credentials holds, reading it ends, and what is said of
// it can be printed and does not repeat its secrets.
func FuzzFiles(f *testing.F) {
	for _, text := range []string{
		"[default]\ntype = access_key\naccess_key_id = a\naccess_key_secret = \"SECRETSECRET\"\n", "[default\n=\n= =\ntype==\n", "[default]\ntype = ram_role_arn\nrole_arn = x\x1b[2J",
		`{"current":"p","profiles":[{"name":"p","mode":"AK","access_key_id":"a","access_key_secret":"SECRETSECRET"}]}`,
		`{"current":"p","profiles":[{"name":"p","mode":"ChainableRamRoleArn","source_profile":"p"}]}`, `{"current":"p\u001b[2J","profiles":[{"name":"\u0000","mode":7}]}`,
		`{"current":"p","profiles":[{"name":"p","mode":"External","process_command":"\"SECRETSECRET"}]}`, `{"current":"p\u001b","profiles":[{"name":"\u0000"}]}`,
		`{"current":"p","profiles":[{"name":"p","mode":"CredentialsURI","credentials_uri":"http://u:SECRETSECRET@h"}]}`, "{", "\xff\xfe[default]", "[default]\ntype = \x1b[2J\n",
		`{"current":"p","profiles":[{"name":"p","mode":"x\u001b[2J"}]}`, `{"current":"p","profiles":[{"name":"p","mode":"OAuth","oauth_site_type":"\u0007"}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, body, 0o600); err != nil {
			t.Fatal(err)
		}
		var x credentials.Exchange
		_, _, shared := x.FromSharedFile(file)
		_, _, named := x.FromProfile(file, "")
		for _, err := range []error{shared, named} {
			if err != nil {
				checkSaid(t, strings.ReplaceAll(err.Error(), file, "file"))
			}
		}
	})
}

func checkSaid(t *testing.T, said string) {
	t.Helper()
	if !utf8.ValidString(said) || strings.ContainsFunc(said, func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("it cannot be printed: %q", said)
	}
	if strings.Contains(said, "SECRETSECRET") {
		t.Errorf("the secret is repeated: %q", said)
	}
}

// FuzzHandedOut: whatever somebody answers who hands out credentials is JSON, or an
// error that can be printed and repeats no secret.
func FuzzHandedOut(f *testing.F) {
	for _, text := range []string{
		`{"AccessKeyId":"a","AccessKeySecret":"SECRETSECRET","SecurityToken":"t","Expiration":"2099-01-01T00:00:00Z"}`, `{"Code":"Failed\u001b[2J"}`, `[]`, `null`, "",
		`{"AccessKeyId":"a\u0000","AccessKeySecret":"SECRETSECRET"}`, `{"Expiration":"SECRETSECRET"}`, "<html>SECRETSECRET", `{"AccessKeyId":["SECRETSECRET"]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := credentials.ReadAnswer("host", body); err != nil {
			checkSaid(t, err.Error())
		} else if !json.Valid(body) {
			t.Errorf("%q is no answer", body)
		}
	})
}

// FuzzSplitCommand: a command is split into words that its text holds, or refused.
func FuzzSplitCommand(f *testing.F) {
	for _, text := range []string{`a "b c" 'd e'`, `a\ b \\ \"`, `"`, `''`, "a\tb\n", `C:\x\y`, "a'b\"c'\"", "\xff \\", "é\u2003x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, command string) {
		words, err := credentials.SplitCommand(command)
		if err != nil {
			checkSaid(t, err.Error())
			return
		}
		if len(words) == 0 || words[0] == "" {
			t.Fatalf("%q became %q", command, words)
		}
		// Quoted as they are, they are the same words again.
		quoted := make([]string, len(words))
		for i, word := range words {
			quoted[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
		}
		again, err := credentials.SplitCommand(strings.Join(quoted, " "))
		if err != nil || strings.Join(again, "\x00") != strings.Join(words, "\x00") {
			t.Errorf("%q became %q, and that %q, %v", command, words, again, err)
		}
	})
}
