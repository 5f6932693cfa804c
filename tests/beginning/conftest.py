"""Workspaces, as the tests of the command line make them."""

from tests.cli.conftest import workspace

__all__ = ["workspace"]
