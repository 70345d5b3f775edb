package credentials

// What tests look at from the outside.
var (
	SplitCommand = splitCommand
	ReadAnswer   = readAnswer
)
