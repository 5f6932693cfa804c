"""The facts of a document as a Fiscal Data Package, read by Frictionless."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Figure, RowKind
from budgetc.facts.package import package
from budgetc.files.data import DataFaultError, Resources
from budgetc.ledger import is_nothing_beside
from budgetc.pipeline import Compilation
from tests.cli.run import call
from tests.support import EXAMPLES, KORLA, RESOURCES, ROOT, compile_text
from tests.walk import BUDGETS, compiled

BOM = "\ufeff".encode()


@cache
def _package(name: str) -> bytes:
    return package(compiled(name), RESOURCES)


def _read(content: bytes, folder: Path) -> tuple[Package, list[dict[str, Any]]]:
    """Return a package as Frictionless has it, found valid, and its rows."""
    file = folder / "2024.datapackage.zip"
    file.write_bytes(content)
    read = Package(str(file))
    report = read.validate()
    assert report.valid, report.flatten(["type", "note"])
    table = read.get_table_resource("facts")
    return read, [row.to_dict() for row in table.read_rows()]


def _files(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("name", BUDGETS)
def test_its_facts_add_up_to_each_published_total(name: str, tmp_path: Path) -> None:
    """Of each total that is printed, the rows of its facts come to it, to the last digit."""
    one = compiled(name)
    assert one.draft is not None
    read, rows = _read(_package(name), tmp_path)
    ledger = [fact for fact in one.draft.ledger.facts if not is_nothing_beside(fact)]
    assert [row["line"] for row in rows] == [fact.span.line for fact in ledger]
    place = {id(fact): at for at, fact in enumerate(ledger)}
    totals = 0
    for figure in _totals(one):
        of = [rows[place[id(fact)]] for fact in figure.facts if id(fact) in place]
        assert {row["unit"] for row in of} <= {"元", "$", "positions", "FTE"}, figure.id
        assert sum((row["amount"] for row in of), Decimal()) * 100 == figure.value, figure.id
        totals += 1
    assert totals >= 5
    assert read.to_dict()["title"] == one.draft.document.title


@pytest.mark.parametrize("name", BUDGETS)
def test_an_amount_stands_where_it_says_it_was_typed(name: str, tmp_path: Path) -> None:
    """What the accounts beside a budget tell by other codes is no 0 of the budget's line."""
    _, rows = _read(_package(name), tmp_path)
    for row in rows:
        if row["amount"] is not None and (file := ROOT / row["file"]).exists():
            line = file.read_text(encoding="utf-8").splitlines()[row["line"] - 1]
            assert row["typed_key"] in line or "outturn:" in line, row


def _totals(one: Compilation) -> list[Figure]:
    assert one.document is not None
    return [
        figure
        for table in one.document.tables()
        for panel in table.panels
        for row in panel.rows
        if row.kind is RowKind.TOTAL
        for cell in row.cells
        for figure in cell
        if isinstance(figure, Figure) and figure.facts and figure.formula == "sum"
    ]  # fmt: skip


def test_what_each_column_is_is_told_by_the_standard() -> None:
    """The types of columns are those of OpenSpending's list (os-types 1.17)."""
    told = json.loads(_files(_package(BUDGETS[0]))["datapackage.json"])
    fields = {one["name"]: one for one in told["resources"][0]["schema"]["fields"]}
    types = {name: one["columnType"] for name, one in fields.items() if "columnType" in one}
    assert len({*types.values()}) == len(types)
    assert types["amount"] == "value"
    assert (fields["amount"]["type"], fields["amount_year"]["type"]) == ("number", "integer")
    assert types["function_code"] == "functional-classification:generic:level2:code"
    assert fields["function_code"]["mappings"] == {"cofog": "unmapped", "gfsm": "unmapped"}
    assert all(one["description"] for one in fields.values())
    assert told["name"] == "korla-etdz-market-supervision-2024"


def test_ids_stay_when_amounts_and_lines_change() -> None:
    def ids(text: str) -> list[tuple[str, str]]:
        lines = _files(package(compile_text(text), RESOURCES))["facts.csv"].decode().split("\n")
        return [(line.split(",")[0], line) for line in lines[1:-1]]

    before = ids(KORLA)
    after = ids("# 说明\n" + KORLA.replace("3.92", "3.93"))
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [line for _, line in after] != [line for _, line in before]
    assert len({name for name, _ in before}) == len(before)


def test_who_opens_it_in_excel_may_have_a_mark(tmp_path: Path) -> None:
    one = compiled(BUDGETS[0])
    marked = package(one, RESOURCES, mark="\ufeff")
    assert _files(marked)["facts.csv"] == BOM + _files(_package(BUDGETS[0]))["facts.csv"]
    _, rows = _read(marked, tmp_path)
    assert rows[0]["fact_id"]


def test_the_public_is_led_to_no_source(tmp_path: Path) -> None:
    content = package(compiled(BUDGETS[0]), RESOURCES, is_public=True)
    _, rows = _read(content, tmp_path)
    assert {"source", "file", "line", "typed_key"}.isdisjoint(rows[0])
    assert not any(b".yaml" in text for text in _files(content).values())


def test_a_build_writes_it_and_a_book_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    home = tmp_path / "budgets/科-a"
    home.mkdir(parents=True)
    (home / "2024.yaml").write_text(KORLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    options = ("build", "-f", "datapackage", "-f", "markdown", "--region")
    ran = call(*options)
    assert ran.code == 0, ran.err
    file = tmp_path / "build/科-a/2024.datapackage.zip"
    first = file.read_bytes()
    assert json.loads(_files(first)["datapackage.json"])["name"].startswith("-a-")
    assert not (tmp_path / "build/region/2024.datapackage.zip").exists()
    assert "documents up to date: 3" in call(*options).out
    assert "up to date" in call(*options, "--check").err
    call(*options, "--csv-bom")
    assert _files(file.read_bytes())["facts.csv"].startswith(BOM)
    call(*options, "--fresh")
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "it has no column types by the names of columns"),
        ('{"amount": "value", "sum": null}', "there is no column sum"),
    ],
)
def test_column_types_that_cannot_be_used_are_told(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "templates/datapackage/columns.json"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFaultError) as fault:
        package(compile_text(KORLA), Resources.of_workspace(tmp_path))
    assert said in ENGLISH(fault.value.diagnostic.message)


def test_the_package_is_trusted_by_nobody() -> None:
    """What Frictionless reads here lies where it is run, and nothing else is opened."""
    assert system.trusted is False
