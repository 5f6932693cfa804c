"""BAL106: what a table has no row for; where another rule speaks; tables that are no two sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.pipeline import Compilation
from budgetc.rules import Outcome
from tests.periods.river import ACCOUNTS, compiled
from tests.support import EXAMPLES, ROOT, compile_text, with_change

CARRIED = (EXAMPLES / "BAL106/carried_over.yaml").read_text(encoding="utf-8")


def _outcome(compiled: Compilation) -> Outcome:
    return {result.rule: result.outcome for result in compiled.results}["BAL106"]


def _said(compiled: Compilation) -> list[str]:
    return [ENGLISH(one.message) for one in compiled.findings if one.code == "BAL106"]


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("amount: 10.00", "amount: 10.01", Outcome.NOT_EVALUATED),  # BAL001
        ("fund: carry_over.general, kind", "fund: carry_over.unit_funds, kind",
         Outcome.NOT_EVALUATED),  # CAR006
        ("jurisdiction: sides", "jurisdiction: tiny", Outcome.NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_what_another_rule_tells_is_not_told_again(old: str, new: str, outcome: Outcome) -> None:
    assert _outcome(compile_text(with_change(CARRIED, old, new))) is outcome


PANEL = """\
      - margin: [opening, revenue, function, closing]
        fund: government_fund
"""
"""That of a table with a row an item, what came in beside what went out."""


def _accounts(folder: Path, margin: str, fund: str) -> Compilation:
    """Compile accounts of which the unit's own money has items."""
    name = "templates/shanghai/stages/final.yaml"
    layout = (ROOT / name).read_text(encoding="utf-8")
    panel = f"      - margin: {margin}\n        fund: {fund}\n"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(with_change(layout, PANEL, panel), encoding="utf-8")
    text = ACCOUNTS
    for key, amount in ("opening", 5000), ("surplus_used", 2000), ("distribution", 7000), (
        "closing", 20000):  # fmt: skip
        typed = f"{{fund: unit_funds, outturn: {amount}}}"
        assert text.count(typed) == 1, key
        text = text.replace(typed, typed.replace(", out", ", function: 2130304, out"))
    return compiled(folder, text)


@pytest.mark.parametrize(
    ("margin", "fund", "said"),
    [
        ("[revenue, opening, surplus_used, function, distribution, closing]", "unit_funds", []),
        (
            "[revenue, opening, function, closing]",
            "unit_funds",
            [
                (
                    "政府性基金预算财政拨款收入支出决算表: what came in adds up to 115000 元, "
                    "what went out or is left to 110000 元: a difference of 5000 元"
                )
            ],
        ),
        ("[revenue, opening, function, closing]", "government_fund", []),
        ("[revenue, opening]", "unit_funds", []),
    ],
)
def test_a_table_that_has_both_sides_of_an_item_in_a_row(
    tmp_path: Path, margin: str, fund: str, said: list[str]
) -> None:
    assert _said(_accounts(tmp_path, margin, fund)) == said
