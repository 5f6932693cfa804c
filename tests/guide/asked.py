"""What people ask on the command line in their own words, and all that is printed.

`asked.txt` holds the answers: `python -m tests.guide.asked update` accepts those of today, and
prints what that changes.
"""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from pathlib import Path

from budgetc.diagnostics.messages import LANGUAGES
from tests.cli.run import call
from tests.support import KORLA

ANSWERS = Path(__file__).with_name("asked.txt")

SOURCE, NEXT = "budgets/bureau/2024.yaml", "budgets/bureau/2025.yaml"

ASKED = (
    ("trace", SOURCE, "T6!302.合计"),
    ("trace", SOURCE, "表6!商品和服务支出.合计"),
    ("trace", SOURCE, "支出合计"),
    ("trace", SOURCE, "T6!302.小计"),
    ("new", "--from", SOURCE, "--year", "2025"),
    ("check", NEXT),
    ("new", "department", "档案局", "--name", "小河县档案局", "--jurisdiction", "新疆",
     "--year", "2025"),
    ("check", "budgets/档案局/2025.yaml"),
)  # fmt: skip
"""One after the other, in a workspace with one source."""


def answers(language: str, folder: Path) -> str:
    """Return all that is printed, each command before its answer.

    Args:
        language: of the answers.
        folder: is empty; a workspace is made of it, and stood in.
    """
    source = folder / SOURCE
    source.parent.mkdir(parents=True)
    source.write_text(KORLA, encoding="utf-8", newline="\n")
    os.chdir(folder)
    told = []
    for command in ASKED:
        done = call(*command, language=language)
        told.append(f"$ budgetc {' '.join(command)}\n{done.out}{done.err}exit: {done.code}\n\n")
    return "".join(told)


def _update() -> None:
    before, parts = ANSWERS.read_text(encoding="utf-8") if ANSWERS.exists() else "", []
    here = Path.cwd()
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            parts.append(answers(language, Path(folder)))
            os.chdir(here)
    after = "".join(parts)
    ANSWERS.write_text(after, encoding="utf-8", newline="\n")
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    sys.stdout.writelines(difflib.unified_diff(old, new, "held", "now"))


if __name__ == "__main__":
    _update()
