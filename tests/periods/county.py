"""A county whose documents show last year's outturn, and whose accounts show three periods."""

from __future__ import annotations

from pathlib import Path

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Translator
from budgetc.document.figures import cells
from budgetc.document.model import Document, line_text
from budgetc.files.data import Resources
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from tests.support import TODAY, write_files

LAYOUT = """\
name: 某县
title: "{{ source.department.name }}{{ year }}年预算"
template: templates/county/document.j2
stages: [approved]
amounts:
  amount: {year: 0, stage: approved, name: {zh: 本年预算数}}
  prior: {year: -1, stage: approved, name: {zh: 上年预算数}}
  executed: {year: -1, stage: final, name: {zh: 上年执行数, en: Last year's outturn}}
numbers:
  table: {unit: 元, decimals: 2, zero: blank}
  prose: {unit: 万元, decimals: 2}
  percent: {decimals: 2, from_zero: "—"}
numerals: {digits: 〇一二三四五六七八九, ten: 十}
figures:
  expenditure: {margin: function}
breakdowns: {}
frameworks: {}
tables:
  - id: "5"
    title: 支出表
    panels:
      - margin: function
        columns:
          - {head: 编码, show: code}
          - {head: 名称, show: name}
          - {head: 上年执行数, id: last, of: executed}
          - head: 本年预算数
            over:
              - {head: 合计, id: total}
              - {head: 基本支出, id: basic, kind: basic}
              - {head: 项目支出, id: project, kind: project}
          - {head: 增减额, id: change, compute: change, columns: [total, last]}
          - {head: 增减%, id: growth, compute: growth, columns: [total, last]}
        rows: {by: function, levels: [类, 项], total: {label: 合计}}
"""

TEMPLATE = """\
# 支出

支出{{ figures.expenditure }}，上年执行数{{ figures.expenditure.executed }}。

{{ table("5") }}
"""

FINAL = """\
title: "{{ source.department.name }}{{ year }}年决算"
template: templates/county/final.j2
amounts:
  outturn: {year: 0, stage: final, name: {zh: 决算数, en: Outturn}}
  initial: {year: 0, stage: approved, name: {zh: 年初预算数, en: Initial budget}}
  prior_outturn: {year: -1, stage: final, name: {zh: 上年决算数, en: Last year's outturn}}
reports: outturn
compares: prior_outturn
tables:
  - id: "5"
    title: 支出决算表
    panels:
      - margin: function
        columns:
          - {head: 名称, show: name}
          - {head: 年初预算数, id: initial, of: initial}
          - {head: 决算数, id: outturn}
          - {head: 完成预算, id: done, compute: completion, columns: [outturn, initial]}
          - {head: 上年决算数, id: last, of: prior_outturn}
        rows: {by: function, levels: [项], total: {label: 合计}}
"""

FINAL_TEMPLATE = """\
# 支出

{% set change = figures.expenditure.change %}
决算{{ figures.expenditure }}，完成年初预算{{ figures.expenditure.initial }}的\
{{ completion(figures.expenditure, figures.expenditure.initial) }}，比上年\
{{ "增加" if change.is_increase else "减少" }}{{ change.size }}。

{{ table("5") }}
"""

APPROVED = """\
jurisdiction: county
year: 2024
unit: 元
department: {name: 某局}
revenue:
  - {fund: general.own, amount: 1500, prior: 1400, executed: 1300}
basic_expenditure:
  by_function:
    - {code: 2120101, amount: 1000, prior: 900, executed: 800}
  by_economic:
    - {code: 30101, amount: 1000}
project_expenditure:
  projects:
    - id: statistics
      name: 统计管理经费
      function: 2010506
      economic: 302
      prior: 500
      executed: 500
      allocation: [{item: 统计, amount: 500}]
"""

ACCOUNTS = """\
jurisdiction: county
year: 2024
stage: final
unit: 元
department: {name: 某局}
revenue:
  - {fund: general.own, outturn: 1450.5, initial: 1500, prior_outturn: 1300}
basic_expenditure:
  by_function:
    - {code: 2120101, outturn: 980.5, initial: 1000, prior_outturn: 800}
  by_economic:
    - {code: 30101, outturn: 980.5}
project_expenditure:
  projects:
    - id: statistics
      name: 统计管理经费
      function: 2010506
      economic: 302
      initial: 500
      prior_outturn: 500
      allocation: [{item: 统计, outturn: 470}]
"""


def compiled(folder: Path, source: str, beside: dict[str, str] | None = None) -> Compilation:
    """Compile a source of the county, with others beside it."""
    files = {
        "layout.yaml": LAYOUT,
        "document.j2": TEMPLATE,
        "stages/final.yaml": FINAL,
        "final.j2": FINAL_TEMPLATE,
    }
    write_files(folder / "templates" / "county", files)
    department = folder / "budgets" / "bureau"
    own = "2024-final.yaml" if "stage: final" in source else "2024.yaml"
    for name, text in {**(beside or {}), own: source}.items():
        department.mkdir(parents=True, exist_ok=True)
        (department / name).write_text(text, encoding="utf-8")
    workspace = Workspace.find(folder)
    return compile_source(workspace.source(department / own), Resources.of_workspace(folder), TODAY)


def said(compilation: Compilation, language: str = "en") -> list[str]:
    """Return the errors, each with its way out."""
    words = Translator(language)
    return [
        f"{found.code} {found.message.in_words(words)} | "
        f"{found.hint.in_words(words) if found.hint else ''}"
        for found in compilation.findings
        if found.severity is Severity.ERROR
    ]


def document(compilation: Compilation) -> Document:
    """Return the document, if there is nothing wrong."""
    assert compilation.document is not None, said(compilation)
    return compilation.document


def printed(compilation: Compilation) -> dict[str, str]:
    """Return what stands in the cells of amounts, by id."""
    (table,) = document(compilation).tables()
    return {cell.id.partition("!")[2]: line_text(cell.content) for cell in cells(table)}


def sentence(compilation: Compilation) -> str:
    """Return the first sentence."""
    lines = (line_text(line) for block in document(compilation).blocks for line in block.lines)
    return next(line for line in lines if "，" in line)
