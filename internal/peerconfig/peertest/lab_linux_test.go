package peertest_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What runs longer than this hangs. Nothing here measures speed.
const patience = 2 * time.Minute

// Both ends have two addresses on one wire, and two networks behind them.
const (
	peerNamespace    = "aliyun-peertest-peer"
	gatewayNamespace = "aliyun-peertest-gw"
	wire             = "192.0.2.0/24"
)

var (
	peerAddresses    = [2]string{"192.0.2.1", "192.0.2.2"}
	gatewayAddresses = [2]string{"192.0.2.11", "192.0.2.12"}
	peerHosts        = [2]string{"10.1.0.1", "10.3.0.1"} // of 10.1.0.0/16 and 10.3.0.0/16
	gatewayHosts     = [2]string{"10.2.0.1", "10.4.0.1"}
)

// The daemon has no kernel to help it: kernel-libipsec does ESP in user space,
// as not every machine's kernel has it. openssl's legacy part has DES.
const daemonConf = `charon {
  load = random nonce aes sha1 sha2 md5 hmac kdf gmp openssl pem pkcs1 x509 pubkey kernel-libipsec kernel-netlink socket-default vici updown
  retransmit_timeout = 2
  retransmit_base = 1.2
  retransmit_tries = 6
  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
  filelog {
    stderr {
      default = 1
      flush_line = yes
    }
  }
  plugins {
    vici { socket = %[1]s }
    openssl { load_legacy = yes }
  }
}
`

// lab is the two daemons.
type lab struct{ peer, gateway *daemon }

// daemon is one charon.
type daemon struct {
	*process

	uri, folder string
}

// process runs in a namespace.
type process struct {
	namespace string
	lines     chan string // of its log
}

// newLab starts both daemons, or skips the test with the reason.
func newLab(t *testing.T) lab {
	t.Helper()
	connect(t, "swanctl", charon)
	return lab{
		peer:    startDaemon(t, peerNamespace),
		gateway: startDaemon(t, gatewayNamespace),
	}
}

const charon = "/usr/lib/ipsec/charon"

// connect makes both namespaces with one wire between them, or skips the test with the
// reason.
func connect(t *testing.T, tools ...string) {
	t.Helper()
	if os.Getenv("ALIYUN_PEERS") == "" {
		t.Skip("takes minutes and root: make test-peers")
	}
	missing := t.Skipf
	if os.Getenv("ALIYUN_PEERS_REQUIRED") != "" {
		missing = t.Fatalf
	}
	if os.Geteuid() != 0 {
		missing("needs root, for network namespaces")
	}
	for _, tool := range append(tools, "ip", "ping") {
		if _, err := exec.LookPath(tool); err != nil {
			missing("needs %s: internal/tools/peers.sh installs it", tool)
		}
	}
	lock(t)
	removeNamespaces(t)
	t.Cleanup(func() { removeNamespaces(t) })
	for _, namespace := range []string{peerNamespace, gatewayNamespace} {
		if output, err := command(t, "ip", "netns", "add", namespace); err != nil {
			missing("cannot make a network namespace: %s", output)
		}
	}
	mustRun(t, "ip", "link", "add", "wire", "netns", peerNamespace, "type", "veth", "peer", "name", "wire", "netns", gatewayNamespace)
	address(t, peerNamespace, peerAddresses, peerHosts)
	address(t, gatewayNamespace, gatewayAddresses, gatewayHosts)
}

// address gives a namespace its addresses on the wire, and those behind it.
func address(t *testing.T, namespace string, addresses, hosts [2]string) {
	t.Helper()
	for i := range addresses {
		mustRun(t, "ip", "-n", namespace, "address", "add", addresses[i]+wire[strings.Index(wire, "/"):], "dev", "wire")
		mustRun(t, "ip", "-n", namespace, "address", "add", hosts[i]+"/32", "dev", "lo")
	}
	mustRun(t, "ip", "-n", namespace, "link", "set", "wire", "up")
	mustRun(t, "ip", "-n", namespace, "link", "set", "lo", "up")
}

// lock keeps two runs on one machine from removing each other's namespaces.
func lock(t *testing.T) {
	t.Helper()
	file, err := os.OpenFile(filepath.Join(os.TempDir(), "aliyun-peertest.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
}

// removeNamespaces also removes what a run that was killed has left behind.
func removeNamespaces(t *testing.T) {
	t.Helper()
	for _, namespace := range []string{peerNamespace, gatewayNamespace} {
		pids, err := command(t, "ip", "netns", "pids", namespace)
		if err != nil {
			continue // there is none
		}
		for _, pid := range strings.Fields(pids) {
			command(t, "kill", "-9", pid)
		}
		command(t, "ip", "netns", "delete", namespace)
	}
}

func startDaemon(t *testing.T, namespace string) *daemon {
	t.Helper()
	// kernel-libipsec makes routes for what goes into a tunnel, above all others: 0.0.0.0/0 would take IKE along.
	mustRun(t, "ip", "-n", namespace, "rule", "add", "to", wire, "lookup", "main", "priority", "100")
	folder := t.TempDir()
	run := filepath.Join(folder, "run")
	conf := filepath.Join(folder, "strongswan.conf")
	d := &daemon{folder: folder, uri: "unix://" + run + "/charon.vici"}
	if err := os.Mkdir(run, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(conf, fmt.Appendf(nil, daemonConf, d.uri), 0o600); err != nil {
		t.Fatal(err)
	}
	// Each has a /run of its own, for its PID file.
	d.process = start(t.Context(), t, namespace, []string{"STRONGSWAN_CONF=" + conf}, "sh", "-c", "mount --bind "+run+" /run && exec "+charon)
	d.await(t, "spawning [0-9]+ worker threads")
	return d
}

// start runs a command in a namespace. It dies with ctx and with the test, however
// that ends.
func start(ctx context.Context, t *testing.T, namespace string, env []string, arguments ...string) *process {
	t.Helper()
	p := &process{namespace: namespace, lines: make(chan string, 100_000)}
	cmd := exec.CommandContext(ctx, "ip", append([]string{"netns", "exec", namespace}, arguments...)...)
	cmd.Env = append(os.Environ(), env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	log, writer := io.Pipe()
	cmd.Stdout, cmd.Stderr = writer, writer
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go p.read(log)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer writer.Close()
		cmd.Wait()
	}()
	t.Cleanup(func() { <-ended })
	return p
}

func (p *process) read(log io.Reader) {
	scanner := bufio.NewScanner(log)
	for scanner.Scan() {
		select {
		case p.lines <- scanner.Text():
		default: // nobody has read a hundred thousand lines
		}
	}
	close(p.lines)
}

// await reads the log up to a line.
func (p *process) await(t *testing.T, pattern string) {
	t.Helper()
	wanted, timeout := regexp.MustCompile(pattern), time.After(patience)
	var seen []string
	for {
		select {
		case line, more := <-p.lines:
			if seen = append(seen, line); wanted.MatchString(line) {
				return
			}
			if !more {
				t.Fatalf("%s ended before it said %q:\n%s", p.namespace, pattern, strings.Join(seen, "\n"))
			}
		case <-timeout:
			t.Fatalf("%s did not say %q:\n%s", p.namespace, pattern, strings.Join(seen, "\n"))
		}
	}
}

// settle waits until the daemon's SAs are as they should be, and returns them.
func (d *daemon) settle(t *testing.T, wanted string, settled func(sas string) bool) string {
	t.Helper()
	timeout, tick := time.After(patience), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for {
		sas, err := d.swanctl(t, "--list-sas")
		if err == nil && settled(sas) {
			return sas
		}
		select {
		case <-tick.C:
		case <-timeout:
			t.Fatalf("%s has not %s:\n%s\n%s", d.namespace, wanted, sas, d.log())
		}
	}
}

// log is what the daemon has said and nobody has read.
func (p *process) log() string {
	var lines []string
	for {
		select {
		case line := <-p.lines:
			lines = append(lines, line)
		default:
			return strings.Join(lines, "\n")
		}
	}
}

// load replaces the daemon's configuration.
func (d *daemon) load(t *testing.T, text string) {
	t.Helper()
	file := filepath.Join(d.folder, "swanctl.conf")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if output, err := d.swanctl(t, "--load-all", "--file", file); err != nil {
		t.Fatalf("%s did not load its configuration: %s\n%s", d.namespace, output, text)
	}
}

func (d *daemon) swanctl(t *testing.T, arguments ...string) (string, error) {
	t.Helper()
	return command(t, "swanctl", append(arguments, "--uri", d.uri)...)
}

// ping says whether a host behind one end reaches one behind the other.
func (p *process) ping(t *testing.T, from, to string) bool {
	t.Helper()
	return p.reaches(t, to, "-I", from)
}

// reaches says whether somebody answers in the other namespace.
func (p *process) reaches(t *testing.T, to string, options ...string) bool {
	t.Helper()
	for range 5 {
		arguments := append([]string{"netns", "exec", p.namespace, "ping", "-n", "-c", "1", "-W", "2"}, options...)
		if _, err := command(t, "ip", append(arguments, to)...); err == nil {
			return true
		}
	}
	return false
}

func mustRun(t *testing.T, name string, arguments ...string) {
	t.Helper()
	if output, err := command(t, name, arguments...); err != nil {
		t.Fatalf("%s %s: %s\n%s", name, strings.Join(arguments, " "), err, output)
	}
}

func command(t *testing.T, name string, arguments ...string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	output, err := exec.CommandContext(ctx, name, arguments...).CombinedOutput()
	return string(output), err
}
