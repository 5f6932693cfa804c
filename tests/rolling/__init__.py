"""Tests of rolling a source forward."""
