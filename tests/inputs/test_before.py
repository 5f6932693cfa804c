"""Last year's amounts by the places of a source, for a form to show beside this year's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetc.files.workspace import Workspace
from budgetc.inputs.before import amounts_before
from budgetc.inputs.reading import read_tree
from budgetc.ledger import Period
from budgetc.pipeline import compile_source
from budgetc.source.identity import Names
from tests.budget.small import BASIC, OF_PROJECT, PROJECT, UNIT, both_years
from tests.support import KORLA, RESOURCES, TODAY, with_change, write_files

LAST = with_change(KORLA, "year: 2024\n", "year: 2023\n")
GAPS = re.sub(r"(amount|prior): ?[0-9.]+", r"\1: ", KORLA)
"""The same as it is rolled over: no amount stands in it."""


def before(folder: Path, files: dict[str, str]) -> dict[str, int]:
    """Return last year's amounts in 分, by what the places are called."""
    write_files(folder, {f"budgets/{name}": text for name, text in files.items()})
    workspace = Workspace.find(folder)
    source = workspace.source(folder / "budgets" / next(iter(files)))
    tree, _ = read_tree(source, workspace.resources())
    assert tree is not None
    names = Names(tree)
    found = amounts_before(source, tree, workspace.resources())
    return {names.text(path): fen for path, fen in found.items()}


def test_a_source_without_amounts_has_all_of_last_year_beside(tmp_path: Path) -> None:
    found = before(tmp_path, {"bureau/2024.yaml": GAPS, "bureau/2023.yaml": LAST})
    assert found["revenue.general-own"] == 31466_0000
    assert found["basic_expenditure.by_function.2210201"] == 1737_0000
    assert found["basic_expenditure.by_economic.30112"] == 29_0000
    projects = "project_expenditure.projects.special-equipment-inspection"
    assert found[projects] == 1000_0000
    parts = [fen for name, fen in found.items() if name.startswith(f"{projects}.allocation.")]
    assert sum(parts) == 1000_0000
    assert found["three_public.reception"] == found["three_public.reception.prior"] == 187_0000
    assert found["operating_cost.prior"] == 1011_0000


def test_a_section_with_errors_costs_its_own_amounts_alone(tmp_path: Path) -> None:
    wrong = with_change(GAPS, "fund: general.own", "fund: nonsense")
    found = before(tmp_path, {"bureau/2024.yaml": wrong, "bureau/2023.yaml": LAST})
    assert "revenue.general-own" not in found
    assert found["basic_expenditure.by_function.2210201"] == 1737_0000
    wrong = with_change(GAPS, "jurisdiction: xinjiang", "jurisdiction: nowhere")
    assert before(tmp_path, {"bureau/2024.yaml": wrong}) == {}


def test_lists_that_are_still_empty_are_none(tmp_path: Path) -> None:
    head, _, rest = GAPS.partition("      allocation:\n")
    rest = rest[rest.index("      targets:") :]
    found = before(
        tmp_path,
        {"bureau/2024.yaml": f"{head}      allocation:\n{rest}", "bureau/2023.yaml": LAST},
    )
    assert found["project_expenditure.projects.special-equipment-inspection"] == 1000_0000


def test_a_predecessor_tells_them_too(tmp_path: Path) -> None:
    here = with_change(GAPS, "department:\n", "department:\n  predecessors: [old]\n")
    found = before(tmp_path, {"bureau/2024.yaml": here, "old/2023.yaml": LAST})
    assert found["basic_expenditure.by_function.2210201"] == 1737_0000
    assert found["three_public.reception"] == 187_0000


def test_they_are_what_a_compilation_finds(tmp_path: Path) -> None:
    here = re.sub(r", prior: ?[0-9.]+|\n +prior: ?[0-9.]+", "", KORLA)
    found = before(tmp_path, {"bureau/2024.yaml": here, "bureau/2023.yaml": LAST})
    workspace = Workspace.find(tmp_path)
    source = workspace.source(tmp_path / "budgets/bureau/2024.yaml")
    draft = compile_source(source, RESOURCES, TODAY).draft
    assert draft is not None
    names = Names(draft.budget.origin.tree)
    told: dict[str, int] = {}
    for fact in draft.ledger.facts:
        if fact.period == Period.PRIOR and fact.entry is not None and fact.fen:
            place = names.text(fact.entry.path)
            told[place] = told.get(place, 0) + fact.fen
    assert told
    assert {place: found[place] for place in told} == told


@pytest.mark.parametrize(("unit", "passed"), [(OF_PROJECT, PROJECT), (UNIT, BASIC)])
def test_each_body_has_all_of_its_own(tmp_path: Path, unit: str, passed: str) -> None:
    """What is passed on stands at both ends, as it is typed."""
    files = {f"bureau/{name}": text for name, text in both_years(passed, unit).items()}
    own = "bureau/2024.yaml"
    assert before(tmp_path, {own: files[own], **files})["operating_cost"] == 20_000000
    part = "bureau/station/2024.yaml"
    assert before(tmp_path, {part: files[part]})["operating_cost"] == 20_000000
