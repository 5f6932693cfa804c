"""Tests of drafts that are made of what was published."""
