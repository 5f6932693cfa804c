"""Money passed on to a unit is told alike at both ends, of every period, and as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Compilation
from tests.periods.county import APPROVED, compiled, said
from tests.support import with_change

OWN = with_change(APPROVED, "{name: 某局}", "{name: 某局, subordinate_units: [{id: station}]}")
OWN += """\
transfers:
  - {unit: station, function: 2120101, economic: 30101, amount: 10, prior: 10, executed: 10}
"""
UNIT = """\
jurisdiction: county
kind: unit
year: 2024
unit: 元
department: {name: 某所}
revenue:
  - {fund: unit_funds.superior, amount: 10, prior: 10, executed: 10}
basic_expenditure:
  by_function:
    - {code: 2120101, fund: unit_funds.superior, amount: 10, prior: 10, executed: 10}
  by_economic:
    - {code: 30101, fund: unit_funds.superior, amount: 10}
transfers: [{amount: 10, prior: 10, executed: 10}]
"""


def _compiled(
    folder: Path, own: str, unit: str, beside: dict[str, str] | None = None
) -> Compilation:
    (folder / "budgets/bureau/station").mkdir(parents=True, exist_ok=True)
    return compiled(folder, own, {"station/2024.yaml": unit, **(beside or {})})


def test_both_ends_tell_every_period_alike(tmp_path: Path) -> None:
    assert said(_compiled(tmp_path, OWN, UNIT)) == []
    own = with_change(OWN, "prior: 10, executed: 10", "prior: 10, executed: 9")
    compilation = _compiled(tmp_path, own, UNIT)
    (english,), (chinese,) = said(compilation), said(compilation, "zh")
    assert english == (
        "ROL005 某所, executed: the department passes on 9 元, the unit receives 10 元, its "
        "revenue from above is 10 元 | write the same executed: under transfers: of both sources"
    )
    assert chinese == (
        "ROL005 某所，executed：部门拨出9元，单位填列收到10元，单位的上级补助收入为10元 | "
        "请在双方源文件的 transfers 中填写相同的 executed"
    )


_TO_ACCOUNTS = (
    ("year: 2023\n", "year: 2023\nstage: final\n"),
    ("executed: ", "initial: "),
    ("prior: ", "prior_outturn: "),
    ("amount: ", "outturn: "),
)


@pytest.mark.parametrize("typed", ["prior", "executed"])
def test_what_is_typed_is_what_the_source_beside_says(tmp_path: Path, typed: str) -> None:
    own = OWN.replace("2024", "2023").replace("30101, amount: 10,", "30101, amount: 8,")
    unit = UNIT.replace("2024", "2023").replace("amount: 10", "amount: 8")
    name = {"prior": "2023.yaml", "executed": "2023-final.yaml"}[typed]
    for old, new in _TO_ACCOUNTS if typed == "executed" else ():
        own, unit = own.replace(old, new), unit.replace(old, new)
    words = Translator("en")
    compilation = _compiled(tmp_path, OWN, UNIT, {name: own, f"station/{name}": unit})
    there = {
        (one.span.file.removeprefix("budgets/bureau/"), one.span.line)
        for one in compilation.findings
        if one.code == "YOY001" and "10 元 here, and 8 元 in" in one.message.in_words(words)
    }
    assert {("2024.yaml", OWN.count("\n")), ("station/2024.yaml", UNIT.count("\n"))} <= there
