package credentials

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// FromSharedFile returns the credentials of the file that the SDKs share, by
// default ~/.alibabacloud/credentials: sections of "name = value".
// [default] is used. A file in the CLI's own format is read as such.
func (x *Exchange) FromSharedFile(file string) (openapi.CredentialSource, Profile, error) {
	body, err := readFile(file)
	if err != nil {
		return nil, Profile{}, err
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		return x.FromProfile(file, "")
	}
	source, err := x.fromSection(file, readSection(string(body), "default"))
	return source, Profile{}, err
}

func (x *Exchange) fromSection(file string, section map[string]string) (openapi.CredentialSource, error) {
	name := "the section [default] of " + file
	source, err := func() (openapi.CredentialSource, error) {
		key := openapi.Credential{
			AccessKeyID: section["access_key_id"], AccessKeySecret: section["access_key_secret"], SecurityToken: section["security_token"],
		}
		role := sts.Role{ARN: section["role_arn"], SessionName: section["role_session_name"], Policy: section["policy"]}
		switch kind := section["type"]; {
		case section == nil:
			return nil, errors.New("there is no such section")
		case kind == "access_key", kind == "sts":
			return ofProfile(key)
		case kind == "ecs_ram_role":
			return x.ECSRole(section["role_name"])
		case kind == "ram_role_arn":
			base, err := ofProfile(key)
			if err != nil {
				return nil, err
			}
			return x.AssumeRole(base, name, role, nil)
		case kind == "oidc_role_arn":
			return x.AssumeRoleWithOIDC(role, OIDC{
				ProviderARN: section["oidc_provider_arn"], TokenFile: section["oidc_token_file_path"],
			}, nil)
		default:
			return nil, fmt.Errorf("its type %q is not access_key, sts, ecs_ram_role, ram_role_arn or oidc_role_arn", kind)
		}
	}()
	if err != nil {
		var failed *openapi.CredentialError
		if errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, &openapi.CredentialError{Source: name, Err: err}
	}
	return source, nil
}

// readSection returns the values of a section; nil when there is none.
func readSection(text, wanted string) map[string]string {
	var values map[string]string
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			name, _, _ = strings.Cut(name, "]")
			inside = strings.TrimSpace(name) == wanted
			if inside && values == nil {
				values = map[string]string{}
			}
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !inside || !ok || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		value, _, _ = strings.Cut(value, " #")
		values[strings.TrimSpace(name)] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	return values
}
