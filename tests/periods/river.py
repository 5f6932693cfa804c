"""A made-up institution of Shanghai that has one of everything in its final accounts."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

from budgetc.document.model import Document, Heading, Paragraph, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import TODAY, with_change

APPROVED = """\
jurisdiction: shanghai
year: 2024
unit: 元
department:
  name: 上海市某某区河道管理所
  type: institution
  introduction: 上海市某某区河道管理所是上海市某某区水务局所属单位
  own_office: 所本部
  functions: [{text: 负责河道管理}]
  subordinate_units: []
revenue:
  - {fund: general.own, amount: 900000, prior: 900000}
  - {fund: government_fund.own, amount: 300000, prior: 300000}
  - {fund: unit_funds.business, amount: 60000, prior: 60000}
basic_expenditure:
  by_function:
    - {code: 2130304, amount: 700000, prior: 700000}
    - {code: 2130304, fund: unit_funds.business, amount: 60000, prior: 60000}
  by_economic:
    - {code: 30101, amount: 600000}
    - {code: 30201, amount: 70000}
    - {code: 30217, amount: 10000}
    - {code: 30231, amount: 20000}
    - {code: 30201, fund: unit_funds.business, amount: 60000}
project_expenditure:
  projects:
    - id: dredging
      name: 河道疏浚
      function: 2130306
      economic: 30227
      prior: 200000
      reports_targets: true
      allocation: [{item: 疏浚, amount: 200000}]
    - id: land
      name: 征地补偿
      function: 2120801
      economic: 31009
      fund: government_fund.own
      prior: 300000
      allocation: [{item: 补偿, amount: 300000}]
purposes:
  - {code: 2130304, text: 机构运转}
  - {code: 2130306, text: 河道疏浚}
  - {code: 2120801, text: 征地补偿}
three_public:
  abroad: {prior: 0}
  vehicle_purchase: {prior: 0}
  vehicle_operation: {prior: 20000}
  reception: {prior: 10000}
procurement: {goods: 10000, works: 0, services: 0}
assets:
  very_large_equipment: 0
  planned_very_large_equipment: 0
  as_of: 2023-12-31
  vehicles_by_use: {other: 1}
  planned_vehicles: {}
"""
"""Its budget of 2024."""

ACCOUNTS = """\
jurisdiction: shanghai
year: 2024
unit: 元
stage: final
issued: 2025-09-05
department:
  name: 上海市某某区河道管理所
  type: institution
  own_office: 所本部
  functions: [{text: 负责河道管理}]
  subordinate_units: []
revenue:
  - {fund: general.own, function: 2130304, outturn: 720000}
  - {fund: general.own, function: 2130306, outturn: 150000}
  - {fund: government_fund.own, function: 2120801, outturn: 280000}
  - {fund: unit_funds.business, function: 2130304, outturn: 80000}
  - {fund: unit_funds.operation, function: 2130304, outturn: 30000}
balances:
  opening:
    - {fund: government_fund, function: 2120801, outturn: 40000}
    - {fund: unit_funds, outturn: 5000}
  surplus_used: [{fund: unit_funds, outturn: 2000}]
  distribution: [{fund: unit_funds, outturn: 7000}]
  closing:
    - {fund: government_fund, function: 2120801, outturn: 10000}
    - {fund: unit_funds, outturn: 20000}
changes:
  total: {prior_outturn: 1200000, reason: 人员增加}
  fiscal_total: {prior_outturn: 1190000}
  general: {prior_outturn: 0, reason: 机构新设, variance_reason: 疏浚长度减少}
  government_fund: {prior_outturn: 1150000, reason: 征地减少}
basic_expenditure:
  by_function:
    - {code: 2130304, outturn: 720000, variance_reason: 人员增加}
    - {code: 2130304, fund: unit_funds.business, outturn: 60000}
  by_economic:
    - {code: 30101, outturn: 620000}
    - {code: 30201, outturn: 69000}
    - {code: 30217, outturn: 4000}
    - {code: 30231, outturn: 27000}
    - {code: 30201, fund: unit_funds.business, outturn: 60000}
project_expenditure:
  projects:
    - id: dredging
      name: 河道疏浚
      function: 2130306
      economic: 30227
      reports_targets: true
      variance_reason: 疏浚长度减少
      allocation: [{item: 疏浚, outturn: 150000}]
    - id: land
      name: 征地补偿
      function: 2120801
      economic: 31009
      fund: government_fund.own
      targets_exempt: 征地补偿按实结算
      variance_reason: 征地面积增加
      allocation: [{item: 补偿, outturn: 310000}]
other_expenditure:
  - {kind: operation, code: 2130304, fund: unit_funds.operation, outturn: 30000}
purposes:
  - {code: 2130304, text: 机构运转}
  - {code: 2130306, text: 河道疏浚}
  - {code: 2120801, text: 征地补偿}
three_public:
  abroad: {prior_outturn: 0}
  vehicle_purchase: {prior_outturn: 0, vehicles: 0}
  vehicle_operation: {prior_outturn: 20000, vehicles: 1, reason: 车辆老旧}
  reception: {prior_outturn: 10000, groups: 2, people: 15, reason: 厉行节约}
  variance_reason: 车辆维修增加
procurement:
  goods: 10000
  works: 0
  services: 0
  reserved_small_and_medium: 10000
  reserved_small_and_micro: 10000
  won_small_and_medium: 10000
  won_small_and_micro: 10000
  won_otherwise: 0
assets: {very_large_equipment: 0, as_of: 2024-12-31, vehicles_by_use: {other: 1}}
evaluation:
  tracked: [dredging]
  evaluated: [dredging]
  average_score: 95
  good: 1
  problems: 3
  corrected: 1
"""
"""Its accounts of 2024, which leave the initial budget to the budget."""

_TYPED = (
    ("abroad: {", "abroad: {initial: 0, "),
    ("vehicle_purchase: {", "vehicle_purchase: {initial: 0, "),
    ("vehicle_operation: {", "vehicle_operation: {initial: 20000, "),
    ("reception: {", "reception: {initial: 10000, "),
    ("{code: 2130304, outturn: 720000,", "{code: 2130304, outturn: 720000, initial: 700000,"),
    ("      name: 河道疏浚\n", "      name: 河道疏浚\n      initial: 200000\n"),
    ("      name: 征地补偿\n", "      name: 征地补偿\n      initial: 300000\n"),
)

ALONE = reduce(lambda text, change: with_change(text, *change), _TYPED, ACCOUNTS)
"""The accounts with the initial budget typed, for where there is no budget of the year."""


def compiled(folder: Path, accounts: str = ACCOUNTS, approved: str = APPROVED) -> Compilation:
    """Compile accounts with the budget of their year beside them; none if it is empty."""
    department = folder / "budgets" / "river"
    department.mkdir(parents=True, exist_ok=True)
    (department / "2024-final.yaml").write_text(accounts, encoding="utf-8")
    if approved:
        (department / "2024.yaml").write_text(approved, encoding="utf-8")
    source = Workspace.find(folder).source(department / "2024-final.yaml")
    return compile_source(source, Resources.of_workspace(folder), TODAY)


def document(compilation: Compilation) -> Document:
    """Return the document, if there is nothing wrong."""
    assert compilation.document is not None, compilation.findings
    return compilation.document


def paragraphs(compilation: Compilation, heading: str) -> list[str]:
    """Return the paragraphs between a heading that begins so and the next one."""
    found: list[str] = []
    inside = False
    for block in document(compilation).blocks:
        if isinstance(block, Heading):
            inside = line_text(block.content).startswith(heading)
        elif inside and isinstance(block, Paragraph):
            found.append("".join(line_text(sentence) for sentence in block.sentences))
    assert found, heading
    return found
