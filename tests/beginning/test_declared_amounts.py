"""A year later the amounts of declared sections stand where they belong, or are asked for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.run import call
from tests.jurisdiction.district import LAYOUT, SECTIONS, SOURCE, write_district
from tests.support import ROOT, with_change


def _new(folder: Path, year: str, changed: dict[str, str] | None = None) -> list[str]:
    write_district(folder, changed)
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


def test_a_line_that_was_new_gets_the_key_for_the_year_that_it_was_new_in(tmp_path: Path) -> None:
    """It had no need of the key then; without it, that year's total would lack the line."""
    stage = "posts: {year: 0, stage: approved"
    told = "posts_now: {year: -1, stage: posts, measure: posts}\n  posts: {year: 0, stage: posts"
    typed = '"posts": {"type": "number", "x-measure": "posts"}'
    now = typed.replace("posts", "posts_now", 1)
    caretaker = "      - {title: Caretaker, grade: C1, posts: 0.75, salary: 300}\n"
    block = "      - title: Caretaker\n        # Half a day.\n        职位: 0.75\n"
    lines = _new(
        tmp_path,
        "2025",
        {
            "templates/district/layout.yaml": with_change(LAYOUT, stage, told),
            "templates/district/source.schema.json": with_change(
                SECTIONS,
                typed,
                f'{now}, {typed[:-1]}, "x-name": "Posts\\n职位"}}',
            ),
            "budgets/hill/2024.yaml": with_change(SOURCE, caretaker, block),
        },
    )
    teacher = "      - {title: Teacher, grade: T2, posts_now: 2.50, posts: , salary: }  # fill in"
    assert teacher in lines
    at = lines.index("      - title: Caretaker")
    assert lines[at + 1 : at + 4] == [
        "        posts_now: 0.75",
        "        # Half a day.",
        "        职位:  # fill in",
    ]
    assert "      - {account: 5200, actual: , prior: 250, amount: }  # fill in" in lines


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
