"""Keep the examples of this version: `python -m tests.releases`, once, when it is released."""

from __future__ import annotations

from budgetc import __version__
from tests.releases.kept import keep
from tests.support import ROOT

if __name__ == "__main__":
    print(keep(ROOT, __version__))  # noqa: T201  # a command
