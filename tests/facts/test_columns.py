"""The columns that queries are written against, and the page that tells of them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from budgetc.facts.columns import COLUMNS
from tests.cli.run import call
from tests.region.book import write
from tests.region.generate import region
from tests.support import ROOT

from .reference import with_columns
from .tables import asked, rows

TABLE = """
year INTEGER, stage VARCHAR, jurisdiction VARCHAR, department VARCHAR, department_name VARCHAR,
source VARCHAR, entity_id VARCHAR, entity_name VARCHAR, entity_type VARCHAR, period VARCHAR,
amount_key VARCHAR, amount_year INTEGER, amount_year_to INTEGER, amount_stage VARCHAR,
flow VARCHAR, margin VARCHAR, fund VARCHAR, fund_name VARCHAR, fund_group VARCHAR,
fund_group_name VARCHAR, kind VARCHAR, kind_name VARCHAR, cost_group VARCHAR,
function_code VARCHAR, function_name VARCHAR, function_class VARCHAR,
function_class_name VARCHAR, economic_code VARCHAR, economic_name VARCHAR,
economic_class VARCHAR, economic_class_name VARCHAR, project_id VARCHAR, project_name VARCHAR,
codes VARCHAR, code_names VARCHAR, amount DECIMAL(38,4), unit VARCHAR, currency VARCHAR,
is_passed_on BOOLEAN, file VARCHAR, line INTEGER, typed_key VARCHAR, file_sha256 VARCHAR
"""
"""What is there stays as it is: somebody asks for it by name. What is new goes at the end."""

EXPECTED = [tuple(part.split()) for part in TABLE.replace("\n", " ").split(", ")]


def test_the_columns_are_those_that_were_promised() -> None:
    assert [(column.name, column.kind) for column in COLUMNS] == EXPECTED


def test_both_forms_have_them(home: Path) -> None:
    write(home, region(1))
    for form in ("csv", "parquet"):
        assert call("facts", "-f", form).code == 0
    (row, *_) = rows(home / "build/facts/facts-2024.csv")
    assert [*row] == [name for name, _ in EXPECTED]
    described = asked("describe facts")
    assert [(name, kind) for name, kind, *_ in described] == EXPECTED
    schema = parquet.read_schema(home / "build/facts/facts-2024.parquet")
    assert schema.field("amount").type == pa.decimal128(38, 4)


def test_both_forms_say_the_same(home: Path) -> None:
    write(home, region(8))
    for form in ("csv", "parquet"):
        assert call("facts", "-f", form).code == 0
    typed = ", ".join(f"'{name}': '{kind}'" for name, kind in EXPECTED)
    csv = f"from read_csv('build/facts/facts-2024.csv', columns = {{{typed}}}, header = true)"
    assert asked(csv) == asked("from facts")


def test_the_page_tells_of_all_of_them() -> None:
    page = (ROOT / "docs/facts.md").read_text(encoding="utf-8")
    assert page == with_columns(page)


def test_the_command_lists_them_in_both_languages() -> None:
    english, chinese = (call("facts", "--columns", language=one) for one in ("en", "zh"))
    assert english.code == chinese.code == 0
    assert [tuple(line.split()[:2]) for line in english.out.splitlines()] == EXPECTED
    assert [tuple(line.split()[:2]) for line in chinese.out.splitlines()] == EXPECTED
    assert "how much it is, exactly" in english.out
    assert not chinese.out.isascii()
