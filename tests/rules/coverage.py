"""What holds each rule of the catalogue: `coverage.yaml`, and the page that is made of it.

`python -m tests.rules.coverage write` writes `docs/rules/coverage.md`; `check` says whether it is
what it would be.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetc.rules.pages import family_of, load_words
from tests.support import ROOT
from tests.yaml_files import load

SOURCE = Path(__file__).with_name("coverage.yaml")
PAGE = ROOT / "docs" / "rules" / "coverage.md"

_HEAD = """# What holds each rule of the catalogue

Generated from `tests/rules/coverage.yaml`: `python -m tests.rules.coverage write`.

The catalogue collects the consistency rules of departmental budgets: from the law, from the checks
of other programs, and from mistakes in published budgets. Each is held by one of these:

- a **rule** that judges every budget, or a finding of form; its page says what and why;
- a **test** that proves that no source can break it, because both sides are derived from the same
  amounts: on the two reference budgets, on made-up ones and on random ones;
- or it is **impossible** to break or to hold, and the reason is said;
- or **not yet**, with what is missing.

Modes: C impossible by construction, I checked on what is typed, A a value that the author asserts,
T a matter of words, P needs another file. The severity is the catalogue's; a rule's own is on its
page, for a rule whose source nobody has compared with the official text stops no build.
"""


@dataclass(frozen=True)
class Row:
    """One rule of the catalogue; exactly one of the last four is not empty."""

    mode: str
    severity: str
    says: str
    rule: str = ""
    test: str = ""
    impossible: str = ""
    not_yet: str = ""

    @property
    def how(self) -> str:
        """By which of these it is held."""
        ways = {"rule": self.rule, "test": self.test, "impossible": self.impossible}
        return next((way for way, said in ways.items() if said), "not yet")


def rows() -> Mapping[str, Row]:
    """Return the rules of the catalogue by id, in its order."""
    written = load(SOURCE.read_text(encoding="utf-8"))
    return {code: Row(**row) for code, row in written.items()}


def page() -> str:
    """Return the page."""
    all_rows = rows()
    text = f"{_HEAD}\n{_counts(list(all_rows.values()))}"
    for family, words in load_words().families.items():
        members = {code: row for code, row in all_rows.items() if family_of(code) == family}
        if members:
            text += f"\n## {family}: {words.en} · {words.zh}\n\n"
            text += "| id | mode | severity | what holds | held by |\n"
            text += "| --- | --- | --- | --- | --- |\n"
            text += "".join(_line(code, row) for code, row in members.items())
    return text


def _counts(all_rows: Sequence[Row]) -> str:
    counts = Counter(row.how for row in all_rows)
    text = "| held by | rules |\n| --- | ---: |\n"
    for how in ("rule", "test", "impossible", "not yet"):
        text += f"| {how} | {counts[how]} |\n"
    return f"{text}| **all** | **{len(all_rows)}** |\n"


def _line(code: str, row: Row) -> str:
    held = {
        "rule": f"[{row.rule}]({row.rule}.md)",
        "test": f"[{row.test.rpartition('::')[2]}](../../{row.test.partition('::')[0]})",
        "impossible": f"**impossible**: {row.impossible}",
        "not yet": f"**not yet**: {row.not_yet}",
    }[row.how]
    return f"| {code} | {row.mode} | {row.severity} | {row.says} | {held} |\n"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or compare it; return the exit code."""
    if arguments == ["write"]:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        return 0
    if arguments == ["check"]:
        fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page()
        sys.stdout.write(
            "" if fresh else f"{PAGE} is stale: python -m tests.rules.coverage write\n"
        )
        return 0 if fresh else 1
    sys.stderr.write("usage: python -m tests.rules.coverage write|check\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
