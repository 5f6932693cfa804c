"""A year later the amounts of declared sections stand where they belong, or are asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.run import call
from tests.jurisdiction.district import SOURCE, write_district
from tests.support import ROOT


def _new(folder: Path, year: str) -> list[str]:
    write_district(folder)
    source = folder / "budgets/hill/2024.yaml"
    target = folder / f"budgets/hill/{year}.yaml"
    result = call("new", "--from", str(source), "--year", year, "-o", str(target))
    assert result.code == 0, result.err
    return target.read_text(encoding="utf-8").splitlines()


def test_this_years_budget_is_last_years_a_year_later(tmp_path: Path) -> None:
    lines = _new(tmp_path, "2025")
    assert "      - {account: 5100, actual: , prior: 1000, amount: }  # fill in" in lines
    assert "      - {title: Teacher, grade: T2, posts: , salary: }  # fill in" in lines
    assert "  - {account: 6100, actual: , prior: -20, amount: }  # fill in" in lines
    assert len(lines) == len(SOURCE.splitlines())


def test_two_years_later_nobody_knows(tmp_path: Path) -> None:
    lines = _new(tmp_path, "2026")
    assert "      - {account: 5100, actual: , prior: , amount: }  # fill in" in lines


def test_texts_of_a_year_are_asked_for_anew(tmp_path: Path) -> None:
    """A target of this year is none of the next, whatever the schema calls the key."""
    target = tmp_path / "2020.yaml"
    source = ROOT / "budgets/boston-neighborhood-services/2019.yaml"
    assert call("new", "--from", str(source), "--year", "2020", "-o", str(target)).code == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if line.lstrip().startswith(("was", "projected", "target"))]
    assert len(told) >= 15
    assert {line.partition(":")[2].strip() for line in told} == {"# fill in"}
