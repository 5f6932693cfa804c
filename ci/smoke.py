"""Whether an installed budgetc does its work on this system: a budget checked, and built.

smoke.py BUDGETC

BUDGETC   the program
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "budgets/korla-etdz-market-supervision/2024.yaml"
FORMATS = ("markdown", "json", "latex")
"""Those that need nothing besides."""


def main(budgetc: str) -> None:
    """Do what an office does.

    Raises:
        subprocess.CalledProcessError: a command failed.
        FileNotFoundError: a document was not written.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder, "工作区 of ours")
        here.mkdir()
        _run(here, budgetc, "--version", "--verbose")
        source = here / "budgets" / "bureau" / "2024.yaml"
        source.parent.mkdir(parents=True)
        source.write_bytes((ROOT / SOURCE).read_bytes())
        for command in (("check",), ("fmt", "--check"), ("upgrade", "--check")):
            _run(here, budgetc, *command)
        _run(here, budgetc, "build", *(word for one in FORMATS for word in ("-f", one)))
        built = sorted(path.suffix for path in (here / "build" / "bureau").iterdir())
        if built != [".json", ".md", ".tex"]:
            raise FileNotFoundError(str(built))


def _run(here: Path, *command: str) -> None:
    print("+", *command[1:], flush=True)  # noqa: T201
    subprocess.run(command, cwd=here, check=True)


if __name__ == "__main__":
    main(sys.argv[1])
