"""Merging and showing sources of declared sections, which name their entries in their schema."""

from __future__ import annotations

from pathlib import Path

from tests.jurisdiction.district import FILES, SOURCE
from tests.merge.repository import Repository
from tests.support import with_change

NAME = "budgets/hill/2024.yaml"
SALARIES = "money:\n      - {account: 5100, actual: 900, prior: 950.50, amount: "
PENSIONS = "      - {account: 5200, actual: 100, prior: 0, amount: 250}\n    staff"


def test_a_line_is_told_by_its_code_and_the_codes_name(tmp_path: Path) -> None:
    repository = Repository(tmp_path, FILES)
    repository.write({NAME: with_change(SOURCE, f"{SALARIES}1000", f"{SALARIES}1100")})
    shown = [line for line in repository.git("diff").splitlines() if line[:2] in ("-s", "+s")]
    assert shown == [
        "-schools[north].money[5100 Salaries].amount: 1000",
        "+schools[north].money[5100 Salaries].amount: 1100",
    ]


def test_two_lines_of_one_list_that_both_sides_changed_are_merged(tmp_path: Path) -> None:
    repository = Repository(tmp_path, FILES)
    theirs = with_change(SOURCE, PENSIONS, PENSIONS.replace("250", "260"))
    repository.branch("theirs", {NAME: theirs})
    repository.commit({NAME: with_change(SOURCE, f"{SALARIES}1000", f"{SALARIES}1100")})
    ran = repository.run("merge", "--no-edit", "theirs")
    assert ran.code == 0, ran
    merged = repository.read(NAME)
    assert f"{SALARIES}1100" in merged
    assert PENSIONS.replace("250", "260") in merged


def test_one_amount_that_both_sides_changed_is_a_conflict(tmp_path: Path) -> None:
    repository = Repository(tmp_path, FILES)
    repository.branch("theirs", {NAME: with_change(SOURCE, f"{SALARIES}1000", f"{SALARIES}1200")})
    repository.commit({NAME: with_change(SOURCE, f"{SALARIES}1000", f"{SALARIES}1100")})
    assert repository.run("merge", "--no-edit", "theirs").code == 1
    assert "<<<<<<<" in repository.read(NAME)
