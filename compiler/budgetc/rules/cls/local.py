"""Codes that the list lacks and that a source uses with a name of its own."""

from __future__ import annotations

from budgetc.budget.codes import Use, code_uses
from budgetc.rules.rule import RuleContext


def named_unlisted_codes(context: RuleContext) -> list[Use]:
    """Return the uses of unlisted codes that CLS001 accepts: named, and under a listed code."""
    return [
        use
        for use in code_uses(context.budget, context.catalogue)
        if use.name is not None and use.code not in use.codes and use.codes.above(use.code)
    ]


def hangs_directly(use: Use) -> bool:
    """Tell whether the code just above is listed too, so that no level is left out."""
    return use.codes.above(use.code) == use.code[:-2]
