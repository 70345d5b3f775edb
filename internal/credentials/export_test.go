package credentials

// SplitCommand is what tests look at from the outside.
var SplitCommand = splitCommand
