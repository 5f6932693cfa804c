"""Last year's amounts by the places of a source that may have gaps and errors yet, for a form."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from budgetc.budget.consolidate import SECTIONS_OF_ALL, consolidate, of_bodies
from budgetc.budget.model import Budget
from budgetc.budget.paths import amount_at
from budgetc.classification import Catalogue
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.inputs.last_year import LastSource, find_beside
from budgetc.inputs.reading import bind_what_fits
from budgetc.inputs.units import read_units
from budgetc.jurisdiction.load import load_layout
from budgetc.jurisdiction.sources import catalogue_of
from budgetc.jurisdiction.spec import Layout
from budgetc.ledger import OWN_OFFICE, Fact, Period, line_key, post
from budgetc.lists import money_units
from budgetc.numbers.money import Unit
from budgetc.source.nodes import Path, SourceTree


def amounts_before(source: Source, tree: SourceTree, resources: Resources) -> Mapping[Path, int]:
    """Return last year's amounts in 分, of a source's lines, their parts, and what it compares.

    They are those that a compilation finds beside it, in the sources of predecessors too: of its
    own office, for each unit types its own. What last year's sources do not have has none.

    Args:
        source: of this year.
        tree: as it was read, with its shape.
        resources: the data files.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    budget, catalogue = bind_what_fits(tree, resources), catalogue_of(tree, resources)
    if budget is None or catalogue is None:
        return {}
    layout, _ = load_layout(resources, budget.jurisdiction, budget.stage)
    if layout is None:
        return {}
    units, _ = read_units(source, budget, resources)
    beside = find_beside(source, budget, units, catalogue, resources, layout)
    last = beside.sources.get(Period.PRIOR)
    known = money_units(resources)
    if last is None or not _is_of_one_currency(known, budget, last):
        return {}
    return {
        **dict(_compared(budget, layout, last)),
        **(dict(_of_lines(budget, catalogue, last)) if "" in last.amounts.bodies else {}),
    }


def _is_of_one_currency(known: Mapping[str, Unit], budget: Budget, last: LastSource) -> bool:
    return known[budget.unit].currency == known[last.budget.unit].currency


def _of_lines(budget: Budget, catalogue: Catalogue, last: LastSource) -> Iterator[tuple[Path, int]]:
    """Yield the amounts of lines, and of their parts, that last year's source has as well."""
    parts: dict[Hashable, int] = {}
    cube = last.cube
    of_own = cube.both(cube.of("period", Period.CURRENT), cube.of("entity", ""))
    for fact in cube.facts(of_own):
        parts[_part(fact)] = parts.get(_part(fact), 0) + (fact.fen or 0)
    seen: set[Hashable] = set()  # of two lines that are alike, the first one goes on
    for fact in post(consolidate(replace(budget, transfers=())), catalogue).facts:
        if fact.period == Period.CURRENT and (part := _part(fact)) is not None:
            if part in parts and part not in seen:
                seen.add(part)
                path = fact.origin.path
                yield (path if fact.key == "amount" else (*path, fact.key)), parts[part]
        elif fact.period == Period.PRIOR and fact.entry is not None:
            key = line_key(fact, OWN_OFFICE)
            found = last.amounts.of(key) if key is not None else ()
            if found and key not in seen:
                seen.add(key)
                yield fact.entry.path, sum(one.fen or 0 for one in found)


def _part(fact: Fact) -> Hashable:
    """Return what tells a part of a line, or a line that has no amount of last year to type."""
    if fact.project:
        item = fact.origin.node.said("item")
        return (fact.kind, fact.project, item) if item else None
    return (fact.kind, fact.function, fact.economic, fact.fund) if fact.economic else None


def _compared(budget: Budget, layout: Layout, last: LastSource) -> Iterator[tuple[Path, int]]:
    """Yield what the layout compares with an amount that is typed by itself, such as 公务接待费."""
    cube, shape = last.cube, budget.origin.tree.shape
    own = of_bodies(last.budget).get("")
    for spec in layout.figures.values():
        if len(spec.prior) != 1:
            continue
        *home, key = spec.prior[0].split(".")
        mask = cube.asked(spec)
        fen = amount_at(own, spec.instead) if spec.instead and own is not None else None
        if fen is None and home and home[0] in SECTIONS_OF_ALL:  # each body types all of its own
            facts = cube.facts(cube.both(mask, cube.of("entity", "")))
            fen = sum(fact.fen or 0 for fact in facts if not fact.is_passed_on)
        elif fen is None:
            fen = cube.total(mask).known
        yield tuple(home), fen
        yield (*home, shape.at(home).written(key)), fen
