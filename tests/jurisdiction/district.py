"""A school district that nobody has: its sources hold sections of their own. Files only.

Money by school and account in three periods, posts with decimals, a chart of accounts of two
levels, and schools that each source names itself.
"""

from __future__ import annotations

from pathlib import Path

from budgetc.pipeline import Compilation
from tests.support import compile_only, write_files

SOURCE = """\
jurisdiction: district
year: 2024
unit: $
department:
  name: Hill District
schools:
  - id: north
    name: North School
    head: A. Reed
    money:
      - {account: 5100, actual: 900, prior: 950.50, amount: 1000}
      - {account: 5200, actual: 100, prior: 0, amount: 250}
    staff:
      - {title: Teacher, grade: T2, posts: 2.50, salary: 700}
      - {title: Caretaker, grade: C1, posts: 0.75, salary: 300}
  - id: hill-top
    name: Hill Top School
    head: B. Ash
    money:
      - {account: 6100, actual: 0, prior: 10, amount: -20}
accounts:
  - {account: 5100, actual: 900, prior: 950.50, amount: 1000}
  - {account: 5200, actual: 100, prior: 0, amount: 250}
  - {account: 6100, actual: 0, prior: 10, amount: -20}
"""

ACCOUNTS = """\
code,name,level,parent
5,People,group,
5100,Salaries,account,5
5200,Pensions,account,5
6,Things,group,
6100,Books,account,6
6200,Desks,account,6
"""

SECTIONS = """\
{
  "dimensions": {
    "account": {"list": "templates/district/accounts.csv", "x-name": "Account\\n科目"},
    "school": {"section": "schools", "code": "id", "x-name": "School\\n学校"}
  },
  "agree": [{"margins": ["money", "accounts"], "by": "account"}],
  "required": ["schools"],
  "properties": {
    "schools": {
      "x-name": "Schools\\n学校",
      "description": "The schools, in the order of print.\\n学校，按印出顺序。",
      "type": "array",
      "items": {"$ref": "#/$defs/school"},
      "x-entry": ["id", "name"]
    },
    "accounts": {
      "x-name": "Accounts\\n科目",
      "description": "The district by account.\\n全区按科目。",
      "type": "array",
      "items": {"$ref": "#/$defs/money_line"},
      "x-margin": "accounts",
      "x-entry": ["account"]
    }
  },
  "$defs": {
    "school": {
      "description": "One school.\\n一所学校。",
      "type": "object",
      "required": ["id", "name"],
      "properties": {
        "id": {"type": "string", "x-dimension": "school"},
        "name": {"$ref": "#/$defs/name"},
        "head": {"$ref": "#/$defs/name"},
        "money": {
          "type": "array",
          "items": {"$ref": "#/$defs/money_line"},
          "x-margin": "money",
          "x-entry": ["account"]
        },
        "staff": {
          "type": "array",
          "items": {"$ref": "#/$defs/post"},
          "x-margin": "staff",
          "x-values": {"kind": "teaching"},
          "x-entry": ["title", "grade"]
        }
      },
      "additionalProperties": false
    },
    "money_line": {
      "type": "object",
      "required": ["account"],
      "properties": {
        "account": {"type": ["integer", "string"], "x-dimension": "account"},
        "actual": {"$ref": "#/$defs/amount"},
        "prior": {"$ref": "#/$defs/amount"},
        "amount": {"$ref": "#/$defs/amount"}
      },
      "additionalProperties": false
    },
    "post": {
      "type": "object",
      "required": ["title"],
      "properties": {
        "title": {"$ref": "#/$defs/name"},
        "grade": {"$ref": "#/$defs/name"},
        "posts": {"type": "number", "x-measure": "posts"},
        "salary": {"$ref": "#/$defs/amount"}
      },
      "additionalProperties": false
    }
  }
}
"""

LAYOUT = """\
name: A district
title: "{{ source.department.name }} {{ year }}"
template: templates/district/document.j2
source: templates/district/source.schema.json
numbers:
  table: {unit: $, decimals: 0, separator: ","}
  prose: {unit: $, decimals: 2, symbol: $}
  percent: {decimals: 1, from_zero: new}
numerals: {digits: "0123456789", ten: "10"}
amounts:
  actual: {year: -2, stage: accounts}
  prior: {year: -1, stage: approved}
  amount: {year: 0, stage: approved, name: {en: Budget, zh: 预算}}
  posts: {year: 0, stage: approved, measure: posts}
  salary: {year: 0, stage: approved}
measures:
  posts: {decimals: 2, word: " posts"}
tables:
  - id: schools
    title: By school
    panels:
      - margin: money
        rows: {by: school, total: {label: Total}}
        columns:
          - {head: School, show: name}
          - {head: Actual, id: actual, of: actual}
          - {head: Last year, id: prior, of: prior}
          - {head: Budget, id: now}
          - {head: People, id: people, where: {account: 5}}
  - id: accounts
    title: By account
    panels:
      - margin: accounts
        rows: {by: account, levels: [group, account], always: all, total: {label: Total}}
        columns:
          - {head: Code, show: code}
          - {head: Account, show: name}
          - {head: Budget, id: now}
          - {head: Change, id: change, compute: change, columns: [now, prior]}
          - {head: Last year, id: prior, of: prior}
          - {head: Actual, id: actual, of: actual}
  - id: school
    title: "{{ entry.name }} ({{ entry.id }})"
    panels:
      - margin: money
        rows:
          by: lines
          lines:
            - {id: people, label: People, where: {account: 5}}
            - {id: things, label: Things, where: {account: 6}}
          total: {label: Total}
        columns: [{head: Line, show: name}, {head: Budget, id: now}]
  - id: staff
    title: Staff
    panels:
      - margin: staff
        rows: {by: entry, total: {label: Total}}
        columns:
          - {head: Title, show: title}
          - {head: Grade, show: grade}
          - {head: Posts, id: posts, of: posts}
          - {head: Salary, id: salary, of: salary}
figures:
  money: {margin: money}
  posts: {margin: staff, of: posts}
  books: {margin: money, where: {account: 6100}}
breakdowns:
  schools: {margin: money, by: school}
  groups: {margin: accounts, by: account, level: group}
frameworks: {}
"""

TEMPLATE = """\
# {{ source.department.name }}

The budget is {{ figures.money }}, {{ figures.money.actual }} two years ago.
There are {{ figures.posts }}; books cost {{ figures.books }}.
{% for one in breakdowns.schools %}
{{ one.code }} {{ one.name }} {{ one.amount }}
{% endfor %}
{% for one in breakdowns.groups %}
{{ one.code }} {{ one.name }} {{ one.amount }}
{% endfor %}

{{ table("schools") }}

{{ table("accounts") }}

{{ table("staff") }}
{% for school in source.schools %}
## {{ school.name }}, headed by {{ school.head }}

{% if school.staff %}{% for one in school.staff %}
{{ one.title }}: {{ one.posts }}.
{% endfor %}{% endif %}

{{ table("school", school) }}

{% endfor %}
"""

FILES = {
    "budgets/hill/2024.yaml": SOURCE,
    "templates/district/accounts.csv": ACCOUNTS,
    "templates/district/source.schema.json": SECTIONS,
    "templates/district/layout.yaml": LAYOUT,
    "templates/district/document.j2": TEMPLATE,
}


def write_district(folder: Path, changed: dict[str, str] | None = None) -> None:
    """Write the district, some of its files changed."""
    write_files(folder, {**FILES, **(changed or {})})


def compile_district(folder: Path, changed: dict[str, str] | None = None) -> Compilation:
    """Write the district, some of its files changed, and compile its source."""
    write_district(folder, changed)
    return compile_only(folder)
