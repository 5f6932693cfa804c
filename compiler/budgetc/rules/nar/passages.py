"""What the rules about words share: the texts they read, and how they show a passage."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.diagnostics.messages import msg
from budgetc.lists import Pattern
from budgetc.rules.rule import RuleContext, some
from budgetc.rules.texts import TypedText, excerpt

_SHOWN = 3

NO_TEXT = msg("the source has no such text")
"""Why a rule about words has no object."""


def all_texts(context: RuleContext) -> tuple[TypedText, ...]:
    """Return the texts of a source.

    Raises:
        NotApplicable: it has none.
    """
    return some(context.texts, NO_TEXT)


def printed_texts(context: RuleContext) -> list[TypedText]:
    """Return the texts that readers of the document may see.

    Raises:
        NotApplicable: the source has none.
    """
    return some([text for text in context.texts if text.is_printed()], NO_TEXT)


def passages(text: str, pattern: Pattern, searched: str | None = None) -> str:
    """Return the first passages that a pattern matches, empty where there are none.

    Args:
        text: as typed, of which the passages are shown.
        pattern: what is looked for.
        searched: the text in which it is looked for, of the same length, if not in `text` itself.
    """
    matches = [*pattern.finditer(text if searched is None else searched)]
    return quoted(excerpt(text, match.start, match.end) for match in matches[:_SHOWN])


def quoted(shown: Iterable[str]) -> str:
    """Return passages in quotation marks, one after the other."""
    return "、".join(f"“{passage}”" for passage in dict.fromkeys(shown))
