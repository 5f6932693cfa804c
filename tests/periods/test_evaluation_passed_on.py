"""Accounts that name a project of which all is passed on are told by which name it goes on."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics.messages import Translator
from budgetc.pipeline import Compilation
from tests.periods.test_accounts_of_units import department

REVENUE = (
    "  - {fund: general.own, function: 2130306, outturn: 150000}\n",
    "  - {fund: unit_funds.superior, function: 2130306, outturn: 150000}\n",
)
PAID = ("      name: 河道疏浚\n", "      name: 清淤\n      fund: unit_funds.superior\n")
ID = ("    - id: dredging\n", "    - id: cleaning\n")
EVALUATED = ("  evaluated: [dredging]\n", "  evaluated: [cleaning]\n")
TRACKED = ("  tracked: [dredging]\n", "  tracked: [cleaning]\n")


def _passed(folder: Path, amount: int) -> Compilation:
    """Compile a department whose unit spends some of the project that its evaluation names."""
    transfer = (
        "transfers:\n  - {unit: unit, kind: project, project: dredging, fund: general.own, "
        f"outturn: {amount}, prior_outturn: 0, initial: 0}}\n"
    )
    received = f"transfers:\n  - {{outturn: {amount}, prior_outturn: 0, initial: 0}}\n"
    return department(folder, REVENUE, PAID, ID, EVALUATED, TRACKED, own=transfer, unit=received)


def test_the_unit_s_project_is_named_in_its_place(tmp_path: Path) -> None:
    compilation = _passed(tmp_path, 150000)
    told = [one for one in compilation.findings if one.code == "SCH004"]
    said = [
        Translator(language)(words)
        for language in ("en", "zh")
        for words in (told[0].message, told[0].hint)
        if words is not None
    ]
    assert said == [
        "all of the project dredging is passed on to units, and it is theirs in the document",
        "name unit.cleaning in its place",
        "项目 dredging 的资金已全部拨给所属单位，公开文件按单位的项目列示",
        "请改填 unit.cleaning",
    ]
    assert len(told) == 2  # tracked and evaluated
    missing = [one for one in compilation.findings if one.code == "DOC001"]
    assert not [one for one in missing if "projects" in Translator("en")(one.message)]


def test_a_project_of_which_a_part_is_passed_on_is_still_the_departments(tmp_path: Path) -> None:
    codes = [one.code for one in _passed(tmp_path, 100000).findings]
    assert "SCH004" not in codes
