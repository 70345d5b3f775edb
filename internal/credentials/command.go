package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// commandLimit is how long the command of a profile may run, as in the CLI.
const commandLimit = time.Minute

// fromCommand returns the credentials that a command prints as JSON, in the
// words of the CLI's file. It is run without a shell and without input.
func fromCommand(name, command string) (openapi.CredentialSource, error) {
	args, err := splitCommand(command)
	if err != nil {
		return nil, &openapi.CredentialError{Source: name, Err: fmt.Errorf("process_command %w", err)}
	}
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		output, err := run(ctx, args)
		if err != nil {
			return sts.Session{}, err
		}
		var got struct {
			AccessKeyID     string    `json:"access_key_id"`
			AccessKeySecret string    `json:"access_key_secret"`
			STSToken        string    `json:"sts_token"`
			Expiration      time.Time `json:"expiration"`
		}
		if json.Unmarshal(output, &got) != nil {
			return sts.Session{}, fmt.Errorf("%s did not print the JSON of credentials, but %d bytes of something else", args[0], len(output))
		}
		return sts.Session{Credential: openapi.Credential{
			AccessKeyID: got.AccessKeyID, AccessKeySecret: got.AccessKeySecret, SecurityToken: got.STSToken,
		}, Expiration: got.Expiration}, nil
	}), nil
}

// run returns what a command prints. Its errors repeat neither that nor the
// arguments: both can be secret.
func run(ctx context.Context, args []string) ([]byte, error) {
	const grace = 2 * time.Second // for what the command has started, and left with the pipe
	ctx, cancel := openapi.WithTimeLimit(ctx, commandLimit)
	defer cancel()
	output := &bounded{left: maxRead, full: cancel}       // or it would wait for somebody to read on
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // The user's own file names it.
	cmd.Stdout, cmd.WaitDelay = output, grace
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case output.left < 0:
		return nil, fmt.Errorf("%s printed more than %d bytes", args[0], maxRead)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s did not come to an end: %w", args[0], openapi.Ended(ctx))
	case errors.As(err, &exit):
		return nil, fmt.Errorf("%s failed (%s): run it by hand to see why", args[0], exit.ProcessState)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be run: %w", args[0], errors.Unwrap(err))
	}
	return output.kept.Bytes(), nil
}

// bounded keeps what is written to it, up to a limit. It embeds no buffer, whose
// ReadFrom would know no limit.
type bounded struct {
	kept bytes.Buffer
	left int
	full func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		b.full()
		return 0, errors.New("too much")
	}
	return b.kept.Write(p)
}

// splitCommand splits at white space outside of quotes. A backslash keeps its
// meaning in front of white space, a quote and itself, so that paths of Windows
// stay whole.
func splitCommand(command string) ([]string, error) {
	var args []string
	var arg strings.Builder
	var quote rune
	started, escaped := false, false
	for _, r := range command {
		blank := strings.ContainsRune(" \t\r\n", r)
		switch {
		case escaped:
			if !blank && r != '"' && r != '\'' && r != '\\' {
				arg.WriteRune('\\')
			}
			arg.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			started, escaped = true, true
		case r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			started, quote = true, r
		case quote == 0 && blank:
			if started {
				args = append(args, arg.String())
			}
			arg.Reset()
			started = false
		default:
			started = true
			arg.WriteRune(r)
		}
	}
	switch {
	case quote != 0:
		return nil, errors.New("has a quote that is not closed")
	case escaped:
		arg.WriteRune('\\')
	}
	if started {
		args = append(args, arg.String())
	}
	if len(args) == 0 || args[0] == "" {
		return nil, errors.New("is missing")
	}
	return args, nil
}
