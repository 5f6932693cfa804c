"""The columns in `docs/facts.md`: `python -m tests.facts.reference docs/facts.md` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from budgetc.diagnostics.messages import Translator
from budgetc.facts.columns import COLUMNS
from budgetc.files.writing import write_file

BEGIN, END = "<!-- begin of the generated columns -->", "<!-- end of the generated columns -->"


def with_columns(text: str) -> str:
    """Return a document with the columns between its marks written anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return "\n".join([f"{head}{BEGIN}", "", *_table(), "", f"{END}{tail}"])


def _table() -> Iterator[str]:
    english, chinese = Translator("en"), Translator("zh")
    yield "| column | type | what it holds | 含义 |"
    yield "| --- | --- | --- | --- |"
    for name, kind, about, _ in COLUMNS:
        yield f"| `{name}` | {kind} | {english(about)} | {chinese(about)} |"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    write_file(page, with_columns(page.read_text(encoding="utf-8")).encode())
