package openapi

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// decoded is what the answers below are read into.
type decoded struct {
	Name    string
	OrderID json.Number `json:"OrderId"`
	Total   int
}

func TestDecodeAnswer(t *testing.T) {
	t.Parallel()
	const flat = `{"Name":"myVpn","OrderId":9223372036854775807,"VpnGatewayId":"vpn-1","RequestId":"R"}`
	const denied = `{"Code":"NoPermission","Message":"No.","RequestId":"R","Recommend":"https://example.com/?q=1",
		"AccessDeniedDetail":{"AuthAction":"vpc:CreateVpnGateway","PolicyType":"x"}}`
	for name, tc := range map[string]struct {
		status int // 0: 200
		body   string
		header http.Header
		names  string
		want   decoded
		err    Error // zero: none
		text   string
	}{
		"flat":                            {body: flat, names: "VpnGatewayId", want: decoded{"myVpn", "9223372036854775807", 0}},
		"wrapped":                         {body: `{"TestResponse":` + flat + `}`, names: "VpnGatewayId", want: decoded{"myVpn", "9223372036854775807", 0}},
		"a field called like the wrapper": {body: `{"TestResponse":{"Name":"in"},"Name":"out"}`, want: decoded{Name: "out"}},
		"another action's wrapper":        {body: `{"OtherResponse":{"Name":"in"}}`, want: decoded{}},
		"content type does not matter":    {body: flat, header: http.Header{"Content-Type": {"text/html"}}, want: decoded{"myVpn", "9223372036854775807", 0}},
		"digits beyond 64 bits":           {body: `{"OrderId":20224940022041512345678}`, want: decoded{OrderID: "20224940022041512345678"}},
		"error": {
			status: 403, body: denied,
			err:  Error{Code: "NoPermission", Message: "No.", RequestID: "R", Recommend: "https://example.com/?q=1", DeniedAction: "vpc:CreateVpnGateway"},
			text: "Test: NoPermission: No (HTTP 403, request ID R)",
		},
		"wrapped error": {
			status: 400, body: `{"TestResponse":{"Code":"X","Message":"m","RequestId":"R"}}`, err: Error{Code: "X", Message: "m", RequestID: "R"},
		},
		"error code in a 200":         {body: `{"Code":"Throttling","Message":"slow","RequestId":"R"}`, err: Error{Code: "Throttling", Message: "slow", RequestID: "R"}},
		"code without a message":      {body: `{"Code":"Odd","RequestId":"R"}`, err: Error{Code: "Odd", RequestID: "R"}},
		"code that is a number":       {status: 400, body: `{"Code":17,"Message":"m"}`, err: Error{Code: "17", Message: "m"}},
		"a gateway's spelling":        {status: 403, body: `{"code":"X","message":"m","requestId":"R"}`, err: Error{Code: "X", Message: "m", RequestID: "R"}},
		"a success with a code":       {body: `{"Name":"n","Code":"200","Message":"successful"}`, names: "Name", want: decoded{Name: "n"}},
		"Success false":               {body: `{"Name":"n","Success":"False","Message":"why"}`, err: Error{Message: "why", problem: unusable}},
		"Success false, without why":  {body: `{"Success":false}`, err: Error{problem: unusable}, text: "the answer says that the call failed"},
		"Success false, with a code":  {body: `{"Success":false,"Code":"X","Message":"m"}`, names: "Name", err: Error{Code: "X", Message: "m"}},
		"code beside what was wanted": {body: `{"Name":"n","Code":"X","Message":"m"}`, names: "Name", err: Error{Code: "X", Message: "m", problem: unusable}},
		"escape sequences": {
			status: 400, body: `{"Code":"X\u001b[31m","Message":"a\u0007\u202eb\r\n\tc","RequestId":"R\u0000","Recommend":"https://x\u001b"}`,
			err: Error{Code: "X [31m", Message: "a b c", RequestID: "R", Recommend: "https://x"},
		},
		"15 MB": {
			status: 400, body: `{"Code":"` + strings.Repeat("C", 15<<20) + `"}`, err: Error{Code: strings.Repeat("C", 128) + "..."},
		},
		"detail of another form": {
			status: 403, body: `{"AccessDeniedDetail":"text","Code":"Forbidden","Message":"m","RequestId":"R"}`,
			err: Error{Code: "Forbidden", Message: "m", RequestID: "R"},
		},
		"status without a code": {status: 500, body: `{"RequestId":"R"}`, err: Error{Message: "the answer is not the API's JSON; it begins: {\"RequestId\":\"R\"}", RequestID: "R", problem: unusable}, text: "(HTTP 500, request ID R)"},
		"HTML 502": {
			status: 502, body: "<html>\n  <h1>Bad \x00\xffGateway</h1></html>", header: http.Header{"X-Acs-Request-Id": {"H"}},
			err:  Error{Message: "the answer is not the API's JSON; it begins: <html> <h1>Bad Gateway</h1></html>", RequestID: "H", problem: unusable},
			text: "(HTTP 502, request ID H)",
		},
		"empty 503":      {status: 503, err: Error{Message: "the answer is empty", problem: broken}, text: "Test: the answer is empty (HTTP 503)"},
		"malformed":      {body: `{"Name":`, err: Error{Message: "the answer is not the API's JSON; it begins: {\"Name\":", problem: broken}},
		"null":           {body: `null`, err: Error{Message: "the answer is not the API's JSON; it begins: null", problem: unusable}},
		"list":           {body: `[]`, err: Error{Message: "the answer is not the API's JSON; it begins: []", problem: unusable}},
		"wrapped text":   {body: `{"TestResponse":"x"}`, err: Error{Message: `the answer is not the API's JSON; it begins: "x"`, problem: unusable}},
		"wrapped null":   {body: `{"TestResponse":null}`, err: Error{Message: "the answer is not the API's JSON; it begins: null", problem: unusable}},
		"redirect":       {status: 302, body: "moved", err: Error{Message: "the answer is not the API's JSON; it begins: moved", problem: unusable}},
		"JSON in a 3xx":  {status: 307, body: `{}`, err: Error{Message: "the answer is not the API's JSON; it begins: {}", problem: unusable}},
		"a 204":          {status: 204, err: Error{Message: "the answer is empty", problem: broken}},
		"named missing":  {body: `{"RequestId":"R"}`, names: "Name", err: Error{Message: "the answer names no Name", RequestID: "R", problem: unusable}},
		"named null":     {body: `{"Name":null}`, names: "Name", err: Error{Message: "the answer names no Name", problem: unusable}},
		"named empty":    {body: `{"Name":""}`, names: "Name", err: Error{Message: "the answer names no Name", problem: unusable}},
		"undocumented":   {body: `{"Total":"many","RequestId":"R"}`, err: Error{RequestID: "R", problem: unusable}, text: "does not have the documented form"},
		"long and cut":   {status: 502, body: strings.Repeat("测", 4000), err: Error{problem: unusable}, text: strings.Repeat("测", 66) + " (HTTP 502)"},
		"no null answer": {status: 200, body: "", err: Error{Message: "the answer is empty", problem: broken}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tc.status == 0 {
				tc.status = http.StatusOK
			}
			var got decoded
			err := decodeAnswer(Request{Action: "Test", RequiredField: tc.names}, tc.status, tc.header, []byte(tc.body), &got)
			if tc.err == (Error{}) {
				if err != nil || got != tc.want {
					t.Fatalf("got %+v, %v; want %+v", got, err, tc.want)
				}
				return
			}
			var api *Error
			if !errors.As(err, &api) {
				t.Fatalf("got %v, want an *Error", err)
			}
			tc.err.Action, tc.err.HTTPStatus = "Test", tc.status
			if tc.err.Message == "" {
				tc.err.Message = api.Message
			}
			if *api != tc.err {
				t.Errorf("got  %+v\nwant %+v", *api, tc.err)
			}
			if !strings.Contains(err.Error(), tc.text) {
				t.Errorf("text %q lacks %q", err, tc.text)
			}
		})
	}
}

func TestSignedStringIsCutFromMessages(t *testing.T) {
	t.Parallel()
	for _, message := range []string{
		"Specified signature is not matched with our calculation. server string to sign is:POST&%2F&SecurityToken%3DSTS.SECRET",
		"Specified signature is not matched with our calculation. Server String To Sign is:x-acs-security-token:STS.SECRET",
		// Lower case is longer here, so that a place in it is none in the message.
		"Specified signature is not matched with our calculation" + strings.Repeat(" ", 9) + "server string to sign" + strings.Repeat("\u0130", 99),
	} {
		raw, err := json.Marshal(map[string]string{"Code": "SignatureDoesNotMatch", "Message": message, "RequestId": "R"})
		if err != nil {
			t.Fatal(err)
		}
		err = decodeAnswer(Request{Action: "Test"}, http.StatusBadRequest, nil, raw, nil)
		want := "Test: SignatureDoesNotMatch: Specified signature is not matched with our calculation (HTTP 400, request ID R)"
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestRateLimitTimeLeft(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		api, user string
		want      time.Duration
	}{
		"none":        {},
		"one":         {api: "Limit:200,Remain:0,TimeLeft:2500", want: 2500 * time.Millisecond},
		"longer wins": {api: "TimeLeft:100", user: "Limit:1, TimeLeft:700", want: 700 * time.Millisecond},
		"bounded":     {user: "TimeLeft:2147483647", want: 5 * time.Minute},
		"negative":    {user: "TimeLeft:-5"},
		"not digits":  {user: "TimeLeft:soon,TimeLeft:", api: "TimeLeft:99999999999999999999"},
	} {
		header := http.Header{"X-Ratelimit-User-Api": {tc.api}, "X-Ratelimit-User": {tc.user}}
		if got := rateLimitTimeLeft(header); got != tc.want {
			t.Errorf("%s: got %v, want %v", name, got, tc.want)
		}
	}
}

// FuzzDecodeAnswer: whatever comes, the outcome is either a success that has the
// field asked for, or an *Error with the status and a short text.
func FuzzDecodeAnswer(f *testing.F) {
	f.Add(200, `{"Name":"n","OrderId":1}`)
	f.Add(200, `{"TestResponse":{"Name":"n"}}`)
	f.Add(200, `{"name":"n","Name":""}`)
	f.Add(400, `{"Code":"SignatureDoesNotMatch","Message":"server string to sign is:x","Recommend":{}}`)
	f.Add(502, "<html>\xff</html>")
	f.Add(204, "")
	f.Fuzz(func(t *testing.T, status int, text string) {
		var out map[string]json.RawMessage
		err := decodeAnswer(Request{Action: "Test", RequiredField: "Name"}, status, nil, []byte(text), &out)
		if err == nil {
			if name := string(out["Name"]); status != http.StatusOK || name == "" || name == "null" || name == `""` {
				t.Fatalf("status %d with Name %q is a success", status, name)
			}
			return
		}
		var api *Error
		if !errors.As(err, &api) || api.HTTPStatus != status || api.Action != "Test" {
			t.Fatalf("got %#v", err)
		}
		for _, text := range []string{api.Message, api.Code, api.RequestID, api.Recommend, api.DeniedAction} {
			if len(text) > maxMessage+3 || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
				t.Fatalf("text %q", text)
			}
		}
		if strings.Contains(strings.ToLower(api.Message), "server string to sign") && api.problem == none {
			t.Fatalf("message %q repeats the string to sign", api.Message)
		}
	})
}

func TestPrintable(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"": "", "plain": "plain", " a \n b ": "a b", "\x1b[2Jx": "[2Jx", "测试": "测试", "测试测试": "测试测...", "12345678901": "1234567890...",
		"a\xffb": "ab", "123456789测": "123456789...", "\u200b\u202e": "",
	} {
		if got := Printable(s, 10); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

// TestAnswersWithoutACode: whatever the status, an answer without an error code
// of the API leaves open what was done.
func TestAnswersWithoutACode(t *testing.T) {
	t.Parallel()
	for status := 201; status < 600; status++ {
		for _, body := range []string{"", "<html>", `{"VpnGatewayId":"vpn-1"}`, `{"VpnGatewayId":"vpn-1","Code":"200"}`, `{"Message":"m"}`, `{"VpnG`} {
			want := foreign
			switch {
			case status == http.StatusTooManyRequests:
				want = throttled
			case status == http.StatusRequestTimeout, status >= 500:
				want = lost
			}
			err := decodeAnswer(Request{Action: "Test", RequiredField: "VpnGatewayId"}, status, nil, []byte(body), nil)
			if got := classify(err); got != want {
				t.Errorf("%d %s: class %v, want %v", status, body, got, want)
			}
		}
	}
}
