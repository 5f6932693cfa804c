"""A city of another country against its published pages: every cell of 48 departments.

The facts stand in `boston/departments.jsonl`, one department a line, with the totals that were
published; `boston/defects.json` lists where the publication disagrees with itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.boston.checks import (
    Cell,
    Defect,
    compiled_cells,
    defects_of,
    differences,
    explained,
    published,
)
from benchmarks.boston.reference import Department, departments, place
from benchmarks.boston.workspace import Compiled, compiled, unexplained, write
from budgetc.diagnostics import has_errors
from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Document, Heading, line_text
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source

ROOT = Path(__file__).parent.parent.parent
FACTS = Path(__file__).parent / "boston"
OURS = {
    "neighborhood-services": "boston-neighborhood-services",
    "neighborhood-development": "boston-neighborhood-development",
    "parks-and-recreation-department": "boston-parks-and-recreation",
}
"""The departments that are budgets of this repository, and their folders."""


@cache
def defects() -> tuple[Defect, ...]:
    """Return the known disagreements of the publication."""
    return defects_of(json.loads((FACTS / "defects.json").read_text(encoding="utf-8")))


@cache
def every() -> tuple[Compiled, ...]:
    """Return all departments, compiled in a scratch workspace."""
    with TemporaryDirectory() as folder:
        facts = departments(FACTS / "departments.jsonl")
        write(facts, Path(folder))
        return tuple(compiled(facts, Path(folder)))


def one(name: str) -> Department:
    """Return the published facts of a department."""
    return next(each.department for each in every() if each.department["id"] == name)


@cache
def document(name: str) -> Document:
    """Return the document of a department whose budget is in this repository."""
    workspace = Workspace.find(ROOT)
    file = ROOT / "budgets" / OURS[name] / "2019.yaml"
    found = compile_source(workspace.source(file), workspace.resources())
    assert found.document is not None, found.findings
    return found.document


def test_all_departments_compile() -> None:
    failed = [place(each.department) for each in every() if has_errors(each.compilation.findings)]
    assert (len(every()), failed) == (48, [])


def test_every_published_cell_is_ours_but_for_the_named_defects() -> None:
    cells = sum(len(each.cells) for each in every())
    unlike = sum(len(each.differences) for each in every())
    assert (cells, cells - unlike) == (19_955, 19_818)
    assert [found for each in every() for found in unexplained(each, defects())] == []


def test_the_differences_are_counted_by_their_defect() -> None:
    kinds: Counter[str] = Counter()
    for each in every():
        named, follow = explained(each.differences, each.cells, defects())
        kinds.update(named.values())
        kinds["follows from one of these"] += len(follow)
    assert kinds == {
        "second appropriation left out": 52,
        "central appropriation: account rows are zero or shifted": 30,
        'capital "Total Department" line shows the cabinet total': 25,
        "published disagreement": 14,
        "follows from one of these": 12,
        "rounding of a total": 3,
        "capital row 500,000 lower than projects": 1,
    }


@pytest.mark.parametrize(
    ("name", "cells", "unlike"),
    [
        ("neighborhood-services", 793, 0),
        ("neighborhood-development", 1_576, 6),
        ("parks-and-recreation-department", 3_396, 48),
    ],
)
def test_the_budgets_here_print_their_published_cells(name: str, cells: int, unlike: int) -> None:
    department = one(name)
    expected = tuple(published(department))
    found = tuple(differences(expected, document(name)))
    assert (len(expected), len(found)) == (cells, unlike)
    named, follow = explained(found, expected, defects())
    assert {each.cell.key for each in found} == named.keys() | follow


def test_other_cells_are_counted() -> None:
    """What we print and the transcription does not have: sums of cells that it has."""
    others: Counter[str] = Counter()
    for name in OURS:
        looked_up = {cell.key for cell in published(one(name))}
        for key, text in compiled_cells(document(name)).items():
            is_amount = text.replace(",", "").lstrip("-").isdecimal() and text != key[1]
            if key not in looked_up and is_amount:
                others[key[0].partition(".")[0]] += 1
    assert others == {
        # The totals of the account groups of external funds, and the last Inc/Dec.
        **{f"external_history_{group}": 10 for group in range(51, 57)},
        "external_history_total": 2,
        # The positions beside the total request.
        "personnel_total": 2,
        "external_personnel_total": 1,
    }


@pytest.mark.parametrize("name", OURS)
def test_a_budget_here_holds_the_published_facts_and_no_others(name: str) -> None:
    workspace = Workspace.find(ROOT)
    file = workspace.source(ROOT / "budgets" / OURS[name] / "2019.yaml")
    (here,) = (each.compilation for each in every() if each.department["id"] == name)
    assert _facts(compile_source(file, workspace.resources())) == _facts(here)


def _facts(compilation: Compilation) -> Counter[tuple[object, ...]]:
    assert compilation.draft is not None
    facts = compilation.draft.ledger.facts
    return Counter((one.margin, one.key, *sorted(one.codes.items()), one.fen) for one in facts)


def _dollars(text: str) -> Iterator[int]:
    return (int(amount.replace(",", "")) for amount in re.findall(r"\$([0-9,]+)", text))


def test_what_is_stated_twice_agrees_but_for_rounding() -> None:
    """Accounts, funds, the staff and its account, authorizations and expenditures."""
    said = {
        (each.department["id"], *_dollars(ENGLISH(found.message)))
        for each in every()
        for found in each.compilation.findings
        if found.code == "INT002"
    }
    assert said == {
        ("consumer-affairs-and-licensing", 1_106_108, 1_106_107),
        ("neighborhood-development", 3_594_145, 3_594_148),
        ("neighborhood-development", 7_853_819, 7_853_817),
        ("neighborhood-development", 89_454_325, 89_454_323),
        ("neighborhood-services", 3_116_403, 3_116_402),
    }


def test_a_changed_amount_is_found() -> None:
    department = json.loads(json.dumps(one("neighborhood-services")))
    department["programs"][0]["accounts"][0]["row"][3] += 1
    cells: tuple[Cell, ...] = tuple(published(department))
    found = tuple(differences(cells, document("neighborhood-services")))
    assert [each.cell.key for each in found] == [("program_accounts.programs[1]", "51", "budget")]
    assert explained(found, cells, ()) == (
        {("program_accounts.programs[1]", "51", "budget"): "rounding of a total"},
        frozenset(),
    )


def test_the_pages_stand_in_the_order_of_the_book() -> None:
    heads = [
        line_text(block.content)
        for block in document("neighborhood-services").blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert heads == [
        "Neighborhood Services Operating Budget",
        "Department History",
        "Department Personnel",
        "External Funds History",
        "Program 1. Administration",
        "Program 2. Neighborhood Services",
        "Program 3. City Hall to Go",
        "Program 4. Boston 311",
        "External Funds Projects",
    ]
