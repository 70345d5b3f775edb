package credentials

import (
	"fmt"
	"io"
	"os"
)

// maxRead bounds what is read of a file, an answer or a command's output. The
// CLI's file with a hundred profiles is far below it.
const maxRead = 1 << 20

// readFile reads a regular file up to the bound. Opening anything else, such as
// a pipe, could wait for ever.
func readFile(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil {
		return nil, err // names the file and the system's reason
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	body, err := io.ReadAll(io.LimitReader(file, maxRead+1))
	if err == nil && len(body) > maxRead {
		err = fmt.Errorf("%s has more than %d bytes", name, maxRead)
	}
	return body, err
}
