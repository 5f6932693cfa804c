"""Codes that the list lacks and that a source uses with a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.codes import Use, code_uses
from budgetc.rules.rule import RuleContext


def named_unlisted_codes(context: RuleContext) -> Iterator[Use]:
    """Yield the uses of unlisted codes that CLS001 accepts: named, and under a listed code."""
    for use in code_uses(context.budget, context.catalogue):
        if use.name is not None and use.code not in use.codes and above(use):
            yield use


def above(use: Use) -> str:
    """Return the listed code that a use hangs under; nothing if there is none."""
    lineage = use.codes.lineage(use.code)
    return lineage[-2] if len(lineage) > 1 else ""


def hangs_directly(use: Use) -> bool:
    """Tell whether the code just above is listed too, so that no level is left out."""
    return above(use) == use.code[:-2]
