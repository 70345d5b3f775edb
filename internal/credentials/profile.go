package credentials

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// profileName begins the name of a source that is a profile.
const profileName = "the profile "

// FromProfile returns the credentials of a profile of the Alibaba Cloud CLI's
// configuration file, in whichever mode it is, and the profile. An empty name
// means the current profile.
func (x *Exchange) FromProfile(file, name string) (openapi.CredentialSource, Profile, error) {
	f, err := readProfiles(file)
	if err != nil {
		return nil, Profile{}, err
	}
	p, err := f.find(name)
	if err != nil {
		return nil, Profile{}, err
	}
	source, err := x.fromProfile(f, p, nil)
	return source, p, err
}

// fromProfile returns the source of p. chain names the profiles that led to it.
func (x *Exchange) fromProfile(f profileFile, p Profile, chain []string) (openapi.CredentialSource, error) {
	name := fmt.Sprintf(profileName+"%q of %s", p.Name, f.name)
	chain = append(chain, p.Name)
	source, err := x.mode(f, p, chain, name)
	if err == nil {
		return source, nil
	}
	var failed *openapi.CredentialError
	switch {
	case errors.As(err, &failed) && failed.Source != name && strings.HasPrefix(failed.Source, profileName):
		return nil, err // the profile that this one builds on is to blame
	case failed != nil:
		err = failed.Err
	}
	return nil, &openapi.CredentialError{Source: name, Err: err}
}

// mode makes the source of each mode that the CLI has.
func (x *Exchange) mode(f profileFile, p Profile, chain []string, name string) (openapi.CredentialSource, error) {
	key := openapi.Credential{AccessKeyID: p.AccessKeyID, AccessKeySecret: p.AccessKeySecret}
	login := fmt.Sprintf("log in again: aliyun configure --profile %s --mode %s", p.Name, p.Mode)
	switch p.Mode {
	case "AK", "":
		return ofProfile(key)
	case "StsToken":
		key.SecurityToken = p.STSToken
		if key.SecurityToken == "" {
			return nil, errors.New("sts_token is missing")
		}
		return ofProfile(key)
	case "RamRoleArn":
		key.SecurityToken = p.STSToken
		base, err := ofProfile(key)
		if err != nil {
			return nil, err
		}
		return x.profileRole(base, p, name)
	case "EcsRamRole":
		return x.ECSRole(p.RAMRoleName)
	case "RamRoleArnWithEcs":
		base, err := x.ECSRole(p.RAMRoleName)
		if err != nil {
			return nil, err
		}
		return x.profileRole(base, p, name)
	case "ChainableRamRoleArn":
		return x.chained(f, p, chain, name)
	case "OIDC":
		endpoint, err := x.Endpoint(p.STSRegion, p.EnableVPC)
		if err != nil {
			return nil, err
		}
		return x.AssumeRoleWithOIDC(p.role(), OIDC{ProviderARN: p.OIDCProviderARN, Token: p.OIDCToken, TokenFile: p.OIDCTokenFile}, endpoint)
	case "External":
		return fromCommand(name, p.ProcessCommand)
	case "CredentialsURI":
		return x.FromURI(p.CredentialsURI)
	case "CloudSSO":
		return loggedIn(name, login, f, p, x.cloudSSO), nil
	case "OAuth":
		return loggedIn(name, login, f, p, x.oauth), nil
	case "RsaKeyPair":
		return nil, fmt.Errorf("session keys of an RSA key pair (mode RsaKeyPair) are not supported: Alibaba Cloud has deprecated them. "+
			"Give the profile another mode: aliyun configure --profile %s --mode AK", p.Name)
	default:
		return nil, fmt.Errorf("its mode %q is not known here. Make it a profile of another mode with "+
			"`aliyun configure --profile %s --mode AK` (or StsToken, RamRoleArn, EcsRamRole, OIDC, CloudSSO)", p.Mode, p.Name)
	}
}

// ofProfile is StaticCredential with the reason alone.
func ofProfile(key openapi.Credential) (openapi.CredentialSource, error) {
	if err := key.Check(); err != nil {
		return nil, err
	}
	return openapi.StaticCredential(key)
}

func (p Profile) role() sts.Role {
	return sts.Role{
		ARN: p.RAMRoleARN, SessionName: p.RAMSessionName, SessionSeconds: p.ExpiredSeconds,
		Policy: p.Policy, ExternalID: p.ExternalID,
	}
}

func (x *Exchange) profileRole(base openapi.CredentialSource, p Profile, baseName string) (openapi.CredentialSource, error) {
	endpoint, err := x.Endpoint(p.STSRegion, p.EnableVPC)
	if err != nil {
		return nil, err
	}
	return x.AssumeRole(base, baseName, p.role(), endpoint)
}

// chained assumes a role with the credentials of another profile.
func (x *Exchange) chained(f profileFile, p Profile, chain []string, name string) (openapi.CredentialSource, error) {
	switch {
	case p.SourceProfile == "":
		return nil, errors.New("source_profile is missing")
	case slices.Contains(chain, p.SourceProfile):
		return nil, fmt.Errorf("its source_profile leads back to itself: %s", strings.Join(append(chain, p.SourceProfile), " -> "))
	}
	other, err := f.find(p.SourceProfile)
	if err != nil {
		return nil, fmt.Errorf("its source_profile cannot be used: %w", err)
	}
	base, err := x.fromProfile(f, other, chain)
	if err != nil {
		return nil, err
	}
	return x.profileRole(base, p, name)
}

// loggedIn is a profile whose owner logs in with a browser. What the CLI got
// that way is read from the file again whenever it is needed, so that a new
// login helps a long apply.
func loggedIn(
	name, again string,
	f profileFile,
	p Profile,
	exchange func(context.Context, Profile, string) (sts.Session, error),
) openapi.CredentialSource {
	return newSession(name, func(ctx context.Context) (sts.Session, error) {
		now, err := ReadProfile(f.name, p.Name)
		if err != nil {
			return sts.Session{}, err
		}
		if kept := now.kept(); time.Now().Add(renewBefore).Before(kept.Expiration) && kept.SecurityToken != "" && kept.Check() == nil {
			return kept, nil
		}
		return exchange(ctx, now, again)
	})
}
