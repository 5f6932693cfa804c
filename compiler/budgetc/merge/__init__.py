"""Git and sources: merging by key and code, lines that a diff is read in, and setting git up."""
