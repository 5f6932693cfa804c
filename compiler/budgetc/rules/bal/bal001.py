"""BAL001: all revenue equals all expenditure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Bilingual, Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.ledger import Dimensions, Fact, Flow, Total
from budgetc.rules.facts import of_departments
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.rules.suspects import suspected

INCOMING = ("revenue", "opening", "surplus_used")
"""What comes in: of a budget revenue alone, of final accounts what the year began with as well."""

OUTGOING = ("function", "distribution", "closing")
"""What goes out, or is left at the end of the year."""


@rule("BAL001")
def revenue_equals_expenditure(context: RuleContext) -> Findings:
    of_departments(context)
    revenue = context.asked(Dimensions(margin=INCOMING))
    expenditure = context.asked(Dimensions(margin=OUTGOING))
    some(revenue.facts or expenditure.facts, msg("the source has no amounts"))
    if revenue.known == expenditure.known:
        return
    incoming = tuple(_parts(context, revenue))
    yield Violation(
        context.consolidated.origin.key_span("revenue"),
        msg(
            "revenue is {revenue}, expenditure is {expenditure}: a difference of {difference}",
            **context.compared(revenue=revenue.known, expenditure=expenditure.known),
        ),
        related=[*(incoming if len(incoming) > 1 else ()), *_parts(context, expenditure)],
        hint=suspected(
            msg("one of the lines is mistyped or left out; compare both sides"),
            context,
            revenue,
            expenditure,
        ),
    )


def _parts(context: RuleContext, total: Total) -> Iterator[Related]:
    """Yield what a total is made of: all that took part in it, section by section."""
    parts: dict[tuple[str, str], list[Fact]] = {}
    for fact in total.facts:
        carried = (
            fact.flow is Flow.REVENUE and context.fund_group(fact.fund) == context.carried_over
        )
        kind = fact.kind if fact.flow is Flow.EXPENDITURE else ""
        parts.setdefault(("carry_over" if carried else fact.flow, kind), []).append(fact)
    amounts = {part: sum(fact.fen or 0 for fact in facts) for part, facts in parts.items()}
    unit = context.unit_for(*amounts.values())  # all in one, for readers add them up
    for (section, kind), facts in parts.items():
        place, name = _place(context, facts[0]), _name(context, section, kind)
        yield context.amount_at(place, name, amounts[section, kind], unit)


def _place(context: RuleContext, first: Fact) -> Span:
    """Return where a section begins, if it is one part and stands in this source; else a line."""
    origin, section = context.consolidated.origin, str(first.origin.path[0])
    is_here = first.origin.tree is origin.tree and section in _OF_ONE_PART
    return origin.key_span(section) if is_here else first.span


_OF_ONE_PART = frozenset({"revenue", "carry_over", "basic_expenditure", "project_expenditure"})


def _name(context: RuleContext, section: str, kind: str) -> Value:
    known = context.catalogue.kinds.get(kind)
    return _NAMES.get(section, section) if known is None else Bilingual(known.english, known.name)


_NAMES: Mapping[str, Message] = {
    Flow.REVENUE: msg("revenue of the year"),
    "carry_over": msg("carried over from last year"),
    Flow.OPENING: msg("opening balances"),
    Flow.SURPLUS_USED: msg("surplus used"),
    Flow.DISTRIBUTION: msg("distribution of the surplus"),
    Flow.CLOSING: msg("closing balances"),
}
