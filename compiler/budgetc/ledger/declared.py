"""The facts of the sections that a jurisdiction declares.

The schema says which entries hold amounts (`x-margin`, along what these state the whole), which of
their texts are codes (`x-dimension`) and what holds of all of them (`x-values`). What stands on an
outer entry holds of every entry inside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any

from budgetc.budget.sections import Entry
from budgetc.frozen import frozen
from budgetc.ledger.fact import OWN_OFFICE, Entity, Fact, Flow, Period
from budgetc.numbers.values import Amount
from budgetc.source.identity import names_of
from budgetc.source.origin import Origin
from budgetc.source.shape import Shape

OWN_DIMENSIONS = ("fund", "kind", "group", "function", "economic", "project")
"""The dimensions that every fact has a field for."""


@frozen()
class _Above:
    """What holds of the facts of an entry."""

    margin: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


def declared_facts(sections: Entry | None, periods: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the facts of the declared sections of a source, in the order they were typed.

    Args:
        sections: of the source.
        periods: of the keys of amounts, the period that each is of.
    """
    if sections is not None:
        yield from _of_entry(sections, _Above(), periods)


def _of_entry(entry: Entry, above: _Above, periods: Mapping[str, str]) -> Iterator[Fact]:
    here = _inside(entry.shape, above)
    own = {
        dimension: value
        for key, value in entry.values.items()
        if isinstance(value, str) and (dimension := entry.shape.under(key).dimension)
    }
    here = replace(here, codes={**here.codes, **own}) if own else here
    for key, value in entry.values.items():
        below = entry.shape.under(key)
        if here.margin and key in periods and below.is_counted and isinstance(value, int):
            yield _fact(entry, key, value, here, periods[key])
        elif isinstance(value, Entry):
            yield from _of_entry(value, here, periods)
        elif isinstance(value, tuple):
            listed = _inside(below, here)
            for item in value:
                if isinstance(item, Entry):
                    yield from _of_entry(item, listed, periods)


def _inside(shape: Shape, above: _Above) -> _Above:
    """Return what holds inside a list or a mapping."""
    margin = shape.margin or above.margin
    values = shape.constants
    return _Above(margin, {**above.codes, **values} if values else above.codes)


def _fact(entry: Entry, key: str, value: Any, here: _Above, period: str) -> Fact:
    fields = {name: here.codes[name] for name in OWN_DIMENSIONS if name in here.codes}
    codes = {name: code for name, code in here.codes.items() if name not in fields}
    return Fact(
        Amount(value), entry.origin, key, Flow.DECLARED, fields.pop("fund", ""), period,
        entry=entry.origin, margin=here.margin, codes=MappingProxyType(codes), **fields,
    )  # fmt: skip


def declared_key(fact: Fact, entity: Entity) -> tuple[str, ...]:
    """Return what makes two years' lines the same line: what the entries around it are called."""
    return (entity.id, Flow.DECLARED, fact.margin, *_names(fact.origin))


def _names(origin: Origin) -> Iterator[str]:
    """Yield the keys that lead to an entry, and what it and those around it are called.

    Where the first of its names is a code, its codes are enough: a text beside them may change.
    """
    for depth, step in enumerate(origin.path):
        if isinstance(step, str):
            yield step
            continue
        shape = origin.tree.shape.at(origin.path[:depth])
        node, _ = origin.tree.at(origin.path[: depth + 1])
        keys, entry = shape.entry_keys, shape.under(None)
        codes = tuple(key for key in keys if entry.under(key).dimension)
        told = codes if codes[:1] == keys[:1] else keys
        yield from (name for _, name in names_of(node, told, entry))


def found_beside(
    typed: Sequence[Fact],
    periods: Mapping[str, str],
    beside: Mapping[str, Mapping[tuple[str, ...], tuple[Fact, ...]]],
    entities: Mapping[str, Entity],
) -> Iterator[Fact]:
    """Yield the amounts of other periods that nobody typed here and another source tells.

    Args:
        typed: the facts of this source.
        periods: of the keys of amounts, the period that each is of.
        beside: the lines of other sources by the period that they are of here.
        entities: whose facts they are, by file.
    """
    keys = {period: key for key, period in periods.items()}
    for period, amounts in beside.items():
        key = keys.get(period, "")
        having = [one for one in typed if one.origin.tree.shape.at(one.origin.path).has(key)]
        continued: set[tuple[str, ...]] = set()
        for fact in having:
            line = declared_key(fact, entities.get(fact.origin.tree.file, OWN_OFFICE))
            is_first = line not in continued
            continued.add(line)
            if is_first and fact.origin.node.get(key) is None:
                for found in amounts.get(line, ()):
                    yield replace(found, period=period, entry=fact.origin, codes=fact.codes)
        margins = {one.margin for one in having}
        for line, facts in amounts.items():
            if line not in continued:
                yield from (
                    replace(one, period=period, entry=None)
                    for one in facts
                    if one.margin in margins
                )


def untold(
    typed: Sequence[Fact], periods: Mapping[str, str], known: Collection[str]
) -> Iterator[Fact]:
    """Yield as missing what lines are compared with, where nobody types it and nothing tells it.

    Without it a comparison would be of all lines now with some of them then. Of an entry that has
    no amount of what the document reports, nothing is compared.

    Args:
        typed: the facts of this source.
        periods: of the keys of amounts, the period that each is of.
        known: the files of the bodies of which another source tells what is compared with.
    """
    keys = [key for key, period in periods.items() if period == Period.PRIOR]
    for fact in typed:
        if fact.period != Period.CURRENT or fact.origin.tree.file in known:
            continue
        shape = fact.origin.tree.shape.at(fact.origin.path)
        having = [key for key in keys if shape.has(key)]
        if having and all(fact.origin.node.get(key) is None for key in having):
            yield replace(fact, fen=None, key=having[-1], period=Period.PRIOR)
