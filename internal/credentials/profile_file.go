package credentials

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
)

// longestNames is how much is shown of the names of all profiles, in bytes.
const longestNames = 1000

// Profile is one entry of the Alibaba Cloud CLI's configuration file, as far as
// it says where credentials come from. The fields are those of the file.
type Profile struct {
	Name            string `json:"name"`
	Mode            string `json:"mode"`
	RegionID        string `json:"region_id"`
	AccessKeyID     string `json:"access_key_id"`
	AccessKeySecret string `json:"access_key_secret"`
	STSToken        string `json:"sts_token"`
	// STSExpiration is when the three above end, in seconds since 1970; modes that
	// log in keep what they got there.
	STSExpiration   int64  `json:"sts_expiration"`
	RAMRoleName     string `json:"ram_role_name"`
	RAMRoleARN      string `json:"ram_role_arn"`
	RAMSessionName  string `json:"ram_session_name"`
	ExpiredSeconds  int    `json:"expired_seconds"`
	ExternalID      string `json:"external_id"`
	Policy          string `json:"policy"`
	STSRegion       string `json:"sts_region"`
	EnableVPC       bool   `json:"enable_vpc"`
	SourceProfile   string `json:"source_profile"`
	PrivateKey      string `json:"private_key"`
	KeyPairName     string `json:"key_pair_name"`
	ProcessCommand  string `json:"process_command"`
	CredentialsURI  string `json:"credentials_uri"`
	OIDCProviderARN string `json:"oidc_provider_arn"`
	OIDCTokenFile   string `json:"oidc_token_file"`
	OIDCToken       string `json:"oidc_token"`

	CloudSSOSignInURL         string `json:"cloud_sso_sign_in_url"`
	CloudSSOAccountID         string `json:"cloud_sso_account_id"`
	CloudSSOAccessConfig      string `json:"cloud_sso_access_config"`
	CloudSSOAccessTokenExpire int64  `json:"cloud_sso_access_token_expire"`
	AccessToken               string `json:"access_token"`
	OAuthSiteType             string `json:"oauth_site_type"`
	OAuthAccessToken          string `json:"oauth_access_token"`
	OAuthAccessTokenExpire    int64  `json:"oauth_access_token_expire"`
}

// profileFile is the CLI's configuration file as it was read. It is never
// written: what the CLI keeps there and this package does not know would be
// lost, and temporary keys would stand in it.
type profileFile struct {
	name     string
	current  string
	profiles []Profile
}

// readProfiles reads the CLI's configuration file. Its errors say what is wrong
// with the file without repeating a byte of it.
func readProfiles(name string) (profileFile, error) {
	body, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return profileFile{}, fmt.Errorf("there is no file %s: `aliyun configure` writes it", name)
	} else if err != nil {
		return profileFile{}, err
	}
	var content struct {
		Current  string    `json:"current"`
		Profiles []Profile `json:"profiles"`
	}
	if json.Unmarshal(body, &content) != nil {
		return profileFile{}, fmt.Errorf("%s is not the JSON that the Alibaba Cloud CLI writes: run `aliyun configure`", name)
	}
	for i := range content.Profiles {
		p := &content.Profiles[i]
		for _, text := range []*string{
			&p.AccessKeyID, &p.AccessKeySecret, &p.STSToken, &p.RegionID, &p.RAMRoleName, &p.RAMRoleARN, &p.RAMSessionName,
			&p.STSRegion, &p.CredentialsURI, &p.OIDCProviderARN, &p.OIDCTokenFile, &p.AccessToken, &p.OAuthAccessToken,
		} {
			*text = strings.TrimSpace(*text) // what is pasted often ends in a line break
		}
	}
	return profileFile{name, content.Current, content.Profiles}, nil
}

// find returns a profile by name; an empty name means the current one.
func (f profileFile) find(name string) (Profile, error) {
	wanted := name
	if wanted == "" {
		wanted = f.current
	}
	var names []string
	for _, p := range f.profiles {
		if p.Name == wanted {
			return p, nil
		}
		names = append(names, p.Name)
	}
	has := "It has: " + openapi.Printable(strings.Join(names, ", "), longestNames)
	if len(names) == 0 {
		has = "It has none"
	}
	if wanted == "" {
		return Profile{}, fmt.Errorf("%s names no current profile. %s", f.name, has)
	}
	return Profile{}, fmt.Errorf("%s has no profile %q. %s", f.name, wanted, has)
}

// ReadProfile finds a profile in the CLI's configuration file; an empty name
// means the file's current one.
func ReadProfile(file, name string) (Profile, error) {
	f, err := readProfiles(file)
	if err != nil {
		return Profile{}, err
	}
	return f.find(name)
}
