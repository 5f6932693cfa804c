"""A new workspace: its files, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from budgetc.files.data import Resources
from budgetc.skeleton.fill import filled

_FOLDER = "schema/skeletons/workspace"
_DOT = "dot_"
"""Stands for the dot of a hidden file, which packaging and searching would pass over."""


def workspace_files(year: int, mark: str, resources: Resources) -> Mapping[str, str]:
    """Return the files of a new workspace, by their names in it.

    Args:
        year: that the next steps speak of.
        mark: what the comment says behind a value that is to be filled in.
        resources: data files.
    """
    values = {"year": str(year), "next_year": str(year + 1), "mark": mark}
    return {
        _real_name(name): filled(resources.text(name), values) for name in resources.names(_FOLDER)
    }


def _real_name(name: str) -> str:
    parts = PurePosixPath(name).relative_to(_FOLDER).parts
    return "/".join(
        f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part for part in parts
    )
