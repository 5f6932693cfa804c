"""What the rules about words share: the texts they read, and how they show a passage."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Pattern, excerpt
from budgetc.rules.rule import NotApplicable
from budgetc.rules.texts import TypedText

_SHOWN = 3

NO_TEXT = NotApplicable(msg("the source has no such text"))
"""What becomes of a rule about words where there are none."""


def printed_texts(case: Case) -> list[TypedText]:
    """Return the texts that readers of the document may see."""
    return [text for text in case.texts if text.is_printed()]


def passages(text: str, pattern: Pattern, searched: str | None = None) -> str:
    """Return the first passages that a pattern matches, empty where there are none.

    Args:
        text: as typed, of which the passages are shown.
        pattern: what is looked for.
        searched: the text in which it is looked for, of the same length, if not in `text` itself.
    """
    matches = [*pattern.finditer(text if searched is None else searched)]
    return quoted(excerpt(text, match.start(), match.end()) for match in matches[:_SHOWN])


def quoted(shown: Iterable[str]) -> str:
    """Return passages in quotation marks, one after the other."""
    return "、".join(f"“{passage}”" for passage in dict.fromkeys(shown))
