"""Where results are kept: with the user, never with the workspace.

A workspace may come from a stranger, and a commit may bring any file. What says that a document is
up to date must not come with it: so it stands in the user's own cache folder, one folder for each
workspace, which nobody else can write, and which goes by the place of the workspace on this disk.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "BUDGETC_CACHE"
"""Names another cache folder in the environment; where it is empty, nothing is kept."""


def cache_folder(root: Path, environment: Mapping[str, str]) -> Path | None:
    """Return the folder in which results of a workspace are kept, and make it if need be.

    There is none where the user wants none, or where it would not be the user's alone.

    Args:
        root: of the workspace.
        environment: of the run.
    """
    told = environment.get(VARIABLE)
    if told == "":
        return None
    place = os.path.realpath(root)
    home = Path(os.path.realpath(told or _usual()))
    if home.is_relative_to(place):  # what is in the workspace may be a stranger's
        return None
    folder = home / hashlib.sha256(os.fsencode(place)).hexdigest()[:24]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else None
    except OSError:
        return None


def _is_private(folder: Path) -> bool:
    """Tell whether nobody else may write into a folder."""
    if sys.platform == "win32":
        return True
    about = folder.lstat()
    is_own = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    return is_own and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _usual() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415  # only where it is asked

    return user_cache_path("budgetc", appauthor=False)
