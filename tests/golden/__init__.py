"""Whole documents as they are expected, kept as files; `python -m tests.golden.update` accepts."""
