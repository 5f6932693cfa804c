"""A jurisdiction that nobody has: English, thousands of yuan, three tables. Files only.

Nothing of it is in the compiler or beside it. Even the code list speaks English here, and calls its
levels by other names.
"""

from __future__ import annotations

from pathlib import Path

from tests.support import write_files

SOURCE = """\
jurisdiction: harbour
year: 2024
unit: 元
department:
  name: Harbour Office
revenue:
  - {fund: general.own, amount: 1234500.00, prior: 1000000.00, reason: Two more posts were filled}
  - {fund: unit_funds.business, amount: 65500.00, prior: 0, reason: Berths are let out now}
basic_expenditure:
  by_function:
    - {code: 2013801, amount: 900000.00, prior: 800000.00, reason: Two more posts were filled}
    - {code: 2210201, amount: 100000.00, prior: 100000.00}
  by_economic:
    - {code: 30101, amount: 900000.00}
    - {code: 30113, amount: 100000.00}
project_expenditure:
  projects:
    - id: pier
      name: Repair of the pier
      function: 2013805
      economic: 302
      prior: 100000.00
      reason: The pier is old and worn
      allocation:
        - {item: stone, amount: 234449.99}
        - {item: coffee, amount: 50.01}
        - {item: work, amount: 65500.00, fund: unit_funds.business}
"""

UNITS = '{"元": 100, "万元": 1000000, "k": 100000}\n'

FUNCTIONAL = """\
code,name,level,parent,confidence
201,General services,class,,high
20138,Market supervision,group,201,high
2013801,Running of the office,item,20138,high
2013805,Supervision projects,item,20138,high
221,Housing,class,,high
22102,Housing of staff,group,221,high
2210201,Housing fund,item,22102,high
"""

LAYOUT = """\
name: The Harbour
title: "Budget of the {{ source.department.name }} for {{ year }}"
template: templates/harbour/document.j2
above_left: "{{ source.department.name }}"
above_right: "In {{ unit }}, thousands of yuan"

numbers:
  table: {unit: k, decimals: 1, separator: ",", zero: "-"}
  prose: {unit: k, decimals: 0, separator: ","}
  percent: {decimals: 1, from_zero: new}
numerals: {digits: "0123456789", ten: "1"}

tables:
  - id: "1"
    number: Table 1
    title: Where the money comes from
    panels:
      - margin: revenue
        columns:
          - {head: Source, show: name}
          - {head: Amount, id: amount}
        rows:
          by: lines
          lines:
            - {id: general, label: From the general fund, fund: general}
            - {id: own, label: Own earnings, fund: unit_funds}
            - {id: carry_over, label: Left from last year, fund: carry_over}
          total: {label: Total}
  - id: "2"
    number: Table 2
    title: What it is for
    panels:
      - margin: function
        columns:
          - {head: Code, show: code}
          - {head: Purpose, show: name}
          - {head: Basic, id: basic, kind: basic}
          - {head: Projects, id: projects, kind: project}
          - {head: Together, id: total}
        rows: {by: function, levels: [class, item], total: {label: Total, at: top}}
  - id: "3"
    number: Table 3
    title: Projects in yuan
    numbers: {unit: 元, decimals: 2, separator: "'"}
    above_right: "In yuan"
    panels:
      - margin: function
        kind: project
        columns:
          - {head: Project, show: name}
          - {head: Budget, id: amount}
        rows: {by: project, total: {label: All projects}}

figures:
  revenue: {margin: revenue}
  expenditure: {margin: function}
  basic: {margin: function, kind: basic}

breakdowns:
  classes: {margin: function, by: function, level: class}

frameworks: {}
"""

TEMPLATE = """\
# Overview

The office takes in {{ figures.revenue }} and spends {{ figures.expenditure }}.
{% set change = figures.revenue.change %}
{% set word = "more" if change.is_increase else "less" %}
That is {{ change.size }} {{ word }} than in {{ prior_year }}, or {{ change.growth }}.

Its running takes {{ share(figures.basic, figures.expenditure) }} of it.

{% for class in breakdowns.classes %}
{{ loop.index }}. {{ class.name }}: {{ class.amount }}.

{% endfor %}
# Tables

{{ table("1") }}
{{ table("2") }}
{{ table("3") }}
"""


def write_third(workspace: Path) -> None:
    """Write a workspace with the jurisdiction and one budget of it."""
    write_files(
        workspace,
        {
            "budgets/harbour-office/2024.yaml": SOURCE,
            "schema/units.json": UNITS,
            "schema/classification/2024/functional.csv": FUNCTIONAL,
            "templates/harbour/layout.yaml": LAYOUT,
            "templates/harbour/document.j2": TEMPLATE,
        },
    )
