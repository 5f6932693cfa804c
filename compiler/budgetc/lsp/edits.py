"""Changes of texts, as editors take them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from budgetc.diagnostics.spans import Span
from budgetc.frozen import NamedTuple


class Edit(NamedTuple):
    """A stretch of a file, and what should stand there instead."""

    span: Span
    new: str


def edits_between(file: str, before: str, after: str) -> tuple[Edit, ...]:
    """Return what leads from one text of a file to another, by whole lines.

    An editor keeps the cursor and what is folded wherever nothing changes.
    """
    return tuple(_between(file, before, after))


def _between(file: str, before: str, after: str) -> Iterator[Edit]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, begin, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            open_end = end == len(old) and bool(old) and not old[-1].endswith("\n")
            close = (end, len(old[-1]) + 1) if open_end else (end + 1, 1)
            yield Edit(Span(file, begin + 1, 1, *close), "".join(new[first:last]))
