package credentials_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/credentials"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// proxyHost is the proxy that the environment names. Nothing listens there: the
// tests see who is asked, and nothing more.
const proxyHost = "proxy.invalid:3128"

// TestMain also plays the commands of profiles.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "helper" {
		help(os.Args[2:])
		return
	}
	for _, name := range []string{"NO_PROXY", "no_proxy", "http_proxy", "https_proxy"} {
		_ = os.Unsetenv(name)
	}
	_ = os.Setenv("HTTP_PROXY", "http://"+proxyHost)
	_ = os.Setenv("HTTPS_PROXY", "http://"+proxyHost)
	os.Exit(m.Run())
}

func help(args []string) {
	switch args[0] {
	case "print":
		fmt.Fprint(os.Stdout, args[1])
	case "flood":
		for {
			if _, err := fmt.Fprint(os.Stdout, strings.Repeat("topsecret", 1000)); err != nil {
				return
			}
		}
	case "fail":
		fmt.Fprint(os.Stdout, "topsecret")
		fmt.Fprint(os.Stderr, "topsecret")
		os.Exit(3)
	case "hang": // until it is killed, which closes the connection
		conn, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", args[1])
		if err != nil {
			return
		}
		_, _ = conn.Read(make([]byte, 1))
	}
}

// helper returns a command that does as help says.
func helper(args ...string) string {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	command := fmt.Sprintf("'%s' helper", self)
	for _, arg := range args {
		command += " '" + arg + "'"
	}
	return command
}

func TestCommand_failures(t *testing.T) {
	t.Parallel()
	self, _ := os.Executable()
	for command, want := range map[string]string{
		helper("fail", "topsecret"):                   self + " failed (exit status 3): run it by hand to see why",
		helper("flood"):                               self + " printed more than 1048576 bytes",
		helper("print", "topsecret"):                  self + " did not print the JSON of credentials, but 9 bytes of something else",
		helper("print", `{"access_key_id":"testid"}`): "what it gives cannot be used: the access key secret is missing",
		helper("print", `{"access_key_id":"i","access_key_secret":"topsecret","expiration":"2001-01-01T00:00:00Z"}`): "what it gives expired at 2001-01-01T00:00:00Z",
		"/no/such/command topsecret": "/no/such/command cannot be run: ",
		"'open topsecret":            "process_command has a quote that is not closed",
		"  ":                         "process_command is missing",
	} {
		source, _, err := (&credentials.Exchange{}).FromProfile(cli(t, mode("External", fields{"process_command": command})), "")
		if err := failure(t, source, err); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", command, err)
		}
	}
}

// A command that does not end is killed when the context ends.
func TestCommand_context(t *testing.T) {
	t.Parallel()
	var listen net.ListenConfig
	listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	source, _, err := (&credentials.Exchange{}).FromProfile(
		cli(t, mode("External", fields{"process_command": helper("hang", listener.Addr().String())})), "")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := source.Credential(ctx)
		done <- err
	}()
	conn, err := listener.Accept() // it is running
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-done; !errors.As(err, new(*openapi.EndedError)) {
		t.Errorf("got %v", err)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the command is still there")
	}
}

// Quotes and backslashes mean what people expect of them.
func TestCommand_split(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]string{
		`echo one  two`:            "one two",
		`echo "one  two" 'th ree'`: "one  two th ree",
		`echo one\ two`:            "one two",
		`echo C:\tools\x`:          `C:\tools\x`,
		`echo '\"' "\""`:           `\" "`,
		"echo a\\":                 `a\`,
		"echo\ta\n":                "a",
	} {
		args, err := credentials.SplitCommand(command)
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).Output()
		if got := strings.TrimSuffix(string(out), "\n"); err != nil || got != want {
			t.Errorf("%s: got %q, %v", command, got, err)
		}
	}
}
