"""BAL013: a part that last year's budget had and this year's lacks."""

from __future__ import annotations

from budgetc.diagnostics import Severity
from budgetc.rules import Outcome
from tests.support import MINIMAL, compile_text, with_change

LAST = MINIMAL.replace("year: 2024", "year: 2023").replace("issued: 2024", "issued: 2023")


def without_projects() -> str:
    start, end = MINIMAL.index("project_expenditure:"), MINIMAL.index("issued:")
    text = MINIMAL[:start] + MINIMAL[end:]
    return with_change(text, "amount: 12.00}", "amount: 10.00, reason: 项目已完成}")


def outcome(source: str, last: str = "") -> Outcome:
    results = compile_text(source, last=last).results
    return next(v.outcome for v in results if v.rule == "BAL013")


def test_a_part_that_was_there_last_year_is_asked_for() -> None:
    findings = compile_text(without_projects(), last=LAST).findings
    (found,) = [f for f in findings if f.code == "BAL013"]
    assert found.severity is Severity.WARNING
    assert (found.span.line, found.span.column) == (1, 1)
    assert [place.span.file.endswith("2023.yaml") for place in found.related] == [True, True]


def test_a_part_that_was_not_there_last_year_is_not_asked_for() -> None:
    last = without_projects().replace("year: 2024", "year: 2023").replace("d: 2024", "d: 2023")
    assert outcome(without_projects(), last) is Outcome.PASSED


def test_without_last_years_source_it_cannot_tell() -> None:
    assert outcome(without_projects()) is Outcome.NOT_EVALUATED
    assert outcome(MINIMAL) is Outcome.PASSED
