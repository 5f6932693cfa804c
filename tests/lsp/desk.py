"""A workspace of tests as an editor shows it: two years of Korla, and a place in the later one."""

from __future__ import annotations

import re
from pathlib import Path

from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.lsp.edits import Edit
from budgetc.lsp.hover import Hover
from budgetc.lsp.session import Place, Session, View, real
from tests.support import KORLA, MARK, marked, with_change

CHINESE = Translator("zh")

LAST = re.sub(r"\n +prior: .*", "", KORLA.replace("year: 2024", "year: 2023")).replace(
    "amount: 203.53", "amount: 113.00"
)
"""The year before: no line says what was before that, and one amount is another."""


class Desk:
    """An editor in which the sources of a bureau are open."""

    def __init__(self, folder: Path) -> None:
        self.bureau = real(folder / "budgets" / "bureau")
        self.bureau.mkdir(parents=True)
        (self.bureau / "2023.yaml").write_text(LAST, encoding="utf-8")
        self._session = Session()

    def shows(self, text: str, name: str = "2024.yaml") -> View:
        """Return a source of which an editor shows a text."""
        path = self.bureau / name
        self._session.type(path, text)
        view = self._session.look(path)
        assert view is not None
        return view

    def closes(self, name: str) -> None:
        """Show a file no more."""
        self._session.close(self.bureau / name)

    def at(self, passage: str, text: str = KORLA) -> tuple[View, Place]:
        """Return a source and a place in it: that of the mark in a passage that stands there once.

        Args:
            passage: with the mark before the place.
            text: of the source.
        """
        whole = with_change(text, passage.replace(MARK, ""), passage)
        clean, ((line, column),) = marked(whole)
        return self.shows(clean), Place(line, column)


def said(found: Hover | None, say: Translator = ENGLISH) -> list[str]:
    """Return the lines that are shown."""
    return [say(line) for line in found.lines] if found is not None else []


def done(text: str, edits: tuple[Edit, ...]) -> str:
    """Return a text with edits made, as an editor makes them."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for span, new in sorted(edits, key=lambda edit: edit.span, reverse=True):
        begin = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        text = text[:begin] + new + text[end:]
    return text
