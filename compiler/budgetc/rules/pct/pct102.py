"""PCT102: a change that a sentence tells is not rounded to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import Figure
from budgetc.rules.pct.places import MORE_DECIMALS, by_heading, one_finding
from budgetc.rules.printed import changes_in_text
from budgetc.rules.rule import Findings, RuleContext, document_of, rule, some

_OPERANDS = 2
"""Of a difference."""


@rule("PCT102")
def printed_changes_are_something(context: RuleContext) -> Findings:
    document_of(context)
    changes = [one for one in context.look(changes_in_text) if _is_of_amounts(one[1])]
    some(changes, msg("no sentence says by how much an amount changed"))
    lost = [one for one in changes if one[1].value and not one[1].printed]
    for heading, figures in by_heading(lost):
        yield one_finding(heading, _each_once(figures), partial(_said, context), MORE_DECIMALS)


def _is_of_amounts(change: Figure) -> bool:
    """Tell whether a difference is that of two amounts; that of counts is not rounded."""
    is_known = len(change.operands) == _OPERANDS  # none is where provenance is measured
    return bool(change.unit) and is_known


def _each_once(changes: Sequence[Figure]) -> Iterable[Figure]:
    """Return changes, of those between the same two amounts the one made of the fewest."""
    found: dict[tuple[int | Fraction, ...], Figure] = {}
    for change in sorted(changes, key=lambda one: len(one.operands[0].facts)):
        found.setdefault(tuple(one.value for one in change.operands), change)
    return found.values()


def _said(context: RuleContext, change: Figure) -> Message:
    now, then = (one.value for one in change.operands)
    return msg(
        "the difference of {now} and {then} is printed as {text}",
        text=change.text,
        **context.compared(now=now, then=then),
    )
