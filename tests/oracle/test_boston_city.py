"""The book of the city beside its published totals: what differs is explained, and counted."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.boston.checks import Cell, Difference, differences
from benchmarks.boston.city import NO_FUND_TABLE, City, explained, published
from benchmarks.boston.workspace import book, write
from budgetc.document.model import Document, Heading, line_text

from .test_boston import FACTS, defects, every


@cache
def city() -> City:
    """Return the published totals of the city, and the pages of its cabinets."""
    totals: City = json.loads((FACTS / "city.json").read_text(encoding="utf-8"))
    return totals


@cache
def made() -> Document:
    """Return the book of the departments that we have."""
    with TemporaryDirectory() as folder:
        write((one.department for one in every()), Path(folder))
        document = book((one.compilation for one in every()), Path(folder))
    assert document is not None
    return document


@cache
def compared() -> tuple[tuple[Cell, ...], tuple[Difference, ...]]:
    """Return the published cells, and those that our book has otherwise."""
    cells = tuple(published(city(), [one.department for one in every()]))
    return cells, tuple(differences(cells, made()))


def test_every_published_total_is_ours_but_for_what_is_explained() -> None:
    cells, found = compared()
    assert (len(cells), len(found)) == (839, 136)
    named, follow = explained(found, city(), cells, defects())
    assert {one.cell.key for one in found} == named.keys() | follow


def test_the_differences_are_counted_by_their_cause() -> None:
    cells, found = compared()
    named, follow = explained(found, city(), cells, defects())
    assert Counter(named.values()) == {
        "rounding of a total": 60,
        "second appropriation left out": 21,
        "rounding (<= 10 dollars)": 17,
        "published disagreement": 14,
        NO_FUND_TABLE: 2,
        "small difference (23 dollars)": 1,
        "capital row 500,000 lower than projects": 1,
    }
    assert len(follow) == 20


def test_a_book_of_one_more_dollar_is_not_explained() -> None:
    cells, _ = compared()
    key = ("appropriations", "operations", "budget")
    changed = tuple(cell._replace(text="25,776,775") if cell.key == key else cell for cell in cells)
    found = tuple(differences(changed, made()))
    named, follow = explained(found, city(), changed, defects())
    assert {one.cell.key for one in found} - named.keys() - follow == {key}


def test_the_book_has_a_chapter_for_each_cabinet_with_departments() -> None:
    blocks = [block for block in made().blocks if isinstance(block, Heading) and block.level == 1]
    heads = [line_text(block.content) for block in blocks]
    assert heads[:4] == ["Appropriations", "All Funds", "Capital", "Personnel"]
    assert len(heads) == 4 + 11
