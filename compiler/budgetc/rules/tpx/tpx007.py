"""TPX007: reception is no larger a part of public expenditure than is usual here."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, Kind
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.tpx.items import NO_FIGURE


def reception_is_within_its_share(case: Case) -> Iterator[Finding]:
    """TPX007: 公务接待费 ÷ 公用经费 ≤ `reception_share` %, both of general basic expenditure.

    Source: local norms; the threshold is the jurisdiction's, and there is none of the nation.
    """
    spec = case.layout.figures.get("reception")
    if spec is None:
        yield NO_FIGURE
        return
    public = case.cube.mask("economic", _public(case, spec))
    reception = case.cube.narrowed(public, Dimensions(economic=spec.economic))
    part, whole = case.sum(reception), case.sum(public)
    ceiling = case.thresholds.reception_share
    if part <= 0:
        yield NotApplicable(msg("no money is for reception"))
    elif ceiling is None:
        yield NotEvaluated(msg("no threshold is set: reception_share"))
    elif part * 100 > ceiling * whole:
        first, *others = (fact for fact in case.cube.facts(reception) if fact.fen)
        yield finding(
            "TPX007",
            msg(
                "reception is {part} of {whole} public expenditure: {share} %, more than "
                "{ceiling} %",
                part=case.money(part),
                whole=case.money(whole),
                share=decimal_text(round_ratio(part * 10000, whole), 2),
                ceiling=ceiling,
            ),
            first.origin.span(first.key),
            related=case.related(others),
            hint=msg("spend less on it, or be ready to explain"),
        )


def _public(case: Case, reception: FigureSpec) -> Dimensions:
    """Return what narrows to 公用经费 of the general public budget: the group of reception."""
    entries = (case.catalogue.economic.get(code) for code in reception.economic)
    groups = tuple({entry.group for entry in entries if entry is not None})
    return Dimensions(fund=("general",), kind=(Kind.BASIC,), group=groups)
