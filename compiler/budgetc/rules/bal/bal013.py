"""BAL013: something is budgeted, and no part that last year's budget had is left out unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.budget.model import BasicExpenditure, ProjectExpenditure
from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.ledger import Cube, Dimensions, Kind, Period
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated


def something_is_budgeted(case: Case) -> Iterator[Finding]:
    """BAL013: not all amounts are 0; what had lines last year has lines, or a reason for none.

    A part without any line is told from a part whose lines are 0: these have their own reasons. It
    is compared with last year's source; `reason` of the part says why it has no line.

    Source: practice; an empty form is well-formed, and so is one whose second half got lost.
    """
    current = case.cube.facts(case.cube.of("period", Period.CURRENT))
    if not current:
        yield NotApplicable(msg("the source has no amounts"))
    elif not any(fact.fen for fact in current):
        yield finding(
            "BAL013",
            msg("every amount is 0"),
            current[0].origin.span(current[0].key),
            hint=msg("fill in the amounts"),
        )
    else:
        yield from _part(case, Kind.BASIC, case.own.basic_expenditure)
        yield from _part(case, Kind.PROJECT, case.own.project_expenditure)


def _part(
    case: Case, kind: Kind, part: BasicExpenditure | ProjectExpenditure | None
) -> Iterator[Finding]:
    if _mask(case.cube, kind) or (part is not None and part.reason):
        return
    if case.last_cube is None:
        yield NotEvaluated(
            msg("{part} has no line, and there is no source of last year to ask", part=_NAMES[kind])
        )
        return
    if _sum(case.last_cube, kind):
        yield _left_out(case, case.last_cube, kind)


def _left_out(case: Case, last: Cube, kind: Kind) -> Diagnostic:
    key = f"{kind}_expenditure"
    return finding(
        "BAL013",
        msg(
            "{part} has no line; last year it was {amount}",
            part=_NAMES[kind],
            amount=case.money(_sum(last, kind)),
        ),
        case.own.origin.key_span(key),
        related=case.related(last.facts(_mask(last, kind))),
        hint=msg("add its lines, or say under {key}: with reason: why there are none", key=key),
        severity=Severity.WARNING,
    )


def _mask(cube: Cube, kind: Kind) -> int:
    return cube.mask("function", Dimensions(kind=(kind,)))


def _sum(cube: Cube, kind: Kind) -> int:
    return cube.total(_mask(cube, kind)).fen or 0


_NAMES = {Kind.BASIC: msg("basic expenditure"), Kind.PROJECT: msg("project expenditure")}
