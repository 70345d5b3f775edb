package acctest_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// harmless is what everything that is searched must hold: else finding no
// secret would prove nothing. It is the gateway's name, and the resource's.
const harmless = "harmless-marker"

// evidence is all that commands printed and left behind, by name. An archive,
// such as a plan file, is there as it is and unpacked.
type evidence map[string][]byte

func (e evidence) add(t *testing.T, name string, body []byte) {
	t.Helper()
	e[name] = body
	if !bytes.HasPrefix(body, []byte("PK\x03\x04")) {
		return
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, file := range archive.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := io.ReadAll(opened)
		opened.Close()
		if err != nil {
			t.Fatal(err)
		}
		e.add(t, name+":"+file.Name, unpacked)
	}
}

// addAll adds every file below a directory.
func (e evidence) addAll(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if name, _ := filepath.Rel(dir, path); err == nil {
			e.add(t, name, body)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// holding names what holds a text.
func (e evidence) holding(text string) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e)) {
		if bytes.Contains(e[name], []byte(text)) {
			names = append(names, name)
		}
	}
	return names
}

// forms are the ways a secret may be written: as it is, in a URL, in a URL
// within what is signed, in JSON, in hexadecimal, and within base64, where it
// begins at one of three places.
func forms(secret string) map[string]string {
	query := url.QueryEscape(secret)
	rfc3986 := strings.ReplaceAll(query, "+", "%20")
	quoted, _ := json.Marshal(secret)
	all := map[string]string{
		"raw": secret, "query": query, "RFC 3986": rfc3986, "path": url.PathEscape(secret),
		"query twice": url.QueryEscape(query), "RFC 3986 twice": url.QueryEscape(rfc3986),
		"JSON": string(quoted[1 : len(quoted)-1]), "hexadecimal": hex.EncodeToString([]byte(secret)),
	}
	for before := range 3 {
		// What the characters at both ends become depends on their neighbours.
		coded := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("-", before) + secret + "--"))
		coded = coded[4 : (before+len(secret))/3*4]
		all[fmt.Sprintf("base64 at %d", before)] = coded
		all[fmt.Sprintf("base64 for URLs at %d", before)] = strings.NewReplacer("+", "-", "/", "_").Replace(coded)
	}
	return all
}

// check searches what a run with finished API calls left behind.
func (e evidence) check(t *testing.T, secrets map[string]string, mustHold ...string) {
	t.Helper()
	if !strings.Contains(string(e["trace.log"]), "Alibaba Cloud API call") {
		t.Error("trace.log does not hold the provider's own lines")
	}
	e.search(t, secrets, mustHold...)
}

// search fails the test for each secret that is found, and for each of the names
// in which not even what is harmless is found.
func (e evidence) search(t *testing.T, secrets map[string]string, mustHold ...string) {
	t.Helper()
	for _, name := range mustHold {
		if !slices.Contains(e.holding(harmless), name) {
			t.Errorf("%s does not even hold %q: searching it proves nothing", name, harmless)
		}
	}
	bytes, needles := 0, 0
	for _, body := range e {
		bytes += len(body)
	}
	for name, secret := range secrets {
		if len(secret) < 12 {
			t.Errorf("%s is too short to be searched for: %q", name, secret)
			continue
		}
		for form, needle := range forms(secret) {
			needles++
			if where := e.holding(needle); len(where) > 0 {
				t.Errorf("%s (%s) is in %v", name, form, where)
			}
		}
	}
	t.Logf("looked for %d forms of %d secrets (%s) in %d files of %d KiB", needles, len(secrets),
		strings.Join(slices.Sorted(maps.Keys(secrets)), ", "), len(e), bytes>>10)
}

// The search finds every form of a secret, in plain files and in archives.
func TestSecrets_search(t *testing.T) {
	t.Parallel()
	const secret = marked + `a"b`
	for form, written := range forms(secret) {
		for before := range 3 {
			text := strings.Repeat("x", before) + written + "y"
			if strings.HasPrefix(form, "base64") { // within something longer
				text = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + secret + "y"))
				if strings.Contains(form, "URLs") {
					text = base64.URLEncoding.EncodeToString([]byte(strings.Repeat("x", before) + secret + "y"))
				}
			}
			var archive bytes.Buffer
			w := zip.NewWriter(&archive)
			entry, err := w.Create("entry")
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprint(entry, text)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			e := evidence{}
			e.add(t, "plain", []byte(text))
			e.add(t, "packed", archive.Bytes())
			found := map[string]bool{}
			for _, needle := range forms(secret) {
				for _, name := range e.holding(needle) {
					found[name] = true
				}
			}
			if !found["plain"] || !found["packed:entry"] || len(e) != 3 {
				t.Errorf("%s at %d is found in %v only", form, before, found)
			}
		}
	}
}
