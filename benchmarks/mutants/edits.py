"""A mutant: one mistake, as a person would have typed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetc.source.nodes import Path


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text, by their offsets, and what is typed in their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake in one source.

    Attributes:
        kind: id of the class of mistakes.
        source: name of the source that was changed.
        path: of the value that was changed.
        line: where it stands, from 1.
        edits: one; two where two values change places; one a line where a column of codes slides.
        shown: the mistake in words, for the report.
    """

    kind: str
    source: str
    path: Path
    line: int
    edits: tuple[Edit, ...]
    shown: str


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text after edits that do not overlap.

    Raises:
        ValueError: two edits overlap.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda e: e.start):
        if edit.start < done:
            raise ValueError(f"edits overlap at {edit.start}")
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, text[done:]))
