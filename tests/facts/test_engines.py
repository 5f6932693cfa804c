"""The facts of a large region, added up by others: DuckDB, and plain additions over CSV."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from pyarrow import dataset

from tests.cli.run import call
from tests.region import expected
from tests.region.book import amounts, books, document, table, write
from tests.region.generate import LAST_YEAR_ONLY, PASSED_ON, WITH_ERRORS, folder, region

from .tables import asked, rows, spent

DEPARTMENTS = 200
BY_CLASS = ("5", "6", "7")


def test_duckdb_and_the_region_book_agree(home: Path) -> None:
    """The total by class and department, to the 分."""
    write(home, region(DEPARTMENTS))
    assert call("facts", "-f", "parquet").code == 1  # one of them has errors
    question = (
        "select department, function_class, sum(amount) from spent "
        "group by all having sum(amount) <> 0"
    )
    answered = {(one, code): amount for one, code, amount in asked(question)}
    book = document(books(home)["2024"])
    printed = {
        (row, column): amount * 10_000
        for one in BY_CLASS
        for (row, column), amount in amounts(table(book, one)).items()
        if "total" not in (row, column) and amount
    }
    assert len({department for department, _ in answered}) == DEPARTMENTS - 2
    assert answered == printed


def test_the_csv_module_and_plain_additions_over_the_sources_agree(home: Path) -> None:
    files = region(DEPARTMENTS)
    write(home, files)
    assert call("facts").code == 1
    told: Counter[tuple[str, str, str]] = Counter()
    for row in filter(spent, rows(home / "build/facts/facts-2024.csv")):
        fen = Decimal(row["amount"]) * 100
        told[row["department"], row["kind"], row["function_code"]] += int(fen)
    without = (folder(WITH_ERRORS), folder(LAST_YEAR_ONLY))
    typed: Counter[tuple[str, str, str]] = Counter()
    for line in expected.lines(files, without):
        if line.kind:
            typed[line.department, line.kind, line.code] += line.fen
    assert +told == +typed
    assert len(told) > 2 * DEPARTMENTS


def test_both_margins_come_to_the_same_and_last_year_is_apart(home: Path) -> None:
    write(home, region(40))
    assert call("facts", "-f", "parquet").code == 1
    ((by_function, by_economic),) = asked(
        "select sum(amount) filter (where function_code is not null), "
        "sum(amount) filter (where economic_code is not null) "
        "from facts where flow = 'expenditure' and period = 'current'"
    )
    assert by_function == by_economic
    years = asked("select distinct period, amount_year from facts order by all")
    assert years == [("current", 2024), ("prior", 2023)]


def test_money_that_is_passed_on_is_counted_once(home: Path) -> None:
    """Without its negative rows, a department and its units come to too much."""
    write(home, region(5))
    assert call("facts", "-f", "parquet").code == 0
    passed_on = "select entity_id, sum(amount) from spent where is_passed_on group by all"
    assert asked(passed_on) == [(None, -Decimal(PASSED_ON) / 100)]
    whole = asked("select sum(amount) * 100 from spent where department = 'made-up-05'")
    typed = [one for one in expected.lines(region(5), ()) if one.kind]
    assert whole == [(sum(one.fen for one in typed if one.department == "made-up-05"),)]


def test_pandas_takes_a_folder_of_tables_for_one(home: Path) -> None:
    """What pandas does with a folder: pyarrow reads the tables in it as one data set."""
    write(home, region(20))
    assert call("facts", "-f", "parquet").code == 1
    whole = dataset.dataset(home / "build/facts").to_table(columns=["year"])
    assert set(whole["year"].to_pylist()) == {2023, 2024}
    assert asked("select distinct year from 'build/facts/*.parquet' order by all") == [
        (2023,), (2024,)
    ]  # fmt: skip
