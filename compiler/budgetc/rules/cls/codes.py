"""What the rules about codes share: those that a source types."""

from __future__ import annotations

from budgetc.budget.codes import Use, code_uses
from budgetc.rules.rule import RuleContext


def typed_codes(context: RuleContext) -> tuple[Use, ...]:
    """Return the codes of a source, each with the list it must be in."""
    return tuple(code_uses(context.budget, context.catalogue))
