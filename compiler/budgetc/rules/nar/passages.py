"""What the rules about words share: the texts they read, and how they show a passage."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.diagnostics.messages import Listed, enumerated, msg
from budgetc.rules.rule import RuleContext, some
from budgetc.rules.texts import Texts, typed_names

NO_TEXT = msg("the source has no such text")
"""Why a rule about words has no object."""


def texts_and_names(context: RuleContext) -> Texts:
    """Return the texts of a source with what its parts, its units and projects are called.

    Raises:
        NotApplicable: it has neither.
    """
    return some(Texts((*context.texts, *typed_names(context.budget))), NO_TEXT)


def printed_texts(context: RuleContext) -> Texts:
    """Return the texts that readers of the document may see.

    Raises:
        NotApplicable: the source has none.
    """
    return some(Texts(text for text in context.texts if text.is_printed()), NO_TEXT)


def quoted(shown: Iterable[str]) -> Listed:
    """Return passages in quotation marks, one after the other."""
    return enumerated(f"“{passage}”" for passage in dict.fromkeys(shown))
