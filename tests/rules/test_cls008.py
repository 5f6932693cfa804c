"""CLS008: a line outside the general public budget whose group nothing tells."""

from __future__ import annotations

import pytest

from budgetc.diagnostics import Severity
from budgetc.rules import Outcome
from tests.support import compile_text, minimal_with, with_change


def with_fund_line(line: str, jurisdiction: str) -> str:
    text = minimal_with("jurisdiction: tiny", f"jurisdiction: {jurisdiction}")
    text = with_change(
        text, "amount: 12.00}", "amount: 12.00}\n  - {fund: government_fund.own, amount: 2.00}"
    )
    return with_change(text, "    - {code: 2210201, amount: 1.00}\n",
                       f"    - {{code: 2210201, amount: 1.00}}\n    - {line}\n")  # fmt: skip


LINE = "{code: 2120899, amount: 2.00, fund: government_fund.own}"


def test_a_line_without_a_group_is_reported_where_a_table_splits_it() -> None:
    findings = compile_text(with_fund_line(LINE, "split")).findings
    (found,) = [f for f in findings if f.code == "CLS008"]
    assert found.severity is Severity.WARNING
    assert (found.span.line, found.span.column) == (13, 14)


@pytest.mark.parametrize(
    ("line", "jurisdiction", "outcome"),
    [
        (LINE.replace("}", ", group: 公用经费}"), "split", Outcome.PASSED),
        (LINE, "tiny", Outcome.NOT_APPLICABLE),
    ],
)
def test_a_line_is_right_with_a_group_or_without_such_a_table(
    line: str, jurisdiction: str, outcome: Outcome
) -> None:
    results = compile_text(with_fund_line(line, jurisdiction)).results
    assert next(v.outcome for v in results if v.rule == "CLS008") is outcome
