"""Builds the documentation site: `python ci/site/build.py FOLDER`. A warning is an error.

Its pages are those of `docs/`, and those that `pages.py` makes of what the compiler says.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pages import made_pages
from sphinx.cmd.build import build_main

HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs"


def build(site: Path) -> int:
    """Write the site into a folder, and return the exit code."""
    with TemporaryDirectory() as folder:
        source = Path(folder, "docs")
        shutil.copytree(DOCS, source)
        for name, text in made_pages().items():
            (source / name).parent.mkdir(exist_ok=True)
            (source / name).write_text(text, encoding="utf-8")
        return build_main(["-q", "-W", "--keep-going", "-c", str(HERE), "-d", f"{folder}/trees",
                           str(source), str(site)])  # fmt: skip


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1])))
