"""Releases: what an office publishes of a commit, as one set with its digests, and verifying it."""
