"""The outside: the files of a workspace, of a commit, and those that ship; and git."""
