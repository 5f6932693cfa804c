"""CLS005: items that are called “other” hold little of their class."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Dimensions, Kind
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.numbers.values import Code
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated

_OTHER = "99"
"""What the code of an item ends in that holds whatever has no item of its own (其他)."""


def other_items_are_small(case: Case) -> Iterator[Finding]:
    """CLS005: each 其他 item (3..99) ≤ `other_share` % of its 类 in basic expenditure, in 分.

    A class that is itself called “other” (399) is not looked at.

    Source: practice of audits; the share is `thresholds.other_share`.
    """
    limit = case.thresholds.other_share
    cube, codes = case.cube, case.catalogue.economic
    facts = cube.facts(cube.mask("economic", Dimensions(kind=(Kind.BASIC,))))
    others = dict.fromkeys(f.economic for f in facts if f.economic.endswith(_OTHER))
    if not facts:
        yield NotApplicable(msg("there is no basic expenditure by economic item"))
        return
    if limit is None:
        yield NotEvaluated(msg("no share of “other” items is laid down here"))
        return
    for code in others:
        lineage = codes.lineage(code)
        parent = lineage[-2] if len(lineage) > 1 else ""
        if parent and not parent.endswith(_OTHER):
            yield from _check(case, code, parent, limit)


def _check(case: Case, code: str, parent: str, limit: int) -> Iterator[Diagnostic]:
    part, whole = (_mask(case, each) for each in (code, parent))
    held, total = case.sum(part), case.sum(whole)
    if total <= 0 or held * 100 <= limit * total:
        return
    first, *rest = case.cube.facts(part)
    item, above = (case.catalogue.economic.get(each) for each in (code, parent))
    yield finding(
        "CLS005",
        msg(
            "{code} {name} holds {held} of the {total} of {parent} {above}: {share}%, more than "
            "{limit}%",
            code=code,
            name=item.name if item else "",
            held=case.money(held),
            total=case.money(total),
            parent=parent,
            above=above.name if above else "",
            share=decimal_text(round_ratio(held * 10000, total), 2),
            limit=limit,
        ),
        first.origin.span(first.key),
        related=case.related(rest),
        hint=msg("move what has an item of its own there, or be ready to say what it is"),
    )


def _mask(case: Case, code: str) -> int:
    narrow = Dimensions(kind=(Kind.BASIC,), economic=(Code(code),))
    return case.cube.mask("economic", narrow)
