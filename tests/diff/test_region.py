"""A region of 30 departments of which 3 changed: little more than the 3 is compiled."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from budgetc.diff import comparing
from budgetc.files.workspace import CONTROL_TOTALS
from budgetc.inputs import Inputs
from budgetc.pipeline import Compilation, compile_inputs
from tests.diff.repository import changes, commit, data, repository
from tests.region.generate import BOTH_YEARS, DEPARTMENTS, OF_UNITS, folder, region
from tests.support import EXAMPLES, write_files

PLAIN = (1, 2, 3)
FILES = {f"budgets/{name}": text for name, text in region().items()}


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("region")
    shutil.copytree(EXAMPLES / "templates", home / "templates")
    return repository(home, FILES)


@pytest.fixture(name="compiled")
def _compiled(made: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Stand in the region, its files as committed; count what is compiled, by name."""
    counted: Counter[str] = Counter()

    def compile_counted(inputs: Inputs) -> Compilation:
        counted[inputs.source.name] += 1
        return compile_inputs(inputs)

    monkeypatch.setattr(comparing, "compile_inputs", compile_counted)
    monkeypatch.chdir(made)
    (made / CONTROL_TOTALS).unlink(missing_ok=True)
    write_files(made, FILES)
    return counted


def _source(number: int, year: int = 2024, unit: str = "") -> str:
    return f"budgets/{folder(number)}/{unit}{year}.yaml"


def _edit(made: Path, name: str) -> None:
    """Change the first text of an allocation of a source."""
    _replace(made / name, "item: 虚构,", "item: 改后,")


def _replace(path: Path, old: str, new: str) -> None:
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")


def test_without_changes_nothing_is_compiled(compiled: Counter[str]) -> None:
    assert data()["compared"] > DEPARTMENTS - 1
    assert compiled == {}


def test_three_departments_that_changed(made: Path, compiled: Counter[str]) -> None:
    for number in PLAIN:
        _edit(made, _source(number))
    found = data()
    assert len(changes(found)) == 3
    assert compiled == {_source(number): 2 for number in PLAIN}
    assert found["compiled"] == 6


def test_a_unit_brings_its_department(made: Path, compiled: Counter[str]) -> None:
    _edit(made, _source(OF_UNITS, unit="first/"))
    data()
    assert compiled == {_source(OF_UNITS): 2, _source(OF_UNITS, unit="first/"): 2}


def test_last_year_brings_this_year(made: Path, compiled: Counter[str]) -> None:
    _replace(made / _source(BOTH_YEARS, 2023), r"prior: [0-9.]+", "prior: 1")
    data()
    assert compiled == {_source(BOTH_YEARS): 2, _source(BOTH_YEARS, 2023): 2}


def test_this_year_does_not_bring_last_year(made: Path, compiled: Counter[str]) -> None:
    _edit(made, _source(BOTH_YEARS))
    data()
    assert compiled == {_source(BOTH_YEARS): 2}


def test_approved_figures_bring_all(made: Path, compiled: Counter[str]) -> None:
    department = folder(PLAIN[0])
    total = f"{{department: {department}, year: 2024, figure: revenue, amount: 1}}"
    write_files(made, {CONTROL_TOTALS: f"unit: 元\ntotals:\n  - {total}\n"})
    found = data()
    assert len(compiled) == found["compared"] - 1  # one has errors before any figure is looked at
    assert "SRC002" in {one["code"] for s in found["sources"] for one in s["findings"]["new"]}


@pytest.mark.usefixtures("compiled")
def test_what_stands_beside_the_departments_is_compared_by_its_own_names(made: Path) -> None:
    total = "totals:\n  - {department: nobody, year: 2024, figure: revenue, amount: 1}\n"
    names = {CONTROL_TOTALS: f"unit: 元\n{total}", "budgets/region.yaml": "name: 甲县\nunit: 元\n"}
    write_files(made, names)
    commit(made)
    write_files(made, {one: text.replace("amount: 1}", "amount: 2}").replace("甲县", "乙县")
                 for one, text in names.items()})  # fmt: skip
    found = data()
    assert changes(found) == [
        ("changed", "totals.nobody.amount", "1", "2"),
        ("changed", "name", "甲县", "乙县"),
    ]
    assert [one["place"] for one in found["changes"]] == [
        "Control totals › nobody › Amount", "Name",
    ]  # fmt: skip
    for one in names:
        (made / one).unlink()
    commit(made)


def test_two_commits_compile_no_more(made: Path, compiled: Counter[str]) -> None:
    for number in PLAIN:
        _edit(made, _source(number))
    commit(made)
    data("HEAD~1", "HEAD")
    assert compiled == {_source(number): 2 for number in PLAIN}
    write_files(made, FILES)
    commit(made)
