"""`budgetc facts`: what it writes, what it leaves out, and what it says."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.run import call, run
from tests.region.book import write
from tests.region.generate import (
    BOTH_YEARS,
    LAST_YEAR_ONLY,
    OF_UNITS,
    WITH_ERRORS,
    folder,
    region,
    source,
)  # fmt: skip
from tests.support import ROOT

from .tables import rows

FACTS = Path("build/facts")
FORMS = ("csv", "parquet")


def _files(home: Path) -> dict[str, bytes]:
    """Return the tables; what a run was writing when it was stopped the next one removes."""
    return {path.name: path.read_bytes() for path in (home / FACTS).glob("facts-*")}


def test_each_year_is_a_table(home: Path) -> None:
    write(home, region(BOTH_YEARS))
    ran = call("facts")
    assert ran.out.splitlines() == [f"{FACTS}/facts-2023.csv", f"{FACTS}/facts-2024.csv"]
    assert {path.name for path in (home / FACTS).iterdir()} == {"facts-2023.csv", "facts-2024.csv"}
    for year in ("2023", "2024"):
        assert {row["year"] for row in rows(home / FACTS / f"facts-{year}.csv")} == {year}
    earlier = {row["department"] for row in rows(home / FACTS / "facts-2023.csv")}
    assert earlier == {folder(LAST_YEAR_ONLY), folder(BOTH_YEARS)}


def test_sources_with_errors_are_left_out_and_named(home: Path) -> None:
    write(home, region(12))
    ran = call("facts")
    assert ran.code == 1
    assert f"budgets/{folder(WITH_ERRORS)}/2024.yaml:" in ran.err
    assert "error[SCH002]" in ran.err
    assert "warning[" not in ran.err
    assert "sources read: 14; left out: 1; rows written: " in ran.err
    departments = {row["department"] for row in rows(home / FACTS / "facts-2024.csv")}
    assert departments == {folder(n) for n in range(1, 13)} - {folder(WITH_ERRORS)}


def test_tables_are_not_written_to_the_standard_output(home: Path) -> None:
    """A folder called - was made."""
    write(home, region(BOTH_YEARS))
    for command in ("facts", "build"):
        ran = call(command, "-o", "-")
        assert ran.code == 2
        assert "files are written, and nothing to the standard output: name a folder" in ran.err
    assert not (home / "-").exists()


def test_strict_leaves_out_what_has_warnings(home: Path) -> None:
    write(home, region(1))
    assert call("facts").code == 0
    ran = call("facts", "--strict", "-o", "strict")
    assert ran.code == 1
    assert "warning[" in ran.err
    assert "left out: 1; rows written: 0" in ran.err
    assert ran.out == ""
    assert not Path("strict").exists()


def test_a_unit_has_no_rows_besides_those_in_its_department(home: Path) -> None:
    write(home, region(OF_UNITS))
    home_of_units = home / "budgets" / folder(OF_UNITS)
    assert call("facts", str(home_of_units)).code == 0
    all_rows = rows(home / FACTS / "facts-2024.csv")
    assert {row["entity_id"] for row in all_rows} == {"", "first", "second"}
    assert {row["source"] for row in all_rows} == {f"budgets/{folder(OF_UNITS)}/2024.yaml"}
    assert {row["file"] for row in all_rows if row["entity_id"] == "first"} == {
        f"budgets/{folder(OF_UNITS)}/first/2024.yaml"
    }
    assert call("facts", str(home_of_units / "first")).code == 0  # asked for alone, it has its own
    alone = rows(home / FACTS / "facts-2024.csv")
    assert {row["department"] for row in alone} == {f"{folder(OF_UNITS)}/first"}


def test_a_row_says_where_it_was_typed(home: Path) -> None:
    write(home, region(BOTH_YEARS))
    call("facts")
    for row in rows(home / FACTS / "facts-2024.csv"):
        content = (home / row["file"]).read_bytes()
        assert row["file_sha256"] == hashlib.sha256(content).hexdigest()
        assert row["typed_key"] in content.decode().splitlines()[int(row["line"]) - 1]
    both = [r for r in rows(home / FACTS / "facts-2024.csv") if r["department"] == folder(20)]
    assert {r["file"] for r in both if r["period"] == "prior"} == {
        f"budgets/{folder(BOTH_YEARS)}/2023.yaml"
    }


def test_what_a_source_leaves_out_is_nothing_and_not_zero(home: Path) -> None:
    text = region(1)[f"{folder(1)}/2024.yaml"]
    prior = text.index(", prior:")
    without = text[:prior] + text[text.index("}", prior) :]
    write(home, {"bureau/2024.yaml": without})
    assert call("facts").code == 0
    amounts = [row["amount"] for row in rows(home / FACTS / "facts-2024.csv")]
    assert amounts.count("") == 1


def test_codes_of_declared_dimensions_and_measures_that_are_no_money(home: Path) -> None:
    """The shipped budget of a city: dollars and posts, programs and accounts."""
    city = "boston-neighborhood-services/2019.yaml"
    write(home, {city: (ROOT / "budgets" / city).read_text(encoding="utf-8")})
    assert call("facts").code == 0
    told = rows(home / FACTS / "facts-2019.csv")
    assert {(row["unit"], row["currency"]) for row in told} == {
        ("$", "USD"),
        ("posts", ""),
        ("positions", ""),
    }
    assert {row["flow"] for row in told} == {"declared"}
    coded = next(row for row in told if "program" in row["codes"])
    assert coded["codes"].startswith('{"')
    assert coded["margin"]
    posts = [row for row in told if row["unit"] == "posts"]
    assert sum(Decimal(row["amount"]) for row in posts if row["amount_key"] == "posts_projected")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_sources_give_the_same_bytes(home: Path, form: str) -> None:
    write(home, region(BOTH_YEARS))
    run("facts", "-f", form, cwd=home, env={"PYTHONHASHSEED": "1"})
    first = _files(home)
    assert run("facts", "-f", form, cwd=home, env={"PYTHONHASHSEED": "7"}).code == 1
    assert _files(home) == first
    assert len(first) == 2


def test_a_table_begins_so_that_excel_knows_its_characters(home: Path) -> None:
    write(home, region(1))
    call("facts")
    content = (home / FACTS / "facts-2024.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfyear,")
    assert b"\r" not in content


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_name_is_no_formula_where_the_table_is_opened(home: Path, name: str) -> None:
    text = source(1).replace("name: 虚构1局（生成）", f'name: "{name}"')
    write(home, {"bureau/2024.yaml": text})
    assert call("facts").code == 0
    told = rows(home / FACTS / "facts-2024.csv")
    assert {row["department_name"] for row in told} == {f"'{name}"}
    assert all(Decimal(row["amount"]) >= 0 for row in told)


def test_a_table_of_another_year_is_told_and_left(home: Path) -> None:
    write(home, region(1))
    (home / FACTS).mkdir(parents=True)
    for name in ("facts-2019.csv", "facts-2019.parquet", "facts-notes.csv"):
        (home / FACTS / name).write_text("old", encoding="utf-8")
    ran = call("facts")
    assert ran.code == 0
    assert f"{FACTS}/facts-2019.csv is of an earlier run; delete it" in ran.err
    assert ran.err.count("earlier run") == 1
    assert (home / FACTS / "facts-2019.csv").read_text(encoding="utf-8") == "old"


_WITHOUT_PYARROW = """
import sys
sys.modules["pyarrow"] = None  # what an import finds where it is not installed
from budgetc.__main__ import main
sys.argv[0] = "budgetc"
main()
"""


def test_without_pyarrow_parquet_is_refused_with_the_way_out(home: Path) -> None:
    write(home, region(1))
    env = {**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT / "compiler")}

    def ran(form: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", _WITHOUT_PYARROW, "facts", "-f", form],
            capture_output=True, text=True, check=False, env=env, cwd=home,
        )  # fmt: skip

    refused = ran("parquet")
    assert refused.returncode == 2
    assert "parquet needs pyarrow: pip install 'budgetc[parquet]'" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert ran("csv").returncode == 0


@pytest.mark.parametrize("form", FORMS)
def test_a_run_that_cannot_write_says_so_and_leaves_what_was_there(home: Path, form: str) -> None:
    write(home, region(1))
    (home / FACTS / f"facts-2024.{form}").mkdir(parents=True)
    ran = call("facts", "-f", form)
    assert ran.code == 1
    assert f"error[OUT001]: cannot write {FACTS}" in ran.err
    assert [path.name for path in (home / FACTS).iterdir()] == [f"facts-2024.{form}"]


def test_an_output_folder_that_leads_out_of_the_workspace_is_refused(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(home, region(1))
    outside = tmp_path_factory.mktemp("outside")
    (home / "build").symlink_to(outside)
    ran = call("facts")
    assert ran.code == 2
    assert "is a link that leads out of" in ran.err
    assert [*outside.iterdir()] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_run_that_is_stopped_leaves_the_old_tables(home: Path, form: str) -> None:
    write(home, region(3))
    assert call("facts", "-f", form).code == 0
    before = _files(home)
    write(home, region(600))
    program = [sys.executable, "-m", "budgetc", "facts", "-f", form]
    with subprocess.Popen(
        program, cwd=home, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "compiler")},
    ) as process:  # fmt: skip
        while not any((home / FACTS).glob(".budgetc-*.tmp")):
            assert process.poll() is None
        while process.poll() is None:  # one that comes inside a library of C may be lost
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        assert process.returncode == 130
    assert _files(home) == before
