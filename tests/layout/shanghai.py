"""A small Shanghai budget whose basic expenditure is a matrix, and what its document shows."""

from __future__ import annotations

from budgetc.document.model import Document, Heading, Paragraph, Row, Table, line_text
from tests.support import document_of

SOURCE = """\
jurisdiction: shanghai
kind: unit
year: 2024
unit: 元
department:
  name: 上海市某某管理所
  type: civil_service
  introduction: 上海市某某管理所是上海市某某局所属单位
  own_office: 所本部
  functions: [{text: 负责某某管理}]
  offices: [办公室, 业务科]
  subordinate_units:
    - {name: 上海市某某服务中心}
    - {name: 上海市某某分局, type: administrative}
revenue:
  - {fund: general.own, amount: 1234567.80, prior: 1200000, reason: 人员增加}
  - {fund: unit_funds.business, amount: 10000}
basic_expenditure:
  matrix:
    - code: 2010601
      economic: {30101: 900000.40, 30201: 100000.40, 31002: 34567}
      prior: 1000000
      reason: 人员增加
    - {code: 2210201, economic: {30113: 100000}, prior: 100000}
project_expenditure:
  projects:
    - id: service
      name: 信息服务费
      function: 2010607
      economic: 302
      prior: 120000
      reason: 合同到期
      reports_targets: true
      allocation: [{item: 服务, amount: 100000}]
    - id: own
      name: 自有资金项目
      function: 2010602
      economic: 302
      fund: unit_funds.business
      prior: 0
      allocation: [{item: 项目, amount: 10000}]
purposes:
  - {code: 201, text: 机构运转}
  - {code: 2010601, text: 人员和公用支出}
  - {code: 2010607, text: 信息系统运维}
  - {code: 221, text: 住房支出}
  - {code: 2210201, text: 住房公积金}
three_public:
  abroad: {prior: 0}
  vehicle_purchase: {prior: 0}
  vehicle_operation: {prior: 0}
  reception: {prior: 0}
procurement: {goods: 0, works: 0, services: 100000}
assets:
  as_of: 2023-12-31
  vehicles_by_use: {law_enforcement: 2, other: 1}
  very_large_equipment: 1
  planned_vehicles: {}
  planned_very_large_equipment: 0
"""


def department(source: str = SOURCE) -> str:
    """Return the source as that of a department."""
    return source.replace("kind: unit\n", "kind: department\n")


def with_options(options: str) -> str:
    """Return the source with options, written as one line of YAML."""
    return SOURCE.replace("year: 2024\n", f"year: 2024\noptions: {options}\n")


def document(source: str = SOURCE) -> Document:
    """Return the document of a source."""
    return document_of(source)


def table(source: str, table_id: str) -> Table:
    """Return one of its tables."""
    (found,) = [table for table in document(source).tables() if table.id == table_id]
    return found


def cells(source: str, table_id: str, panel: int = 0) -> dict[str, dict[str, str]]:
    """Return the cells of a panel by row and column."""
    part = table(source, table_id).panels[panel]
    ids = [column.id for column in part.columns]
    return {row.id: dict(zip(ids, _texts(row), strict=True)) for row in part.rows}


def _texts(row: Row) -> list[str]:
    return [line_text(cell) for cell in row.cells]


def paragraphs(source: str, part: str) -> list[str]:
    """Return the paragraphs under the first-level heading that begins so."""
    found: list[str] = []
    inside = False
    for block in document(source).blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = line_text(block.content).startswith(part)
        elif isinstance(block, Paragraph) and inside:
            found.append("".join(line_text(sentence) for sentence in block.sentences))
    return found


def headings(source: str) -> list[str]:
    """Return the first-level headings."""
    blocks = document(source).blocks
    return [line_text(b.content) for b in blocks if isinstance(b, Heading) and b.level == 1]
