"""A small made-up department with one unit, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Document, Figure
from budgetc.pipeline import Compilation
from budgetc.render.markdown import render_markdown
from tests.budget.department import compile_department, without_priors
from tests.support import RESOURCES, with_change

HEAD = """\
jurisdiction: shanghai
{kind}year: {year}
unit: 万元
department: {{name: {name}, own_office: 局机关, functions: [{{text: 负责某项公共管理工作}}]{units}}}
"""
REST = """\
purposes: [{code: 2013801, text: 日常运转支出}, {code: 2120803, text: 城市建设支出}]
three_public: {abroad: {prior: 0}, vehicle_purchase: {prior: 0}, vehicle_operation: {prior: 0},
  reception: {prior: 0}}
procurement: {goods: 0, works: 0, services: 0, reserved_small_and_medium: 0}
assets: {very_large_equipment: 0, planned_very_large_equipment: 0, as_of: 2023-12-31,
  vehicles_by_use: {}, planned_vehicles: {}}
options: {wording: {items: item_with_growth, items_compared_with: 预算数}}
"""
WHY = "reason: 标准有所调整"
OWN = f"""\
revenue:
  - {{fund: general.own, amount: 150, prior: 150, {WHY}}}
basic_expenditure:
  by_function:
    - {{code: 2013801, amount: 100, prior: 100, {WHY}}}
  by_economic:
    - {{code: 30101, amount: 80}}
    - {{code: 30201, amount: 20}}
project_expenditure:
  projects:
    - {{id: inspection, name: 检查专项, function: 2013801, economic: 30227, prior: 50, {WHY},
       allocation: [{{item: 委托, amount: 50}}]}}
operating_cost: {{prior: 20, {WHY}}}
"""
UNIT = f"""\
revenue:
  - {{fund: general.own, amount: 100, prior: 100, {WHY}}}
  - {{fund: unit_funds.superior, amount: 10, prior: 10, {WHY}}}
basic_expenditure:
  by_function:
    - {{code: 2013801, amount: 100, prior: 100, {WHY}}}
    - {{code: 2013801, amount: 10, prior: 10, fund: unit_funds.superior, {WHY}}}
  by_economic:
    - {{code: 30101, amount: 80}}
    - {{code: 30201, amount: 20}}
    - {{code: 30201, amount: 10, fund: unit_funds.superior}}
operating_cost: {{prior: 20, {WHY}}}
transfers: [{{amount: 10, prior: 10}}]
"""
OF_PROJECT = f"""\
revenue:
  - {{fund: general.own, amount: 100, prior: 100, {WHY}}}
  - {{fund: unit_funds.superior, amount: 10, prior: 10, {WHY}}}
basic_expenditure:
  by_function:
    - {{code: 2013801, amount: 100, prior: 100, {WHY}}}
  by_economic:
    - {{code: 30101, amount: 80}}
    - {{code: 30201, amount: 20}}
project_expenditure:
  projects:
    - {{id: inspection, name: 所里检查, function: 2013801, economic: 30227, prior: 10, {WHY},
       fund: unit_funds.superior, allocation: [{{item: 委托, amount: 10}}]}}
operating_cost: {{prior: 20, {WHY}}}
transfers: [{{amount: 10, prior: 10}}]
"""
BASIC = "{unit: station, function: 2013801, economic: 30201, amount: 10, prior: 10}"
PROJECT = (
    "{unit: station, kind: project, function: 2013801, economic: 30227, amount: 10, prior: 10}"
)

GIVEN = OWN.replace(
    "basic_expenditure:", "  - {fund: unit_funds.other, amount: 10, prior: 10}\nbasic_expenditure:"
) + (
    "other_expenditure:\n"
    "  - {kind: subsidies, code: 2013801, amount: 10, prior: 10, fund: unit_funds.other}\n"
)
"""The own office gives 10 of its own money to the station, which has 10 from above."""
DECLARED = "{unit: station, kind: subsidies, fund: unit_funds.other, amount: 10, prior: 10}"
"""How both say so."""


def department(*transfers: str, own: str = OWN, year: int = 2024) -> str:
    """Return a department that has one unit, the station."""
    head = HEAD.format(
        kind="", year=year, name="某某局", units=", subordinate_units: [{id: station}]"
    )
    passed = "".join(f"  - {transfer}\n" for transfer in transfers)
    return head + own + REST + (f"transfers:\n{passed}" if passed else "")


def station(text: str = UNIT, year: int = 2024) -> str:
    """Return the station."""
    return HEAD.format(kind="kind: unit\n", year=year, name="某某所", units="") + text + REST


def compiled(folder: Path, own: str, unit: str) -> Compilation:
    """Compile the department of 2024."""
    return compile_department(folder, {"2024.yaml": own, "station/2024.yaml": unit})


def document(compilation: Compilation) -> Document:
    """Return the document of a department without errors."""
    assert compilation.document is not None, said(compilation.findings)
    return compilation.document


def cells(compilation: Compilation) -> dict[str, Decimal]:
    """Return the amounts of all cells by the ids of their figures."""
    return {
        part.id: Decimal(part.exact)
        for table in document(compilation).tables()
        for panel in table.panels
        for row in panel.rows
        for cell in row.cells
        for part in cell
        if isinstance(part, Figure)
    }


def said(findings: tuple[Diagnostic, ...], code: str = "") -> str:
    """Return findings as they are read, in both languages."""
    lines = []
    for one in findings:
        if one.code.startswith(code):
            span = one.span
            place = span.file.removeprefix("budgets/bureau/")
            lines.append(f"{place}:{span.line}:{span.column} {one.code}")
            for language in ("en", "zh"):
                words = (one.message, *([one.hint] if one.hint else []))
                lines += [f"  {word.in_words(Translator(language))}" for word in words]
    return "".join(f"{line}\n" for line in lines)


def _year(text: str, year: int) -> str:
    return text.replace("2023-12-31", f"{year - 1}-12-31")


def both_years(transfer: str, unit: str) -> dict[str, str]:
    """Return the files of two years that are the same, the later without amounts of last year."""
    own = department(transfer)
    files = {}
    for year in (2023, 2024):
        for name, text in ((f"{year}.yaml", own), (f"station/{year}.yaml", station(unit))):
            files[name] = _year(with_change(text, "year: 2024\n", f"year: {year}\n"), year)
            if year == 2024:
                files[name] = without_priors(files[name])
    return files


def text_of(compilation: Compilation) -> str:
    """Return the document as it is read."""
    return render_markdown(document(compilation), RESOURCES)
