"""The command line: thin, no reading logic."""
