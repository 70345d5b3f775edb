package credentials

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/openapi"
	"github.com/seed-6a927825/terraform-provider-aliyun/internal/sts"
)

// kept is what the CLI got with its last login and keeps in the file.
func (p Profile) kept() sts.Session {
	return sts.Session{Credential: openapi.Credential{
		AccessKeyID: p.AccessKeyID, AccessKeySecret: p.AccessKeySecret, SecurityToken: p.STSToken,
	}, Expiration: time.Unix(p.STSExpiration, 0)}
}

// cloudSSO exchanges the login of a CloudSSO user for credentials of an account.
func (x *Exchange) cloudSSO(ctx context.Context, p Profile, again string) (sts.Session, error) {
	u, err := serviceURL(p.CloudSSOSignInURL)
	if err != nil {
		return sts.Session{}, fmt.Errorf("cloud_sso_sign_in_url: %w", err)
	}
	if err := loginLasts(p.AccessToken, p.CloudSSOAccessTokenExpire, again); err != nil {
		return sts.Session{}, err
	}
	asked, err := json.Marshal(map[string]string{"AccountId": p.CloudSSOAccountID, "AccessConfigurationId": p.CloudSSOAccessConfig})
	if err != nil {
		return sts.Session{}, err
	}
	body, err := x.bearer(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/cloud-credentials"}, p.AccessToken, asked, again)
	if err != nil {
		return sts.Session{}, err
	}
	var answer struct{ CloudCredential json.RawMessage }
	if json.Unmarshal(body, &answer) != nil || answer.CloudCredential == nil {
		return sts.Session{}, fmt.Errorf("%s gives no credentials", u.Host)
	}
	return readAnswer(u.Host, answer.CloudCredential)
}

// oauth exchanges the login of a user for credentials. The login is not
// prolonged when it has ended: that would make the one in the CLI's file
// worthless, and the file is not ours to write.
func (x *Exchange) oauth(ctx context.Context, p Profile, again string) (sts.Session, error) {
	hosts := map[string]string{"CN": "https://oauth.aliyun.com", "INTL": "https://oauth.alibabacloud.com"}
	address := hosts[strings.ToUpper(p.OAuthSiteType)]
	if address == "" {
		return sts.Session{}, fmt.Errorf("oauth_site_type is %q, not CN or INTL", p.OAuthSiteType)
	}
	u, err := url.Parse(cmp.Or(x.OAuth, address))
	if err != nil {
		return sts.Session{}, err
	}
	if err := loginLasts(p.OAuthAccessToken, p.OAuthAccessTokenExpire, again); err != nil {
		return sts.Session{}, err
	}
	body, err := x.bearer(ctx, u.JoinPath("/v1/exchange"), p.OAuthAccessToken, nil, again)
	if err != nil {
		return sts.Session{}, err
	}
	return readAnswer(u.Host, body) // its names differ in case alone
}

func loginLasts(token string, until int64, again string) error {
	switch {
	case token == "":
		return fmt.Errorf("nobody is logged in: %s", again)
	case until > 0 && !time.Now().Before(time.Unix(until, 0)):
		return fmt.Errorf("its login ended at %s: %s", time.Unix(until, 0).UTC().Format(time.RFC3339), again)
	}
	return nil
}

// bearer sends a POST with an access token.
func (x *Exchange) bearer(ctx context.Context, u *url.URL, token string, body []byte, again string) ([]byte, error) {
	answer, err := x.service(false).ask(ctx, http.MethodPost, u, http.Header{
		"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}, "Accept": {"application/json"},
	}, body)
	var refused *statusError
	if errors.As(err, &refused) && (refused.status == http.StatusUnauthorized || refused.status == http.StatusForbidden) {
		err = fmt.Errorf("%w: %s", err, again)
	}
	return answer, err
}
