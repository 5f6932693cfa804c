"""Findings in the words and in the order of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budgetc.diagnostics import Counts, Diagnostic, Severity, counts, finding, sort_findings
from budgetc.diagnostics.diagnostic import MOST_ALIKE
from budgetc.diagnostics.messages import ENGLISH, Bilingual, Translator, msg
from budgetc.diagnostics.spans import Address, Span
from budgetc.diagnostics.text import PLAIN, TextReport, summary

LINE = "    name: 某\t局"
WAIVED = msg("waived until {until}: {reason}", until="2030-12-31", reason="x")


def _found(code: str, line: int, column: int = 11) -> Diagnostic:
    span = Span("a.yaml", line, column, line, column + 3)
    return finding(code, msg("{count} of them", count=line), span, hint=msg("a\x1b[2Jb"))


@pytest.mark.parametrize(
    ("language", "severity", "hint", "place"),
    [("en", "error", "hint: ", "Department › Name"), ("zh", "错误", "提示：", "部门 › 名称")],
)
def test_a_finding_is_shown_with_its_line_a_caret_below_wide_characters_and_the_way_out(
    language: str, severity: str, hint: str, place: str
) -> None:
    report = TextReport(Translator(language), [{("a.yaml", 7): LINE}], PLAIN)
    address = Address("department.name", Bilingual("Department › Name", "部门 › 名称"))
    assert list(report.lines(replace(_found("BAL001", 7), address=address))) == [
        f"a.yaml:7:11: {severity}[BAL001]: 7 of them",
        "    7 |     name: 某 局",
        "      |           ^^^^^",
        f"      = {place} (department.name)",
        f"      = {hint}a\ufffd[2Jb",
    ]


def test_findings_are_sorted_by_place_and_each_is_told_once() -> None:
    first, second, third = _found("STF002", 2), _found("BAL001", 3), _found("BAL001", 3, 12)
    assert sort_findings([third, second, first, second]) == (first, second, third)


def test_what_is_missing_in_one_place_is_told_once() -> None:
    """A unit's amount was missing twice at one place: its own document and the department's."""
    span = _found("DOC001", 1).span
    unit, department, other = (
        finding("DOC001", msg("{path} … {sentence}", path=path, sentence=sentence), span)
        for path, sentence in (("a", "1"), ("a", "2"), ("b", "2"))
    )
    assert sort_findings([department, unit, other]) == (unit, other)


def test_of_more_than_can_be_read_the_last_tells_how_many() -> None:
    many = [_found("BAL001", line + 1) for line in range(MOST_ALIKE + 3)]
    shown = sort_findings([*many, _found("STF002", 1)])
    assert len(shown) == MOST_ALIKE + 1
    assert ENGLISH(shown[-1].message) == "500 of them (and 3 more of BAL001 in this file)"


def test_what_is_waived_is_counted_apart_and_stops_nothing() -> None:
    error, warning = _found("BAL001", 1), _found("STF002", 2)
    waived = replace(error, waived=WAIVED)
    assert ENGLISH(summary(Counts.of([error, warning, waived]), 2)) == (
        "sources checked: 2; errors: 1; warnings: 1; notes: 0; waived: 1"
    )
    assert not counts([waived, warning], Severity.ERROR)
    assert counts([waived, warning], Severity.WARNING)


def test_of_a_very_long_value_and_line_the_part_around_the_place_is_shown() -> None:
    line = "a: [" + "[" * 5_000
    long = msg("“{text}” is no amount", text="九" * 2_900_000)
    found = finding("SCH001", msg("wrong: {why}", why=long), Span("a.yaml", 1, 301, 1, 302))
    report = TextReport(ENGLISH, [{("a.yaml", 1): line}], PLAIN)
    assert list(report.lines(found)) == [
        f"a.yaml:1:301: error[SCH001]: wrong: “{'九' * 199}…” is no amount",
        f"    1 | …{'[' * 100}…",
        f"      | {' ' * 41}^",
    ]
    begins = finding("SCH001", msg("wrong"), Span("a.yaml", 1, 4, 1, 5_000))
    assert list(report.lines(begins))[1:] == [
        f"    1 | {line[:100]}…",
        f"      |    {'^' * 98}",
    ]
