"""Formats of sources: which one a file is written in, and how an older one is brought forward."""
