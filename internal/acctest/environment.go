package acctest

import (
	"os"
	"strings"

	"github.com/seed-6a927825/terraform-provider-aliyun/internal/provider"
)

// Live reports whether tests run on Alibaba Cloud, with real gateways that cost
// real money.
func Live() bool { return os.Getenv("ALIYUN_ACC_LIVE") == "1" }

// The environment is set here and not only in the Makefile, so that a plain
// `go test ./...` is the same test: no credential or CLI configuration of the
// developer's reaches it.
func init() {
	namespace, _, _ := strings.Cut(provider.Source, "/")
	set := map[string]string{
		"TF_ACC_PROVIDER_NAMESPACE": namespace,
		"TF_CLI_CONFIG_FILE":        os.DevNull,
		"CHECKPOINT_DISABLE":        "1",
	}
	for name, value := range set {
		_ = os.Setenv(name, value)
	}
	if Live() {
		return
	}
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "ALIBABA_CLOUD_") || strings.HasPrefix(name, "ALIBABACLOUD_") || strings.HasPrefix(name, "ALICLOUD_") ||
			strings.HasPrefix(name, "TF_VAR_") {
			_ = os.Unsetenv(name)
		}
	}
	// Where nothing says where credentials come from, the provider asks the
	// metadata service of an ECS instance. That must not decide a test.
	_ = os.Setenv("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")
}
