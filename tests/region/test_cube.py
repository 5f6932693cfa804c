"""Sums of a region against the sums of all facts of its departments, as one cube has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Counts
from budgetc.jurisdiction.declared import Declared
from budgetc.ledger import Amounts, Cube, Dimensions, Entity, Fact, Flow, Ledger, Mask, Period
from budgetc.numbers.values import Amount
from budgetc.region import Submission
from budgetc.region.asked import asked_by
from budgetc.region.cube import RegionCube
from budgetc.region.roll import Roll
from budgetc.region.submission import counted_of
from budgetc.source.origin import Origin
from tests.support import KORLA, RESOURCES, compile_text

CATALOGUE = load_catalogue(RESOURCES, 2024)
FUNCTIONS = ["2013801", "2013805", "2080505", "20801", "208", "2013877"]
ECONOMICS = ["30101", "30113", "302", "30217", "30198"]
FUNDS = ["general.own", "general.transfer", "government_fund.own", "carry_over.general"]
GROUPS = ["人员经费", "公用经费"]
MARGINS = ["revenue", "function", "economic"]
FOLDERS = ["a", "b", "b/c", "d"]
LEVELS = {"function": ["类", "款", "项", ""], "economic": ["类", "款", ""], "fund": ["资金", ""]}


@cache
def _budget() -> ConsolidatedBudget:
    compiled = compile_text(KORLA)
    assert compiled.draft is not None
    return compiled.draft.budget


@cache
def _projects() -> list[str]:
    return [project.id for project in _budget().projects]


def _origin(folder: str) -> Origin:
    tree = _budget().origin.tree
    return Origin(replace(tree, file=f"budgets/{folder}/2024.yaml"), _budget().origin.node, ())


def _fact(chance: Random, folder: str) -> Fact:
    """Make up a fact of a department."""
    fen = chance.choice([*range(-3, 6), None, 2**70])
    return Fact(
        fen=None if fen is None else Amount(fen),
        origin=_origin(folder),
        key=chance.choice(["amount", "year", "nothing"]),
        flow=chance.choice([Flow.REVENUE, Flow.EXPENDITURE, Flow.EXPENDITURE]),
        fund=chance.choice(FUNDS),
        period=chance.choice([*Period]),
        kind=chance.choice(["", "basic", "project"]),
        group=chance.choice(["", *GROUPS]),
        function=chance.choice(["", *FUNCTIONS]),
        economic=chance.choice(["", *ECONOMICS]),
        project=chance.choice(["", *_projects()[:2]]),
    )


def _condition(chance: Random) -> Dimensions:
    """Make up a condition that asks for a margin and for a few dimensions."""
    values = {
        "fund": [*FUNDS, "general", "fiscal", "财政拨款", "none"],
        "kind": ["basic", "project"],
        "group": GROUPS,
        "function": [*FUNCTIONS, "201", "20138", "20805", "20"],
        "economic": [*ECONOMICS, "301"],
        "entity": [*FOLDERS, "none"],
        "type": ["administrative", "institution"],
    }
    asked = chance.sample(sorted(values), chance.choice([0, 1, 1, 2, 3]))
    narrow: dict[str, Any] = {
        name: tuple(chance.sample(values[name], chance.choice([1, 2]))) for name in asked
    }
    return Dimensions(margin=tuple(chance.sample(MARGINS, chance.choice([1, 2]))), **narrow)


@dataclass(frozen=True)
class Region:
    """Departments in both ways, and what their book asks.

    Attributes:
        sums: what the region keeps of them.
        whole: all of their facts.
    """

    sums: RegionCube
    whole: Cube
    conditions: Sequence[Dimensions]
    rows: Sequence[tuple[str, str]]


def _region(chance: Random) -> Region:
    """Make up departments, and a book that asks for some of their amounts."""
    conditions = [_condition(chance) for _ in range(3)]
    rows = [(by, level) for by, levels in LEVELS.items()
            for level in chance.sample(levels, chance.choice([0, 1, 2]))]  # fmt: skip
    asked = asked_by(conditions, rows, Period, CATALOGUE, Declared())
    submissions, everything, entities = [], list[Fact](), dict[str, Entity]()
    for folder in chance.sample(FOLDERS, chance.choice([1, 2, 4])):
        own = [_fact(chance, folder) for _ in range(chance.choice([0, 5, 30]))]
        kind = chance.choice(["administrative", "institution"])
        counted = replace(counted_of(_budget(), Ledger(tuple(own)), asked), type=kind)
        file = f"budgets/{folder}/2024.yaml"
        submissions.append(
            Submission(file, folder, "2024", 2024, folder, "", "", Counts(), {}, {}, counted.packed)
        )
        entities[file] = Entity(folder, kind, counted.name, counted.stage)
        everything += [
            replace(one, project=f"{folder}/{one.project}") if one.project else one for one in own
        ]
    whole = Cube(Ledger(tuple(everything), entities), CATALOGUE)
    return Region(RegionCube(Roll(submissions), CATALOGUE), whole, conditions, rows)


Pair = tuple[Mask, Mask]


def _asked(region: Region, chance: Random) -> Iterator[Pair]:
    """Yield the same facts as both ways have them: what tables, rows and sentences are of."""
    sums, whole = region.sums, region.whole
    pairs = [one for _ in range(3) for one in _of(region, chance)]
    yield from pairs
    for _ in range(3):
        (one, other), (third, fourth) = chance.choices(pairs, k=2)
        yield sums.both(one, third), whole.both(other, fourth)
        yield sums.either(one, third), whole.either(other, fourth)
        yield sums.without(one, [third]), whole.without(other, [fourth])


def _of(region: Region, chance: Random) -> Iterator[Pair]:
    """Yield the facts of a panel, and those of a row or a member of it."""
    condition, period = chance.choice(region.conditions), chance.choice([*Period])
    folder = chance.choice(FOLDERS)
    values = [("entity", folder), ("project", f"{folder}/{chance.choice(_projects()[:2])}")]
    values += [(by, code) for by, level in region.rows for code in sorted(_codes(by, level))]
    dimension, value = chance.choice(values)
    panels = [
        way.periods(way.every_period(condition), (period,)) for way in (region.sums, region.whole)
    ]
    yield panels[0], panels[1]
    yield (
        region.sums.within(panels[0], dimension, value),
        region.whole.within(panels[1], dimension, value),
    )


def _codes(by: str, level: str) -> set[str]:
    return _shown({"function": FUNCTIONS, "economic": ECONOMICS, "fund": FUNDS}[by], by, level)


def _shown(written: Iterable[str], by: str, level: str) -> set[str]:
    """Return the codes of a level, or all, that have a row where some are written."""
    codes = CATALOGUE.lists()[by]
    above = {one for code in written for one in codes.lineage(code)}
    return {one for one in above if not level or ((e := codes.get(one)) and e.level == level)}


def _told(way: Amounts, mask: Mask, rows: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Return what tables and sentences make of some facts."""
    total = way.total(mask)
    return {
        "is there": bool(mask),
        "fen": total.fen,
        "known": sum(fact.fen or 0 for fact in way.facts(mask)),
        "missing": sorted(f.origin.tree.file for f in way.facts(mask) if f.fen is None),
        "untold": {(one.fact.origin.tree.file, one.dimension) for one in total.untold},
        "of the total": sum(fact.fen or 0 for fact in total.facts),
        "any": any(fact.fen for fact in way.facts(mask)),
        "files": {fact.origin.tree.file for fact in way.facts(mask)},
        "bodies": [body.id for body in way.bodies(mask)],
        "projects": {fact.project for fact in way.facts(mask)},
        "codes": {(by, level): _shown(way.codes(mask, by), by, level) for by, level in rows},
    }


@given(st.integers(0, 2**32))
def test_a_region_adds_up_to_what_its_facts_add_up_to(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    region = _region(chance)
    assert region.sums.entities == region.whole.entities
    for sums, whole in _asked(region, chance):
        assert _told(region.sums, sums, region.rows) == _told(region.whole, whole, region.rows)


@given(st.integers(0, 2**32))
def test_a_region_has_the_codes_of_which_there_are_amounts(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # no secret
    region = _region(chance)
    way = region.sums
    for mask, _ in _asked(region, chance):
        counting = way.with_amounts(mask)
        assert way.total(counting).fen == way.total(mask).fen
        for by, _level in region.rows:
            found = {fact.code(by) for fact in way.facts(mask) if fact.fen != 0}
            assert found <= way.codes(counting, by) <= way.codes(mask, by)


def test_the_kinds_of_expenditure_are_those_of_all_facts() -> None:
    asked = asked_by([Dimensions(margin=("revenue",))], (), Period, CATALOGUE, Declared())
    spent = Fact(None, _origin("a"), "amount", Flow.EXPENDITURE, "general.own", kind="basic")
    counted = counted_of(_budget(), Ledger((spent,)), asked)
    one = Submission("a", "a", "2024", 2024, "a", "", "", Counts(), {}, {}, counted.packed)
    assert counted.keys == []
    assert RegionCube(Roll([one]), CATALOGUE).kinds == {"basic"}
